package limner.media.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A [Victim] in a Java machine of its own, with little memory. One thread; the opener closes it.
final class ChildReader implements AutoCloseable {
    /// Longer than this is a hang.
    static final int PATIENCE_SECONDS = 10;

    private static final int HEAP_MEGABYTES = 96;

    private final Path folder;
    private final Path errors;
    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private ChildReader(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        this.errors = folder.resolve("errors.txt");
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.resolve("index").toString())
                .redirectError(errors.toFile())
                .start();
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    static ChildReader start(Path folder) throws IOException {
        ChildReader child = new ChildReader(folder);
        String first = child.line(60);
        if (!"ready".equals(first)) {
            child.close();
            throw new IOException("the child did not start: " + first + "\n" + child.complaints());
        }
        return child;
    }

    /// What the child says about `file`; "hang", or "crash", when it says nothing.
    String ask(Path file) throws IOException {
        try {
            questions.write(file + "\n");
            questions.flush();
        } catch (IOException e) {
            return "crash " + complaints();
        }
        return line(PATIENCE_SECONDS);
    }

    private String line(int seconds) throws IOException {
        CompletableFuture<@Nullable String> next = CompletableFuture.supplyAsync(this::readLine);
        try {
            @Nullable String line = next.get(seconds, TimeUnit.SECONDS);
            return line == null ? "crash " + complaints() : line;
        } catch (TimeoutException e) {
            return "hang";
        } catch (ExecutionException e) {
            return "crash " + e.getCause();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private @Nullable String readLine() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is on its error stream: nothing, unless the Java machine itself has something to say.
    String complaints() throws IOException {
        return Files.readString(errors) + (Files.exists(folder.resolve("crash.log")) ? " (a crash log is there)" : "");
    }

    /// The most memory it ever held, in MiB, where the system tells; else 0.
    long mostMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        List<String> lines = Files.readAllLines(status);
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
