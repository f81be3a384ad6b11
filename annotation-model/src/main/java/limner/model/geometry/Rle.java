package limner.model.geometry;

import java.util.Optional;

public final class Rle {
    private Rle() {}

    public static Rle empty(int width, int height) {
        throw new UnsupportedOperationException();
    }

    public static Rle ofCounts(int width, int height, int[] counts) {
        throw new UnsupportedOperationException();
    }

    public static Rle ofCocoString(int width, int height, String text) {
        throw new UnsupportedOperationException();
    }

    public static Rle ofCompressed(int width, int height, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    public static Rle ofRowMajor(int width, int height, byte[] pixels) {
        throw new UnsupportedOperationException();
    }

    public int width() {
        throw new UnsupportedOperationException();
    }

    public int height() {
        throw new UnsupportedOperationException();
    }

    public int runCount() {
        throw new UnsupportedOperationException();
    }

    public int[] counts() {
        throw new UnsupportedOperationException();
    }

    public String cocoString() {
        throw new UnsupportedOperationException();
    }

    public byte[] compressed() {
        throw new UnsupportedOperationException();
    }

    public void decodeRowMajor(byte[] into, byte value) {
        throw new UnsupportedOperationException();
    }

    public void decodeRowMajor(PixelBox area, byte[] into, byte value) {
        throw new UnsupportedOperationException();
    }

    public long area() {
        throw new UnsupportedOperationException();
    }

    public Optional<PixelBox> bounds() {
        throw new UnsupportedOperationException();
    }

    public boolean contains(int x, int y) {
        throw new UnsupportedOperationException();
    }

    public Rle union(Rle other) {
        throw new UnsupportedOperationException();
    }

    public Rle intersect(Rle other) {
        throw new UnsupportedOperationException();
    }

    public Rle subtract(Rle other) {
        throw new UnsupportedOperationException();
    }

    public Rle xor(Rle other) {
        throw new UnsupportedOperationException();
    }

    public double iou(Rle other) {
        throw new UnsupportedOperationException();
    }

    public double iouWithCrowd(Rle crowd) {
        throw new UnsupportedOperationException();
    }

    public Rle translated(int dx, int dy) {
        throw new UnsupportedOperationException();
    }
}
