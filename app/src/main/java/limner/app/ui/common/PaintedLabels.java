package limner.app.ui.common;

import java.nio.ByteBuffer;

/// What is painted over a frame at one moment, to be painted on its picture in the picture's own size. One thread at a
/// time, whichever it is.
public interface PaintedLabels {

    /// Paints over a picture, one device pixel on each of its pixels.
    ///
    /// @param rgb three bytes a pixel, red first, from index 0
    void over(ByteBuffer rgb, int width, int height);
}
