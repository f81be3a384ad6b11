package limner.model.release;

import java.io.IOException;
import java.util.OptionalLong;
import limner.model.media.Media;

/// Hands over the pictures of a project's videos, so that releases need not know what a video file is. Used by one
/// thread
/// at a time.
@FunctionalInterface
public interface FrameSupply {

    /// Opens a video of the project. The caller closes it.
    ///
    /// @throws IOException when it cannot be read, with a sentence for the user that names it
    Video open(Media media) throws IOException;

    /// One opened video.
    interface Video extends AutoCloseable {

        /// SHA-256 of the whole file in lower-case hex.
        ///
        /// @throws IOException when the file cannot be read, with a sentence for the user
        String sha256() throws IOException;

        /// The same file as the video that a release knows by this fingerprint: a file may hold several videos. Of the
        /// two, only the one returned is used from then on; closing this one closes both.
        ///
        /// @throws IOException when the file holds no such video, with a sentence for the user
        default Video as(String fingerprint) throws IOException {
            return this;
        }

        /// The picture with this number. Asked for in rising order; only the picture asked for last need stay usable.
        ///
        /// @throws IOException when there is no such picture or it cannot be decoded, with a sentence for the user
        Picture picture(int frame) throws IOException;

        @Override
        void close();
    }

    /// One decoded picture.
    interface Picture {

        FrameIdentity identity();

        /// The name of the picture's own file, with `/` between names; empty where the pictures are those of a video.
        default String fileName() {
            return "";
        }

        /// The picture as a file without any word about where it comes from, upright as it is shown, width and height
        /// as
        /// in [#identity()]. Equal pictures give equal bytes on every machine.
        ///
        /// @param covering what is not to be seen on it
        /// @throws IOException when it cannot be made, with a sentence for the user
        byte[] file(PictureForm form, Covering covering) throws IOException;

        /// The [DifferenceHash] of the upright picture, by which pictures that nearly are the same are found; nothing
        /// where it cannot be had, so that only those with the same plane are found.
        ///
        /// @throws IOException when it cannot be made, with a sentence
        default OptionalLong likeness() throws IOException {
            return OptionalLong.empty();
        }
    }
}
