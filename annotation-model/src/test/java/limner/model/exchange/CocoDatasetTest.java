package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limner.model.exchange.coco.CocoDataset;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.geometry.ShapeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads COCO as others write it: what the golden data set holds, and what is wrong with files, one thing after the
/// other.
final class CocoDatasetTest {

    @TempDir
    Path folder;

    private static final String HEAD = """
            "images": [{"id": 1, "file_name": "a.png", "width": 20, "height": 10}],
            "categories": [{"id": 3, "name": "car"}]""";

    private List<Entry> read(String json) throws Exception {
        Path file = folder.resolve("some.json");
        Files.writeString(file, json);
        List<Entry> all = new ArrayList<>();
        CocoDataset.read(file, all::add);
        return all;
    }

    private List<Entry> annotations(String elements) throws Exception {
        List<Entry> all = read("{" + HEAD + ", \"annotations\": [" + elements + "]}");
        return all.subList(2, all.size());
    }

    private static String with(String fields) {
        return "{\"id\": 1, \"image_id\": 1, \"category_id\": 3, " + fields + "}";
    }

    private Shape shape(String fields) throws Exception {
        Entry entry = annotations(with(fields)).getFirst();
        return assertInstanceOf(Entry.Annotation.class, entry, entry.toString())
                .shape()
                .orElseThrow();
    }

    private String refusal(String element) throws Exception {
        return assertInstanceOf(Entry.NotTaken.class, annotations(element).getFirst())
                .reason();
    }

    static Path golden() {
        String golden = System.getProperty("limner.golden", "");
        Path file = Path.of(golden, "formats", "annotations", "instances_train.json");
        assumeTrue(
                !golden.isEmpty() && Files.exists(file),
                "left out: the golden COCO data set is not there, only small files of its own are read");
        return file;
    }

    @Test
    void theGoldenDataSetIsReadWithEveryKindThatItsInventoryCounts() throws Exception {
        Path file = golden();
        Survey survey = new Survey();
        List<Entry.Annotation> all = new ArrayList<>();
        Map<String, Entry.Picture> pictures = new HashMap<>();
        CocoDataset.read(file, entry -> {
            survey.accept(entry);
            if (entry instanceof Entry.Annotation a) {
                all.add(a);
            } else if (entry instanceof Entry.Picture p) {
                pictures.put(p.key(), p);
            }
        });
        JsonNode truth = JsonMapper.shared()
                .readTree(file.resolveSibling("..")
                        .resolve("inventory.json")
                        .normalize()
                        .toFile());
        JsonNode kinds = truth.required("source");
        assertEquals(0, survey.notTakenCount(), () -> survey.notTaken().toString());
        assertEquals(truth.required("annotations").intValue(), survey.annotations());
        assertEquals(truth.required("images").intValue(), survey.pictures());
        assertEquals(kinds.required("box only").intValue(), survey.kinds().get(ShapeKind.BOX));
        assertEquals(kinds.required("keypoints + polygon").intValue(), survey.poses());
        assertEquals(kinds.required("crowd, uncompressed RLE").intValue(), survey.crowds());
        assertEquals(
                kinds.required("polygon").intValue()
                        + kinds.required("polygon, two parts").intValue()
                        + kinds.required("keypoints + polygon").intValue(),
                survey.kinds().get(ShapeKind.POLYGON));
        assertEquals(
                List.of("person", "car", "Straße 路"),
                survey.categories().stream().map(Entry.Category::name).toList());

        JsonNode source = JsonMapper.shared().readTree(file.toFile()).required("annotations");
        for (int i = 0; i < all.size(); i++) {
            Entry.Annotation a = all.get(i);
            JsonNode s = source.get(i);
            Entry.Picture p = Objects.requireNonNull(pictures.get(a.picture()));
            assertEquals(s.required("id").asString(), a.key());
            Shape shape = a.shape().orElseThrow();
            if (shape instanceof Mask(Rle rle)) {
                assertEquals(s.required("area").longValue(), rle.area(), a.toString());
            } else if (shape instanceof Polygon polygon) {
                assertEquals(
                        s.required("area").longValue(),
                        Rasterizer.rasterizeLikeCoco(polygon, p.width(), p.height())
                                .area(),
                        a.toString());
            }
        }
    }

