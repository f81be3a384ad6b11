package limner.app.cli;

import java.io.PrintStream;
import limner.app.task.Ending;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.Failure;

/// Where a command speaks: results on `out`, all else on `err`. Both write UTF-8. One thread speaks at a time.
///
/// @param live whether somebody watches, so that progress is worth a line that is overwritten
/// @param ending tells what reports progress that the process was asked to end
public record Console(PrintStream out, PrintStream err, Watcher live, Ending ending) {

    /// One for a process.
    public Console(PrintStream out, PrintStream err, Watcher live) {
        this(out, err, live, new Ending());
    }

    /// Whether `err` ends at a terminal.
    public enum Watcher {
        AT_A_TERMINAL,
        NOBODY
    }

    /// A line on `err`, in front of which the name of the program stands.
    void say(String sentence) {
        err.println("limner: " + sentence.replaceAll("\\s*\\R\\s*", " "));
        err.flush();
    }

    /// Progress for a person at a terminal; silent otherwise.
    ConsoleProgress progress() {
        return new ConsoleProgress(this);
    }

    /// Runs work with progress, and leaves no trace of it on the line afterwards.
    <T> T watching(java.util.function.Function<Progress, T> work) {
        try (ConsoleProgress progress = progress()) {
            return work.apply(progress);
        }
    }

    /// As [#watching], for work of which nothing is left when it is stopped, which is said then.
    <T> T whole(java.util.function.Function<Progress, T> work) {
        try {
            return watching(work);
        } catch (RuntimeException e) {
            if (Failure.of(e).kind() == AppException.Kind.CANCELLED) {
                throw new AppException(
                        AppException.Kind.CANCELLED,
                        "Cancelled. Nothing was written, and the project is as it was.",
                        e);
            }
            throw e;
        }
    }
}
