package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limner.model.exchange.mots.MotsPngFormat;
import limner.model.exchange.mots.MotsTextFormat;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pictures that Datumaro wrote, and the same as text.
final class MotsFormatTest {

    @TempDir
    Path folder;

    private final MotsTextFormat text = new MotsTextFormat();
    private final MotsPngFormat pictures = new MotsPngFormat();

    private static List<Entry> golden() throws Exception {
        return GoldenSet.read(new MotsPngFormat(), GoldenSet.path("mots_png"));
    }

    @Test
    void thePicturesThatDatumaroWroteHaveTheVeryPixelsOfTheTruth() throws Exception {
        Path path = GoldenSet.path("mots_png");
        assertTrue(pictures.recognises(path));
        List<Entry> read = golden();
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, read));
        assertEquals(
                List.of("person", "car", "Straße 路"),
                GoldenSet.of(Entry.Category.class, read).stream()
                        .map(Entry.Category::name)
                        .toList());
        assertEquals(2, GoldenSet.of(Entry.Video.class, read).size());
        Map<String, List<Entry.Annotation>> truth = GoldenSet.byPlace(GoldenSet.truth());
        Map<String, Rle> covered = new HashMap<>();
        for (Entry.Annotation a : GoldenSet.of(Entry.Annotation.class, read)) {
            covered.merge(a.picture(), GoldenSet.pixels(a), Rle::union);
        }
        int whole = 0;
        for (Map.Entry<String, List<Entry.Annotation>> e :
                GoldenSet.byPlace(read).entrySet()) {
            for (Entry.Annotation a : e.getValue()) {
                String key = a.track().orElseThrow().key();
                int object = Integer.parseInt(key.substring(key.indexOf('/') + 1)) % 1000;
                Entry.Annotation meant = truth.getOrDefault(e.getKey(), List.of()).stream()
                        .filter(t -> t.track().orElseThrow().key().endsWith("/" + object))
                        .findFirst()
                        .orElseThrow();
                Rle ours = GoldenSet.pixels(a);
                Rle hidden = GoldenSet.pixels(meant).subtract(ours);
                if (meant.shape().orElseThrow() instanceof Mask) {
                    assertTrue(ours.subtract(GoldenSet.pixels(meant)).isEmpty(), () -> e.getKey() + " " + key);
                    assertTrue(
                            hidden.subtract(Objects.requireNonNull(covered.get(a.picture())))
                                    .isEmpty(),
                            "only what lies above takes pixels");
                    whole += hidden.isEmpty() ? 1 : 0;
                } else {
                    // Datumaro fills outlines by COCO's rule, which differs from ours along slanted borders.
                    long beyond = ours.subtract(GoldenSet.pixels(meant)).area()
                            + hidden.subtract(Objects.requireNonNull(covered.get(a.picture())))
                                    .area();
                    assertTrue(beyond <= ours.area() / 20, () -> e.getKey() + " " + key + " " + beyond);
                }
            }
        }
        assertEquals(8, whole, "over the masks with a hole lies nothing");
    }

    @Test
    void theSameAsTextHasTheSameTracksAndPixels() throws Exception {
        List<Entry> read = golden();
        Map<String, Entry.Picture> of = new HashMap<>();
        GoldenSet.of(Entry.Picture.class, read).forEach(p -> of.put(p.key(), p));
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        for (Entry.Annotation a : GoldenSet.of(Entry.Annotation.class, read)) {
            String[] track = a.track().orElseThrow().key().split("/");
            int id = Integer.parseInt(track[1]);
            files.computeIfAbsent(track[0], _ -> new StringBuilder())
                    .append(String.join(
                            " ",
                            Integer.toString(
                                    Objects.requireNonNull(of.get(a.picture())).frame()),
                            track[1],
                            Integer.toString(id / 1000),
                            "64",
                            "96",
                            GoldenSet.pixels(a).cocoString()))
                    .append('\n');
        }
        for (Map.Entry<String, StringBuilder> e : files.entrySet()) {
            Files.writeString(folder.resolve(e.getKey() + ".txt"), e.getValue());
        }
        Files.writeString(folder.resolve("labels.txt"), "person\ncar\nStraße 路\n");
        assertTrue(text.recognises(folder));
        assertFalse(pictures.recognises(folder));
        List<Entry> again = GoldenSet.read(text, folder);
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, again));
        Map<String, List<Entry.Annotation>> was = GoldenSet.byPlace(read);
        Map<String, List<Entry.Annotation>> is = GoldenSet.byPlace(again);
        assertEquals(was.keySet(), is.keySet());
        was.forEach((place, all) -> assertEquals(
                all.stream().map(a -> a.track() + " " + a.shape()).toList(),
                is.getOrDefault(place, List.of()).stream()
                        .map(a -> a.track() + " " + a.shape())
                        .toList(),
                place));
    }

    @Test
    void theChallengeCountsFramesFromOneAndLeavesOutWhatIsToBeIgnored() throws Exception {
        Rle some = Rle.ofCounts(6, 5, new int[] {3, 4, 23});
        Path file = folder.resolve("MOTS20-02/gt/gt.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "1 2005 2 5 6 %1$s\n3 10000 10 5 6 %1$s\n".formatted(some.cocoString()));
        Files.writeString(
                folder.resolve("MOTS20-02/seqinfo.ini"),
                "[Sequence]\nname=MOTS20-02\nimDir=img1\nseqLength=3\nimWidth=6\nimHeight=5\nimExt=.jpg\n");
        List<Entry> all = GoldenSet.read(text, folder);
        assertEquals(
                List.of(
                        new Entry.Picture("MOTS20-02/1", "MOTS20-02/img1/000001.jpg", 6, 5, "MOTS20-02", 0),
                        new Entry.Picture("MOTS20-02/2", "MOTS20-02/img1/000002.jpg", 6, 5, "MOTS20-02", 1),
                        new Entry.Picture("MOTS20-02/3", "MOTS20-02/img1/000003.jpg", 6, 5, "MOTS20-02", 2)),
                GoldenSet.of(Entry.Picture.class, all));
        List<Entry.Annotation> taken = GoldenSet.of(Entry.Annotation.class, all);
        assertEquals("pedestrian", taken.get(0).category());
        assertEquals("MOTS20-02/2005", taken.get(0).track().orElseThrow().key());
        assertTrue(taken.get(1).crowd());
        assertTrue(taken.get(1).track().isEmpty());
    }

    /// The same numbers mean other frames: the challenge begins with 1, KITTI with 0.
    @Test
    void sequencesOfTheChallengeAreKnownByTheirNamesOrByWhatIsSaidOfThem() throws Exception {
        String line = "1 1001 1 5 6 " + Rle.ofCounts(6, 5, new int[] {3, 4, 23}).cocoString() + "\n";
        Files.writeString(folder.resolve("MOTS20-05.txt"), line);
        Files.writeString(folder.resolve("0002.txt"), line);
        Map<String, Integer> frames = new HashMap<>();
        List<Entry> all = GoldenSet.read(text, folder);
        Map<String, Entry.Picture> of = new HashMap<>();
        GoldenSet.of(Entry.Picture.class, all).forEach(p -> of.put(p.key(), p));
        GoldenSet.of(Entry.Annotation.class, all).forEach(a -> {
            Entry.Picture p = Objects.requireNonNull(of.get(a.picture()));
            frames.put(p.video(), p.frame());
        });
        assertEquals(Map.of("MOTS20-05", 0, "0002", 1), frames);

        Map<String, Integer> drawn = new HashMap<>();
        for (String name : new String[] {
            "MOTS20-05/000001.png", "0002/000001.png", "MOTS20-09/000000.png", "MOTS20-09/000001.png", "walk/000001.png"
        }) {
            Path file = folder.resolve("png").resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (OutputStream out = Files.newOutputStream(file)) {
                PngFile.write(new Samples(2, 1, new int[] {1001, 0}), PngFile.Depth.BITS_16, out);
            }
        }
        Files.writeString(folder.resolve("png/walk/seqinfo.ini"), "[Sequence]\nname=walk\n");
        GoldenSet.of(Entry.Picture.class, GoldenSet.read(pictures, folder.resolve("png")))
                .forEach(p -> drawn.merge(p.video(), p.frame(), Math::max));
        assertEquals(Map.of("MOTS20-05", 0, "0002", 1, "MOTS20-09", 1, "walk", 0), drawn);
    }

    /// What lies above the folder that was opened says nothing about what is in it.
    @Test
    void whatIsSaidOfASequenceIsNotLookedForFarAbove() throws Exception {
        Files.writeString(folder.resolve("seqinfo.ini"), "[Sequence]\nname=other\nseqLength=7\n");
        Path file = folder.resolve("results/a.txt");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(
                file, "0 1001 1 5 6 " + Rle.ofCounts(6, 5, new int[] {3, 4, 23}).cocoString() + "\n");
        Entry.Video video = GoldenSet.of(
                        Entry.Video.class, GoldenSet.read(text, Objects.requireNonNull(file.getParent())))
                .getFirst();
        assertEquals(new Entry.Video("a", "a", 6, 5, 0), video);
    }

    @Test
    void whatIsWrongCostsTheLine() throws Exception {
        String runs = Rle.ofCounts(6, 5, new int[] {3, 4, 23}).cocoString();
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("0 1001 1 5 6", "a line has six fields, not 5");
        wrong.put("0 3001 3 5 6 " + runs, "there is no class 3");
        wrong.put("0 1001 1 5 6 " + Rle.empty(6, 5).cocoString(), "it has no pixels");
        wrong.put("0 1001 1 99999 99999 " + runs, "a picture cannot be 99999 × 99999");
        wrong.put("2000000 1001 1 5 6 " + runs, "there can be no frame 2000000");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            Files.writeString(folder.resolve("a.txt"), "0 1000 1 5 6 " + runs + "\n" + each.getKey());
            Entry.NotTaken not = assertInstanceOf(
                    Entry.NotTaken.class, GoldenSet.read(text, folder).getLast());
            assertEquals("a.txt, line 2: " + each.getValue(), not.at() + ": " + not.reason());
        }
        Files.writeString(folder.resolve("a.txt"), ("0 1000 1 5 6 " + runs + "\n").repeat(2));
        assertEquals(
                "object 1000 is on frame 0 already",
                assertInstanceOf(
                                Entry.NotTaken.class,
                                GoldenSet.read(text, folder).getLast())
                        .reason());
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        String runs = Rle.ofCounts(6, 5, new int[] {3, 4, 23}).cocoString();
        StringBuilder lines = new StringBuilder();
        for (int f = 0; f < 30; f++) {
            lines.append(f).append(" 1001 1 5 6 ").append(runs).append('\n');
        }
        int taken = Mutants.read(
                text,
                GoldenSet.AROUND,
                lines.toString().getBytes(StandardCharsets.UTF_8),
                folder.resolve("a.txt"),
                System.nanoTime(),
                150);
        assertTrue(taken > 0);
        FolderMutants.survive(pictures, GoldenSet.path("mots_png"), folder.resolve("png"), 120);
    }
}
