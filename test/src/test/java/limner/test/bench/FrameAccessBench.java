package limner.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import limner.media.session.SessionOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Timeout;
import org.openjdk.jmh.annotations.Warmup;

/// Access to single frames beside other readers: the `ffmpeg` command, and PyAV, OpenCV and FFMS2 where a Python has
/// them (system property `limner.reference.python`, environment variable `LIMNER_REFERENCE_PYTHON`). In each round
/// every
/// reader does the same work, one after another; what is printed is the median of the rounds, with ratios round by
/// round. A reader that is not there leaves its lines out. JMH's score is only how long all of it took.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Timeout(time = 3, timeUnit = TimeUnit.HOURS)
public class FrameAccessBench {
    private static final long SEED = 20261121;
    private static final int WARM_UP = 150;
    private static final int STEPS = 100;
    private static final int STEPS_OF_OTHERS = 5;
    private static final int SEQUENTIAL_OF_OTHERS = 300;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String PYAV = "PyAV";
    private static final String FFMPEG = "ffmpeg";

    /// How often everything is measured; medians of fewer than five say little.
    @Param({"5"})
    public int rounds;

    /// Which parts: some of `index`, `random`, `back`, `paced`, `sequential`, `memory`, separated by `+`.
    @Param({"index+random+back+paced+sequential+memory"})
    public String parts = "";

    /// Which clips, separated by `+`, of `h264_gop250_b3`, `hd1080_60s`, `uhd_10s`, `long_2h`.
    @Param({"h264_gop250_b3+hd1080_60s+uhd_10s+long_2h"})
    public String clips = "";

    /// Everything, and the tables.
    @Benchmark
    public int tables() throws IOException {
        List<Reference> others = Stream.of("pyav", "opencv", "ffms2")
                .map(Reference::start)
                .flatMap(Optional::stream)
                .toList();
        try (ScratchFolder scratch = ScratchFolder.make()) {
            warmUp(scratch);
            int done = 0;
            for (BenchClip clip : BenchClip.values()) {
                Optional<Path> file = chosen(clips, clip.fileName()) ? clip.file() : Optional.empty();
                if (file.isPresent()) {
                    new Comparison(clip, file.get(), others, scratch.path()).run();
                    done++;
                }
            }
            return done;
        } finally {
            others.forEach(Reference::close);
        }
    }

    private static boolean chosen(String among, String name) {
        return Stream.of(among.split("\\+")).anyMatch(each -> name.startsWith(each));
    }

    /// So that the just-in-time compiler has seen the code before anything is measured.
    private static void warmUp(ScratchFolder scratch) {
        Optional<Path> clip = BenchClip.SMALL.file().or(BenchClip.LONG::file).or(BenchClip.HD::file);
        if (clip.isEmpty()) {
            throw new IllegalStateException("There is nothing to read: no ffmpeg command with libx264,"
                    + " and no clips in the folder that -Dlimner.media names.");
        }
        SessionOptions options =
                SessionOptions.usual().withIndexFolder(scratch.path().resolve("warm"));
        Random random = new Random(SEED);
        for (int i = 0; i < 3; i++) {
            try (OwnReader reader = OwnReader.open(clip.get(), options)) {
                for (int k = 0; k < WARM_UP; k++) {
                    reader.show(random.nextInt(reader.count()));
                    reader.show(k % reader.count());
                }
            }
        }
    }

    /// All rounds on one clip.
    private final class Comparison {
        private final BenchClip clip;
        private final Path file;
        private final List<Reference> others;
        private final Path scratch;
        private final SessionOptions options;
        private final Compared table = new Compared();
        private final Random random = new Random(SEED);
        private double gopMillis = Double.NaN;

        Comparison(BenchClip clip, Path file, List<Reference> others, Path scratch) {
            this.clip = clip;
            this.file = file;
            this.others = others;
            this.scratch = scratch;
            // Kept between runs: proving the long one takes minutes.
            this.options =
                    SessionOptions.usual().withIndexFolder(BenchClip.folder().resolve("indexes"));
        }

