package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.youtubevis.YoutubeVisFormat;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files as YouTube-VIS and OVIS have them.
final class YoutubeVisFormatTest {

    private static final Rle FIRST = Rle.ofCounts(6, 5, new int[] {3, 4, 23});
    private static final Rle SECOND = Rle.ofCounts(6, 5, new int[] {9, 2, 3, 2, 14});

    private static final String HEAD = """
            {"info": {"note": null}, "licenses": [],
             "videos": [{"id": 7, "width": 6, "height": 5, "length": 3, "date_captured": "",
               "file_names": ["0a/00000.jpg", "0a/00005.jpg", "0a/00010.jpg"]}],
             "categories": [{"id": 26, "name": "person", "supercategory": "object"}],
             "annotations": [""";

    private static final String ANNOTATION = "{\"id\": 3, \"video_id\": 7, \"category_id\": 26, \"iscrowd\": 0,"
            + " \"height\": 5, \"width\": 6, \"length\": 3, \"areas\": [4, null, 4],"
            + " \"occlusion\": [\"no_occlusion\", \"severe_occlusion\", \"slight_occlusion\"],"
            + " \"bboxes\": [[0, 3, 2, 5], null, [1, 2, 3, 4]],"
            + " \"segmentations\": [{\"size\": [5, 6], \"counts\": [3, 4, 23]}, null,"
            + " {\"size\": [5, 6], \"counts\": \"" + SECOND.cocoString().replace("\\", "\\\\") + "\"}]}";

    @TempDir
    Path folder;

    private final YoutubeVisFormat format = new YoutubeVisFormat();

    private List<Entry> read(String text) throws Exception {
        Path file = folder.resolve("valid.json");
        Files.writeString(file, text);
        return GoldenSet.read(format, file);
    }

    @Test
    void anObjectIsOnTheFramesThatHaveAMask() throws Exception {
        List<Entry> all = read(HEAD + ANNOTATION + "]}");
        Path file = folder.resolve("valid.json");
        assertTrue(format.recognises(file));
        assertFalse(new CocoFormat().recognises(file));
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, all));
        assertEquals(
                List.of(
                        new Entry.Picture("7/0", "0a/00000.jpg", 6, 5, "7", 0),
                        new Entry.Picture("7/1", "0a/00005.jpg", 6, 5, "7", 5),
                        new Entry.Picture("7/2", "0a/00010.jpg", 6, 5, "7", 10)),
                GoldenSet.of(Entry.Picture.class, all),
                "every fifth picture was taken");
        assertEquals("0a", GoldenSet.of(Entry.Video.class, all).getFirst().name());
        List<Entry.Annotation> places = GoldenSet.of(Entry.Annotation.class, all);
        assertEquals(
                List.of("7/0", "7/2"),
                places.stream().map(Entry.Annotation::picture).toList());
        assertEquals(new Mask(FIRST), places.get(0).shape().orElseThrow());
        assertEquals(new Mask(SECOND), places.get(1).shape().orElseThrow());
        assertEquals(
                new Entry.OnTrack("3", Entry.Known.STATED, false),
                places.get(1).track().orElseThrow());
        assertFalse(places.get(0).occluded());
        assertTrue(places.get(1).occluded());
        assertEquals(
                Map.of("occlusion", new Value.Word("slight_occlusion")),
                places.get(1).attributes());
    }

    @Test
    void theOrderOfTheListsDoesNotMatter() throws Exception {
        int from = HEAD.indexOf("\"videos\"");
        String swapped = "{\"annotations\": [" + ANNOTATION + "], " + HEAD.substring(from, HEAD.lastIndexOf(',')) + "}";
        assertEquals(
                GoldenSet.of(Entry.Annotation.class, read(HEAD + ANNOTATION + "]}")),
                GoldenSet.of(Entry.Annotation.class, read(swapped)));
    }

    @Test
    void framesWithoutGapsAreThePlacesOfTheirPictures() throws Exception {
        String from1 = HEAD.replace("0a/00000", "0a/00001")
                .replace("0a/00005", "0a/00002")
                .replace("0a/00010", "0a/00003");
        assertEquals(
                List.of(0, 1, 2),
                GoldenSet.of(Entry.Picture.class, read(from1 + "]}")).stream()
                        .map(Entry.Picture::frame)
                        .toList());
    }

    @Test
    void whereThereAreOnlyBoxesTheyAreTaken() throws Exception {
        int cut = ANNOTATION.indexOf(", \"segmentations\"");
        assertEquals(
                new Box(0, 3, 2, 5),
                GoldenSet.of(Entry.Annotation.class, read(HEAD + ANNOTATION.substring(0, cut) + "}]}"))
                        .getFirst()
                        .shape()
                        .orElseThrow());
    }

    @Test
    void whatIsWrongCostsTheFrameTheObjectOrTheFile() throws Exception {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put(ANNOTATION.replace("\"video_id\": 7", "\"video_id\": 8"), "annotations[0]: there is no video 8");
        wrong.put(
                ANNOTATION.replace("\"category_id\": 26", "\"category_id\": 1"),
                "annotations[0]: there is no category 1");
        wrong.put(
                ANNOTATION.replace("}, null,", "}, "),
                "annotations[0]: it says something of 2 frames, and its video has 3");
        wrong.put(ANNOTATION + "," + ANNOTATION, "annotations[1]: the id 3 is there twice");
        wrong.put(
                "{\"id\": 4, \"video_id\": 7, \"category_id\": 26, \"segmentations\": [null, null, null]}",
                "annotations[0]: it is on no frame");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            Entry.NotTaken not = assertInstanceOf(
                    Entry.NotTaken.class, read(HEAD + each.getKey() + "]}").getLast());
            assertEquals("valid.json, " + each.getValue(), not.at() + ": " + not.reason());
        }
        List<Entry> halfGood = read(HEAD + ANNOTATION.replace("[3, 4, 23]", "[3, 4, 22]") + "]}");
        assertEquals(
                "annotations[0], frame 0",
                GoldenSet.of(Entry.NotTaken.class, halfGood).getFirst().at().where());
        assertEquals(1, GoldenSet.of(Entry.Annotation.class, halfGood).size(), "the other place is taken");
        for (String bad : List.of(
                "[]",
                HEAD,
                "{\"videos\": [], \"annotations\": []}",
                HEAD.replace("\"width\": 6", "\"width\": -6") + "]}",
                "{\"videos\": " + "[".repeat(100_000))) {
            assertTrue(String.valueOf(assertThrows(UnreadableException.class, () -> read(bad))
                            .getMessage())
                    .startsWith("valid.json"));
        }
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        int taken = Mutants.read(
                format,
                GoldenSet.AROUND,
                (HEAD + ANNOTATION + "]}").getBytes(StandardCharsets.UTF_8),
                folder.resolve("a.json"),
                System.nanoTime(),
                300);
        assertTrue(taken > 0);
    }
}
