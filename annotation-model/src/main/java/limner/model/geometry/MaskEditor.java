package limner.model.geometry;

public final class MaskEditor {
    private MaskEditor() {}

    public static MaskEditor blank(int width, int height) {
        throw new UnsupportedOperationException();
    }

    public static MaskEditor of(Rle rle) {
        throw new UnsupportedOperationException();
    }

    public int width() {
        throw new UnsupportedOperationException();
    }

    public int height() {
        throw new UnsupportedOperationException();
    }

    public void dab(double cx, double cy, double diameter, Tip tip, Ink ink) {
        throw new UnsupportedOperationException();
    }

    public void stroke(Point from, Point to, double diameter, Tip tip, Ink ink) {
        throw new UnsupportedOperationException();
    }

    public void fillPolygon(Polygon polygon, Ink ink) {
        throw new UnsupportedOperationException();
    }

    public void fill(Rle rle, Ink ink) {
        throw new UnsupportedOperationException();
    }

    public boolean contains(int x, int y) {
        throw new UnsupportedOperationException();
    }

    public void decodeRowMajor(PixelBox area, byte[] into, byte value) {
        throw new UnsupportedOperationException();
    }

    public PixelBox dirty() {
        throw new UnsupportedOperationException();
    }

    public void clearDirty() {
        throw new UnsupportedOperationException();
    }

    public Rle toRle() {
        throw new UnsupportedOperationException();
    }
}
