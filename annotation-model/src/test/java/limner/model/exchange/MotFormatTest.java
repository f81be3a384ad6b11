package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.exchange.mot.MotFormat;
import limner.model.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small files as MOTChallenge, CVAT and trackers write them.
final class MotFormatTest {

    private static final String INFO =
            "[Sequence]\nname=MOT16-02\nimDir=img1\nframeRate=30\nseqLength=4\nimWidth=96\nimHeight=64\nimExt=.jpg\n";

    @TempDir
    Path folder;

    private final MotFormat format = new MotFormat();

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Entry> read() throws Exception {
        return GoldenSet.read(format, folder);
    }

    @Test
    void theTruthOfTheChallengeCountsFramesAndPixelsFromOne() throws Exception {
        put("MOT16-02/seqinfo.ini", INFO);
        put("MOT16-02/det/det.txt", "1,-1,1,1,5,5,0.9,-1,-1,-1\n");
        put(
                "MOT16-02/gt/gt.txt",
                "1,2,11,21,30,40,1,1,1\r\n3,2,12,22,30,40,1,1,0\r\n2, 7, 5.5, 6.5, 3, 4, 0, 3, 0.25\r\n");
        assertTrue(format.recognises(folder));
        List<Entry> all = read();
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, all));
        assertEquals(
                new Entry.Video("MOT16-02", "MOT16-02", 96, 64, 4),
                GoldenSet.of(Entry.Video.class, all).getFirst());
        List<Entry.Picture> pictures = GoldenSet.of(Entry.Picture.class, all);
        assertEquals(4, pictures.size(), "also those on which nothing is");
        assertEquals(
                new Entry.Picture("MOT16-02/1", "MOT16-02/img1/000001.jpg", 96, 64, "MOT16-02", 0),
                pictures.getFirst());
        List<Entry.Annotation> boxes = GoldenSet.of(Entry.Annotation.class, all);
        assertEquals(new Box(10, 20, 30, 40), boxes.get(0).shape().orElseThrow());
        assertEquals("pedestrian", boxes.get(0).category());
        assertEquals(
                new Entry.OnTrack("MOT16-02/2", Entry.Known.STATED, false),
                boxes.get(1).track().orElseThrow());
        assertTrue(boxes.get(1).occluded(), "nothing of it is to be seen");
        assertEquals("MOT16-02/3", boxes.get(1).picture());
        assertEquals("car", boxes.get(2).category());
        assertEquals(
                Map.of("ignored", new Value.Flag(true), "visibility", new Value.Amount(0.25)),
                boxes.get(2).attributes());
    }

    @Test
    void whereLabelsLieBesideBoxesAreEdgesAndClassesAreItsLines() throws Exception {
        put("walk/seqinfo.ini", INFO.replace("MOT16-02", "walk"));
        put("walk/gt/gt.txt", "1,1,10,20,30,40,1,2,1.0\n");
        put("walk/gt/labels.txt", "person\nStraße 路\n");
        Entry.Annotation box = GoldenSet.of(Entry.Annotation.class, read()).getFirst();
        assertEquals(new Box(10, 20, 30, 40), box.shape().orElseThrow());
        assertEquals("Straße 路", box.category());
        assertFalse(box.occluded());
        assertTrue(box.attributes().isEmpty());
    }

    @Test
    void whatTrackersAndDetectorsWroteIsRead() throws Exception {
        put("clip0.txt", "1,-1,1,1,5,5,0.5,-1,-1,-1\n2,3,1,1,5,5,0.75,-1,-1,-1\n");
        assertTrue(format.recognises(folder));
        Surroundings around = new Surroundings() {
            @Override
            public Optional<Size> sizeOf(String file) {
                return Optional.empty();
            }

            @Override
            public Optional<Size> sizeOfVideo(String name) {
                return name.equals("clip0") ? Optional.of(new Size(96, 64)) : Optional.empty();
            }

            @Override
            public Samples samples(byte[] png) throws IOException {
                throw new IOException("there is none");
            }
        };
        List<Entry> all = new ArrayList<>();
        format.read(folder, around, all::add);
        List<Entry.Annotation> boxes = GoldenSet.of(Entry.Annotation.class, all);
        assertTrue(boxes.get(0).track().isEmpty(), "a detection is of no track");
        assertEquals(Map.of("confidence", new Value.Amount(0.5)), boxes.get(0).attributes());
        assertEquals("object", boxes.get(0).category(), "nobody says what it is");
        assertEquals("clip0/3", boxes.get(1).track().orElseThrow().key());
        assertEquals(
                new Entry.NotTaken(
                        new Entry.At("clip0.txt", "line 1"),
                        "the project has no video clip0, and nothing says how large its pictures are"),
                read().getFirst());
    }

    @Test
    void whatIsWrongCostsTheLineOrTheFile() throws Exception {
        put("a/seqinfo.ini", INFO);
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("1,2,3", "a line has six to ten fields, not 3");
        wrong.put("5,1,1,1,5,5,1,1,1", "there is no frame 5: they count from 1 to 4");
        wrong.put("0,1,1,1,5,5,1,1,1", "there is no frame 0: they count from 1 to 4");
        wrong.put("1,1,1,1,0,5,1,1,1", "the box has no extent: 0 × 5");
        wrong.put("1,1,NaN,1,5,5,1,1,1", "\"NaN\" is no number");
        wrong.put("1,1.5,1,1,5,5,1,1,1", "a whole number is wanted, not 1.5");
        wrong.put("1,1,1,1,5,5,1,99,1", "there is no class 99");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            put("a/gt/gt.txt", "\n" + each.getKey());
            Entry.NotTaken not = assertInstanceOf(Entry.NotTaken.class, read().getLast());
            assertEquals("a/gt/gt.txt, line 2: " + each.getValue(), not.at() + ": " + not.reason());
        }
        put("a/seqinfo.ini", INFO.replace("seqLength=4", "seqLength=2000000000"));
        assertEquals(
                "seqinfo.ini: a sequence of 2000000000 frames cannot be",
                assertThrows(UnreadableException.class, this::read).getMessage());
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int f = 1; f < 30; f++) {
            text.append(f).append(",1,").append(f).append(",20.5,30,40,1,1,0.5\n");
        }
        put("seqinfo.ini", INFO.replace("seqLength=4", "seqLength=40"));
        int taken = Mutants.read(
                format,
                GoldenSet.AROUND,
                text.toString().getBytes(StandardCharsets.UTF_8),
                folder.resolve("gt.txt"),
                System.nanoTime(),
                150);
        assertTrue(taken > 0);
    }
}
