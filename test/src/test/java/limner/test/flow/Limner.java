package limner.test.flow;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// The command line as a process of its own, with folders of its own: `bin/limner` of the runnable folder where the
/// build
/// has made one, else the same program from the class path of the tests.
final class Limner {

    private static final int PATIENCE_SECONDS = 240;

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> javaOptions = new ArrayList<>();
    private List<String> before = List.of();

    /// @param folder for its configuration, cache and data
    Limner(Path folder) {
        this.folder = folder;
        environment.put("LIMNER_CONFIG", folder.resolve("config").toString());
        // The launcher's archive of classes is shared between tests; everything else that is cached is not.
        environment.put(
                "LIMNER_CACHE", Path.of("target", "launcher").toAbsolutePath().toString());
        javaOptions.add("-Dlimner.cache=" + folder.resolve("cache"));
        environment.put("LIMNER_DATA", folder.resolve("data").toString());
        environment.put("JAVA25_HOME", System.getProperty("java.home"));
    }

    /// What a run left behind.
    record Run(int exit, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }

        /// Lines on the error stream.
        List<String> complaints() {
            return err.lines().filter(l -> !l.isBlank()).toList();
        }
    }

    Limner with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// An option of the Java machine, without blanks.
    Limner java(String option) {
        javaOptions.add(option);
        return this;
    }

    /// What every command is started by, in the place of this process.
    Limner startedBy(List<String> starter) {
        before = starter;
        return this;
    }

    Run run(Object... arguments) throws IOException, InterruptedException {
        return start(List.of(arguments).stream().map(Object::toString).toList());
    }

    private Run start(List<String> arguments) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        File out = Files.createTempFile(folder, "out", ".txt").toFile();
        File err = Files.createTempFile(folder, "err", ".txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .redirectOutput(out)
                .redirectError(err)
                .redirectInput(ProcessBuilder.Redirect.from(nothing(folder)));
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("limner " + String.join(" ", arguments) + " did not end; it said:\n" + text(err));
        }
        return new Run(process.exitValue(), text(out), text(err));
    }

    private static File nothing(Path folder) throws IOException {
        Path file = folder.resolve("stdin.txt");
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return file.toFile();
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        Path script = script();
        if (Files.isExecutable(script)) {
            environment.put("LIMNER_JAVA_OPTS", String.join(" ", javaOptions));
            command.add(script.toString());
        } else {
            environment.put(
                    "LIMNER_HOME",
                    Clips.folder().resolveSibling(".").normalize().toString());
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
            command.addAll(javaOptions);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "limner.app.Launcher"));
        }
        command.addAll(arguments);
        return command;
    }

    private static Path script() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
        return Path.of(System.getProperty("limner.home", "target/none"), "bin", windows ? "limner.bat" : "limner");
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }
}
