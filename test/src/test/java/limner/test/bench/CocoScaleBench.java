package limner.test.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import limner.app.task.ImmediateTaskRunner;
import limner.app.task.Progress;
import limner.app.usecase.Folders;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;
import limner.app.usecase.exchange.ExportLabels;
import limner.app.usecase.exchange.ExportRequest;
import limner.app.usecase.exchange.TakeInLabels;
import limner.app.usecase.exchange.TakeInReport;
import limner.app.usecase.exchange.TakeInRequest;
import limner.media.session.SessionOptions;
import limner.model.command.Command;
import limner.model.exchange.Choices;
import limner.model.exchange.Entry;
import limner.model.exchange.Intake;
import limner.model.exchange.Survey;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.out.Wanted;
import limner.model.id.MediaId;
import limner.model.media.FrameState;
import limner.model.media.Media;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// COCO of 100,000 annotations in a Java machine of 400 MiB that collects as commands do: read into memory beside
/// pycocotools and hotcoco, as far as
/// the Python of [Reference] has them, taken into a project until that is durable, and written again beside Jackson
/// writing the same bytes. One after the other in every round, so that all meet the same load; the least of the rounds
/// counts. Prints a table of its own; JMH's score is only how long all of it took.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx400m", "-XX:+UseParallelGC"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class CocoScaleBench {
    private static final double READ_TO_HOTCOCO = 3;
    private static final double READ_TO_PYCOCOTOOLS = 0.5;
    private static final double IMPORT_TO_PYCOCOTOOLS = 2;
    private static final double EXPORT_TO_JACKSON = 2;
    private static final double HEAP_MEBIBYTES = 400;
    private static final int BATCH = 100_000;

    /// Of the file.
    @Param("100000")
    public int annotations = 100_000;

    @Param("5")
    public int rounds = 5;

    /// Of a file that is written, read once without keeping anything, and deleted; 2,500,000 make 2 GB, 0 leave it out.
    @Param("0")
    public int streamed = 0;

    private interface Work {
        void run() throws IOException, UnreadableException;
    }

    /// The least of the rounds, on the clock and of all threads' processor time, in milliseconds.
    private static final class Least {
        private double wall = Double.NaN;
        private double processor = Double.NaN;

        void measure(Work work) throws IOException {
            long cpu = processorNanos();
            long begin = System.nanoTime();
            try {
                work.run();
            } catch (UnreadableException e) {
                throw new IOException(e);
            }
            add((System.nanoTime() - begin) / 1e6, (processorNanos() - cpu) / 1e6);
        }

        void add(double wallMillis, double processorMillis) {
            wall = Double.isNaN(wall) ? wallMillis : Math.min(wall, wallMillis);
            processor = Double.isNaN(processor) ? processorMillis : Math.min(processor, processorMillis);
        }

        void ask(Reference library, Path file) {
            OptionalDouble load = library.ask("load " + file);
            OptionalDouble cpu = library.ask("processor " + file);
            if (load.isPresent() && cpu.isPresent()) {
                add(load.getAsDouble(), cpu.getAsDouble());
            }
        }

        private static long processorNanos() {
            return ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getProcessCpuTime()
                    : 0;
        }
    }

    /// All of it.
    @Benchmark
    public int coco() throws IOException {
        Path file = ManyAnnotations.file(annotations);
        Least read = new Least();
        Least taken = new Least();
        Least written = new Least();
        Least jackson = new Least();
        Least pycocotools = new Least();
        Least hotcoco = new Least();
        long used = 0;
        long kept = 0;
        long bytes = 0;
        Optional<Reference> slow = Reference.start("coco_load.py", "pycocotools");
        Optional<Reference> fast = Reference.start("coco_load.py", "hotcoco");
        try {
            for (int round = 0; round < rounds; round++) {
                read.measure(() -> load(file));
                slow.ifPresent(library -> pycocotools.ask(library, file));
                fast.ifPresent(library -> hotcoco.ask(library, file));
                try (ScratchFolder scratch = ScratchFolder.make();
                        Services services = services(scratch.path());
                        OpenProject project =
                                services.projects().create(scratch.path().resolve("coco.limner"))) {
                    project.perform(new Command.AddMedia(new Media(
                            MediaId.random(),
                            ManyAnnotations.VIDEO,
                            ManyAnnotations.VIDEO,
                            "1-1",
                            "",
                            ManyAnnotations.WIDTH,
                            ManyAnnotations.HEIGHT,
                            ManyAnnotations.frames(annotations),
                            25)));
                    try (HeapPeak peak = new HeapPeak()) {
                        taken.measure(() -> takeIn(project, file));
                        used = Math.max(used, peak.used());
                        kept = Math.max(kept, peak.kept());
                    }
                    Path out = scratch.path().resolve("out");
                    ExportLabels.Prepared export = ExportLabels.prepare(project, request(), Progress.none());
                    written.measure(() -> export.run(out, Progress.none()));
                    bytes = 0;
                    Written again = Written.NOTHING;
                    for (Path each : files(out)) {
                        bytes += Files.size(each);
                        again = again.and(rewritten(each, scratch.path().resolve("again.json")));
                    }
                    jackson.add(again.wall() / 1e6, again.processor() / 1e6);
                }
            }
        } finally {
            slow.ifPresent(Reference::close);
            fast.ifPresent(Reference::close);
        }
        Table table = new Table("COCO of " + annotations + " annotations, " + Files.size(file) / 1_000_000 + " MB, "
                + rounds + " rounds, least of each; processor time behind it");
        table.row("pycocotools loads", pycocotools.wall, "ms", note(pycocotools));
        table.row("hotcoco loads", hotcoco.wall, "ms", note(hotcoco));
        table.row("read into memory", read.wall, "ms", note(read));
        table.row(
                "  to pycocotools",
                read.wall / pycocotools.wall,
                READ_TO_PYCOCOTOOLS,
                "times",
                ratio(read, pycocotools));
        table.row("  to hotcoco", read.wall / hotcoco.wall, READ_TO_HOTCOCO, "times", ratio(read, hotcoco));
        table.row("taken in, durable", taken.wall, "ms", note(taken));
        table.row(
                "  to pycocotools' load",
                taken.wall / pycocotools.wall,
                IMPORT_TO_PYCOCOTOOLS,
                "times",
                ratio(taken, pycocotools));
        table.row("  heap in use at most", mebibytes(used), HEAP_MEBIBYTES, "MiB", "of one moment, garbage included");
        table.row("  after a collection", mebibytes(kept), "MiB", "at most");
        table.row("exported with its record", written.wall, "ms", note(written) + ", " + bytes / 1_000_000 + " MB");
        table.row("Jackson writes the same bytes", jackson.wall, "ms", note(jackson));
        table.row("  export to that", written.wall / jackson.wall, EXPORT_TO_JACKSON, "times", ratio(written, jackson));
        if (streamed > 0) {
            stream(table);
        }
        table.print(System.out);
        return rounds;
    }

    private void stream(Table table) throws IOException {
        try (ScratchFolder scratch = ScratchFolder.make()) {
            Path file = scratch.path().resolve("large.json");
            ManyAnnotations.write(file, streamed);
            Least read = new Least();
            Survey survey = new Survey();
            try (HeapPeak peak = new HeapPeak()) {
                read.measure(() -> CocoDataset.read(file, survey));
                demand(survey.annotations() == streamed, survey.annotations() + " annotations were read");
                table.row("looked through " + Files.size(file) / 1_000_000 + " MB", read.wall / 1000, "s", note(read));
                table.row("  heap in use at most", mebibytes(peak.used()), HEAP_MEBIBYTES, "MiB", "of one moment");
            }
        }
    }

    private static double mebibytes(long bytes) {
        return bytes / 1024.0 / 1024;
    }

    private static String note(Least least) {
        return String.format(Locale.ROOT, "%.0f ms of processor time", least.processor);
    }

    private static String ratio(Least ours, Least theirs) {
        return String.format(Locale.ROOT, "%.2f of processor time", ours.processor / theirs.processor);
    }

    private void load(Path file) throws IOException, UnreadableException {
        List<Entry> all = new ArrayList<>();
        CocoDataset.read(file, all::add);
        long found = all.stream().filter(Entry.Annotation.class::isInstance).count();
        demand(found == annotations, found + " annotations were read");
    }

    private void takeIn(OpenProject project, Path file) {
        TakeInReport report = TakeInLabels.run(
                project,
                new TakeInRequest(
                        file,
                        Optional.of("coco"),
                        Map.of(),
                        Set.of(),
                        TakeInRequest.NewClasses.ADD,
                        Intake.Prefer.REGION),
                Progress.none());
        demand(report.taken() == annotations, report.taken() + " annotations were taken");
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static ExportRequest request() {
        return new ExportRequest(
                "coco",
                Choices.FAITHFUL,
                Set.of(),
                Set.of(),
                EnumSet.allOf(FrameState.class),
                Wanted.Frames.WORKED_ON,
                Optional.empty());
    }

    private static Services services(Path folder) {
        return new Services(
                new Folders(folder.resolve("config"), folder.resolve("cache"), folder.resolve("data")),
                SessionOptions.usual().withoutPrefetch(),
                new ImmediateTaskRunner(),
                Clock.systemUTC());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /// Nanoseconds of writing.
    private record Written(long wall, long processor) {
        private static final Written NOTHING = new Written(0, 0);

        Written and(Written more) {
            return new Written(wall + more.wall, processor + more.processor);
        }

        static Written now() {
            return new Written(
                    System.nanoTime(), ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        }

        static Written since(Written begin) {
            Written now = now();
            return new Written(now.wall - begin.wall, now.processor - begin.processor);
        }
    }

    /// Writes what a JSON file says to another one and waits for the disk.
    ///
    /// @return without reading it
    private static Written rewritten(Path file, Path to) throws IOException {
        JsonMapper mapper = JsonMapper.shared();
        Written written = Written.NOTHING;
        JsonToken[] tokens = new JsonToken[BATCH];
        double[] numbers = new double[BATCH];
        String[] texts = new String[BATCH];
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = mapper.createParser(in);
                OutputStream out = Files.newOutputStream(to);
                JsonGenerator generator = mapper.createGenerator(out)) {
            int count;
            do {
                count = 0;
                for (JsonToken t = parser.nextToken(); t != null; t = count < BATCH ? parser.nextToken() : null) {
                    tokens[count] = t;
                    switch (t) {
                        case PROPERTY_NAME -> texts[count] = parser.currentName();
                        case VALUE_STRING -> texts[count] = parser.getString();
                        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers[count] = parser.getDoubleValue();
                        default -> {}
                    }
                    count++;
                }
                Written begin = Written.now();
                for (int i = 0; i < count; i++) {
                    write(generator, tokens[i], numbers[i], texts[i]);
                }
                written = written.and(Written.since(begin));
            } while (count == BATCH);
            Written begin = Written.now();
            generator.flush();
            try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            written = written.and(Written.since(begin));
        }
        return written;
    }

    private static void write(JsonGenerator generator, JsonToken token, double number, String text) {
        switch (token) {
            case START_OBJECT -> generator.writeStartObject();
            case END_OBJECT -> generator.writeEndObject();
            case START_ARRAY -> generator.writeStartArray();
            case END_ARRAY -> generator.writeEndArray();
            case PROPERTY_NAME -> generator.writeName(text);
            case VALUE_STRING -> generator.writeString(text);
            case VALUE_NUMBER_INT -> generator.writeNumber((long) number);
            case VALUE_NUMBER_FLOAT -> generator.writeNumber(number);
            case VALUE_TRUE, VALUE_FALSE -> generator.writeBoolean(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> generator.writeNull();
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException(token.toString());
        }
    }
}
