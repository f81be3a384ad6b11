package limner.model.exchange.mots;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.PngHead;
import limner.model.exchange.Regions;
import limner.model.exchange.Samples;
import limner.model.exchange.SequenceInfo;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;

/// MOTS as pictures of 16 bits in a folder for each sequence: 1000 times the class and the number of the object; 0 is
/// nothing (format: the MOTS page of its authors).
public final class MotsPngFormat implements DatasetFormat {

    @Override
    public String id() {
        return "mots-png";
    }

    @Override
    public String title() {
        return "MOTS pictures";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        List<Path> some = Trees.some(path, ".png", 1);
        return !some.isEmpty()
                && PngHead.of(some.getFirst())
                        .filter(h -> h.kind() == PngHead.Kind.GREY && h.depth() == 16)
                        .isPresent();
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        List<Path> files = Trees.files(path, ".png", into::accept);
        if (files.isEmpty()) {
            return;
        }
        MotsClasses classes = MotsClasses.of(path, files.getFirst(), into);
        PictureTeller pictures = new PictureTeller(around, into);
        Set<Path> fromOne = fromOne(path, files);
        for (Path file : files) {
            Path own = file.getParent();
            Page page = new Page(Trees.name(path, file), own != null && fromOne.contains(own) ? 1 : 0);
            read(page, Files.readAllBytes(file), around, classes, pictures, into);
        }
    }

    /// Folders of sequences whose pictures count from 1: those of MOTChallenge in which none is called 0.
    private static Set<Path> fromOne(Path root, List<Path> files) throws IOException, UnreadableException {
        Set<Path> from = new HashSet<>();
        Set<Path> seen = new HashSet<>();
        Set<Path> withZero = new HashSet<>();
        for (Path file : files) {
            Path folder = file.toAbsolutePath().getParent();
            Path own = file.getParent();
            if (folder == null || own == null) {
                continue;
            }
            if (seen.add(own)
                    && SequenceInfo.of(root, file, String.valueOf(folder.getFileName()))
                            .isOfMotChallenge()) {
                from.add(own);
            }
            if (String.valueOf(file.getFileName()).matches("0+\\.png")) {
                withZero.add(own);
            }
        }
        from.removeAll(withZero);
        return from;
    }

    /// A picture of objects.
    ///
    /// @param first what the first of its sequence is called
    private record Page(String name, int first) {}

    private static void read(
            Page page,
            byte[] png,
            Surroundings around,
            MotsClasses classes,
            PictureTeller pictures,
            Consumer<Entry> into)
            throws UnreadableException {
        String name = page.name();
        Entry.At whole = new Entry.At(name, "");
        Map<Integer, Rle> objects;
        Entry.Picture picture;
        try {
            Samples samples = around.samples(png);
            objects = Regions.of(samples, v -> v > 0);
            picture = pictures.tell(
                            name,
                            name,
                            Optional.of(new Surroundings.Size(samples.width(), samples.height())),
                            page.first())
                    .orElseThrow();
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableException(whole, "it cannot be read: " + e.getMessage());
        }
        String sequence = picture.video().isEmpty()
                ? name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : ""
                : picture.video();
        objects.forEach((value, pixels) -> {
            Entry.At at = new Entry.At(name, "object " + value);
            int number = value / MotsClasses.PER_CLASS;
            try {
                into.accept(new Entry.Annotation(
                        at,
                        "",
                        picture.key(),
                        classes.category(number),
                        Optional.of(new Mask(pixels)),
                        Optional.empty(),
                        classes.track(sequence, value, number),
                        classes.ignored(number),
                        false,
                        0,
                        new LinkedHashMap<>(),
                        ""));
            } catch (IllegalArgumentException e) {
                into.accept(new Entry.NotTaken(at, String.valueOf(e.getMessage())));
            }
        });
    }
}
