package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.OptionalInt;
import limner.media.session.FrameSession;
import limner.media.source.Cancellation;
import limner.media.source.Fingerprint;
import limner.media.source.MediaException;
import limner.media.still.PictureList;
import limner.media.still.Sequence;
import limner.model.media.Media;

/// Where the files of a project's videos are, and whether they are the ones.
final class MediaPlaces {

    private static final String STREAM = "-stream";

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

    /// Looks whether the file of a video is there and still the same. Reads at most 2 MiB; of a folder of pictures, the
    /// names, sizes and times.
    static Presence presence(Path project, Media media) {
        Path file = pathOf(project, media);
        boolean there = media.isSequence() ? PictureList.isOne(file) && Files.exists(file) : Files.isRegularFile(file);
        if (!there) {
            return new Presence.Missing(
                    file,
                    "The video " + media.name() + " is not at " + file + ". Its labels are safe. Connect the drive or "
                            + "the folder it lies on, or show Limner where the file is now.");
        }
        if (media.isSequence()) {
            return sequence(file, media);
        }
        try {
            return text(Fingerprint.of(file), stream(media)).equals(media.fingerprint())
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

    private static Presence sequence(Path place, Media media) {
        String now;
        try {
            now = FrameSession.identity(place);
        } catch (MediaException e) {
            return new Presence.Other(place, e.getMessage() + ". The labels of " + media.name() + " are safe.");
        }
        if (now.equals(media.fingerprint())) {
            return new Presence.There(place);
        }
        String what = PictureList.sameNames(now, media.fingerprint())
                ? "files were touched, changed or copied: names and sizes are the same, times of change are not. Show "
                        + "Limner where it is now, this place or another, and the content of every picture is compared."
                : "pictures were added, removed or changed: it holds " + count(now) + " and was labelled with "
                        + count(media.fingerprint()) + ". Put the original files back, or take the folder into the "
                        + "project as it is now.";
        return new Presence.Other(
                place,
                "In " + place + ", labelled as " + media.name() + ", " + what
                        + " The labels are safe and are not shown on another picture.");
    }

    private static String count(String identity) {
        return identity.substring(0, identity.indexOf('p'));
    }

    /// The quick identity of what lies at `path`, in the form that the project stores for this video.
    ///
    /// @throws AppException when it cannot be read
    static String identity(Path path, Media media) {
        try {
            return text(FrameSession.identity(path), stream(media));
        } catch (MediaException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, e.getMessage() + ". The project is unchanged.", e);
        }
    }

    /// Whether a sequence that differs only in its times of change has the same content to the last byte. Reads all of
    /// it.
    static boolean isCopy(Path place, String identity, Media media) {
        return !media.sha256().isEmpty()
                && PictureList.sameNames(identity, media.fingerprint())
                && new Sequence(PictureList.of(place))
                        .digest(_ -> {}, new Cancellation())
                        .equals(media.sha256());
    }

    /// The fingerprint as the project stores it: size, a hyphen, digest; then, where a video stream was chosen, a
    /// hyphen,
    /// the word stream and its number, so that two streams of one file are two videos.
    static String text(Fingerprint fingerprint, OptionalInt stream) {
        return text(fingerprint.text(), stream);
    }

    static String text(String file, OptionalInt stream) {
        return stream.isPresent() ? file + STREAM + stream.getAsInt() : file;
    }

    /// The video stream that was chosen when this video was imported; empty for the file's own choice.
    static OptionalInt stream(Media media) {
        return stream(media.fingerprint());
    }

    static OptionalInt stream(String fingerprint) {
        int at = fingerprint.lastIndexOf(STREAM);
        if (at < 0) {
            return OptionalInt.empty();
        }
        String number = fingerprint.substring(at + STREAM.length());
        return number.matches("\\d{1,6}") ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
    }

    private static Path folder(Path project) {
        Path folder = project.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a project file lies in a folder: " + project);
        }
        return folder;
    }
}