    @Test
    void annotationsMayStandBeforeWhatTheyReferTo() throws Exception {
        List<Entry> all = read("{\"annotations\": [" + with("\"bbox\": [1, 2, 3, 4]") + "]," + HEAD + "}");
        assertInstanceOf(Entry.Picture.class, all.get(0));
        assertInstanceOf(Entry.Category.class, all.get(1));
        assertEquals(
                new Box(1, 2, 3, 4),
                assertInstanceOf(Entry.Annotation.class, all.get(2)).shape().orElseThrow());
        assertEquals(3, all.size());
    }

    @Test
    void bothKindsOfRunLengthsAndBoxesInDisguiseAreRead() throws Exception {
        int[] runs = {5, 10, 185};
        Rle rle = Rle.ofCounts(20, 10, runs);
        assertEquals(new Mask(rle), shape("\"segmentation\": {\"size\": [10, 20], \"counts\": [5, 10, 185]}"));
        assertEquals(
                new Mask(rle),
                shape("\"segmentation\": {\"counts\": \"" + rle.cocoString().replace("\\", "\\\\")
                        + "\", \"size\": [10, 20]}"));
        assertEquals(new Box(1, 2, 3, 4), shape("\"segmentation\": [[1, 2, 3, 4]]"));
        assertEquals(new Box(1, 2, 3, 4), shape("\"segmentation\": null, \"bbox\": [1, 2, 3, 4]"));
    }

    @Test
    void aRingInsideAnotherIsNoHole() throws Exception {
        Shape shape =
                shape("\"segmentation\": [[2, 2, 18, 2, 18, 8, 2, 8], [4, 4, 8, 4, 8, 6, 4, 6]], \"bbox\": [2,2,16,6]");
        assertEquals(
                16 * 6,
                assertInstanceOf(Mask.class, shape).rle().area(),
                "the union of both, as the reference code draws it");
        assertInstanceOf(
                Polygon.class, shape("\"segmentation\": [[2, 2, 8, 2, 8, 8, 2, 8], [12, 4, 16, 4, 16, 6, 12, 6]]"));
    }

    @Test
    void whatNobodyAskedForIsKeptBesideIt() throws Exception {
        Entry.Annotation a = assertInstanceOf(
                Entry.Annotation.class,
                annotations(with("\"bbox\": [1, 2, 3, 4], \"score\": 0.25, \"attributes\": {\"occluded\": true,"
                                + " \"colour\": \"red\", \"odd\": {\"a\": 1}}, \"my_id\": \"x\\\"y\""))
                        .getFirst());
        assertTrue(a.occluded());
        assertEquals(Map.of("colour", new Value.Word("red")), a.attributes());
        assertEquals(
                JsonMapper.shared().readTree("{\"score\":0.25,\"my_id\":\"x\\\"y\",\"attributes.odd\":{\"a\":1}}"),
                JsonMapper.shared().readTree(a.extras()));
    }

