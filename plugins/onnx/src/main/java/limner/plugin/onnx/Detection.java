package limner.plugin.onnx;

/// A box of one class, in pixels of the picture.
///
/// @param classIndex place of the class in the model's list
/// @param score 0 to 1
record Detection(int classIndex, double score, double left, double top, double right, double bottom) {

    /// Intersection over union, 0 to 1; 0 when neither has an area.
    double overlap(Detection other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double both = width * height;
        return both / (area() + other.area() - both);
    }

    private double area() {
        return (right - left) * (bottom - top);
    }
}
