package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is written by chance comes back as the format fitted it, for tests of all formats.
final class RoundTrip {

    private RoundTrip() {}

    /// As often as one test should, each time into a folder of its own; what fails names the seed.
    ///
    /// @param told what is tried; may be empty
    static void holds(DatasetWriter writer, DatasetFormat format, String file, String told, Path folder)
            throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            holds(
                    writer,
                    format,
                    file,
                    random,
                    told + " seed " + seed + ", round " + round,
                    folder.resolve("round" + round));
        }
    }

    /// For formats of pixels, of which each is of one object at most, as [#regionsHold].
    static void pixelsHold(DatasetWriter writer, DatasetFormat format, String file, Path folder) throws Exception {
        regionsHold(writer, format, file, folder, RoundTrip::nothingOverlaps);
    }

    private static void nothingOverlaps(List<Entry> back, String told) {
        annotations(back).stream()
                .flatMap(a -> annotations(back).stream()
                        .filter(b -> b != a && b.picture().equals(a.picture()))
                        .map(b -> mask(a).intersectionArea(mask(b))))
                .forEach(shared -> assertEquals(0, shared, told));
    }

    /// For formats of pixels, in which annotations have no order of their own and some may become one: as many come
    /// back, and the pixels of each class on each picture are those that were fitted.
    ///
    /// @param file what is read back, in the folder; empty for the folder itself
    /// @param also what else is true of what came back, told with the seed
    static void regionsHold(
            DatasetWriter writer, DatasetFormat format, String file, Path folder, BiConsumer<List<Entry>, String> also)
            throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            String told = "seed " + seed + ", round " + round;
            List<Entry> all = RandomEntries.of(random);
            Path to = folder.resolve("round" + round);
            Exported exported = Exported.of(Exported.told(all), writer, Choices.FAITHFUL, to);
            assertEquals(all, exported.sidecar(), told);
            List<Entry> back = Exported.read(format, to.resolve(file), RandomEntries.AROUND);
            List<Entry> fitted = new ArrayList<>();
            all.forEach(e -> {
                if (e instanceof Entry.Category c) {
                    fitted.add(writer.fit(c));
                } else if (e instanceof Entry.Picture) {
                    fitted.add(e);
                }
            });
            int joined = 0;
            for (Fitted f : pages(all, writer, Choices.FAITHFUL).values()) {
                for (Fitted.Piece piece : f.pieces()) {
                    fitted.addAll(piece.after());
                    joined += piece.because().getOrDefault(Loss.PARTS, "").startsWith("becomes one region") ? 1 : 0;
                }
            }
            assertEquals(exported.report().written() - joined, annotations(back).size(), told);
            assertEquals(pixels(fitted), pixels(back), told);
            also.accept(back, told);
        }
    }

    /// The pixels of each class on each picture, by the name of its file.
    private static Map<String, Rle> pixels(List<Entry> all) {
        Map<String, String> names = new TreeMap<>();
        Map<String, String> files = new TreeMap<>();
        Map<String, Rle> pixels = new TreeMap<>();
        for (Entry e : all) {
            if (e instanceof Entry.Category c) {
                names.put(c.key(), c.name());
            } else if (e instanceof Entry.Picture p) {
                files.put(p.key(), p.file());
            } else if (e instanceof Entry.Annotation a) {
                pixels.merge(files.get(a.picture()) + " " + names.get(a.category()), mask(a), Rle::union);
            }
        }
        return pixels;
    }

    /// @param file what is read back, in the folder; empty for the folder itself
    /// @param told where in the test, with the seed
    private static void holds(
            DatasetWriter writer, DatasetFormat format, String file, Random random, String told, Path folder)
            throws Exception {
        List<Entry> all = RandomEntries.of(random);
        Choices choices = RandomEntries.choices(random);
        Exported exported = Exported.of(Exported.told(all), writer, choices, folder);
        assertEquals(all, exported.sidecar(), told);
        Map<String, List<Entry.Annotation>> wanted = fitted(all, writer, choices);
        Map<String, List<Entry.Annotation>> back =
                byFile(Exported.read(format, folder.resolve(file), RandomEntries.AROUND));
        assertEquals(
                exported.report().written(),
                back.values().stream().mapToInt(List::size).sum(),
                told);
        assertEquals(sizes(wanted), sizes(back), told);
        wanted.forEach((picture, annotations) -> {
            for (int i = 0; i < annotations.size(); i++) {
                same(annotations.get(i), back.getOrDefault(picture, List.of()).get(i), told);
            }
        });
    }

    static void same(Entry.Annotation wanted, Entry.Annotation back, String told) {
        List<Lost> lost = new ArrayList<>();
        Entry.Picture picture = new Entry.Picture("p", "", RandomEntries.WIDTH, RandomEntries.HEIGHT, "", -1);
        Losses.of(Fitted.Piece.of(wanted, back), "", picture, lost::add);
        lost.removeIf(l -> l.loss() == Loss.EXTRAS && fields(wanted).equals(fields(back)));
        assertEquals(List.of(), lost, () -> told + ": " + wanted + " came back as " + back);
        assertEquals(wanted.attributes(), back.attributes(), told);
        assertEquals(wanted.shape().isPresent(), back.shape().isPresent(), told);
        assertEquals(wanted.pose().isPresent(), back.pose().isPresent(), told);
        assertEquals(wanted.track().isPresent(), back.track().isPresent(), told);
    }

    private static JsonNode fields(Entry.Annotation a) {
        return JsonMapper.shared().readTree(a.extras().isEmpty() ? "{}" : a.extras());
    }

    private static Map<String, Integer> sizes(Map<String, List<Entry.Annotation>> all) {
        Map<String, Integer> sizes = new TreeMap<>();
        all.forEach((file, annotations) -> {
            if (!annotations.isEmpty()) {
                sizes.put(file, annotations.size());
            }
        });
        return sizes;
    }

    private static Map<String, List<Entry.Annotation>> byFile(List<Entry> all) {
        Map<String, String> files = new LinkedHashMap<>();
        Map<String, List<Entry.Annotation>> byFile = new TreeMap<>();
        for (Entry e : all) {
            if (e instanceof Entry.Picture p) {
                files.put(p.key(), p.file());
            } else if (e instanceof Entry.Annotation a) {
                byFile.computeIfAbsent(files.getOrDefault(a.picture(), ""), _ -> new ArrayList<>())
                        .add(a);
            }
        }
        return byFile;
    }

    /// What a format makes of annotations, by the file of their picture.
    static Map<String, List<Entry.Annotation>> fitted(List<Entry> all, DatasetWriter writer, Choices choices) {
        Map<String, List<Entry.Annotation>> fitted = new TreeMap<>();
        pages(all, writer, choices)
                .forEach((picture, f) ->
                        fitted.put(picture.file(), f.page(picture).annotations()));
        return fitted;
    }

    private static Map<Entry.Picture, Fitted> pages(List<Entry> all, DatasetWriter writer, Choices choices) {
        SequencedMap<String, Entry.Category> categories = new LinkedHashMap<>();
        SequencedMap<String, Entry.Picture> pictures = new LinkedHashMap<>();
        for (Entry e : all) {
            if (e instanceof Entry.Category c) {
                categories.put(c.key(), c);
            } else if (e instanceof Entry.Picture p) {
                pictures.put(p.key(), p);
            }
        }
        Heads heads = new Heads("", categories, new LinkedHashMap<>(), pictures, 0, 0);
        Map<String, List<Entry.Annotation>> before = byFile(all);
        Map<Entry.Picture, Fitted> pages = new LinkedHashMap<>();
        for (Entry.Picture picture : pictures.values()) {
            Page page = new Page(picture, before.getOrDefault(picture.file(), List.of()), List.of());
            pages.put(picture, writer.fit(page, heads, choices));
        }
        return pages;
    }

    static List<Entry.Annotation> annotations(List<Entry> all) {
        return all.stream()
                .filter(Entry.Annotation.class::isInstance)
                .map(Entry.Annotation.class::cast)
                .toList();
    }

    static Rle mask(Entry.Annotation a) {
        return ((Mask) a.shape().orElseThrow()).rle();
    }
}
