package limner.app.ui;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Application;
import limner.app.usecase.AppException;

/// Starts the desk.
public final class DeskStart {

    private DeskStart() {}

    /// Opens the window and returns when it was closed.
    ///
    /// @param project the project to open, if any
    /// @param sample whether to open the sample project instead
    /// @throws AppException where no window can be opened: no window system answers, or its library is missing
    public static void start(Optional<Path> project, boolean sample) {
        String[] parameters = sample
                ? new String[] {DeskApplication.SAMPLE}
                : project.map(p -> new String[] {p.toAbsolutePath().toString()}).orElseGet(() -> new String[0]);
        try {
            Application.launch(DeskApplication.class, parameters);
        } catch (UnsupportedOperationException e) {
            throw refusal(e, Objects.requireNonNullElse(System.getenv("DISPLAY"), ""));
        }
    }

    /// What JavaFX's refusal to start means: it is thrown before any code of ours ran.
    static RuntimeException refusal(UnsupportedOperationException thrown, String display) {
        String words = String.valueOf(thrown.getMessage());
        if (words.contains("DISPLAY")) {
            return new AppException(
                    AppException.Kind.FAILED,
                    "No window system answers at the display \"" + display + "\", which DISPLAY names. Nothing was "
                            + "changed. Start Limner inside a desktop session, or walk the same road without a screen: "
                            + "limner demo.",
                    thrown);
        }
        if (words.contains("GTK")) {
            return new AppException(
                    AppException.Kind.FAILED,
                    "The desk needs GTK 3 of this system (libgtk-3.so.0), and it, or a library it needs itself, could "
                            + "not be loaded. Nothing was changed. On Debian and Ubuntu it comes with the package "
                            + "libgtk-3-0: apt-get install libgtk-3-0. The other commands do without: limner --help.",
                    thrown);
        }
        return thrown;
    }
}
