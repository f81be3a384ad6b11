package limner.media.proxy;

import java.nio.ByteBuffer;

/// Pictures that can be told apart after JPEG: 16 squares, black or white, that spell a number.
public final class Squares {
    private static final int SIDE = 16;

    private Squares() {}

    /// The picture of a number, 64 × 64.
    public static ScreenPixels of(int number) {
        ByteBuffer bgra = ByteBuffer.allocateDirect(4 * SIDE * 4 * SIDE * 4);
        for (int y = 0; y < 4 * SIDE; y++) {
            for (int x = 0; x < 4 * SIDE; x++) {
                boolean one = (number >> (y / SIDE * 4 + x / SIDE) & 1) != 0;
                bgra.putInt(one ? 0xFFFFFFFF : 0x000000FF);
            }
        }
        return new ScreenPixels(4 * SIDE, 4 * SIDE, bgra.clear());
    }

    /// The number that a picture of any size spells.
    public static int read(ScreenPixels pixels) {
        int number = 0;
        for (int i = 0; i < 16; i++) {
            int x = (i % 4 * 2 + 1) * pixels.width() / 8;
            int y = (i / 4 * 2 + 1) * pixels.height() / 8;
            boolean one = (pixels.bgra().get((y * pixels.width() + x) * 4 + 1) & 0xFF) > 127;
            number |= one ? 1 << i : 0;
        }
        return number;
    }
}
