package limner.model.exchange;

import java.io.IOException;
import java.util.Optional;

/// What readers need to know that is not in their files.
public interface Surroundings {

    /// A size in pixels.
    record Size(int width, int height) {
        public Size {
            if (width < 1 || height < 1) {
                throw new IllegalArgumentException("a picture cannot be " + width + " × " + height);
            }
        }
    }

    /// How large a picture is; empty where nobody knows.
    ///
    /// @param file of the picture, as a data set names it
    Optional<Size> sizeOf(String file);

    /// How large the pictures of a video are; empty where nobody knows.
    ///
    /// @param name of the video, with or without the ending of its file
    default Optional<Size> sizeOfVideo(String name) {
        return Optional.empty();
    }

    /// Reads a PNG whose pixels are numbers.
    ///
    /// @throws IOException when it is none, or beyond all measure, with a clause that says so
    Samples samples(byte[] png) throws IOException;
}
