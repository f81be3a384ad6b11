package limner.model.release;

import static limner.model.fixture.Fixture.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import limner.model.event.LabelEvent;
import limner.model.fixture.Fixture;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.label.Extent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Releases in which a pixel belongs to one region alone, against painting them one over the other.
final class OverlapTest {

    private static final int FRAME = 4;
    private static final int SHAPES = 12;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPixelBelongsToWhatLiesOnTopThere(int seed) throws IOException {
        Random random = new Random(seed);
        List<Shape> shapes =
                IntStream.range(0, SHAPES).<Shape>mapToObj(_ -> region(random)).toList();
        List<LabelEvent> events = new ArrayList<>(Gallery.events());
        for (int i = 0; i < SHAPES; i++) {
            events.add(Gallery.drawn(100 + i, "region " + i, Gallery.PERSON, Extent.FRAME, FRAME, shapes.get(i)));
        }
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        ReleasePlan plan = ReleasePlan.of("flat", source.head().number()).withOverlap(Overlap.TOPMOST);
        Path target = folder.resolve("release");
        ReleaseReport report = assertInstanceOf(
                        ReleaseOutcome.Written.class,
                        ReleaseWriter.write(plan, source, PaintedVideos.sound(), target, ReleaseWatch.none()))
                .report();
        assertEquals(
                List.of(), ReleaseVerifier.verify(target, ReleaseWatch.none()).faults());

        int[] owner = painted(shapes);
        Map<String, JsonNode> annotations = byLabel(
                Folders.json(target.resolve(Manifest.INSTANCES))
                        .required("annotations")
                        .valueStream()
                        .toList(),
                "limner_label");
        Map<String, JsonNode> provenance = byLabel(
                Files.readAllLines(target.resolve(Manifest.PROVENANCE)).stream()
                        .map(JsonMapper.shared()::readTree)
                        .toList(),
                "label");
        int cut = 0;
        int hidden = 0;
        for (int i = 0; i < SHAPES; i++) {
            String label = uuid("region " + i).toString();
            Rle drawn = Rasterizer.rasterize(shapes.get(i), Gallery.WIDTH, Gallery.HEIGHT);
            Rle seen = of(owner, i);
            JsonNode annotation = annotations.get(label);
            JsonNode line = Objects.requireNonNull(provenance.get(label));
            String what = "seed " + seed + ", region " + i;
            if (seen.isEmpty()) {
                hidden += drawn.isEmpty() ? 0 : 1;
                assertEquals(null, annotation, what);
            } else {
                assertEquals(seen, pixels(Objects.requireNonNull(annotation)), what);
                assertEquals(seen.area(), annotation.required("area").longValue(), what);
                cut += seen.equals(drawn) ? 0 : 1;
            }
            if (!seen.equals(drawn)) {
                assertEquals(shapes.get(i), ShapeJson.read(line.required("shape")), what);
            }
        }
        assertEquals(cut, report.cut());
        assertEquals(hidden, report.hidden());
        assertTrue(cut > 0, "seed " + seed + " has regions that lie over each other");
        ReleaseReport preview = ReleaseWriter.preview(plan, source);
        assertEquals(report.losses(), preview.losses(), "the preview says the same");
        assertEquals(report.perClass(), preview.perClass());
    }

    @Test
    void boxesNeitherTakePixelsNorLoseAny() {
        ReleaseReport flat = ReleaseWriter.preview(Gallery.plan().withOverlap(Overlap.TOPMOST), Gallery.source());
        ReleaseReport drawn = ReleaseWriter.preview(Gallery.plan(), Gallery.source());
        assertEquals(drawn.boxes(), flat.boxes());
        assertEquals(drawn.annotations(), flat.annotations() + flat.hidden());
    }

    @Test
    void whatIsTooSmallToBeWrittenTakesNoPixels() {
        List<LabelEvent> events = new ArrayList<>(Gallery.events());
        events.add(Gallery.drawn(100, "below", Gallery.PERSON, Extent.FRAME, FRAME, square(20, 14, 20)));
        events.add(Gallery.drawn(101, "above", Gallery.PERSON, Extent.FRAME, FRAME, square(29, 23, 2)));
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        ReleasePlan plan = ReleasePlan.of("flat", source.head().number())
                .withOverlap(Overlap.TOPMOST)
                .withLeastPixels(5);
        assertEquals(0, ReleaseWriter.preview(plan, source).cut());
        assertEquals(1, ReleaseWriter.preview(plan.withLeastPixels(0), source).cut());
    }

