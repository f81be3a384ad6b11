package limner.model.release;

import java.nio.ByteBuffer;

/// A number of 64 bits that hardly changes when a picture is scaled, compressed or made brighter: which of two
/// neighbours is the brighter one, on a grid of 9 by 8 means. (N. Krawetz, "Kind of Like That", 2013.)
public final class DifferenceHash {

    /// Up to this many bits of two hashes differ where pictures are taken for nearly the same.
    static final int NEAR = 3;

    private static final int COLUMNS = 9;
    private static final int ROWS = 8;

    private DifferenceHash() {}

    /// @param rgb rows from the top without gaps, three bytes a pixel, from position 0
    /// @throws IllegalArgumentException when there are fewer bytes than the picture has
    public static long ofRgb(ByteBuffer rgb, int width, int height) {
        if (width < 1 || height < 1 || rgb.limit() < 3L * width * height) {
            throw new IllegalArgumentException("these are not the pixels of " + width + " x " + height);
        }
        long hash = 0;
        for (int row = 0; row < ROWS; row++) {
            double left = mean(rgb, width, height, 0, row);
            for (int column = 1; column < COLUMNS; column++) {
                double right = mean(rgb, width, height, column, row);
                hash = hash << 1 | (left < right ? 1 : 0);
                left = right;
            }
        }
        return hash;
    }

    /// Brightness as ITU-R BT.601 weighs colours, in whole numbers; every sum is exact.
    private static double mean(ByteBuffer rgb, int width, int height, int column, int row) {
        int x0 = (int) ((long) column * width / COLUMNS);
        int x1 = Math.max(x0 + 1, (int) ((column + 1L) * width / COLUMNS));
        int y0 = (int) ((long) row * height / ROWS);
        int y1 = Math.max(y0 + 1, (int) ((row + 1L) * height / ROWS));
        long sum = 0;
        for (int y = y0; y < y1; y++) {
            int at = 3 * (y * width + x0);
            for (int x = x0; x < x1; x++) {
                sum += 299L * (rgb.get(at) & 255) + 587L * (rgb.get(at + 1) & 255) + 114L * (rgb.get(at + 2) & 255);
                at += 3;
            }
        }
        return (double) sum / ((long) (x1 - x0) * (y1 - y0));
    }
}
