package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.labelme.LabelmeFormat;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.ShapeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads labelme's own examples, what X-AnyLabeling wrote, and small files for each kind of shape.
final class LabelmeFormatTest {

    /// Knows no sizes; a mask is two by two pixels, of which the first is empty.
    private static final Surroundings AROUND = new Surroundings() {
        @Override
        public Optional<Size> sizeOf(String file) {
            return Optional.empty();
        }

        @Override
        public Samples samples(byte[] png) throws IOException {
            if (png.length != 3) {
                throw new IOException("it is no PNG picture that can be understood");
            }
            return new Samples(2, 2, new int[] {0, 1, 255, 7});
        }
    };

    @TempDir
    Path folder;

    private final LabelmeFormat format = new LabelmeFormat();

    private static Path golden(String name) {
        Path path = Path.of(System.getProperty("limner.golden", ""), name);
        assumeTrue(Files.exists(path), "left out: " + name + " is not there, only small files of its own are read");
        return path;
    }

    private Survey survey(Path path) throws Exception {
        Survey survey = new Survey();
        format.read(path, AROUND, survey);
        return survey;
    }

    private List<Entry> read(String shapes) throws Exception {
        Path file = folder.resolve("a.json");
        Files.writeString(
                file,
                "{\"version\": \"5.4\", \"flags\": {\"blurred\": true, \"night\": false}, \"imagePath\": \"a.png\","
                        + " \"imageData\": null, \"imageHeight\": 10, \"imageWidth\": 20, \"shapes\": [" + shapes
                        + "]}");
        List<Entry> all = new ArrayList<>();
        format.read(file, AROUND, all::add);
        return all;
    }

    private List<Entry.Annotation> annotations(String shapes) throws Exception {
        return read(shapes).stream()
                .filter(Entry.Annotation.class::isInstance)
                .map(Entry.Annotation.class::cast)
                .toList();
    }

    private Shape shape(String type, String points) throws Exception {
        return annotations("{\"label\": \"x\", \"shape_type\": \"" + type + "\", \"points\": " + points + "}")
                .getFirst()
                .shape()
                .orElseThrow();
    }

    @Test
    void labelmesOwnExamplesHaveAsManyObjectsAsItsOwnConverterFinds() throws Exception {
        Path examples = golden("labelme/instance_segmentation/data_annotated");
        assertTrue(format.recognises(examples));
        Survey survey = survey(examples);
        assertEquals(3, survey.pictures());
        assertEquals(0, survey.notTakenCount(), () -> survey.notTaken().toString());
        Path coco = golden("labelme/instance_segmentation/data_dataset_coco/annotations.json");
        Survey truth = new Survey();
        CocoDataset.read(coco, truth);
        int ignored = survey.uses("__ignore__");
        assertTrue(ignored > 0);
        assertEquals(truth.annotations(), survey.annotations() - ignored, "parts of a group are one object");
        assertFalse(format.recognises(coco));
    }

    @Test
    void xAnyLabelingsFilesAreReadWithTheirGroups() throws Exception {
        Survey survey = survey(golden("formats/xany/xlabel"));
        assertEquals(9, survey.pictures());
        assertEquals(24, survey.annotations(), "8 outlines, 8 of two parts, 8 that had keypoints too");
        assertEquals(24, survey.kinds().get(ShapeKind.POLYGON));
    }

