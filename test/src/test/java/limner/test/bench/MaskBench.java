package limner.test.bench;

import java.util.concurrent.TimeUnit;
import limner.model.geometry.Ink;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.Point;
import limner.model.geometry.Rle;
import limner.model.geometry.Tip;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Masks at 1920 × 1080: two hand-drawn regions that overlap, and a brush of 40 pixels.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MaskBench {
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    private final Rle left = region(700, 500);
    private final Rle right = region(900, 560);
    private final byte[] pixels = new byte[WIDTH * HEIGHT];
    private final byte[] painted = new byte[WIDTH * HEIGHT];
    private final MaskEditor editor = MaskEditor.of(left);
    private double x = 200;

    public MaskBench() {
        left.decodeRowMajor(painted, (byte) 1);
    }

    private static Rle region(double x, double y) {
        var editor = MaskEditor.blank(WIDTH, HEIGHT);
        for (var turn = 0.0; turn < 2 * Math.PI; turn += 0.1) {
            var reach = 180 + 60 * Math.sin(5 * turn);
            var at = new Point(x + reach * Math.cos(turn), y + reach * Math.sin(turn));
            editor.stroke(new Point(x, y), at, 40, Tip.ROUND, Ink.PAINT);
        }
        return editor.toRle();
    }

    @Benchmark
    public Rle encode() {
        return Rle.ofRowMajor(WIDTH, HEIGHT, painted);
    }

    @Benchmark
    public byte[] decode() {
        left.decodeRowMajor(pixels, (byte) 1);
        return pixels;
    }

    @Benchmark
    public long area() {
        return left.area();
    }

    @Benchmark
    public Rle union() {
        return left.union(right);
    }

    @Benchmark
    public double overlap() {
        return left.iou(right);
    }

    @Benchmark
    public MaskEditor brush() {
        var from = new Point(x, 500);
        x = x > 1700 ? 200 : x + 7;
        editor.stroke(from, new Point(x, 510), 40, Tip.ROUND, Ink.PAINT);
        return editor;
    }

    @Benchmark
    public Rle strokeToRle() {
        return editor.toRle();
    }
}
