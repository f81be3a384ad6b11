package limner.plugin.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import limner.plugin.api.FrameView;
import limner.plugin.api.PixelLayout;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A thing whose way, turn and growth are known, carried from its first frame on; every place is compared with the
/// truth.
final class TrackerTest {

    private record Seen(int frame, double overlap, double drift) {}

    /// What is carried, and the least overlap with the truth while nothing hides it.
    private enum Case {
        MASK(0.95),
        OUTLINE(0.9),
        BOX_BY_FLOW(0.65),
        BOX_BY_CORRELATION(0.6);

        private final double least;

        Case(double least) {
            this.least = least;
        }

        Body body(MovingScene scene, int frame) {
            return switch (this) {
                case MASK -> new Body.Pixels(scene.mask(frame));
                case OUTLINE -> new Body.Vertices(List.of(scene.ring(frame)), Body.Vertices.Kind.RINGS);
                case BOX_BY_FLOW, BOX_BY_CORRELATION -> new Body.Upright(scene.box(frame));
            };
        }

        Tracker.Method method() {
            return this == BOX_BY_CORRELATION ? Tracker.Method.CORRELATION : Tracker.Method.FLOW;
        }
    }

    /// It goes 5 pixels a frame on a wave, turns by 34° in all, and grows by a sixth.
    private static MovingScene turning() {
        return MovingScene.of(
                640,
                360,
                21,
                f -> {
                    AffineTransform t =
                            AffineTransform.getTranslateInstance(120 + 5.3 * f, 150 + 40 * Math.sin(f / 10.0));
                    t.rotate(f * 0.03);
                    t.scale(1 + 0.008 * f, 1 + 0.008 * f);
                    return t;
                },
                MovingScene.nothing(),
                7);
    }

    /// It goes behind a wall with a pattern, and does not come out again before the end.
    private static MovingScene hiding() {
        return MovingScene.of(
                640,
                360,
                56,
                f -> AffineTransform.getTranslateInstance(100 + 5.3 * f, 170),
                _ -> new Area(new Rectangle2D.Double(300, 0, 250, 360)),
                9);
    }

