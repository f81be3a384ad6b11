package limner.model.exchange.png;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.NumberedPalette;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.PngHead;
import limner.model.exchange.Samples;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;

/// What all kinds of masks in PNG files have in common.
final class MaskFiles {

    private MaskFiles() {}

    /// Something to look at.
    static Optional<Path> any(Path root) throws IOException {
        return Trees.some(root, ".png", 1).stream()
                .filter(f -> f.toString().endsWith(".png"))
                .findFirst();
    }

    static List<Path> all(Path root, Consumer<Entry> into) throws IOException {
        return Trees.files(root, ".png", into::accept);
    }

    /// Whether its pixels are single numbers of so few bits.
    static boolean isNumbered(Path png) throws IOException {
        return PngHead.of(png)
                .filter(h -> h.kind() != PngHead.Kind.COLOURS && h.depth() <= 8)
                .isPresent();
    }

    /// The numbers of a picture, also where colours stand for them.
    ///
    /// @param places numbers by colours
    static Samples numbers(Path root, Path file, Surroundings around, Map<Integer, Integer> places)
            throws IOException, UnreadableException {
        byte[] png = Files.readAllBytes(file);
        try {
            Samples samples = around.samples(png);
            return PngHead.of(png).map(PngHead::kind).orElse(PngHead.Kind.GREY) == PngHead.Kind.COLOURS
                    ? NumberedPalette.numbers(samples, places)
                    : samples;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableException(
                    new Entry.At(Trees.name(root, file), ""), "it cannot be read: " + e.getMessage());
        }
    }

    static Optional<Surroundings.Size> size(Samples samples) {
        return Optional.of(new Surroundings.Size(samples.width(), samples.height()));
    }

    /// What sequence a mask is of: the folders of its path but for those that say how the data set is kept, or the last
    /// of these where it is in no other.
    static String sequence(String name) {
        String bare = PictureTeller.bare(name);
        if (bare.contains("/")) {
            return bare.substring(0, bare.lastIndexOf('/'));
        }
        String folder = name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    static Entry.Annotation annotation(
            Entry.At at,
            String key,
            Entry.Picture picture,
            String category,
            Rle pixels,
            Optional<Entry.OnTrack> track) {
        return new Entry.Annotation(
                at,
                key,
                picture.key(),
                category,
                Optional.of(new Mask(pixels)),
                Optional.empty(),
                track,
                false,
                false,
                0,
                new LinkedHashMap<>(),
                "");
    }
}