        void run() throws IOException {
            int count;
            try (OwnReader reader = OwnReader.proved(file, options)) {
                count = reader.count();
            }
            targets();
            for (int round = 0; round < rounds; round++) {
                if (chosen(parts, "index")) {
                    index(round, count);
                }
                List<Reference> readers = new ArrayList<>();
                for (Reference other : others) {
                    OptionalDouble opened = other.open(file);
                    if (opened.isPresent()) {
                        readers.add(other);
                        firstPicture(other, opened.getAsDouble(), count);
                    }
                }
                if (chosen(parts, "random")) {
                    randomly(readers, count);
                }
                if (chosen(parts, "back")) {
                    back(readers, count);
                }
                if (chosen(parts, "paced")) {
                    paced(count);
                }
                if (chosen(parts, "sequential")) {
                    sequentially(readers, count);
                }
                readers.forEach(Reference::closeClip);
                if (chosen(parts, "memory") && clip == BenchClip.LONG) {
                    OptionalDouble megabytes = MemoryProbe.beyondBudget(file, options.indexFolder());
                    if (megabytes.isPresent()) {
                        table.add("memory beyond an idle JVM and the budget, MB", megabytes.getAsDouble());
                    }
                }
                table.print(clip.fileName() + ", round " + (round + 1) + " of " + rounds, System.out);
            }
        }

        private void targets() {
            boolean large = clip == BenchClip.HD || clip == BenchClip.UHD;
            table.target("random p50, ms", PYAV, Compared.Target.atMost(1.15, 0.85));
            table.target("random p95, ms", PYAV, Compared.Target.atMost(1.25, 0.85));
            table.target("100 steps back, mean, ms", PYAV, Compared.Target.atMost(0.10, 0.05));
            if (clip == BenchClip.HD) {
                table.target("100 steps back, p50, ms", Compared.Target.atMost(3, 3));
                table.target("100 steps back, p95, ms", Compared.Target.atMost(20, 20));
                table.target("10 steps back a second, worst, ms", Compared.Target.atMost(gop(), 50));
            }
            table.target("100 steps back, worst, ms", "one group", Compared.Target.atMost(1.3, 1.3));
            if (clip == BenchClip.LONG) {
                table.target("index until numbers are there, ms", FFMPEG, Compared.Target.atMost(2.0, 1.2));
                table.target("open with the index from the cache, ms", Compared.Target.atMost(100, 50));
                table.target("index / building it", "building", Compared.Target.atMost(0.15, 0.15));
                table.target("bytes of index a frame", Compared.Target.atMost(16, 16));
                table.target("disk to open, MB", Compared.Target.atMost(5, 5));
                table.target("first picture, cold, ms", PYAV, Compared.Target.atMost(0.5, 0.5));
                table.target("memory beyond an idle JVM and the budget, MB", Compared.Target.atMost(250, 120));
            } else {
                table.target("proving pass, ms", FFMPEG, Compared.Target.atMost(1.3, 1.1));
            }
            if (large) {
                table.target("sequential, native, frames/s", FFMPEG, Compared.Target.atLeast(0.80, 0.95));
                table.target("sequential to the screen, frames/s", PYAV, Compared.Target.atLeast(1.2, 1.6));
            }
        }

        private double gop() {
            return Double.isNaN(gopMillis) ? 1000 : gopMillis;
        }

        private void index(int round, int count) throws IOException {
            Path cold = scratch.resolve(clip.fileName() + round);
            double building = OwnReader.indexing(file, options.withIndexFolder(cold));
            if (clip == BenchClip.LONG) {
                double copy =
                        Clips.ffmpegMillis("-i", file.toString(), "-map", "0:v:0", "-c", "copy", "-f", "null", "-");
                table.add("index until numbers are there, ms", FFMPEG, building, copy);
                double again = OwnReader.indexing(file, options);
                table.add("open with the index from the cache, ms", again);
                table.add("index / building it", "building", again, building);
                long bytes = bytesIn(options.indexFolder(), count);
                table.add("bytes of index a frame", (double) bytes / count);
                table.add("disk to open, MB", bytes / 1e6);
            } else {
                double proving = OwnReader.proving(file, options.withIndexFolder(cold.resolve("proved")));
                table.add("proving pass, ms", FFMPEG, proving, decodeToNull(count));
            }
        }

        private double decodeToNull(int count) {
            double millis = Clips.ffmpegMillis("-i", file.toString(), "-map", "0:v:0", "-f", "null", "-");
            gopMillis = millis / count * BenchClip.GROUP;
            return millis;
        }

