package limner.model.geometry;

public final class Rasterizer {
    private Rasterizer() {}

    public static Rle rasterize(Shape shape, int width, int height) {
        throw new UnsupportedOperationException();
    }

    public static Rle rasterizeLikeCoco(Polygon polygon, int width, int height) {
        throw new UnsupportedOperationException();
    }

    public static Rle boxLikeCoco(Box box, int width, int height) {
        throw new UnsupportedOperationException();
    }
}
