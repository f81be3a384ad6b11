package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.datumaro.DatumaroFormat;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads what Datumaro itself wrote from the golden data set, and small files for each thing it can say.
final class DatumaroFormatTest {

    private static final String HEAD = """
            {"dm_format_version": "1.0", "media_type": 2, "infos": {}, "categories": {
             "label": {"labels": [{"name": "man", "parent": "being", "attributes": []}, {"name": "fog"}]},
             "mask": {"colormap": [{"label_id": 0, "r": 255, "g": 136, "b": 0}]},
             "points": {"items": [{"label_id": 0, "labels": ["head", "hand"], "joints": [[1, 2]]}]}},
             "items": [""";

    @TempDir
    Path folder;

    private final DatumaroFormat format = new DatumaroFormat();

    private List<Entry> read(String items) throws Exception {
        Path file = folder.resolve("train.json");
        Files.writeString(file, HEAD + items + "]}");
        return Golden.read(format, file);
    }

    private List<Entry> annotations(String annotations) throws Exception {
        return read("{\"id\": \"day/a\", \"annotations\": [" + annotations
                + "], \"image\": {\"path\": \"images/train/day/a.png\", \"size\": [4, 6]}}");
    }

    private Entry.Annotation one(String fields) throws Exception {
        List<Entry> all = annotations("{\"id\": 5, " + fields + "}");
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, all));
        return Golden.only(Entry.Annotation.class, all).getFirst();
    }

    private Shape shape(String fields) throws Exception {
        return one("\"label_id\": 1, " + fields).shape().orElseThrow();
    }

    @Test
    void everyPixelOfTheGoldenFileIsThereOnceWithItsParts() throws Exception {
        Path file = Golden.file("formats/datumaro");
        assertTrue(format.recognises(file));
        Path itself = Golden.file("formats/datumaro/annotations/train.json");
        assertFalse(new CocoFormat().recognises(itself));
        assertFalse(format.recognises(CocoDatasetTest.golden()));
        List<Entry> all = Golden.read(format, file);
        assertEquals(9, Golden.only(Entry.Picture.class, all).size());
        assertEquals(48, Golden.only(Entry.Annotation.class, all).size());
        assertEquals(Golden.objects(Golden.truth()), Golden.objects(all));
        assertEquals(
                2,
                Golden.only(Entry.Annotation.class, all).stream()
                        .filter(Entry.Annotation::crowd)
                        .count());
        List<Entry.NotTaken> not = Golden.only(Entry.NotTaken.class, all);
        assertEquals(42, not.size(), "48 objects, of which 6 are boxes only");
        assertTrue(not.stream().allMatch(n -> n.reason().startsWith("the box only goes around")), not.toString());
        Entry.Annotation first = Golden.only(Entry.Annotation.class, all).getFirst();
        assertEquals(Map.of("colour", new Value.Word("blé")), first.attributes());
        assertTrue(first.occluded());
        assertEquals(
                "clip1/000004.png",
                Golden.only(Entry.Picture.class, all).getFirst().file(),
                "the name in the data set, wherever its pictures were");
    }

    @Test
    void everyKindOfShapeIsRead() throws Exception {
        assertEquals(new Box(1, 2, 3, 1.5), shape("\"type\": \"bbox\", \"bbox\": [1, 2, 3, 1.5]"));
        assertEquals(
                new RotatedBox(3, 2, 4, 2, 30),
                shape("\"type\": \"bbox\", \"bbox\": [1, 1, 4, 2], \"attributes\": {\"rotation\": 30.0}"));
        assertEquals(new RotatedBox(3, 2, 4, 2, 30), shape("\"type\": \"rotated_bbox\", \"points\": [3, 2, 4, 2, 30]"));
        assertEquals(
                Polygon.of(List.of(new Point(1, 2), new Point(5, 2), new Point(5, 3))),
                shape("\"type\": \"polygon\", \"points\": [1, 2, 5, 2, 5, 3]"));
        assertEquals(
                new Polyline(List.of(new Point(1, 2), new Point(5, 2))),
                shape("\"type\": \"polyline\", \"points\": [1, 2, 5, 2]"));
        assertEquals(
                new PointSet(List.of(new Point(1, 2), new Point(5, 2))),
                shape("\"type\": \"points\", \"points\": [1, 2, 5, 2]"));
        assertEquals(new Ellipse(3, 2, 2, 1, 0), shape("\"type\": \"ellipse\", \"points\": [1, 1, 5, 3]"));
        Entry.Picture picture = new Entry.Picture("p", "", 6, 4, "", -1);
        assertEquals(
                Golden.pixels(new Box(1, 1, 1, 2), picture),
                Golden.pixels(
                        shape("\"type\": \"mask\", \"rle\": {\"size\": [4, 6], \"counts\": [5, 2, 17]}"), picture));
    }

    @Test
    void labelsKeepWhatIsSaidOfThem() throws Exception {
        List<Entry> all = annotations("{\"id\": 1, \"type\": \"label\", \"label_id\": 1}");
        Entry.Category man = Golden.only(Entry.Category.class, all).getFirst();
        assertEquals(
                new Entry.Category(
                        "man", "man", "being", true, List.of("head", "hand"), List.of(new Entry.Bone(0, 1)), "#ff8800"),
                man);
        assertEquals("fog", Golden.only(Entry.Tag.class, all).getFirst().category());
        Entry.Annotation a = one("\"label_id\": 0, \"type\": \"points\", \"points\": [1, 2, 3, 1],"
                + " \"visibility\": [1, 0], \"z_order\": 3,"
                + " \"attributes\": {\"track_id\": 7, \"keyframe\": true, \"occluded\": true, \"n\": 2}");
        assertEquals(
                List.of(
                        new Joint("head", new Point(1, 2), Joint.State.OCCLUDED),
                        new Joint("hand", new Point(3, 1), Joint.State.ABSENT)),
                a.pose().orElseThrow().joints());
        assertEquals(
                new Entry.OnTrack("7", Entry.Known.STATED, false), a.track().orElseThrow());
        assertEquals(Map.of("n", new Value.Amount(2)), a.attributes());
        assertEquals(3, a.depth());
        assertTrue(a.occluded());
    }

    @Test
    void whatIsSaidInOtherWordsIsUnderstood() throws Exception {
        Entry.Annotation a = one("\"label_id\": 1, \"type\": \"bbox\", \"bbox\": [1, 1, 4, 2],"
                + " \"attributes\": {\"occluded\": 1, \"is_crowd\": \"true\", \"rotation\": \"90\"}");
        assertTrue(a.occluded());
        assertTrue(a.crowd());
        assertEquals(new RotatedBox(3, 2, 4, 2, 90), a.shape().orElseThrow());
        Entry.Annotation points =
                one("\"label_id\": 1, \"type\": \"points\", \"points\": [1, 2, 5, 2, 3, 3], \"visibility\": [2, 0, 1]");
        assertEquals(
                new PointSet(List.of(new Point(1, 2), new Point(3, 3))),
                points.shape().orElseThrow());
        assertEquals("{\"visibility\":[2,0,1]}", points.extras());
        assertEquals(
                "what is said of the picture has no place: weather",
                Golden.only(
                                Entry.NotTaken.class,
                                read("{\"id\": \"a\", \"attr\": {\"id\": 3, \"weather\": \"fog\"}, \"annotations\": [],"
                                        + " \"image\": {\"path\": \"a.png\", \"size\": [4, 6]}}"))
                        .getFirst()
                        .reason());
    }

    @Test
    void aGroupIsOneObjectOfItsRegionsAndItsKeypoints() throws Exception {
        String part = ", \"label_id\": 0, \"group\": 3, \"type\": ";
        List<Entry> all = annotations("{\"id\": 1" + part + "\"polygon\", \"points\": [0, 0, 2, 0, 2, 2, 0, 2]},"
                + "{\"id\": 2" + part + "\"polygon\", \"points\": [3, 0, 5, 0, 5, 2, 3, 2]},"
                + "{\"id\": 3" + part + "\"bbox\", \"bbox\": [0, 0, 5, 2]},"
                + "{\"id\": 4" + part + "\"bbox\", \"bbox\": [0, 0, 6, 4]},"
                + "{\"id\": 5" + part + "\"points\", \"points\": [1, 2, 3, 1]},"
                + "{\"id\": 6, \"label_id\": 1, \"group\": 3, \"type\": \"bbox\", \"bbox\": [0, 0, 5, 2]}");
        List<Entry.Annotation> objects = Golden.only(Entry.Annotation.class, all);
        assertEquals(3, objects.size(), "the object, a box of another size, and one of another label");
        assertEquals(
                2, ((Polygon) objects.getFirst().shape().orElseThrow()).rings().size());
        assertTrue(objects.getFirst().pose().isPresent());
        assertEquals(
                List.of("train.json, items[0].annotations[2]: the box only goes around the region of its group, which"
                        + " is taken"),
                Golden.only(Entry.NotTaken.class, all).stream()
                        .map(n -> n.at() + ": " + n.reason())
                        .toList());
    }

    @Test
    void framesOfVideosAreAsLargeAsTheProjectKnows() throws Exception {
        Path file = folder.resolve("v.json");
        Files.writeString(
                file,
                HEAD + "{\"id\": \"f3\", \"annotations\": [], \"video_frame\": {\"video_path\": \"x/night.mp4\","
                        + " \"frame_index\": 3}}]}");
        Surroundings knows = new Surroundings() {
            @Override
            public Optional<Size> sizeOf(String name) {
                return Optional.empty();
            }

            @Override
            public Optional<Size> sizeOfVideo(String name) {
                return name.equals("night.mp4") ? Optional.of(new Size(40, 30)) : Optional.empty();
            }

            @Override
            public Samples samples(byte[] png) throws IOException {
                throw new IOException("no picture is expected here");
            }
        };
        List<Entry> all = new ArrayList<>();
        format.read(file, knows, all::add);
        Entry.Picture picture = Golden.only(Entry.Picture.class, all).getFirst();
        assertEquals(3, picture.frame());
        assertEquals(40, picture.width());
        assertEquals(
                "nobody says how large the pictures of video night.mp4 are; the project has none of that name; nothing"
                        + " of it is taken, such as its 0 annotations",
                Golden.only(Entry.NotTaken.class, Golden.read(format, file))
                        .getFirst()
                        .reason());
    }

    @Test
    void whatIsWrongCostsTheAnnotationTheItemOrTheFile() throws Exception {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("\"label_id\": 7, \"type\": \"bbox\", \"bbox\": [1, 2, 3, 1]", "it has no label");
        wrong.put("\"type\": \"caption\", \"caption\": \"two cars\"", "a caption has no place here: two cars");
        wrong.put("\"label_id\": 1, \"type\": \"cuboid_3d\"", "annotations of type cuboid_3d are not drawn here");
        wrong.put(
                "\"label_id\": 1, \"type\": \"bbox\", \"bbox\": [1, 2, 0, 1]",
                "a bbox is x, y, and a width and height above 0");
        wrong.put(
                "\"label_id\": 1, \"type\": \"polygon\", \"points\": [1, 2, 3]",
                "points are x and y in turn, not 3 numbers");
        wrong.put(
                "\"label_id\": 1, \"type\": \"polygon\", \"points\": [1, 1e999, 3, 4]",
                "points holds something that is no number, or beyond all measure");
        wrong.put(
                "\"label_id\": 1, \"type\": \"mask\", \"rle\": {\"size\": [6, 4], \"counts\": [24]}",
                "the mask is for a picture of another size than 6 × 4");
        wrong.put(
                "\"label_id\": 0, \"type\": \"points\", \"points\": [1, 2]",
                "it has 1 places for 2 keypoints of label man");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            List<Entry> all = annotations("{\"id\": 1, " + each.getKey() + "}");
            Entry.NotTaken not = Golden.only(Entry.NotTaken.class, all).getFirst();
            assertEquals("train.json, items[0].annotations[0]: " + each.getValue(), not.at() + ": " + not.reason());
            assertEquals(List.of(), Golden.only(Entry.Annotation.class, all));
        }
        String out = Golden.only(Entry.NotTaken.class, read("{\"id\": \"../../etc/a\", \"annotations\": [{}, {}]}"))
                .getFirst()
                .reason();
        assertEquals(
                "the item is called ../../etc/a, which leads out of the folder of its data set; nothing of it is taken,"
                        + " such as its 2 annotations",
                out);
        String item = "{\"id\": \"a\", \"annotations\": [], \"image\": {\"path\": \"a.png\", \"size\": [4, 6]}}";
        assertEquals(
                "train.json, items: item a is there twice",
                assertThrows(UnreadableException.class, () -> read(item + "," + item))
                        .getMessage());
        Path file = folder.resolve("none.json");
        Files.writeString(file, "{\"categories\": {}}");
        assertEquals(
                "none.json: it has no \"items\", as Datumaro's files do",
                assertThrows(UnreadableException.class, () -> Golden.read(format, file))
                        .getMessage());
        Files.writeString(file, "[".repeat(100_000));
        assertThrows(UnreadableException.class, () -> Golden.read(format, file));
    }

    @Test
    void mutantsOfItsFilesAreReadOrRefusedAndNothingElse() throws Exception {
        annotations("{\"id\": 1, \"label_id\": 0, \"group\": 3, \"type\": \"polygon\","
                + " \"points\": [0, 0, 2, 0, 2, 2, 0, 2]}, {\"id\": 3, \"label_id\": 0, \"group\": 3,"
                + " \"type\": \"points\", \"points\": [1, 2, 3, 1], \"visibility\": [1, 2]},"
                + " {\"id\": 4, \"label_id\": 1, \"type\": \"mask\", \"attributes\": {\"track_id\": 5, \"n\": [\"a\"]},"
                + " \"rle\": {\"size\": [4, 6], \"counts\": [5, 2, 17]}}, {\"id\": 5, \"label_id\": 1,"
                + " \"type\": \"mask\", \"rle\": {\"size\": [4, 6], \"counts\": \"52a0\"}},"
                + " {\"id\": 6, \"type\": \"label\", \"label_id\": 1}");
        byte[] sound = Files.readAllBytes(folder.resolve("train.json"));
        int taken = Mutants.read(format, Golden.NOTHING, sound, folder.resolve("m.json"), 20261122, 300);
        assertTrue(taken > 20 && taken < 280, "mutants taken as sound: " + taken);
    }
}
