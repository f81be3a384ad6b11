package limner.test.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Rasterizer;
import limner.plugin.api.FrameView;
import limner.plugin.api.PixelLayout;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import limner.plugin.opencv.Area;
import limner.plugin.opencv.Body;
import limner.plugin.opencv.Look;
import limner.plugin.opencv.Region;
import limner.plugin.opencv.Step;
import limner.plugin.opencv.Tracker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One frame of carrying a thing of 240 × 240 pixels through pictures of 1920 × 1080, decoding left out: a patterned
/// disc
/// that goes 6 pixels right and 3 down and back again over another pattern.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // begun before the first step
public class PropagateBench {
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final double X = 900;
    private static final double Y = 520;
    private static final double RADIUS = 120;

    /// What is carried, and how.
    public enum What {
        MASK,
        POLYGON,
        BOX_BY_FLOW,
        BOX_BY_CORRELATION;

        Body body() {
            return switch (this) {
                case MASK ->
                    new Body.Pixels(new SuggestedShape.Mask(
                            WIDTH,
                            HEIGHT,
                            Rasterizer.rasterize(new Ellipse(X, Y, RADIUS, RADIUS, 0), WIDTH, HEIGHT)
                                    .counts()));
                case POLYGON -> new Body.Vertices(List.of(ring()), Body.Vertices.Kind.RINGS);
                case BOX_BY_FLOW, BOX_BY_CORRELATION ->
                    new Body.Upright(new SuggestedShape.Box(X - RADIUS, Y - RADIUS, 2 * RADIUS, 2 * RADIUS));
            };
        }

        private static List<SuggestedShape.Point> ring() {
            List<SuggestedShape.Point> points = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                double turn = 2 * Math.PI * i / 24;
                points.add(new SuggestedShape.Point(X + RADIUS * Math.cos(turn), Y + RADIUS * Math.sin(turn)));
            }
            return points;
        }

        Tracker.Method method() {
            return this == BOX_BY_CORRELATION ? Tracker.Method.CORRELATION : Tracker.Method.FLOW;
        }
    }

    @Param
    public What what;

    private Picture here;
    private Picture there;
    private Tracker tracker;
    private boolean away;

    @Setup(Level.Iteration)
    public void begin() throws PluginException {
        here = new Picture(0, 0);
        there = new Picture(6, 3);
        tracker = Tracker.of(here, what.body(), what.method());
        away = false;
    }

    @TearDown(Level.Iteration)
    public void end() {
        tracker.close();
    }

    @Benchmark
    public Step frame() throws PluginException {
        Step step = away ? tracker.step(there, here, () -> false) : tracker.step(here, there, () -> false);
        if (!(step instanceof Step.Here)) {
            throw new IllegalStateException("it was lost");
        }
        away = !away;
        return step;
    }

    /// The disc, moved by so many pixels.
    private static final class Picture implements Look {
        private final ByteBuffer pixels = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 4);

        Picture(int dx, int dy) {
            int[] ground = noise(3, 60);
            int[] skin = noise(4, 130);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    boolean inside = Math.hypot(x + 0.5 - X - dx, y + 0.5 - Y - dy) < RADIUS;
                    int shade = inside ? at(skin, x - dx, y - dy) : at(ground, x, y);
                    pixels.put((byte) (inside ? shade / 2 : shade));
                    pixels.put((byte) shade);
                    pixels.put((byte) shade);
                    pixels.put((byte) 255);
                }
            }
        }

        private static int[] noise(long seed, int base) {
            Random random = new Random(seed);
            int[] cells = new int[(WIDTH / 8 + 3) * (HEIGHT / 8 + 3)];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = base + random.nextInt(90);
            }
            return cells;
        }

        /// Between cells of 8 pixels the pattern goes over evenly.
        private static int at(int[] cells, int x, int y) {
            int columns = WIDTH / 8 + 3;
            int i = (y + 8) / 8 * columns + (x + 8) / 8;
            int u = (x + 8) % 8;
            int v = (y + 8) % 8;
            int above = cells[i] * (8 - u) + cells[i + 1] * u;
            int below = cells[i + columns] * (8 - u) + cells[i + columns + 1] * u;
            return (above * (8 - v) + below * v) / 64;
        }

        @Override
        public int width() {
            return WIDTH;
        }

        @Override
        public int height() {
            return HEIGHT;
        }

        @Override
        public Region part(Area area) throws PluginException {
            int from = (area.y() * WIDTH + area.x()) * 4;
            int length = ((area.height() - 1) * WIDTH + area.width()) * 4;
            FrameView view = new FrameView(
                    area.width(), area.height(), 0, 0, PixelLayout.BGRA32, WIDTH * 4, pixels.slice(from, length));
            return Region.of(view, area.x(), area.y(), WIDTH, HEIGHT);
        }
    }
}