    @Test
    void picturesFarFromAKeyframeAreLeftOut() {
        ReleaseReport all = ReleaseWriter.preview(Gallery.plan(), Gallery.source());
        ReleaseReport near = ReleaseWriter.preview(Gallery.plan().withReach(1), Gallery.source());
        // The track has keyframes on frames 0, 2 and, gone there, 5: no place is farther than a frame from one.
        assertEquals(all.pictures(), near.pictures());
        List<LabelEvent> events = new ArrayList<>(Gallery.events());
        events.add(Gallery.drawn(100, "long", Gallery.PERSON, Extent.TRACK, 0, square(2, 2, 4)));
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        ReleasePlan plan = ReleasePlan.of("near", source.head().number());
        ReleaseReport cut = ReleaseWriter.preview(plan.withReach(3), source);
        assertEquals(2, cut.beyondReach(), "frames 4 and 5 are farther than three from the only keyframe");
        assertEquals(ReleaseWriter.preview(plan, source).pictures() - 2, cut.pictures());
        assertThrows(IllegalArgumentException.class, () -> plan.withReach(0));
        assertThrows(IllegalArgumentException.class, () -> plan.withReach(3).withBetween(Between.LEAVE_OUT_PICTURE));
    }

    private static Map<String, JsonNode> byLabel(List<JsonNode> all, String key) {
        Map<String, JsonNode> found = new HashMap<>();
        all.forEach(n -> found.put(n.required(key).stringValue(), n));
        return found;
    }

    private static Shape region(Random r) {
        double x = r.nextDouble(Gallery.WIDTH);
        double y = r.nextDouble(Gallery.HEIGHT);
        return switch (r.nextInt(3)) {
            case 0 -> new Ellipse(x, y, 2 + r.nextDouble(12), 2 + r.nextDouble(9), r.nextDouble(180));
            case 1 -> square(x - 6, y - 6, 4 + r.nextDouble(14));
            default -> Fixture.mask(8 + r.nextInt(48), 8 + r.nextInt(32), 2 + r.nextInt(7));
        };
    }

    private static Polygon square(double x, double y, double side) {
        return Polygon.of(List.of(
                new Point(x, y), new Point(x + side, y), new Point(x + side, y + side), new Point(x, y + side)));
    }

    private static int[] painted(List<Shape> shapes) {
        int[] owner = new int[Gallery.WIDTH * Gallery.HEIGHT];
        Arrays.fill(owner, -1);
        for (int i = 0; i < shapes.size(); i++) {
            byte[] pixels = new byte[owner.length];
            Rasterizer.rasterize(shapes.get(i), Gallery.WIDTH, Gallery.HEIGHT).decodeRowMajor(pixels, (byte) 1);
            for (int p = 0; p < owner.length; p++) {
                owner[p] = pixels[p] == 1 ? i : owner[p];
            }
        }
        return owner;
    }

    private static Rle of(int[] owner, int which) {
        byte[] pixels = new byte[owner.length];
        for (int p = 0; p < owner.length; p++) {
            pixels[p] = (byte) (owner[p] == which ? 1 : 0);
        }
        return Rle.ofRowMajor(Gallery.WIDTH, Gallery.HEIGHT, pixels);
    }

    private static Rle pixels(JsonNode annotation) {
        JsonNode said = annotation.required("segmentation");
        if (said.isObject()) {
            return Rle.ofCocoString(
                    Gallery.WIDTH, Gallery.HEIGHT, said.required("counts").stringValue());
        }
        Rle union = Rle.empty(Gallery.WIDTH, Gallery.HEIGHT);
        for (JsonNode ring : said.values()) {
            List<Point> corners = IntStream.range(0, ring.size() / 2)
                    .mapToObj(i -> new Point(
                            ring.get(2 * i).doubleValue(), ring.get(2 * i + 1).doubleValue()))
                    .toList();
            union = union.union(
                    Rasterizer.rasterize(new Polygon(List.of(new Ring(corners))), Gallery.WIDTH, Gallery.HEIGHT));
        }
        return union;
    }
}
