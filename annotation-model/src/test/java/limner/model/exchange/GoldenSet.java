package limner.model.exchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.exchange.coco.CocoDataset;
import limner.model.geometry.Mask;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;

/// The small data set that is there in many formats, and what is true of it.
final class GoldenSet {

    static final int WIDTH = 96;
    static final int HEIGHT = 64;

    /// Knows the pictures of the data set by their paths, and reads PNG as numbers.
    static final Surroundings AROUND = new Surroundings() {
        @Override
        public Optional<Size> sizeOf(String file) {
            return file.matches("clip[01][/_]00000\\d\\.png") ? Optional.of(new Size(WIDTH, HEIGHT)) : Optional.empty();
        }

        @Override
        public Samples samples(byte[] png) throws IOException {
            return PngPixels.read(png);
        }
    };

    private GoldenSet() {}

    /// A folder or file of it; a test without it is left out.
    static Path path(String name) {
        Path path = Path.of(System.getProperty("limner.golden", ""), "formats", name);
        assumeTrue(Files.exists(path), "left out: formats/" + name + " is not there, only small files are read");
        return path;
    }

    static List<Entry> read(DatasetFormat format, Path path) throws Exception {
        List<Entry> all = new ArrayList<>();
        format.read(path, AROUND, all::add);
        return all;
    }

    static List<Entry> truth() throws Exception {
        List<Entry> all = new ArrayList<>();
        CocoDataset.read(path("annotations/instances_train.json"), all::add);
        return all;
    }

    static <E extends Entry> List<E> of(Class<E> kind, List<Entry> all) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Annotations by the words of their picture and class, such as `clip0/000001 car`, in the order of the file.
    static Map<String, List<Entry.Annotation>> byPlace(List<Entry> all) {
        Map<String, String> names = new HashMap<>();
        of(Entry.Category.class, all).forEach(c -> names.put(c.key(), c.name()));
        Map<String, String> files = new HashMap<>();
        of(Entry.Picture.class, all)
                .forEach(p -> files.put(
                        p.key(),
                        PictureTeller.bare(p.file())
                                .replaceFirst("^(clip\\d)_", "$1/")
                                .replaceFirst("\\.\\w+$", "")));
        Map<String, List<Entry.Annotation>> by = new HashMap<>();
        for (Entry.Annotation a : of(Entry.Annotation.class, all)) {
            by.computeIfAbsent(files.get(a.picture()) + " " + names.get(a.category()), _ -> new ArrayList<>())
                    .add(a);
        }
        return by;
    }

    static Rle pixels(Entry.Annotation a) {
        return pixels(a.shape().orElseThrow());
    }

    static Rle pixels(Shape shape) {
        return shape instanceof Mask m ? m.rle() : Rasterizer.rasterize(shape, WIDTH, HEIGHT);
    }
}
