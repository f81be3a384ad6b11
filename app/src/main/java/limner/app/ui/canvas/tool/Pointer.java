package limner.app.ui.canvas.tool;

import java.util.Set;
import limner.app.ui.common.Gesture;
import limner.model.geometry.Point;

/// Where the pointer is and what is held with it.
///
/// @param at on the picture, also beside it
/// @param pixel size of a logical screen pixel in picture pixels: distances meant for the eye are multiples of it
/// @param meant what the keys mean that are held with it
/// @param clicks how many clicks in a row, 1 for the first
public record Pointer(Point at, double pixel, Set<Gesture> meant, int clicks) {

    /// Whether the key of a gesture is held.
    public boolean means(Gesture gesture) {
        return meant.contains(gesture);
    }

    /// The place on the picture nearest to the pointer.
    public Point clamped(double width, double height) {
        return new Point(Math.clamp(at.x(), 0, width), Math.clamp(at.y(), 0, height));
    }

    /// So many screen pixels, in picture pixels.
    public double screen(double pixels) {
        return pixels * pixel;
    }
}
