package limner.test.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import limner.plugin.api.FrameView;
import limner.plugin.api.PixelLayout;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.SuggestedShape.Point;
import limner.plugin.opencv.Area;
import limner.plugin.opencv.BoxCut;
import limner.plugin.opencv.IntensityRange;
import limner.plugin.opencv.Livewire;
import limner.plugin.opencv.MagicWand;
import limner.plugin.opencv.Patience;
import limner.plugin.opencv.Region;
import limner.plugin.opencv.RegionGrowing;
import limner.plugin.opencv.Stroke;
import limner.plugin.opencv.Superpixels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The smart tools on a picture of 1920 × 1080: a shaded disc of 500 pixels with noise on a shaded ground. Wand,
/// growing
/// and range look at the whole picture, the others at the part that the desk gives them.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // looked at before the first question
public class SmartBench {
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final int X = 900;
    private static final int Y = 540;
    private static final int RADIUS = 250;
    private static final Area BOX = new Area(X - 280, Y - 280, 560, 560);

    private final ByteBuffer pixels = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 4);
    private Region whole;
    private Region around;
    private Region near;
    private Livewire wire;

    @Setup(Level.Trial)
    public void paint() throws PluginException {
        var random = new Random(11);
        for (var y = 0; y < HEIGHT; y++) {
            for (var x = 0; x < WIDTH; x++) {
                var inside = Math.hypot(x - X, y - Y) < RADIUS;
                var shade = (inside ? 150 : 70) + x / 60 + y / 60 + random.nextInt(16);
                pixels.put((byte) (inside ? shade / 2 : shade));
                pixels.put((byte) shade);
                pixels.put((byte) (inside ? shade : shade / 2));
                pixels.put((byte) 255);
            }
        }
        whole = part(new Area(0, 0, WIDTH, HEIGHT));
        around = part(BoxCut.around(BOX, WIDTH, HEIGHT));
        near = part(Livewire.around(X - RADIUS, Y, WIDTH, HEIGHT));
        wire = Livewire.at(near, X - RADIUS, Y, patient());
    }

    @TearDown(Level.Trial)
    public void close() {
        whole.close();
        around.close();
        near.close();
    }

    private Region part(Area area) throws PluginException {
        var from = (area.y() * WIDTH + area.x()) * 4;
        var length = ((area.height() - 1) * WIDTH + area.width()) * 4;
        var view = new FrameView(
                area.width(), area.height(), 0, 0, PixelLayout.BGRA32, WIDTH * 4, pixels.slice(from, length));
        return Region.of(view, area.x(), area.y(), WIDTH, HEIGHT);
    }

    private static Patience patient() {
        return Patience.of(Duration.ofMinutes(1), () -> false);
    }

    @Benchmark
    public Area takeWholePicture() throws PluginException {
        try (var region = part(new Area(0, 0, WIDTH, HEIGHT))) {
            return region.area();
        }
    }

    @Benchmark
    public SuggestedShape.Mask wand() throws PluginException {
        return MagicWand.at(whole, X, Y, 30, MagicWand.Reach.CONNECTED, patient());
    }

    @Benchmark
    public SuggestedShape.Mask wandEverywhere() throws PluginException {
        return MagicWand.at(whole, X, Y, 30, MagicWand.Reach.EVERYWHERE, patient());
    }

    @Benchmark
    public SuggestedShape.Mask grow() throws PluginException {
        var stroke = new Stroke(List.of(new Point(X - 100, Y), new Point(X + 100, Y + 50)), 20);
        return RegionGrowing.from(whole, stroke, 2.5, patient());
    }

    @Benchmark
    public SuggestedShape.Mask range() throws PluginException {
        return IntensityRange.between(whole, new Area(0, 0, WIDTH, HEIGHT), 120, 255, patient());
    }

    @Benchmark
    public SuggestedShape.Mask cutOutOfBox() throws PluginException {
        return BoxCut.cut(around, BOX, List.of(), patient());
    }

    @Benchmark
    public Livewire scissorsAnchor() throws PluginException {
        return Livewire.at(near, X - RADIUS, Y, patient());
    }

    @Benchmark
    public List<Point> scissorsWay() throws PluginException {
        return wire.to(X - 180, Y - 170);
    }

    @Benchmark
    public Superpixels pieces() throws PluginException {
        return Superpixels.of(near, 24, patient());
    }
}
