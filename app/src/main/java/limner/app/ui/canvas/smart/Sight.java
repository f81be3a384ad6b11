package limner.app.ui.canvas.smart;

import limner.app.ui.common.ShownFrame;
import limner.app.usecase.Upright;
import limner.media.frame.Display;
import limner.media.frame.Picture;

/// What is on the screen when a question is asked; whoever gets it closes the picture.
///
/// @param upright how it is turned
/// @param display how it is shown
public record Sight(ShownFrame frame, Picture picture, Upright upright, Display display) {

    /// Whether the same pixels are seen.
    boolean isLike(Sight other) {
        return frame.equals(other.frame) && display.equals(other.display) && upright == other.upright;
    }
}
