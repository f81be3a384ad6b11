package limner.app.usecase;

import java.nio.ByteBuffer;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Rle;
import limner.model.release.Covering;

/// The pixels of a picture with objects blurred or painted over. In whole numbers alone, so that they are the same on
/// every machine.
final class CoveredPixels {

    private static final int COLOURS = 3;

    /// Middle grey: not a colour that says much to those who train on it.
    private static final byte FILL = (byte) 128;

    /// Windows of a third of the longer side, three times over: what is left of a face is how light it was.
    private static final int SHARE = 6;

    private static final int LEAST_RADIUS = 4;
    private static final int PASSES = 3;

    private CoveredPixels() {}

    /// @param rgb three bytes a pixel, from the position on; left as it is
    static ByteBuffer of(ByteBuffer rgb, int width, int height, Covering covering) {
        byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, height), COLOURS)];
        rgb.duplicate().get(pixels);
        for (Rle region : covering.blurred()) {
            region.bounds().ifPresent(bounds -> blur(pixels, width, region, bounds));
        }
        for (Rle region : covering.filled()) {
            region.bounds().ifPresent(bounds -> fill(pixels, width, region, bounds));
        }
        return ByteBuffer.wrap(pixels);
    }

    private static byte[] inside(Rle region, PixelBox bounds) {
        byte[] mask = new byte[bounds.width() * bounds.height()];
        region.decodeRowMajor(bounds, mask, (byte) 1);
        return mask;
    }

    private static void fill(byte[] pixels, int width, Rle region, PixelBox bounds) {
        byte[] mask = inside(region, bounds);
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] != 0) {
                int at = at(i, width, bounds);
                for (int c = 0; c < COLOURS; c++) {
                    pixels[at + c] = FILL;
                }
            }
        }
    }

    private static int at(int i, int width, PixelBox bounds) {
        int x = bounds.x() + i % bounds.width();
        int y = bounds.y() + i / bounds.width();
        return (y * width + x) * COLOURS;
    }

    /// Means over windows of the object's own pixels alone: nothing of it gets out, and nothing around it gets in.
    private static void blur(byte[] pixels, int width, Rle region, PixelBox bounds) {
        byte[] mask = inside(region, bounds);
        int radius = Math.max(LEAST_RADIUS, Math.max(bounds.width(), bounds.height()) / SHARE);
        for (int c = 0; c < COLOURS; c++) {
            int[] values = new int[mask.length];
            for (int i = 0; i < mask.length; i++) {
                values[i] = mask[i] == 0 ? 0 : pixels[at(i, width, bounds) + c] & 0xff;
            }
            for (int pass = 0; pass < PASSES; pass++) {
                values = mean(values, mask, bounds.width(), bounds.height(), radius);
            }
            for (int i = 0; i < mask.length; i++) {
                if (mask[i] != 0) {
                    pixels[at(i, width, bounds) + c] = (byte) values[i];
                }
            }
        }
    }

    /// By sums over everything above and to the left.
    private static int[] mean(int[] values, byte[] mask, int width, int height, int radius) {
        long[] sums = new long[(width + 1) * (height + 1)];
        int[] counts = new int[sums.length];
        for (int y = 0; y < height; y++) {
            long row = 0;
            int many = 0;
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                row += mask[i] == 0 ? 0 : values[i];
                many += mask[i];
                int to = (y + 1) * (width + 1) + x + 1;
                sums[to] = sums[to - width - 1] + row;
                counts[to] = counts[to - width - 1] + many;
            }
        }
        int[] means = new int[values.length];
        for (int y = 0; y < height; y++) {
            int top = Math.max(0, y - radius) * (width + 1);
            int bottom = Math.min(height, y + radius + 1) * (width + 1);
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - radius);
                int right = Math.min(width, x + radius + 1);
                int many = counts[bottom + right] - counts[top + right] - counts[bottom + left] + counts[top + left];
                long sum = sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
                means[y * width + x] = many == 0 ? 0 : (int) ((sum + many / 2) / many);
            }
        }
        return means;
    }
}
