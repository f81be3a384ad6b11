package limner.app.usecase;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import limner.media.frame.Picture;
import limner.media.frame.PngWriter;
import limner.model.geometry.Box;
import limner.model.geometry.PixelBox;

/// Cuts the picture of an example for a guideline out of a frame. Blocks while it converts.
///
/// @param png an 8-bit RGB PNG, upright
/// @param width in pixels
/// @param height in pixels
public record ExampleCrop(byte[] png, int width, int height) {

    /// No side of an example is longer, in pixels: it is looked at beside a list.
    public static final int LONGEST = 512;

    /// So much is seen around what the example is about, as a part of its longer side.
    private static final double MARGIN = 0.25;

    /// And no less than this, in pixels.
    private static final double LEAST = 16;

    /// Cuts out what lies around a place, or takes the whole picture where the place lies outside.
    ///
    /// @param picture stays the caller's
    /// @param turn how it is turned to stand upright
    /// @param about in the upright picture
    /// @throws IOException when the picture cannot be converted
    public static ExampleCrop around(Picture picture, Upright turn, Box about) throws IOException {
        Upright upright = turn.of(picture);
        int width = upright.width(picture.width(), picture.height());
        int height = upright.height(picture.width(), picture.height());
        double margin = Math.max(LEAST, Math.max(about.width(), about.height()) * MARGIN);
        int left = Math.clamp((long) Math.floor(about.x() - margin), 0, width);
        int top = Math.clamp((long) Math.floor(about.y() - margin), 0, height);
        int right = Math.clamp((long) Math.ceil(about.x() + about.width() + margin), left, width);
        int bottom = Math.clamp((long) Math.ceil(about.y() + about.height() + margin), top, height);
        PixelBox area = right - left < 1 || bottom - top < 1
                ? new PixelBox(0, 0, width, height)
                : new PixelBox(left, top, right - left, bottom - top);
        int step = Math.ceilDiv(Math.max(area.width(), area.height()), LONGEST);
        try (Picture part = upright.part(picture, area.x(), area.y(), area.width(), area.height(), step)) {
            ByteBuffer rgb = upright.rgb(part);
            int w = upright.width(part.width(), part.height());
            int h = upright.height(part.width(), part.height());
            ByteArrayOutputStream out = new ByteArrayOutputStream(rgb.capacity() / 3);
            PngWriter.write(out, w, h, rgb);
            return new ExampleCrop(out.toByteArray(), w, h);
        } catch (RuntimeException e) {
            throw new IOException("The picture could not be converted.", e);
        }
    }
}
