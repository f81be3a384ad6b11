package limner.media.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final Path errors;
    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    private ChildReader(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.errors = folder.resolve("errors.txt");
        this.process = ChildMachine.start(
                Victim.class,
                HEAP_MEGABYTES,
                errors.toFile(),
                folder.resolve("index").toString());
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
        return Files.readString(errors);
    }

    /// The most memory it ever held, in MiB, where the system tells; else 0.
    long mostMegabytes() throws IOException {
        return ChildMachine.megabytes(process.toHandle(), "VmHWM");
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
