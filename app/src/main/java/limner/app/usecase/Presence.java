package limner.app.usecase;

import java.nio.file.Path;

/// Whether the file of a video is where the project expects it.
public sealed interface Presence {

    /// There, and the same as when it was imported (by its fingerprint).
    record There(Path file) implements Presence {}

    /// Not there.
    ///
    /// @param sentence what is missing and what to do
    record Missing(Path expected, String sentence) implements Presence {}

    /// Something is there, yet not the file that was labelled.
    ///
    /// @param sentence what differs and what to do
    record Other(Path file, String sentence) implements Presence {}
}