    @Test
    void everyKindOfShapeIsRead() throws Exception {
        assertEquals(
                Polygon.of(List.of(new Point(1, 2), new Point(9, 2), new Point(9, 8))),
                shape("polygon", "[[1,2],[9,2],[9,8]]"));
        assertEquals(new Box(1, 2, 8, 6), shape("rectangle", "[[9,8],[1,2]]"));
        assertEquals(new Box(1, 2, 8, 6), shape("rectangle", "[[1,2],[9,2],[9,8],[1,8]]"));
        assertEquals(new Ellipse(5, 5, 2, 2, 0), shape("circle", "[[5,5],[5,7]]"));
        assertEquals(new Polyline(List.of(new Point(1, 2), new Point(3, 4))), shape("line", "[[1,2],[3,4]]"));
        assertEquals(new Point(1, 2), shape("point", "[[1,2]]"));
        assertEquals(new PointSet(List.of(new Point(1, 2), new Point(3, 4))), shape("points", "[[1,2],[3,4]]"));
        RotatedBox turned = assertInstanceOf(RotatedBox.class, shape("rotation", "[[5,1],[9,5],[7,7],[3,3]]"));
        assertEquals(6, turned.x(), 1e-9);
        assertEquals(4, turned.y(), 1e-9);
        assertEquals(45, turned.angle(), 1e-9);
        assertEquals(Math.sqrt(32), turned.width(), 1e-9);
        assertEquals(Math.sqrt(8), turned.height(), 1e-9);
        Mask mask = assertInstanceOf(
                Mask.class,
                annotations(
                                "{\"label\": \"x\", \"shape_type\": \"mask\", \"points\": [[3,4],[4,5]], \"mask\": \"AAAA\"}")
                        .getFirst()
                        .shape()
                        .orElseThrow());
        assertEquals(3, mask.rle().area());
        assertFalse(mask.rle().contains(3, 4));
        assertTrue(mask.rle().contains(4, 5));
    }

    @Test
    void whatIsSaidOfThePictureAndBesideTheShapeIsKept() throws Exception {
        List<Entry> all = read("{\"label\": \"x\", \"points\": [[1,2],[9,2],[9,8]], \"shape_type\": \"polygon\","
                + " \"description\": \"half hidden\", \"flags\": {\"sure\": false}, \"score\": 0.5}");
        assertEquals(
                List.of("blurred"),
                all.stream()
                        .filter(Entry.Tag.class::isInstance)
                        .map(t -> ((Entry.Tag) t).category())
                        .toList());
        Entry.Annotation a = assertInstanceOf(Entry.Annotation.class, all.getLast());
        assertEquals(
                Map.of("sure", new Value.Flag(false), "description", new Value.Word("half hidden")), a.attributes());
        assertEquals("{\"score\":0.5}", a.extras());
    }

    @Test
    void whatIsWrongCostsTheShapeOrTheFile() throws Exception {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("{\"label\": \"\", \"points\": [[1,2]]}", "it has no label");
        wrong.put("{\"label\": \"x\", \"points\": [[1,2]]}", "A ring needs at least three points, but has 1.");
        wrong.put("{\"label\": \"x\", \"points\": [[1,\"2\"]]}", "points are pairs of numbers");
        wrong.put(
                "{\"label\": \"x\", \"shape_type\": \"cuboid\", \"points\": []}",
                "shapes of type cuboid are not known");
        wrong.put(
                "{\"label\": \"x\", \"shape_type\": \"mask\", \"points\": [[19,4],[20,5]], \"mask\": \"AAAA\"}",
                "its mask reaches beyond the picture");
        wrong.put(
                "{\"label\": \"x\", \"shape_type\": \"mask\", \"points\": [[1,4],[2,5]], \"mask\": \"AA\"}",
                "its mask cannot be read: it is no PNG picture that can be understood");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            List<Entry> all = read(each.getKey());
            assertEquals(
                    each.getValue(),
                    assertInstanceOf(Entry.NotTaken.class, all.getLast()).reason());
        }
        Path file = folder.resolve("b.json");
        Files.writeString(file, "{\"shapes\": 3}");
        assertEquals(
                "b.json: it has no list of \"shapes\", as labelme's files do",
                assertThrows(UnreadableException.class, () -> format.read(file, AROUND, _ -> {}))
                        .getMessage());
        Files.writeString(
                file, "{\"shapes\": [], \"imagePath\": \"../../x/a.png\", \"imageHeight\": 1, \"imageWidth\": 1}");
        List<Entry> all = new ArrayList<>();
        format.read(file, AROUND, all::add);
        assertEquals(
                "a.png", assertInstanceOf(Entry.Picture.class, all.getFirst()).file(), "nothing leads elsewhere");
    }
}
