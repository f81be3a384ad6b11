package limner.test.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import limner.media.session.Frame;
import limner.media.session.MediaSession;
import limner.media.session.Priority;
import limner.media.session.SessionOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long one waits for a picture, from asking to the pixels lying ready for the screen: stepping with the key held
/// down, forwards and backwards, jumping, opening; and what the index costs. Each round prints its own tables; JMH's
/// score is only how long all of it took.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
public class StepForwardBench {
    private static final long SEED = 20260301;
    private static final int WARM_UP = 30;
    private static final int STEPS = 300;
    private static final int STEPS_BACK = 150;
    private static final int JUMPS = 30;
    private static final int OPENINGS = 5;
    private static final double TARGET_STEP = 40;
    private static final double TARGET_BACK_MEDIAN = 3;
    private static final double TARGET_BACK = 20;
    private static final double TARGET_OPEN = 100;
    private static final double TARGET_INDEX = 1.3;

    /// All clips there are, one after another.
    @Benchmark
    public int clips() throws IOException {
        List<Path> clips = Clips.all();
        for (Path clip : clips) {
            measure(clip);
        }
        return clips.size();
    }

    private static void measure(Path clip) throws IOException {
        try (ScratchFolder scratch = ScratchFolder.make()) {
            SessionOptions options = SessionOptions.usual().withIndexFolder(scratch.path());
            Figures index = new Figures();
            Figures plain = new Figures();
            for (int i = 0; i < OPENINGS; i++) {
                index.add(indexing(clip, scratch.path().resolve("cold" + i)));
                long before = System.nanoTime();
                if (Clips.ffmpeg(List.of("-i", clip.toString(), "-map", "0:v:0", "-f", "null", "-"))) {
                    plain.add(System.nanoTime() - before);
                }
            }
            Table table;
            try (Viewer viewer = new Viewer(clip, options)) {
                table = new Table(clip.getFileName() + ": " + viewer.describe() + ", seed " + SEED);
                forwards(viewer, table);
                backwards(viewer, table);
            }
            jumps(clip, options, table);
            openings(clip, options, table);
            table.row("index, built", index.median(), "ms", index.note());
            if (plain.count() > 0) {
                double ratio = index.median() / plain.median();
                table.row("index / ffmpeg -f null", ratio, TARGET_INDEX, "times", "ffmpeg " + plain.note());
            }
            table.print(System.out);
        }
    }

    private static long indexing(Path clip, Path folder) {
        long before = System.nanoTime();
        try (MediaSession session =
                MediaSession.open(clip, SessionOptions.usual().withIndexFolder(folder))) {
            session.proved().join();
            return System.nanoTime() - before;
        }
    }

    private static void forwards(Viewer viewer, Table table) {
        int last = Math.min(viewer.count() - 1, WARM_UP + STEPS);
        Figures steps = new Figures();
        for (int n = 0; n <= last; n++) {
            long nanos = viewer.show(n);
            if (n > WARM_UP) {
                steps.add(nanos);
            }
        }
        table.medianAndP95("step forwards", steps, TARGET_STEP);
    }

    private static void backwards(Viewer viewer, Table table) {
        int first = viewer.count() - 1;
        viewer.session.dropCache();
        viewer.show(first);
        Figures steps = new Figures();
        for (int n = first - 1; n >= Math.max(0, first - STEPS_BACK); n--) {
            steps.add(viewer.show(n));
        }
        table.row("step backwards, median", steps.median(), TARGET_BACK_MEDIAN, "ms", "");
        table.row("step backwards, p95", steps.p95(), TARGET_BACK, "ms", steps.note());
        table.row("step backwards, mean", steps.meanMillis(), "ms", "");
    }

    private static void jumps(Path clip, SessionOptions options, Table table) {
        Random random = new Random(SEED);
        Figures jumps = new Figures();
        Figures plain = new Figures();
        try (Viewer viewer = new Viewer(clip, options.withoutPrefetch())) {
            for (int i = 0; i < JUMPS; i++) {
                int number = random.nextInt(viewer.count());
                viewer.session.dropCache();
                jumps.add(viewer.show(number));
                String seconds = String.format(Locale.ROOT, "%.6f", viewer.seconds(number));
                long before = System.nanoTime();
                if (Clips.ffmpeg(List.of("-ss", seconds, "-i", clip.toString(), "-frames:v", "1", "-f", "null", "-"))) {
                    plain.add(System.nanoTime() - before);
                }
            }
        }
        table.medianAndP95("jump anywhere, nothing cached", jumps);
        if (plain.count() > 0) {
            table.row(
                    "mean jump / ffmpeg -ss",
                    jumps.meanMillis() / plain.meanMillis(),
                    "times",
                    "ffmpeg " + plain.note());
        }
    }

    private static void openings(Path clip, SessionOptions options, Table table) {
        Figures openings = new Figures();
        Figures pictures = new Figures();
        for (int i = 0; i < OPENINGS; i++) {
            long before = System.nanoTime();
            try (Viewer viewer = new Viewer(clip, options)) {
                openings.add(System.nanoTime() - before);
                if (!viewer.session.isIndexRemembered()) {
                    throw new IllegalStateException("the index of " + clip + " was not kept");
                }
                viewer.show(0);
                pictures.add(System.nanoTime() - before);
            }
        }
        table.row("open, with the index from the cache", openings.median(), TARGET_OPEN, "ms", openings.note());
        table.row("the same to the first picture", pictures.median(), "ms", pictures.note());
    }

    /// A session and the pixels of a screen.
    private static final class Viewer implements AutoCloseable {
        private final MediaSession session;
        private final ByteBuffer screen;

        Viewer(Path clip, SessionOptions options) {
            session = MediaSession.open(clip, options);
            screen = ByteBuffer.allocateDirect(
                    session.info().width() * session.info().height() * 4);
            session.proved().join();
        }

        int count() {
            return session.proved().join().count();
        }

        double seconds(int number) {
            return session.proved().join().seconds(number);
        }

        String describe() {
            return session.info().width() + " × " + session.info().height() + ", "
                    + session.info().codec() + ", " + count() + " pictures";
        }

        /// Nanoseconds from asking to converted.
        long show(int number) {
            long before = System.nanoTime();
            try (Frame frame = session.frame(number, Priority.NOW).join()) {
                frame.picture().toBgra(screen);
            }
            return System.nanoTime() - before;
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