    private static List<Seen> carried(MovingScene scene, Case what, int from, int step) throws PluginException {
        List<Seen> seen = new ArrayList<>();
        try (Tracker tracker = Tracker.of(scene.look(from), what.body(scene, from), what.method())) {
            Look before = scene.look(from);
            for (int f = from + step; f >= 0 && f < scene.frames(); f += step) {
                Look next = scene.look(f);
                if (!(tracker.step(before, next, () -> false) instanceof Step.Here(var body, var drift))) {
                    break;
                }
                seen.add(new Seen(f, scene.overlap(body, f), drift.total()));
                before = next;
            }
        }
        return seen;
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void aThingThatMovesTurnsAndGrowsIsFoundInEveryFrame(Case what) throws Exception {
        for (Seen s : carried(turning(), what, 0, 1)) {
            assertTrue(s.overlap() > what.least, () -> what + ": " + s);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void backwardsIsAsGoodAsForwards(Case what) throws Exception {
        List<Seen> seen = carried(turning(), what, 20, -1);
        assertEquals(20, seen.size());
        for (Seen s : seen) {
            assertTrue(s.overlap() > what.least, () -> what + ": " + s);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void driftRisesWhereThePlaceIsWrongAndMarksItWithinFrames(Case what) throws Exception {
        List<Seen> seen = carried(hiding(), what, 0, 1);
        double right = mean(seen, s -> s.overlap() > 0.8).orElseThrow();
        double wrong = mean(seen, s -> s.overlap() < 0.5).orElseThrow();
        assertTrue(right < 0.25 && wrong > 0.7, () -> what + ": " + right + " where right, " + wrong + " where wrong");
        int failed = first(seen, s -> s.overlap() < 0.5);
        int marked = first(seen, s -> s.drift() >= Drift.WORTH_A_LOOK);
        assertTrue(marked <= failed + 4, () -> what + ": wrong from frame " + failed + ", marked from " + marked);
    }

    private static OptionalDouble mean(List<Seen> seen, Predicate<Seen> which) {
        return seen.stream().filter(which).mapToDouble(Seen::drift).average();
    }

    private static int first(List<Seen> seen, Predicate<Seen> which) {
        return seen.stream().filter(which).mapToInt(Seen::frame).min().orElse(Integer.MAX_VALUE);
    }

    @Test
    void pointsAndLinesGoWithWhatLiesUnderThem() throws Exception {
        MovingScene scene = turning();
        List<SuggestedShape.Point> began = List.of(
                MovingScene.through(scene.way().at(0), -20, 0),
                MovingScene.through(scene.way().at(0), 0, 10),
                MovingScene.through(scene.way().at(0), 25, -5));
        for (Body.Vertices.Kind kind : List.of(Body.Vertices.Kind.LINES, Body.Vertices.Kind.POINTS)) {
            try (Tracker tracker =
                    Tracker.of(scene.look(0), new Body.Vertices(List.of(began), kind), Tracker.Method.FLOW)) {
                for (int f = 1; f < scene.frames(); f++) {
                    Step step = tracker.step(scene.look(f - 1), scene.look(f), () -> false);
                    Step.Here here = assertInstanceOf(Step.Here.class, step);
                    Body.Vertices now = assertInstanceOf(Body.Vertices.class, here.body());
                    SuggestedShape.Point true0 = MovingScene.through(scene.way().at(f), -20, 0);
                    SuggestedShape.Point found = now.runs().getFirst().getFirst();
                    double off = Math.hypot(true0.x() - found.x(), true0.y() - found.y());
                    assertTrue(off < 3, kind + " at " + f + ": off by " + off);
                }
            }
        }
    }

    @Test
    void whatLeavesThePictureIsGone() throws Exception {
        MovingScene leaving = MovingScene.of(
                400, 300, 30, f -> AffineTransform.getTranslateInstance(300 + 12.0 * f, 150), MovingScene.nothing(), 3);
        List<Seen> seen = carried(leaving, Case.MASK, 0, 1);
        assertTrue(seen.size() > 5 && seen.size() < 20, () -> "gone after " + seen.size());
    }

    @Test
    void nothingIsFollowedWhereNothingIsAndAStopIsHeard() throws Exception {
        MovingScene scene = turning();
        Look look = scene.look(0);
        Body beside = new Body.Upright(new SuggestedShape.Box(900, 10, 20, 20));
        for (Tracker.Method method : Tracker.Method.values()) {
            assertThrows(PluginException.class, () -> Tracker.of(look, beside, method));
        }
        Body empty = new Body.Pixels(new SuggestedShape.Mask(640, 360, new int[] {640 * 360}));
        assertThrows(PluginException.class, () -> Tracker.of(look, empty, Tracker.Method.FLOW));
        Body mask = new Body.Pixels(scene.mask(0));
        assertThrows(PluginException.class, () -> Tracker.of(look, mask, Tracker.Method.CORRELATION));
        try (Tracker tracker = Tracker.of(look, mask, Tracker.Method.FLOW)) {
            assertThrows(CancellationException.class, () -> tracker.step(look, scene.look(1), () -> true));
        }
    }

    /// The thing, sixteen times as large, goes along the edge of a picture of 3840 × 2160: its window is ten times the
    /// picture.
    @Test
    void aBoxNearlyAsLargeAsThePictureIsFollowedInLittleMemory() throws Exception {
        MovingScene scene = MovingScene.of(
                3840,
                2160,
                5,
                f -> {
                    AffineTransform t = AffineTransform.getTranslateInstance(1100 + 24.0 * f, 1000 + 9.0 * f);
                    t.scale(16, 16);
                    return t;
                },
                MovingScene.nothing(),
                13);
        List<Look> looks = new ArrayList<>();
        for (int f = 0; f < scene.frames(); f++) {
            looks.add(kept(scene, f));
        }
        peak();
        OptionalLong before = peak();
        try (Tracker tracker =
                Tracker.of(looks.getFirst(), new Body.Upright(scene.box(0)), Tracker.Method.CORRELATION)) {
            for (int f = 1; f < scene.frames(); f++) {
                Step.Here here =
                        assertInstanceOf(Step.Here.class, tracker.step(looks.get(f - 1), looks.get(f), () -> false));
                double overlap = scene.overlap(here.body(), f);
                assertTrue(overlap > 0.85, f + ": " + overlap);
            }
        }
        if (before.isPresent()) {
            long more = peak().orElseThrow() - before.getAsLong();
            assertTrue(more < 300_000, more + " kB");
        }
    }

    /// A picture in memory of its own, so that looking at it leaves nothing for the collector.
    private static Look kept(MovingScene scene, int frame) {
        int width = scene.width();
        int height = scene.height();
        FrameView all = new Scene(scene.image(frame))
                .view(new limner.plugin.opencv.Area(0, 0, width, height), PixelLayout.BGRA32, 0);
        ByteBuffer pixels = all.pixels();
        return new Look() {
            @Override
            public int width() {
                return width;
            }

            @Override
            public int height() {
                return height;
            }

            @Override
            public Region part(limner.plugin.opencv.Area area) throws PluginException {
                int from = area.y() * all.stride() + area.x() * 4;
                int length = (area.height() - 1) * all.stride() + area.width() * 4;
                FrameView part = new FrameView(
                        area.width(),
                        area.height(),
                        0,
                        0,
                        PixelLayout.BGRA32,
                        all.stride(),
                        pixels.slice(from, length));
                return Region.of(part, area.x(), area.y(), width, height);
            }
        };
    }

    /// The most memory that this process ever had, in kilobytes, and from now on that of the time after; where the
    /// system tells it.
    private static OptionalLong peak() {
        try {
            OptionalLong peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
            return peak;
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
