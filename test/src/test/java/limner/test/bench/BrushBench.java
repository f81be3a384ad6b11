package limner.test.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import limner.model.geometry.Ink;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.Rle;
import limner.model.geometry.Stencil;
import limner.model.geometry.Tip;
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
import org.openjdk.jmh.annotations.Warmup;

/// A brush of 60 pixels on a mask of 3840 × 2160 that is covered by 300 large dabs already. One event is a move by 24
/// pixels along a circle of 800: the pixels under the tip change, and those of the touched rectangle are written as the
/// screen wants them. A commit makes run lengths of the whole mask and compares them with those before. SampleTime
/// prints the 95th percentile.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // painted before the first event
public class BrushBench {
    private static final int WIDTH = 3840;
    private static final int HEIGHT = 2160;
    private static final double DIAMETER = 60;

    private final int[] screen = new int[WIDTH * HEIGHT];
    private MaskEditor free;
    private MaskEditor ruled;
    private Rle before;
    private int step;

    @Setup(Level.Iteration)
    public void paint() {
        MaskEditor covered = MaskEditor.blank(WIDTH, HEIGHT);
        MaskEditor other = MaskEditor.blank(WIDTH, HEIGHT);
        for (int i = 0; i < 300; i++) {
            covered.dab((i * 379) % WIDTH, (i * 211) % HEIGHT, 90, Tip.ROUND, Ink.PAINT);
            other.dab((i * 617) % WIDTH, (i * 433) % HEIGHT, 90, Tip.ROUND, Ink.PAINT);
        }
        before = covered.toRle();
        free = MaskEditor.of(before);
        ruled = MaskEditor.of(before);
        ruled.begin(Optional.of(Stencil.of(
                WIDTH,
                HEIGHT,
                Optional.empty(),
                List.of(other.toRle()),
                Optional.of(new Stencil.Gate(BrushBench::shade, 40, 200)))));
        ruled.remember();
    }

    private static void shade(PixelBox area, byte[] into) {
        for (int y = 0, i = 0; y < area.height(); y++) {
            for (int x = 0; x < area.width(); x++, i++) {
                into[i] = (byte) (area.x() + x + 3 * (area.y() + y));
            }
        }
    }

    @Benchmark
    public PixelBox event() {
        return move(free);
    }

    @Benchmark
    public PixelBox eventUnderARule() {
        return move(ruled);
    }

    private PixelBox move(MaskEditor editor) {
        editor.stroke(place(step), place(step + 1), DIAMETER, Tip.ROUND, step / 210 % 2 == 0 ? Ink.PAINT : Ink.ERASE);
        step++;
        PixelBox area = editor.dirty();
        editor.clearDirty();
        byte[] pixels = new byte[area.width() * area.height()];
        editor.decodeRowMajor(area, pixels, (byte) 1);
        for (int y = 0, i = 0; y < area.height(); y++) {
            int at = (area.y() + y) * WIDTH + area.x();
            for (int x = 0; x < area.width(); x++, i++, at++) {
                screen[at] = pixels[i] == 0 ? 0 : 0x78404040;
            }
        }
        return area;
    }

    private static Point place(int step) {
        double angle = step * 0.03;
        return new Point(WIDTH / 2.0 + 800 * Math.cos(angle), HEIGHT / 2.0 + 800 * Math.sin(angle));
    }

    @Benchmark
    public boolean commit() {
        move(free);
        return free.toRle().equals(before);
    }
}
