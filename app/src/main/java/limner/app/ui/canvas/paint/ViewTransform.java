package limner.app.ui.canvas.paint;

import limner.model.geometry.Box;
import limner.model.geometry.Point;

/// Where the picture lies on the canvas: screen = picture × scale + offset, in JavaFX's logical pixels. Pixels that are
/// not square in the file are stretched here and nowhere else: labels live in stored pixels.
///
/// @param scale logical screen pixels per row of the picture
/// @param aspect width over height of a picture pixel on the screen
/// @param x of the picture's left edge on the canvas
/// @param y of the picture's top edge on the canvas
public record ViewTransform(double scale, double aspect, double x, double y) {

    /// From this scale on picture pixels are shown as squares.
    public static final double PIXELS_FROM = 4;

    private static final double LARGEST = 96;
    private static final double SMALLEST = 0.02;

    public ViewTransform {
        boolean sized = scale > 0 && Double.isFinite(scale) && aspect > 0 && Double.isFinite(aspect);
        if (!sized || !Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("not a view: " + scale + " (" + aspect + ") at " + x + ", " + y);
        }
    }

    /// A view of square pixels.
    public ViewTransform(double scale, double x, double y) {
        this(scale, 1, x, y);
    }

    /// Logical screen pixels per column of the picture.
    public double scaleX() {
        return scale * aspect;
    }

    /// The whole picture, as large as it fits and centred; never enlarged beyond eightfold.
    public static ViewTransform fit(
            double pictureWidth, double pictureHeight, double aspect, double viewWidth, double viewHeight) {
        double widest = viewWidth / (pictureWidth * aspect);
        double scale = Math.clamp(Math.min(widest, viewHeight / pictureHeight), SMALLEST, 8);
        return new ViewTransform(
                scale,
                aspect,
                Math.rint((viewWidth - pictureWidth * aspect * scale) / 2),
                Math.rint((viewHeight - pictureHeight * scale) / 2));
    }

    public double toScreenX(double pictureX) {
        return pictureX * scaleX() + x;
    }

    public double toScreenY(double pictureY) {
        return pictureY * scale + y;
    }

    /// The place on the picture under a place on the canvas.
    public Point toPicture(double screenX, double screenY) {
        return new Point((screenX - x) / scaleX(), (screenY - y) / scale);
    }

    /// Zooms so that what is under the given place stays there: to the pixel at the cursor.
    public ViewTransform zoomedAt(double screenX, double screenY, double factor) {
        double next = Math.clamp(scale * factor, SMALLEST, LARGEST);
        double ratio = next / scale;
        return new ViewTransform(next, aspect, screenX - (screenX - x) * ratio, screenY - (screenY - y) * ratio);
    }

    public ViewTransform panned(double dx, double dy) {
        return new ViewTransform(scale, aspect, x + dx, y + dy);
    }

    /// The same view, moved back where it would otherwise lose the picture: a quarter of the canvas always shows it.
    public ViewTransform keepingInSight(
            double pictureWidth, double pictureHeight, double viewWidth, double viewHeight) {
        double width = pictureWidth * scaleX();
        double height = pictureHeight * scale;
        double marginX = Math.min(viewWidth / 4, width);
        double marginY = Math.min(viewHeight / 4, height);
        return new ViewTransform(
                scale,
                aspect,
                Math.clamp(x, marginX - width, Math.max(marginX - width, viewWidth - marginX)),
                Math.clamp(y, marginY - height, Math.max(marginY - height, viewHeight - marginY)));
    }

    /// The part of the plane that a canvas of this size shows, in picture coordinates.
    public Box visible(double viewWidth, double viewHeight) {
        return new Box(-x / scaleX(), -y / scale, viewWidth / scaleX(), viewHeight / scale);
    }

    /// The same view in device pixels.
    public ViewTransform times(double outputScale) {
        return new ViewTransform(scale * outputScale, aspect, x * outputScale, y * outputScale);
    }
}
