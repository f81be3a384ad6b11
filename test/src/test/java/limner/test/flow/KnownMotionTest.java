package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.provenance.Origin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tracks on a clip whose camera moves over photographs as is known for each frame: what lies between keyframes is held
/// against where the thing really is.
final class KnownMotionTest {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;

    /// A keyframe each half second.
    private static final int APART = 12;

    private static List<List<Camera>> scenes = List.of();

    /// Where the camera is: a place of the photograph is seen at `scale · place + (dx, dy)`.
    private record Camera(int frame, double scale, double dx, double dy) {
        Point sees(double x, double y) {
            return new Point(scale * x + dx, scale * y + dy);
        }

        /// Where it would be on a straight way from one frame to another.
        static Camera straight(Camera from, Camera to, int frame) {
            double t = (frame - from.frame()) / (double) (to.frame() - from.frame());
            return new Camera(
                    frame,
                    from.scale() + t * (to.scale() - from.scale()),
                    from.dx() + t * (to.dx() - from.dx()),
                    from.dy() + t * (to.dy() - from.dy()));
        }
    }

    @BeforeAll
    static void read() throws IOException {
        Path truth = Path.of(System.getProperty("limner.sample", ""), "gallery.json");
        assumeTrue(Files.isRegularFile(truth), "left out: gallery.json, the motion of the bundled clip, is not there");
        List<List<Camera>> all = new ArrayList<>();
        String before = "";
        for (JsonNode each : new JsonMapper().readTree(Files.readString(truth))) {
            String scene = each.get("scene").asString();
            if (!scene.equals(before)) {
                all.add(new ArrayList<>());
                before = scene;
            }
            all.getLast()
                    .add(new Camera(
                            each.get("frame").asInt(),
                            each.get("scale").asDouble(),
                            each.get("dx").asDouble(),
                            each.get("dy").asDouble()));
        }
        scenes = List.copyOf(all);
    }

    /// What is looked at: a thing of a photograph, as it is seen in a frame.
    private interface Seen {
        Shape in(Camera camera);
    }

    /// The least and the mean agreement with the truth between keyframes, over all scenes.
    private record Agreement(double least, double mean, int frames) {
        static Agreement of(List<Double> all) {
            DoubleSummaryStatistics s =
                    all.stream().mapToDouble(Double::doubleValue).summaryStatistics();
            return new Agreement(s.getMin(), s.getAverage(), all.size());
        }
    }

    /// How well tracks do, and how well they could: keyframes do not know that the camera speeds up and slows down
    /// between them, so that the thing itself, carried by a straight way of the camera, is the best there can be.
    private record Found(Agreement track, Agreement best) {}

    private static Found found(String what, Seen truth) {
        List<Double> tracks = new ArrayList<>();
        List<Double> best = new ArrayList<>();
        for (List<Camera> scene : scenes) {
            Camera first = scene.getFirst();
            Label track = Label.drawn(
                    LabelId.random(),
                    MediaId.random(),
                    1,
                    new ClassId(1),
                    Extent.TRACK,
                    first.frame(),
                    truth.in(first),
                    new Origin.Manual());
            for (Camera camera : scene) {
                if ((camera.frame() - first.frame()) % APART == 0 || camera.equals(scene.getLast())) {
                    track = track.withKeyframe(camera.frame(), Keyframe.of(truth.in(camera)));
                }
            }
            for (Camera camera : scene) {
                Placement placed = track.at(camera.frame()).orElseThrow();
                if (placed.source() == Placement.Source.INTERPOLATED) {
                    Camera from = scene.get(track.keyframes().floorKey(camera.frame()) - first.frame());
                    Camera to = scene.get(track.keyframes().higherKey(camera.frame()) - first.frame());
                    Rle there = pixels(truth.in(camera));
                    tracks.add(pixels(placed.shape()).iou(there));
                    best.add(pixels(truth.in(Camera.straight(from, to, camera.frame())))
                            .iou(there));
                } else {
                    assertEquals(truth.in(camera), placed.shape(), "a keyframe is what was said");
                }
            }
        }
        Found found = new Found(Agreement.of(tracks), Agreement.of(best));
        System.out.printf(
                Locale.ROOT,
                "KnownMotionTest: %s, %d frames between keyframes: IoU at least %.4f, %.4f in the mean;"
                        + " %.4f and %.4f at best%n",
                what,
                tracks.size(),
                found.track().least(),
                found.track().mean(),
                found.best().least(),
                found.best().mean());
        return found;
    }

    private static Rle pixels(Shape shape) {
        return Rasterizer.rasterize(shape, WIDTH, HEIGHT);
    }

    /// @param inOne how far a track may fall short of the best in its worst frame
    /// @param inTheMean and over all frames
    private static void holds(Found found, double inOne, double inTheMean) {
        assertTrue(found.track().frames() > 200, () -> found + ": most frames lie between keyframes");
        assertTrue(found.track().least() >= found.best().least() - inOne, found::toString);
        assertTrue(found.track().mean() >= found.best().mean() - inTheMean, found::toString);
    }

    /// A star with a round hole. Further corners lie on its edges and leave it as it is.
    private static Polygon star(Camera camera, int further) {
        return new Polygon(List.of(
                ring(camera, further, 10, i -> i % 2 == 0 ? 60.0 : 40.0), ring(camera, further, 12, _ -> 18.0)));
    }

    private static Ring ring(Camera camera, int further, int corners, IntFunction<Double> radius) {
        List<Point> all = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            Point here = corner(i, corners, radius);
            Point next = corner((i + 1) % corners, corners, radius);
            for (int k = 0; k <= further; k++) {
                double t = k / (further + 1.0);
                all.add(camera.sees(here.x() + t * (next.x() - here.x()), here.y() + t * (next.y() - here.y())));
            }
        }
        return new Ring(all);
    }

    private static Point corner(int i, int corners, IntFunction<Double> radius) {
        double angle = 2 * Math.PI * i / corners;
        return new Point(260 + radius.apply(i) * Math.cos(angle), 150 + radius.apply(i) * Math.sin(angle));
    }

    @Test
    void aBoxBetweenKeyframesIsWhereTheThingIs() {
        holds(found("box", c -> Box.between(c.sees(200, 100), c.sees(320, 200))), 1e-9, 1e-9);
    }

    @Test
    void aBoxThatTurnsBetweenKeyframesIsAsTheThingIs() {
        holds(
                found("turning box", c -> {
                    Point centre = c.sees(260, 150);
                    // Four degrees a frame: past half a turn in each scene.
                    return new RotatedBox(centre.x(), centre.y(), 120 * c.scale(), 50 * c.scale(), 4.0 * c.frame());
                }),
                1e-9,
                1e-9);
    }

    @Test
    void aPolygonWithAHoleBetweenKeyframesOfDifferentCornersIsWhereTheThingIs() {
        holds(found("polygon", c -> star(c, Math.floorMod(c.frame() / APART, 2))), 0.005, 0.002);
    }

    @Test
    void aMaskBetweenKeyframesIsWhereTheThingIs() {
        holds(found("mask", c -> new Mask(pixels(star(c, 0)))), 0.02, 0.006);
    }
}
