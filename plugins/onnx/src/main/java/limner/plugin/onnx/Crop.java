package limner.plugin.onnx;

/// A rectangle of whole pixels within a picture, at least one pixel wide and high.
record Crop(int x, int y, int width, int height) {

    Crop {
        if (x < 0 || y < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException("no part of a picture: " + x + "," + y + " " + width + " x " + height);
        }
    }

    static Crop whole(int width, int height) {
        return new Crop(0, 0, width, height);
    }

    /// The pixels a box touches once its sides have grown by the margin (0.25: a quarter, half of it on either side),
    /// clipped to the picture. The box must overlap the picture.
    static Crop around(Detection box, double margin, int pictureWidth, int pictureHeight) {
        double growX = (box.right() - box.left()) * margin / 2;
        double growY = (box.bottom() - box.top()) * margin / 2;
        int left = (int) Math.clamp(Math.floor(box.left() - growX), 0, pictureWidth - 1);
        int top = (int) Math.clamp(Math.floor(box.top() - growY), 0, pictureHeight - 1);
        int right = (int) Math.clamp(Math.ceil(box.right() + growX), left + 1, pictureWidth);
        int bottom = (int) Math.clamp(Math.ceil(box.bottom() + growY), top + 1, pictureHeight);
        return new Crop(left, top, right - left, bottom - top);
    }
}
