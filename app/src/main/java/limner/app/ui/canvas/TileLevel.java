package limner.app.ui.canvas;

import limner.app.ui.canvas.paint.ViewTransform;

/// How large the picture is when tiles of labels are painted, and how it lies between the pixels of the screen: tiles
/// lie in rows and columns on a plane of device pixels whose first one has the picture's corner in it.
///
/// @param scale logical pixels for one row of the picture
/// @param aspect width over height of a picture pixel
/// @param unit device pixels for one logical pixel
/// @param shiftX how far the picture's corner is from that pixel's, 0 to 1 device pixels
/// @param shiftY how far the picture's corner is from that pixel's, 0 to 1 device pixels
record TileLevel(double scale, double aspect, double unit, double shiftX, double shiftY) {

    /// Device pixels along a side of a tile.
    static final int SIDE = 256;

    /// Device pixels for one column of the picture.
    double across() {
        return scale * unit * aspect;
    }

    /// Device pixels for one row of the picture.
    double down() {
        return scale * unit;
    }

    /// The view of the plane.
    ViewTransform plane() {
        return new ViewTransform(scale, aspect, shiftX / unit, shiftY / unit);
    }

    /// How many times larger the picture is than at another level.
    double ratioTo(TileLevel other) {
        return down() / other.down();
    }
}
