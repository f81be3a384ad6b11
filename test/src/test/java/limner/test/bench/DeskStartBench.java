package limner.test.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
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

/// The built program as a process of its own, started by its own script under Xvfb (or, where that is missing, without
/// a
/// screen), by the software pipeline, on projects with so many polygons on each of three frames: from the start of the
/// process to the window and to the first picture with all its labels, from a key to the next picture with its labels,
/// and the memory that is resident. The first two starts, which make what later ones start from, are not counted, nor
/// is the first on each project. JMH's score is only how long it took.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Timeout(time = 30, timeUnit = TimeUnit.MINUTES)
public class DeskStartBench {
    private static final int FRAMES = 3;
    private static final double FIRST_PICTURE = 2000;
    private static final double NEXT_PICTURE = 150;
    private static final double RESIDENT = 450;
    private static final double KIB_PER_MIB = 1024;
    private static final String SCREEN = ":87";
    private static final Path XVFB = Path.of("/usr/bin/Xvfb");

    /// How many polygons, separated by `+`.
    @Param({"20+1000+5000+20000"})
    public String labels = "20+1000+5000+20000";

    /// Starts of each.
    @Param({"3"})
    public int rounds = 3;

    /// Everything, and the tables.
    @Benchmark
    public int tables() throws IOException, InterruptedException {
        Path clip = BenchClip.HD
                .file()
                .orElseThrow(() -> new IllegalStateException("There is no clip: no ffmpeg command with libx264."));
        try (ScratchFolder scratch = ScratchFolder.make()) {
            Path java = wrapped(scratch.path());
            @Nullable Process screen = screen();
            try {
                for (String count : labels.split("\\+")) {
                    Path project = scratch.path().resolve(count + ".limner");
                    List<String> imported = List.of("import", project.toString(), clip.toString());
                    ended(start(scratch.path(), java, imported));
                    ManyPolygons.fill(project, Integer.parseInt(count), FRAMES);
                    rehearse(scratch.path(), java, project);
                    measure(scratch.path(), java, project, count);
                }
            } finally {
                if (screen != null) {
                    screen.destroy();
                    screen.waitFor();
                }
            }
        }
        return rounds;
    }

