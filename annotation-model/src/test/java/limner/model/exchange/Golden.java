package limner.model.exchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limner.model.exchange.coco.CocoDataset;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Shape;

/// The golden data sets of all formats, and what is drawn in them.
final class Golden {

    /// Knows neither sizes nor pictures.
    static final Surroundings NOTHING = new Surroundings() {
        @Override
        public Optional<Size> sizeOf(String file) {
            return Optional.empty();
        }

        @Override
        public Samples samples(byte[] png) throws IOException {
            throw new IOException("no picture is expected here");
        }
    };

    private Golden() {}

    static Path file(String name) {
        Path path = Path.of(System.getProperty("limner.golden", ""), name);
        assumeTrue(Files.exists(path), "left out: " + name + " is not there, only small files of its own are read");
        return path;
    }

    static List<Entry> read(DatasetFormat format, Path path) throws Exception {
        List<Entry> all = new ArrayList<>();
        format.read(path, NOTHING, all::add);
        return all;
    }

    static <E extends Entry> List<E> only(Class<E> kind, List<Entry> all) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// What the source of all formats has.
    static List<Entry> truth() throws Exception {
        List<Entry> all = new ArrayList<>();
        CocoDataset.read(CocoDatasetTest.golden(), all::add);
        return all;
    }

    /// Every object, in words: its picture as clip and frame, its category and its very pixels.
    static List<String> objects(List<Entry> all) {
        Map<String, Entry.Picture> pictures = new HashMap<>();
        only(Entry.Picture.class, all).forEach(p -> pictures.put(p.key(), p));
        Map<String, String> names = new HashMap<>();
        only(Entry.Category.class, all).forEach(c -> names.put(c.key(), c.name()));
        return only(Entry.Annotation.class, all).stream()
                .map(a -> {
                    Entry.Picture p = Objects.requireNonNull(pictures.get(a.picture()));
                    return clipAndFrame(p.file()) + " " + names.get(a.category()) + " "
                            + pixels(a.shape().orElseThrow(), p) + (a.crowd() ? " crowd" : "");
                })
                .sorted()
                .toList();
    }

    static String pixels(Shape shape, Entry.Picture p) {
        return Rasterizer.rasterize(shape, p.width(), p.height()).cocoString();
    }

    private static String clipAndFrame(String file) {
        return file.replaceFirst("^.*(clip\\d/\\d+)\\.png$", "$1");
    }
}
