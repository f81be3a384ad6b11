package limner.app.ui.canvas;

import limner.app.usecase.Upright;
import limner.media.frame.Picture;
import limner.model.geometry.Box;

/// The part of an upright picture that is on the screen, and how many of its pixels are left out. Pictures of usual
/// sizes are shown whole; of larger ones what is seen, with something around it, in no more pixels than a screen has
/// use for.
///
/// @param x left column in the upright picture
/// @param y top row in the upright picture
/// @param step 1 for every pixel, 2 for every other, …
record PicturePart(int x, int y, int width, int height, int step) {

    /// Graphics cards take no larger images, and more pixels than these would not fit their memory many times.
    private static final int LONGEST_SIDE = 8192;

    private static final long MOST_PIXELS = 1L << 25;

    /// Whether a picture is shown in parts.
    static boolean isLarge(int width, int height) {
        return width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > MOST_PIXELS;
    }

    /// What to show of a picture of this size.
    ///
    /// @param seen what the view sees of it, in its pixels
    /// @param scale screen pixels for one picture pixel
    static PicturePart of(int width, int height, Box seen, double scale) {
        if (!isLarge(width, height)) {
            return new PicturePart(0, 0, width, height, 1);
        }
        // So much around it that dragging finds something there.
        double aside = seen.width() / 4;
        double above = seen.height() / 4;
        int left = (int) Math.clamp(Math.floor(seen.x() - aside), 0, width - 1.0);
        int top = (int) Math.clamp(Math.floor(seen.y() - above), 0, height - 1.0);
        int right = (int) Math.clamp(Math.ceil(seen.right() + aside), left + 1.0, width);
        int bottom = (int) Math.clamp(Math.ceil(seen.bottom() + above), top + 1.0, height);
        int step = 1;
        while (step * 2 * scale <= 1 || isLarge((right - left) / step, (bottom - top) / step)) {
            step *= 2;
        }
        return new PicturePart(left, top, right - left, bottom - top, step);
    }

    /// Whether this shows all of what the other would show, as finely.
    boolean covers(Box seen, int width, int height, double scale) {
        PicturePart wanted = of(width, height, seen, scale);
        return step <= wanted.step
                && x <= Math.max(0, seen.x())
                && y <= Math.max(0, seen.y())
                && x + this.width >= Math.min(width, seen.right())
                && y + this.height >= Math.min(height, seen.bottom());
    }

    /// Columns of the image.
    int columns() {
        return Math.ceilDiv(width, step);
    }

    /// Rows of the image.
    int rows() {
        return Math.ceilDiv(height, step);
    }

    /// The pixels of this part of a picture; the caller closes them.
    Picture sampled(Picture picture, Upright upright) {
        return upright.part(picture, x, y, width, height, step);
    }
}
