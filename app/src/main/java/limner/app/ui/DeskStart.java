package limner.app.ui;

import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;

/// Starts the desk.
public final class DeskStart {

    private DeskStart() {}

    /// Opens the window and returns when it was closed.
    ///
    /// @param project the project to open, if any
    /// @param sample whether to open the sample project instead
    public static void start(Optional<Path> project, boolean sample) {
        String[] parameters = sample
                ? new String[] {DeskApplication.SAMPLE}
                : project.map(p -> new String[] {p.toAbsolutePath().toString()}).orElseGet(() -> new String[0]);
        Application.launch(DeskApplication.class, parameters);
    }
}
