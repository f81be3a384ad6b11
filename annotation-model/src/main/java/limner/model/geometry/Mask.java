package limner.model.geometry;

/// A painted region, kept as the pixels it covers in a picture of a given size, with all its holes and parts.
public record Mask(Rle rle) implements Shape {
    @Override
    public Box bounds() {
        return rle.bounds().orElse(PixelBox.EMPTY).toBox();
    }

    @Override
    public Mask translated(double dx, double dy) {
        return new Mask(rle.translated(wholePixels(dx), wholePixels(dy)));
    }

    @Override
    public ShapeKind kind() {
        return ShapeKind.MASK;
    }

    private static int wholePixels(double distance) {
        return Math.clamp(
                Math.round(Coordinates.finite(distance, "The distance to move a mask")),
                Integer.MIN_VALUE,
                Integer.MAX_VALUE);
    }
}
