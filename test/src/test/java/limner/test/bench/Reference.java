package limner.test.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Another library, in a Python process of its own that stays and answers (a script of `test/python`), so that neither
/// its start nor its loading is in a figure. One thread; whoever starts one closes it.
final class Reference implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    private Reference(String name, Process process) {
        this.name = name;
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Starts the reader `name` (`pyav`, `opencv`, `ffms2`), if the Python that the system property or environment
    /// variable names has it.
    static Optional<Reference> start(String name) {
        return start("frame_access.py", name);
    }

    /// Starts the script with the library `name`, on the same terms.
    static Optional<Reference> start(String scriptName, String name) {
        String python = System.getProperty("limner.reference.python", "");
        if (python.isBlank()) {
            python = System.getenv().getOrDefault("LIMNER_REFERENCE_PYTHON", "python3");
        }
        Path script = Path.of(System.getProperty("limner.root", ".."), "test/python", scriptName);
        ProcessBuilder builder = new ProcessBuilder(python, script.toString(), name);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Reference started = new Reference(name, builder.start());
            @Nullable String ready = started.answers.readLine();
            if (ready == null || !ready.startsWith("ready")) {
                started.close();
                return Optional.empty();
            }
            return Optional.of(started);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String name() {
        return name;
    }

    /// Milliseconds until any frame can be asked for; empty when it cannot read the file.
    OptionalDouble open(Path clip) {
        return ask("open " + clip);
    }

    /// Milliseconds until frame `number` is an RGB array; empty when it says that it cannot.
    OptionalDouble picture(int number) {
        return ask("picture " + number);
    }

    /// Milliseconds for the first `count` frames as RGB arrays.
    OptionalDouble sequential(int count) {
        return ask("sequential " + count);
    }

    void closeClip() {
        ask("close");
    }

    /// What the script answers to a line; empty when it says that it cannot.
    OptionalDouble ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            @Nullable String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(name + " ended at: " + question);
            }
            return answer.startsWith("failed")
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(answer.split(" ")[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
