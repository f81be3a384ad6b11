package limner.plugin.opencv;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A part of the picture in pixels of its own, which may be larger than those of the picture.
///
/// @param columns of the grid
/// @param rows of the grid
record Grid(Area area, int columns, int rows) {

    /// @param most the most pixels it may have
    static Grid over(Area area, long most) {
        double scale = Math.min(1, Math.sqrt(most / (double) area.pixels()));
        return new Grid(area, Math.max(1, (int) Math.rint(area.width() * scale)), Math.max(1, (int)
                Math.rint(area.height() * scale)));
    }

    /// Grid pixels across one pixel of the picture.
    double scaleX() {
        return (double) columns / area.width();
    }

    double scaleY() {
        return (double) rows / area.height();
    }

    /// Where a place of the picture lies, in the manner of OpenCV: the centre of the first grid pixel is 0.
    double column(double x) {
        return (x - area.x()) * scaleX() - 0.5;
    }

    double row(double y) {
        return (y - area.y()) * scaleY() - 0.5;
    }

    /// The place of the picture in the middle of a grid pixel.
    double x(double column) {
        return area.x() + (column + 0.5) / scaleX();
    }

    double y(double row) {
        return area.y() + (row + 0.5) / scaleY();
    }

    /// The pixels of a region that covers just this part.
    Mat of(Region region, Scratch scratch) {
        if (region.bgr().cols() == columns && region.bgr().rows() == rows) {
            return region.bgr();
        }
        Mat small = scratch.mat();
        Imgproc.resize(region.bgr(), small, new Size(columns, rows), 0, 0, Imgproc.INTER_AREA);
        return small;
    }
}
