package limner.model.media;

import java.util.Objects;
import java.util.regex.Pattern;
import limner.model.id.MediaId;

/// A video that a project labels. The file stays where it is; the project knows how to find and recognise it.
///
/// @param name what people call it; unique in a project, also the folder of its frames in a release
/// @param path relative to the project file with `/` between names, or absolute where no relative path exists
/// @param fingerprint quick identity, key of all caches: of a file its size and a digest of head and tail, with the
///     number of the video stream where one was chosen; of a sequence of picture files their number, the letter `p`,
///     and
///     digests of their names, sizes and times
/// @param sha256 digest of the whole file in lower-case hex, or empty until it was computed
/// @param width pixels of a picture as it is shown, after the file's own rotation; of a sequence, those of its first
///     picture that could be decoded
/// @param height as the width
/// @param frameCount number of pictures the decoder outputs, never the header's claim
/// @param frameRate average pictures a second, for display only: no frame is ever found by it
public record Media(
        MediaId id,
        String name,
        String path,
        String fingerprint,
        String sha256,
        int width,
        int height,
        int frameCount,
        double frameRate) {

    private static final Pattern SEQUENCE = Pattern.compile("[0-9]+p-");

    public Media {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(sha256, "sha256");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a video needs a name");
        }
        if (width < 1 || height < 1 || frameCount < 1) {
            throw new IllegalArgumentException(
                    "a video has pictures: " + width + " x " + height + ", " + frameCount + " frames");
        }
        if (!(frameRate >= 0) || Double.isInfinite(frameRate)) {
            throw new IllegalArgumentException("not a frame rate: " + frameRate);
        }
    }

    /// All frames of this video.
    public FrameRange frames() {
        return new FrameRange(0, frameCount - 1);
    }

    public boolean has(int frame) {
        return frame >= 0 && frame < frameCount;
    }

    /// Whether this is a sequence of picture files, each of which may have a size of its own. The project does not know
    /// the sizes: a folder may hold more pictures than anybody can open beforehand. What a label may cover is then
    /// decided where the picture is at hand: on the desk, and when a release is made.
    public boolean isSequence() {
        return isSequence(fingerprint);
    }

    /// Whether a fingerprint is that of a sequence.
    public static boolean isSequence(String fingerprint) {
        return SEQUENCE.matcher(fingerprint).lookingAt();
    }

    /// The same as it is where a picture has this size.
    public Media withSize(int newWidth, int newHeight) {
        return new Media(id, name, path, fingerprint, sha256, newWidth, newHeight, frameCount, frameRate);
    }

    /// The same with another quick identity, for files whose content is known to be the same.
    public Media withFingerprint(String now) {
        return new Media(id, name, path, now, sha256, width, height, frameCount, frameRate);
    }

    public Media withPath(String newPath) {
        return new Media(id, name, newPath, fingerprint, sha256, width, height, frameCount, frameRate);
    }

    /// The same video with another number of pictures, once that is known better.
    public Media withFrameCount(int count) {
        return new Media(id, name, path, fingerprint, sha256, width, height, count, frameRate);
    }

    public Media withSha256(String digest) {
        return new Media(id, name, path, fingerprint, digest, width, height, frameCount, frameRate);
    }
}
