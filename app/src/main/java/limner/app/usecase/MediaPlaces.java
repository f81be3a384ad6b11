package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import limner.media.source.Fingerprint;
import limner.model.media.Media;

/// Where the files of a project's videos are, and whether they are the ones.
final class MediaPlaces {

    private MediaPlaces() {}

    /// Where the file of a video should be.
    ///
    /// @throws AppException when the stored path cannot be one on this system
    static Path pathOf(Path project, Media media) {
        try {
            Path stored = Path.of(media.path());
            return stored.isAbsolute()
                    ? stored
                    : folder(project).resolve(stored).normalize();
        } catch (InvalidPathException e) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "The video " + media.name() + " is stored under the path \"" + media.path()
                            + "\", which this system cannot have. Show Limner where the file is now.",
                    e);
        }
    }

    /// What the project stores for this file: relative to the project's folder with `/` between names, or absolute
    /// where
    /// there is no relative path.
    static String stored(Path project, Path video) {
        Path absolute = video.toAbsolutePath().normalize();
        try {
            String relative = folder(project).relativize(absolute).toString();
            return relative.replace(absolute.getFileSystem().getSeparator(), "/");
        } catch (IllegalArgumentException e) {
            // Another drive.
            return absolute.toString();
        }
    }

    /// Looks whether the file of a video is there and still the same. Reads at most 2 MiB.
    static Presence presence(Path project, Media media) {
        Path file = pathOf(project, media);
        if (!Files.isRegularFile(file)) {
            return new Presence.Missing(
                    file,
                    "The video " + media.name() + " is not at " + file + ". Its labels are safe. Connect the drive or "
                            + "the folder it lies on, or show Limner where the file is now.");
        }
        try {
            return fingerprint(file).equals(media.fingerprint())
                    ? new Presence.There(file)
                    : new Presence.Other(
                            file,
                            file + " is not the file that was labelled as " + media.name()
                                    + ": its content differs. The labels are safe and are not shown on another picture. "
                                    + "Put the original file back, or show Limner where it is now.");
        } catch (IOException e) {
            return new Presence.Missing(
                    file, file + " cannot be read. Check that the drive is connected and that you may read the file.");
        }
    }

    static String fingerprint(Path video) throws IOException {
        return text(Fingerprint.of(video));
    }

    /// The fingerprint as the project stores it: size, a hyphen, digest.
    static String text(Fingerprint fingerprint) {
        return fingerprint.size() + "-" + fingerprint.headTail();
    }

    private static Path folder(Path project) {
        Path folder = project.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a project file lies in a folder: " + project);
        }
        return folder;
    }
}