    /// What people have had after the second start: of the first one the script keeps a record, and makes of it beside
    /// the
    /// second what later ones start from.
    private static void rehearse(Path scratch, Path java, Path project) throws IOException, InterruptedException {
        Path start = scratch.resolve("cache").resolve("start");
        for (int i = 0; i < 2 && made(start).isEmpty(); i++) {
            ended(start(scratch, java, List.of("open", project.toString())));
        }
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (made(start).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Nothing to start from was made in " + start + ".");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static Optional<Path> made(Path start) throws IOException {
        if (!Files.isDirectory(start)) {
            return Optional.empty();
        }
        try (var files = Files.list(start)) {
            return files.filter(f -> f.toString().endsWith(".aot")).findFirst();
        }
    }

    private void measure(Path scratch, Path java, Path project, String count) throws IOException, InterruptedException {
        Figures window = new Figures();
        Figures picture = new Figures();
        Figures processor = new Figures();
        Figures steps = new Figures();
        double resident = 0;
        double after = 0;
        for (int i = 0; i <= rounds; i++) {
            long started = System.currentTimeMillis();
            for (String line : ended(start(scratch, java, List.of("open", project.toString())))) {
                String[] said = line.split(" ");
                double value = Double.parseDouble(said[1]);
                long sinceStart = TimeUnit.MILLISECONDS.toNanos((long) value - started);
                switch (i == 0 ? "archive" : said[0]) {
                    case "window" -> window.add(sinceStart);
                    case "picture" -> picture.add(sinceStart);
                    case "step" -> steps.add((long) (value * TimeUnit.MILLISECONDS.toNanos(1)));
                    case "processor" -> processor.add((long) (value * TimeUnit.MILLISECONDS.toNanos(1)));
                    case "resident" -> resident = Math.max(resident, value / KIB_PER_MIB);
                    case "residentAfter" -> after = Math.max(after, value / KIB_PER_MIB);
                    default -> {}
                }
            }
        }
        Table table = new Table(count + " polygons on each of " + FRAMES + " frames");
        table.row("start to window, median", window.median(), "ms", window.note());
        table.row("start to first picture, median", picture.median(), FIRST_PICTURE, "ms", picture.note());
        table.row("  processor time until then, median", processor.median(), "ms", processor.note());
        table.row("key to next picture, median", steps.median(), NEXT_PICTURE, "ms", "");
        table.row("key to next picture, p95", steps.p95(), "ms", steps.note());
        table.row("resident three seconds later, most", resident, RESIDENT, "MiB", "");
        table.row("resident after ten steps, most", after, RESIDENT, "MiB", "");
        table.print(System.out);
    }

    /// A folder that looks like the JDK to the program's script, whose `java` starts [DeskStartProbe] before the
    /// program.
    private static Path wrapped(Path scratch) throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        Path bin = Files.createDirectories(scratch.resolve("jdk").resolve("bin"));
        Files.copy(
                home.resolve("release"),
                scratch.resolve("jdk").resolve("release"),
                StandardCopyOption.REPLACE_EXISTING);
        Path classes = Files.createDirectories(scratch.resolve("probe"));
        String own = "limner/test/bench/";
        try (var found = Files.list(Path.of(classFolder()).resolve(own))) {
            Path to = Files.createDirectories(classes.resolve(own));
            for (Path c : found.filter(f -> f.getFileName().toString().startsWith("DeskStartProbe"))
                    .toList()) {
                Files.copy(c, to.resolve(c.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        // The start-up archive takes classes from jars only.
        Path jar = scratch.resolve("probe.jar");
        Process packing = new ProcessBuilder(
                        home.resolve("bin").resolve("jar").toString(),
                        "cf",
                        jar.toString(),
                        "-C",
                        classes.toString(),
                        ".")
                .inheritIO()
                .start();
        try {
            packing.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Files.writeString(executable(bin.resolve("java")), """
                #!/bin/sh
                for a do
                    shift
                    case $a in
                        -jar) set -- "$@" --enable-native-access=ALL-UNNAMED -cp ;;
                        */limner-app.jar) set -- "$@" "$a:%s" limner.test.bench.DeskStartProbe ;;
                        *) set -- "$@" "$a" ;;
                    esac
                done
                exec "%s" "$@"
                """.formatted(
                        jar, home.resolve("bin").resolve("java")));
    }

    private static String classFolder() {
        return Path.of(URI.create(DeskStartBench.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }

    private static Path executable(Path file) throws IOException {
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private static Process start(Path scratch, Path java, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(
                Path.of(System.getProperty("limner.home", ""), "bin", "limner").toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(scratch.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        boolean desk = arguments.getFirst().equals("open");
        environment.put("LIMNER_CONFIG", scratch.resolve("config").toString());
        environment.put("LIMNER_CACHE", scratch.resolve("cache").toString());
        environment.put("LIMNER_DATA", scratch.resolve("data").toString());
        environment.put(
                "LIMNER_JAVA",
                desk ? java.resolve("..").resolve("..").normalize().toString() : System.getProperty("java.home"));
        String more = environment.getOrDefault("LIMNER_JAVA_OPTS", "");
        String screen = hasScreen() ? "" : " -Dglass.platform=Headless";
        environment.put("LIMNER_JAVA_OPTS", "-Dprism.order=sw" + screen + " " + more);
        environment.put("DISPLAY", SCREEN);
        return builder.start();
    }

    private static List<String> ended(Process process) throws IOException, InterruptedException {
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("It ended with " + process.exitValue() + ": " + said);
        }
        return said;
    }

    private static boolean hasScreen() {
        return Files.isExecutable(XVFB);
    }

    /// A screen of the size that other programs were measured on.
    private static @Nullable Process screen() throws IOException {
        if (!hasScreen()) {
            return null;
        }
        // Without -noreset it begins anew when the last window goes, and a program that starts just then finds no
        // screen.
        Process screen = new ProcessBuilder(
                        XVFB.toString(), SCREEN, "-screen", "0", "1680x1050x24", "-nolisten", "tcp", "-noreset")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (screen.isAlive() && !Files.exists(Path.of("/tmp/.X11-unix/X87"))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return screen;
    }
}
