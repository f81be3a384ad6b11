package limner.app.ui.common;

import java.util.Objects;
import limner.model.id.MediaId;

/// The picture that is on the screen now: what is drawn, said or judged is meant for this frame.
///
/// @param frame number of the picture, 0-based in presentation order
/// @param picture whether it could be decoded
public record ShownFrame(MediaId media, int frame, Picture picture) {

    public ShownFrame {
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(picture, "picture");
        if (frame < 0) {
            throw new IllegalArgumentException("frames start at 0: " + frame);
        }
    }

    /// Whether there is something to see.
    public enum Picture {
        DRAWN,
        /// The file has this frame but it cannot be decoded; the screen says so.
        UNREADABLE
    }
}
