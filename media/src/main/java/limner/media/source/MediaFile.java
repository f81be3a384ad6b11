package limner.media.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// A local, readable, non-empty file as it was at one moment: absolute path, time of last change (milliseconds since
/// 1970) and quick fingerprint.
public record MediaFile(Path path, long modified, Fingerprint fingerprint) {
    /// Looks at `path` without asking what is in it.
    ///
    /// @throws MediaException when there is nothing to read: missing, a folder, empty, unreadable
    public static MediaFile of(Path path) {
        Path absolute = path.toAbsolutePath();
        try {
            if (!Files.exists(absolute)) {
                throw new MediaException.Missing(path);
            }
            BasicFileAttributes attributes = Files.readAttributes(absolute, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new MediaException.NotAFile(path, "a folder");
            }
            if (!attributes.isRegularFile()) {
                throw new MediaException.NotAFile(path, "a device or a pipe");
            }
            if (!Files.isReadable(absolute)) {
                throw new MediaException.Unreadable(path, "permission denied", null);
            }
            if (attributes.size() == 0) {
                throw new MediaException.Empty(path);
            }
            return new MediaFile(absolute, attributes.lastModifiedTime().toMillis(), Fingerprint.of(absolute));
        } catch (IOException e) {
            throw new MediaException.Unreadable(path, String.valueOf(e.getMessage()), e);
        }
    }

    /// Whether size and time of change on disk are still those of this value.
    public boolean isUnchanged() {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return now.size() == fingerprint.size() && now.lastModifiedTime().toMillis() == modified;
        } catch (IOException e) {
            return false;
        }
    }
}
