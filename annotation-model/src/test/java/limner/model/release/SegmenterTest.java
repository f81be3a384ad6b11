package limner.model.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.release.coco.CocoSegmentation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class SegmenterTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    private final Segmenter rings = new Segmenter(Encodings.rings(), WIDTH, HEIGHT);

    private static Ring ring(double... xy) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < xy.length; i += 2) {
            points.add(new Point(xy[i], xy[i + 1]));
        }
        return new Ring(points);
    }

    private Segment of(Ring... parts) {
        return rings.segment(new Polygon(List.of(parts))).orElseThrow();
    }

    private static boolean isRings(Segment s) {
        return s.segmentation() instanceof CocoSegmentation.Rings;
    }

    @Test
    void aPlainPolygonStaysRings() {
        Segment segment = of(ring(10.5, 8.25, 30, 10, 27.75, 30, 12, 26.5));
        assertTrue(isRings(segment));
        assertTrue(segment.whole());
        assertFalse(segment.madeRuns());
    }

    @Test
    void partsThatLieApartStayRings() {
        assertTrue(isRings(of(ring(4, 4, 20, 4, 20, 20, 4, 20), ring(40, 40, 60, 40, 50, 60))));
    }

    @Test
    void holesOverlapsAndCrossingsBecomeRuns() {
        Ring big = ring(4, 4, 30, 4, 30, 30, 4, 30);
        for (Segment segment : List.of(
                of(big, ring(10, 10, 20, 10, 20, 20, 10, 20)),
                of(big, ring(20, 20, 50, 20, 50, 50, 20, 50)),
                of(big, ring(10.1, 10.1, 10.2, 10.1, 10.2, 10.2)))) {
            assertInstanceOf(CocoSegmentation.Runs.class, segment.segmentation());
            assertTrue(segment.madeRuns());
            assertFalse(segment.whole());
        }
    }

    @Test
    void aShapeThatLeavesThePictureIsCutThere() {
        Segment segment = of(ring(80, 10, 120, 10, 120, 30, 80, 30));
        assertInstanceOf(CocoSegmentation.Runs.class, segment.segmentation());
        assertEquals(new Box(80, 10, 16, 20), segment.box());
        assertEquals(320, segment.area());
        Segment box = rings.segment(new Box(90, 60, 20, 20)).orElseThrow();
        assertEquals(new Box(90, 60, 6, 4), box.box());
        assertFalse(box.whole());
    }

    @Test
    void aTurnedBoxAndAnEllipseCoverTheirPixelsAndSayNoMore() {
        for (Shape shape : List.of(new RotatedBox(40, 30, 30, 12, 25), new Ellipse(40, 30, 15, 8, -35))) {
            Rle pixels = Rasterizer.rasterize(shape, WIDTH, HEIGHT);
            Segment exact = new Segmenter(Encodings.exact(), WIDTH, HEIGHT)
                    .segment(shape)
                    .orElseThrow();
            assertEquals(new CocoSegmentation.Runs(pixels), exact.segmentation());
            Segment segment = rings.segment(shape).orElseThrow();
            assertTrue(isRings(segment), shape + " in rings");
            for (Segment s : List.of(exact, segment)) {
                assertEquals(pixels.area(), s.area());
                assertEquals(pixels.bounds().orElseThrow().toBox(), s.box());
                assertFalse(s.whole(), "its numbers are kept beside it");
            }
        }
        assertEquals(
                new CocoSegmentation.Rings(List.of(new RotatedBox(40, 30, 30, 12, 25).corners())),
                rings.segment(new RotatedBox(40, 30, 30, 12, 25)).orElseThrow().segmentation());
    }

    @Test
    void whatCoversNoPixelIsNoSegment() {
        assertTrue(rings.segment(new Point(5, 5)).isEmpty());
        assertTrue(rings.segment(new Polyline(List.of(new Point(0, 0), new Point(50, 50))))
                .isEmpty());
        assertTrue(rings.segment(new Box(5.6, 5.6, 0.3, 0.3)).isEmpty());
        assertTrue(rings.segment(new Box(200, 200, 5, 5)).isEmpty());
        assertTrue(rings.segment(new Mask(Rle.empty(WIDTH, HEIGHT))).isEmpty());
    }

    /// What a reader with pycocotools gets from rings differs from the shape in border pixels alone, and by as many as
    /// is
    /// told; and areas and boxes are always those of the pixels.
    @Test
    void ringsSayWhatTheShapeSaysUpToItsBorder() {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "seed " + seed);
        Random random = new Random(seed);
        int written = 0;
        for (int i = 0; i < 400; i++) {
            Polygon polygon = randomPolygon(random);
            Rle truth = Rasterizer.rasterize(polygon, WIDTH, HEIGHT);
            var segment = rings.segment(polygon);
            assertEquals(truth.isEmpty(), segment.isEmpty(), "seed " + seed);
            if (segment.isEmpty()) {
                continue;
            }
            assertEquals(truth.area(), segment.get().area());
            assertEquals(truth.bounds().orElseThrow().toBox(), segment.get().box());
            if (segment.get().segmentation() instanceof CocoSegmentation.Rings(var asWritten)) {
                written++;
                Rle read = Rasterizer.rasterizeLikeCoco(new Polygon(asWritten), WIDTH, HEIGHT);
                Rle wrong = read.xor(truth);
                assertEquals(segment.get().borderPixels(), wrong.area());
                assertNoWrongPixelInside(truth, wrong, "seed " + seed + ", polygon " + i);
            }
        }
        assertTrue(written > 50, written + " were written as rings");
    }

    private static Polygon randomPolygon(Random random) {
        List<Ring> parts = new ArrayList<>();
        for (int r = random.nextInt(3); r >= 0; r--) {
            double[] xy = new double[2 * (3 + random.nextInt(5))];
            double x = random.nextInt(60);
            double y = random.nextInt(40);
            for (int k = 0; k < xy.length; k += 2) {
                xy[k] = x + random.nextInt(30 * 8) / 8.0;
                xy[k + 1] = y + random.nextInt(20 * 8) / 8.0;
            }
            parts.add(ring(xy));
        }
        return new Polygon(parts);
    }

    private static void assertNoWrongPixelInside(Rle truth, Rle wrong, String where) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertFalse(wrong.contains(x, y) && !touchesOther(truth, x, y), where + " at " + x + ", " + y);
            }
        }
    }

    private static boolean touchesOther(Rle truth, int x, int y) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (truth.contains(x + dx, y + dy) != truth.contains(x, y)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void masksAndPolygonsOfTheGoldenDataSetGiveItsAreasBoxesAndText() {
        String golden = System.getProperty("limner.golden", "");
        Path file = Path.of(golden, "formats", "annotations", "instances_train.json");
        assumeTrue(
                !golden.isEmpty() && Files.exists(file),
                "left out: the golden COCO data set is not there, areas and boxes are compared on own shapes only");
        Segmenter asDrawn = new Segmenter(Encodings.asDrawn(), WIDTH, HEIGHT);
        int compared = 0;
        for (JsonNode a : Folders.json(file).required("annotations").values()) {
            JsonNode segmentation = a.required("segmentation");
            if (segmentation.isObject() && segmentation.required("counts").isString()) {
                String text = segmentation.required("counts").stringValue();
                Segment s = asDrawn.segment(new Mask(Rle.ofCocoString(WIDTH, HEIGHT, text)))
                        .orElseThrow();
                assertEquals(new CocoSegmentation.Runs(Rle.ofCocoString(WIDTH, HEIGHT, text)), s.segmentation());
                assertEquals(a.required("area").longValue(), s.area());
                assertEquals(boxOf(a), s.box());
                compared++;
            } else if (segmentation.isArray() && segmentation.size() > 0) {
                List<Ring> parts = segmentation
                        .valueStream()
                        .map(r -> ring(r.valueStream()
                                .mapToDouble(JsonNode::doubleValue)
                                .toArray()))
                        .toList();
                Segment s = asDrawn.segment(new Polygon(parts)).orElseThrow();
                assertEquals(new CocoSegmentation.Rings(parts), s.segmentation());
                // Its areas are pycocotools': equal up to the border pixels that are told.
                assertTrue(Math.abs(a.required("area").doubleValue() - s.area()) <= s.borderPixels());
                compared++;
            }
        }
        assertTrue(compared >= 30, compared + " compared");
    }

    private static Box boxOf(JsonNode annotation) {
        double[] b = annotation
                .required("bbox")
                .valueStream()
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        return new Box(b[0], b[1], b[2], b[3]);
    }
}