    @Test
    void whatIsWrongWithOneAnnotationCostsThatOneAlone() throws Exception {
        String good = "{\"id\": 99, \"image_id\": 1, \"category_id\": 3, \"bbox\": [1, 2, 3, 4]}";
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("{\"id\": 1, \"image_id\": 7, \"category_id\": 3, \"bbox\": [1,2,3,4]}", "there is no image 7");
        wrong.put("{\"id\": 1, \"image_id\": 1, \"category_id\": 9, \"bbox\": [1,2,3,4]}", "there is no category 9");
        wrong.put("{\"id\": 1, \"category_id\": 3, \"bbox\": [1,2,3,4]}", "it names no image_id");
        wrong.put("17", "it is no object");
        wrong.put("[[[1]]]", "it is no object");
        wrong.put(with("\"iscrowd\": 0"), "it says neither a shape nor keypoints");
        wrong.put(with("\"bbox\": [1, 2, 0, 4]"), "the box has no extent: 0.0 × 4.0");
        wrong.put(with("\"bbox\": [1, 2, 1e999, 4]"), "bbox holds a number beyond all measure");
        wrong.put(with("\"bbox\": [1, \"2\", 3, 4]"), "bbox holds something that is no number");
        wrong.put(with("\"bbox\": {\"x\": 1}"), "bbox is no list of numbers");
        wrong.put(
                with("\"segmentation\": [[1, 2, 3, 4, 5, 6], [1, 2]]"),
                "a ring is x and y in turn of three points or more, not 2 numbers");
        wrong.put(with("\"segmentation\": [1, 2, 3, 4, 5, 6]"), "segmentation is a list of lists of numbers");
        wrong.put(
                with("\"segmentation\": {\"size\": [20, 10], \"counts\": [200]}"),
                "the mask is for a picture of another size: size is [20.0, 10.0] and the picture 20 × 10");
        wrong.put(
                with("\"segmentation\": {\"size\": [10, 20], \"counts\": [2e9, -1]}"),
                "counts holds something that is no length of a run");
        wrong.put(with("\"segmentation\": {\"size\": [10, 20]}"), "segmentation has no size and counts");
        wrong.put(
                with("\"bbox\": [1,2,3,4], \"attributes\": {\"a\": 1e999}"),
                "attribute a is a number beyond all measure");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            List<Entry> both = annotations(each.getKey() + ", " + good);
            assertEquals(
                    each.getValue(),
                    assertInstanceOf(Entry.NotTaken.class, both.get(0)).reason());
            assertEquals("annotations[0]", ((Entry.NotTaken) both.get(0)).at().where());
            assertInstanceOf(Entry.Annotation.class, both.get(1), each.getKey());
        }
        assertTrue(refusal(with("\"segmentation\": {\"size\": [10, 20], \"counts\": [5, 999]}"))
                .startsWith("Run 1 of a mask is 999"));
        List<Entry> twice = annotations(good + ", " + good);
        assertEquals("the id 99 is there twice", ((Entry.NotTaken) twice.get(1)).reason());
    }

    @Test
    void whatIsWrongWithTheFileEndsTheReading() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("[]", "some.json: it does not begin with an object");
        wrong.put("{}", "some.json: it has no \"images\" and \"annotations\", as COCO files do");
        wrong.put("{\"images\": 3}", "some.json, images: it is no list");
        wrong.put("{\"images\": [], \"images\": []}", "some.json, images: it is said twice");
        wrong.put(
                "{\"images\": [{\"id\": 1, \"width\": 1000000, \"height\": 1000000}]}",
                "some.json, images[0]: a picture cannot be 1000000 × 1000000");
        wrong.put(
                "{\"images\": [{\"id\": 1, \"width\": 2, \"height\": 2}, {\"id\": 1, \"width\": 2, \"height\": 2}]}",
                "some.json, images[1]: the id 1 is there twice");
        wrong.put(
                "{\"categories\": [{\"id\": 1, \"name\": \" \"}]}",
                "some.json, categories[0]: a category needs a name");
        wrong.put(
                "{\"categories\": [{\"id\": 1, \"name\": \"a\", \"keypoints\": [\"b\"], \"skeleton\": [[1, 2]]}]}",
                "some.json, categories[0]: a skeleton joins keypoints that are not there: 1 and 2");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            assertEquals(
                    each.getValue(),
                    assertThrows(UnreadableException.class, () -> read(each.getKey()))
                            .getMessage());
        }
        String message = String.valueOf(assertThrows(
                        UnreadableException.class,
                        () -> read("{" + HEAD + ", \"annotations\": [" + with("\"bbox\": [1, NaN, 3, 4]") + "]}"))
                .getMessage());
        assertTrue(message.startsWith("some.json, annotations[0]: line 2: "), message);
        assertThrows(UnreadableException.class, () -> read("{\"x\":" + "[".repeat(100_000)));
        assertThrows(UnreadableException.class, () -> read("{" + HEAD + ", \"annotations\": [" + with("\"bbox\"")));
    }
}
