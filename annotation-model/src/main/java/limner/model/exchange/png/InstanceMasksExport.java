package limner.model.exchange.png;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.PngFile;
import limner.model.exchange.Target;
import limner.model.exchange.Topmost;
import limner.model.geometry.Rle;

/// Writes a mask for each object, in a folder for each picture: `clip/000012/car-2.png` is the second car on picture
/// `clip/000012`. Masks may overlap. A picture without objects has no folder.
public final class InstanceMasksExport implements DatasetWriter {

    private static final int INSIDE = 255;

    @Override
    public String id() {
        return InstanceMasksFormat.ID;
    }

    @Override
    public String title() {
        return InstanceMasksFormat.TITLE;
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        return new Fitted(
                page.annotations().stream().map(a -> piece(a, page.picture())).toList(), List.of());
    }

    private static Fitted.Piece piece(Entry.Annotation a, Entry.Picture picture) {
        Rle pixels = Topmost.pixels(a, picture);
        return pixels.isEmpty()
                ? Topmost.nothing(a)
                : Fitted.Piece.of(a, MaskPictures.said(a, Topmost.mask(a, pixels), Optional.empty()));
    }

    @Override
    public Entry.Category fit(Entry.Category c) {
        return Entry.Category.of(c.key(), fileName(c.name()));
    }

    /// As every system takes it, and as it is taken out of the name of a file again.
    private static String fileName(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029/\\\\:*?\"<>|]", "_")
                .strip()
                .replaceFirst("[-_ ]+$", "");
        return plain.isBlank() ? "object" : plain;
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) {
        return new InstanceMasks(heads, PictureFiles.of(heads), target);
    }

    private record InstanceMasks(Heads heads, PictureFiles files, Target target) implements Writing {

        @Override
        public List<String> page(Page page) throws IOException {
            List<String> ids = new ArrayList<>();
            Map<String, Integer> counts = new HashMap<>();
            String folder = files.of(page.picture(), "");
            for (Entry.Annotation a : page.annotations()) {
                String name = fileName(heads.category(a.category()).name());
                // Names that differ by capitals alone would be one file on some systems.
                int number = counts.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
                String stem = name + "-" + number;
                try (OutputStream out = target.create(folder + "/" + stem + ".png")) {
                    Topmost.Region region = new Topmost.Region(INSIDE, Topmost.pixels(a, page.picture()));
                    PngFile.write(Topmost.paint(page.picture(), List.of(region)), PngFile.Depth.BITS_8, out);
                }
                ids.add(stem);
            }
            return ids;
        }

        @Override
        public void end(List<Entry.Interval> intervals) {
            // Each object is a file that is whole already.
        }

        @Override
        public void close() {
            // Nothing is open between two pictures.
        }
    }
}
