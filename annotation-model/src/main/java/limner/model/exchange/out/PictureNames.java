package limner.model.exchange.out;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import limner.model.budget.VideoEvents;
import limner.model.media.Media;

/// Knows what the pictures of a project are called, and how large they are. Asked on one thread.
@FunctionalInterface
public interface PictureNames {

    /// A picture.
    ///
    /// @param file with `/` between names, relative to wherever the pictures are; different for all pictures
    record Named(String file, int width, int height) {
        public Named {
            Objects.requireNonNull(file, "file");
        }
    }

    /// @throws IOException when its size cannot be found out, with a sentence for the user
    Named of(Media media, int frame) throws IOException;

    /// The events of a video with the times of its frames; empty where nobody asks for them.
    default Optional<VideoEvents> timed(Media media) {
        return Optional.empty();
    }

    /// What only the project knows; empty where nobody asks for it.
    default Optional<ProjectDetails> details() {
        return Optional.empty();
    }
}
