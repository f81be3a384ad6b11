package limner.plugin.opencv;

/// A rectangle of whole pixels of a picture.
///
/// @param x left column
/// @param y top row
/// @param width columns, more than 0
/// @param height rows, more than 0
public record Area(int x, int y, int width, int height) {
    public Area {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a part of a picture has pixels: " + width + " x " + height + " at " + x + ", " + y);
        }
    }

    /// Pixels in it.
    public long pixels() {
        return (long) width * height;
    }

    /// Whether a pixel is in it.
    public boolean contains(int column, int row) {
        return column >= x && row >= y && column < x + width && row < y + height;
    }

    /// An area around a pixel, as much of it as the picture has.
    ///
    /// @param side columns and rows where nothing is in the way; where the picture ends, the area is moved inwards
    public static Area around(int column, int row, int side, int pictureWidth, int pictureHeight) {
        int width = Math.min(side, pictureWidth);
        int height = Math.min(side, pictureHeight);
        int left = Math.clamp(column - width / 2, 0, pictureWidth - width);
        int top = Math.clamp(row - height / 2, 0, pictureHeight - height);
        return new Area(left, top, width, height);
    }

    /// This area with so much more on each side as the picture has.
    public Area enlarged(int by, int pictureWidth, int pictureHeight) {
        int left = Math.max(0, x - by);
        int top = Math.max(0, y - by);
        int right = Math.min(pictureWidth, x + width + by);
        int bottom = Math.min(pictureHeight, y + height + by);
        return new Area(left, top, right - left, bottom - top);
    }
}
