package limner.app.ui.common;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the user for places on the disk, by the system's own dialogs. JavaFX thread only.
public interface Places {

    Optional<Path> folder(String title);

    /// One that is there.
    Optional<Path> file(String title);

    /// One that is about to be written.
    ///
    /// @param name what is offered
    Optional<Path> newFile(String title, String name);
}
