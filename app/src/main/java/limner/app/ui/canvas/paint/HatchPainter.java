package limner.app.ui.canvas.paint;

import limner.model.ontology.Hatch;

/// Where the lines of a pattern run on the plane of device pixels: the same in every tile, and the same distance apart
/// at every zoom, so that it is seen in small things as well.
///
/// @param period device pixels from one line to the next
/// @param line how wide a line is
/// @param dot how wide a dot is
record HatchPainter(Hatch hatch, int period, int line, int dot) {

    /// Opacity of the lines.
    static final int ALPHA = 170;

    /// @param unit device pixels per logical pixel
    static HatchPainter of(Hatch hatch, double unit) {
        return new HatchPainter(hatch, whole(9 * unit), whole(2 * unit), whole(3 * unit));
    }

    private static int whole(double pixels) {
        return (int) Math.max(1, Math.rint(pixels));
    }

    boolean isPlain() {
        return hatch == Hatch.PLAIN;
    }

    /// Whether a device pixel lies on a line.
    boolean isLine(int x, int y) {
        return switch (hatch) {
            case PLAIN -> false;
            case RISING -> on(x + y, line);
            case FALLING -> on(x - y, line);
            case LEVEL -> on(y, line);
            case UPRIGHT -> on(x, line);
            case CROSSED -> on(x + y, line) || on(x - y, line);
            case DOTTED -> on(x, dot) && on(y, dot);
        };
    }

    private boolean on(int place, int width) {
        return Math.floorMod(place, period) < width;
    }
}
