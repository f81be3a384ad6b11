package limner.app.cli;

import java.nio.file.Path;

/// The way to the screen, which the command line knows nothing else about. Each call returns when the window is closed.
public interface DeskDoor {

    /// The first page: open a video, a project, or the sample.
    void welcome();

    /// The bundled sample project.
    void sample();

    void project(Path file);
}