        /// The index files of the other clips lie there too: the largest is that of the clip with most frames.
        private static long bytesIn(Path folder, int count) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.mapToLong(path -> path.toFile().length())
                        .filter(bytes -> bytes > count)
                        .max()
                        .orElse(0);
            }
        }

        private void firstPicture(Reference other, double opened, int count) {
            if (clip != BenchClip.LONG) {
                return;
            }
            OptionalDouble picture = other.picture(random.nextInt(count));
            if (picture.isPresent()) {
                double ours = OwnReader.firstPicture(file, options.withIndexFolder(scratch.resolve("none")));
                table.add("first picture, cold, ms", title(other), ours, opened + picture.getAsDouble());
            }
        }

        private void randomly(List<Reference> readers, int count) {
            int[] numbers = random.ints(clip.accesses(), 0, count).toArray();
            Figures ours = new Figures();
            try (OwnReader reader = OwnReader.open(file, options.withoutPrefetch())) {
                reader.show(numbers[0]);
                for (int n : numbers) {
                    reader.forget();
                    ours.add(reader.show(n));
                }
            }
            for (Reference other : readers) {
                Figures theirs = new Figures();
                for (int n : numbers) {
                    other.picture(n).ifPresent(millis -> theirs.add((long) (millis * 1e6)));
                }
                table.add("random p50, ms", title(other), ours.median(), theirs.median());
                table.add("random p95, ms", title(other), ours.p95(), theirs.p95());
            }
        }

        private void back(List<Reference> readers, int count) {
            int start = STEPS + random.nextInt(count - STEPS);
            Figures ours = steps(start, 0);
            double group = gopMillis;
            for (Reference other : readers) {
                Figures theirs = new Figures();
                for (int i = 0; i < STEPS_OF_OTHERS; i++) {
                    OptionalDouble millis = other.picture(start - i * STEPS / STEPS_OF_OTHERS);
                    millis.ifPresent(took -> theirs.add((long) (took * 1e6)));
                }
                table.add("100 steps back, mean, ms", title(other), ours.meanMillis(), theirs.meanMillis());
            }
            if (Double.isNaN(group)) {
                decodeToNull(count);
                group = gopMillis;
            }
            table.add("100 steps back, p50, ms", ours.median());
            table.add("100 steps back, p95, ms", ours.p95());
            table.add("100 steps back, worst, ms", "one group", ours.worst(), group);
        }

        /// With the arrow key held down, over a key picture.
        private void paced(int count) {
            int key = BenchClip.GROUP * (1 + random.nextInt(Math.max(1, count / BenchClip.GROUP - 1)));
            int start = Math.min(count - 1, key + 20 + random.nextInt(60));
            Figures ours = steps(start, STEP_NANOS);
            table.add("10 steps back a second, worst, ms", ours.worst());
            table.add("10 steps back a second, p95, ms", ours.p95());
        }

        /// The first access, which is a jump, is in the mean of the steps when they follow each other at once.
        private Figures steps(int start, long pause) {
            Figures figures = new Figures();
            try (OwnReader reader = OwnReader.open(file, options)) {
                long due = System.nanoTime();
                for (int n = start; n > Math.max(-1, start - STEPS); n--) {
                    long took = reader.show(n);
                    if (pause == 0 || n < start) {
                        figures.add(took);
                    }
                    due = Math.max(due + pause, System.nanoTime());
                    while (pause > 0 && System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                }
            }
            return figures;
        }

        private void sequentially(List<Reference> readers, int count) {
            int most = Math.min(count, clip.sequential());
            double own = OwnReader.sequential(file, options, most, OwnReader.Delivery.NATIVE);
            double decoded = Clips.ffmpegMillis(
                    "-i", file.toString(), "-map", "0:v:0", "-frames:v", String.valueOf(most), "-f", "null", "-");
            table.add("sequential, native, frames/s", FFMPEG, most / own * 1e3, most / decoded * 1e3);
            int less = Math.min(most, SEQUENTIAL_OF_OTHERS);
            double shown = OwnReader.sequential(file, options, less, OwnReader.Delivery.SCREEN);
            for (Reference other : readers) {
                OptionalDouble theirs = other.sequential(less);
                if (theirs.isPresent()) {
                    table.add(
                            "sequential to the screen, frames/s",
                            title(other),
                            less / shown * 1e3,
                            less / theirs.getAsDouble() * 1e3);
                }
            }
        }

        private static String title(Reference other) {
            return switch (other.name()) {
                case "pyav" -> PYAV;
                case "opencv" -> "OpenCV";
                default -> "FFMS2";
            };
        }
    }
}
