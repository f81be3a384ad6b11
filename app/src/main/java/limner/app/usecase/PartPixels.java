package limner.app.usecase;

import java.nio.ByteBuffer;
import limner.media.frame.Display;
import limner.media.frame.Picture;
import limner.model.geometry.PixelBox;

/// Reads parts of decoded pictures as they look on the screen: only the part is converted, and turned upright. Keeps
/// its
/// memory for the next part; one thread at a time.
public final class PartPixels {

    /// Colours of a pixel depend on those of its neighbours where they were sampled more coarsely.
    private static final int MARGIN = 4;

    private ByteBuffer coded = ByteBuffer.allocateDirect(0);
    private ByteBuffer upright = ByteBuffer.allocateDirect(0);

    /// A part of a picture, four bytes a pixel in the order blue, green, red, alpha, rows packed; overwritten by the
    /// next part.
    ///
    /// @param turn how the picture is turned to stand upright
    /// @param display how it is shown: tools see what the eye sees
    /// @param area in the upright picture
    ByteBuffer bgra(Picture picture, Upright turn, Display display, PixelBox area) {
        int bytes = Math.multiplyExact(Math.multiplyExact(area.width(), area.height()), 4);
        coded = atLeast(coded, bytes);
        ByteBuffer pixels = coded;
        try (Picture part = turn.part(picture, area.x(), area.y(), area.width(), area.height(), 1)) {
            part.toBgra(coded, display);
            if (turn != Upright.AS_CODED) {
                upright = atLeast(upright, bytes);
                turn.turn(coded, upright, part.width(), part.height(), 4);
                pixels = upright;
            }
        }
        return pixels.slice(0, bytes);
    }

    /// Writes the values of a channel, row by row.
    ///
    /// @param area in the upright picture
    /// @param into as long as the area has pixels, or longer
    public void values(Picture picture, Upright turn, Display display, Channel channel, PixelBox area, byte[] into) {
        PixelBox all = new PixelBox(
                0, 0, turn.width(picture.width(), picture.height()), turn.height(picture.width(), picture.height()));
        PixelBox wide = new PixelBox(
                        area.x() - MARGIN, area.y() - MARGIN, area.width() + 2 * MARGIN, area.height() + 2 * MARGIN)
                .intersection(all);
        ByteBuffer pixels = bgra(picture, turn, display, wide);
        for (int y = 0, i = 0; y < area.height(); y++) {
            int at = ((area.y() + y - wide.y()) * wide.width() + area.x() - wide.x()) * 4;
            for (int x = 0; x < area.width(); x++, i++, at += 4) {
                into[i] =
                        (byte) channel.of(pixels.get(at + 2) & 0xff, pixels.get(at + 1) & 0xff, pixels.get(at) & 0xff);
            }
        }
    }

    private static ByteBuffer atLeast(ByteBuffer before, int bytes) {
        return before.capacity() >= bytes ? before : ByteBuffer.allocateDirect(bytes);
    }
}
