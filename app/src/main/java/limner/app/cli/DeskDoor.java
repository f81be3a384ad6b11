package limner.app.cli;

import java.nio.file.Path;

/// The way to the screen, which the command line knows nothing else about. Each call returns when the window is closed;
/// or
/// at once with [Display#NONE], nothing shown and nothing changed, where no window system answers after all.
public interface DeskDoor {

    /// The first page: open a video, a project, or the sample.
    Display welcome();

    /// The bundled sample project.
    Display sample();

    Display project(Path file);
}
