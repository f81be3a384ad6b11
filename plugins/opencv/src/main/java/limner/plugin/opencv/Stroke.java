package limner.plugin.opencv;

import java.util.List;
import limner.plugin.api.SuggestedShape.Point;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// A line drawn with a round tip.
///
/// @param points at least one, in picture coordinates; what lies outside the region does not count
/// @param diameter of the tip in pixels, more than 0
public record Stroke(List<Point> points, double diameter) {

    public Stroke {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a stroke has at least one point");
        }
        if (!(diameter > 0 && diameter < 10_000)) {
            throw new IllegalArgumentException("a tip has a diameter: " + diameter);
        }
    }

    /// Paints the stroke.
    ///
    /// @param target one byte a pixel
    /// @param area what of the picture the target is
    /// @param scale pixels of the target for one pixel of the picture
    void paint(Mat target, Area area, double scale, int value) {
        Scalar colour = new Scalar(value);
        int thickness = Math.max(1, (int) Math.rint(diameter * scale));
        org.opencv.core.Point last = place(points.getFirst(), area, scale);
        for (Point point : points) {
            org.opencv.core.Point next = place(point, area, scale);
            Imgproc.line(target, last, next, colour, thickness, Imgproc.LINE_8);
            last = next;
        }
    }

    private static org.opencv.core.Point place(Point point, Area area, double scale) {
        return new org.opencv.core.Point(
                Math.floor((point.x() - area.x()) * scale), Math.floor((point.y() - area.y()) * scale));
    }
}
