package limner.app.ui;

import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import limner.app.task.PooledTaskRunner;
import limner.app.task.TaskRunner;
import limner.app.usecase.AppException;
import limner.app.usecase.Services;

/// Starts the desk.
public final class DeskStart {

    private DeskStart() {}

    /// How it ended.
    public enum End {
        CLOSED,
        /// No window system answered; no code of the desk ran.
        NO_WINDOW_SYSTEM
    }

    /// Opens the window and returns when it was closed.
    ///
    /// @param project the project to open, if any
    /// @param sample whether to open the sample project instead
    /// @throws AppException where no window can be opened because the library for it is missing
    public static End start(Optional<Path> project, boolean sample) {
        String[] parameters = sample
                ? new String[] {DeskApplication.SAMPLE}
                : project.map(p -> new String[] {p.toAbsolutePath().toString()}).orElseGet(() -> new String[0]);
        try (TaskRunner ahead = new PooledTaskRunner()) {
            // The window system keeps JavaFX waiting for a while.
            ahead.io("load", _ -> {
                Services.loadAhead();
                return End.CLOSED;
            });
            Application.launch(DeskApplication.class, parameters);
            return End.CLOSED;
        } catch (UnsupportedOperationException e) {
            return refused(e);
        }
    }

    /// What JavaFX's refusal to start means: it is thrown before any code of ours ran.
    static End refused(UnsupportedOperationException thrown) {
        String words = String.valueOf(thrown.getMessage());
        if (words.contains("DISPLAY")) {
            return End.NO_WINDOW_SYSTEM;
        }
        if (words.contains("GTK")) {
            throw new AppException(
                    AppException.Kind.FAILED,
                    "The desk needs GTK 3 of this system (libgtk-3.so.0), and it, or a library it needs itself, could "
                            + "not be loaded. Nothing was changed. On Debian and Ubuntu it comes with the package "
                            + "libgtk-3-0: apt-get install libgtk-3-0. The other commands do without: limner --help.",
                    thrown);
        }
        throw thrown;
    }
}
