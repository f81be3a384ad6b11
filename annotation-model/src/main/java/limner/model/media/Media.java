package limner.model.media;

import java.util.Objects;
import limner.model.id.MediaId;

/// A video that a project labels. The file stays where it is; the project knows how to find and recognise it.
///
/// @param name what people call it; unique in a project, also the folder of its frames in a release
/// @param path relative to the project file with `/` between names, or absolute where no relative path exists
/// @param fingerprint quick identity: size and digest of head and tail, and the number of the video stream where one
/// was
///     chosen from several; key of all caches
/// @param sha256 digest of the whole file in lower-case hex, or empty until it was computed
/// @param width pixels of a picture as it is shown, after the file's own rotation
/// @param height pixels of a picture as it is shown, after the file's own rotation
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

    public Media withPath(String newPath) {
        return new Media(id, name, newPath, fingerprint, sha256, width, height, frameCount, frameRate);
    }

    public Media withSha256(String digest) {
        return new Media(id, name, path, fingerprint, digest, width, height, frameCount, frameRate);
    }
}
