package limner.app.usecase;

import java.nio.ByteBuffer;
import limner.media.proxy.ScreenPixels;

/// Makes pixels fewer: each new one is the mean of those it covers. It looks at no more of them than four by four for
/// each
/// new one, which is enough for a glance.
final class Shrinking {

    static final int LOOKS = 4;

    private Shrinking() {}

    /// Pixels of their own, also where they become no fewer: those that are given may be overwritten.
    static ScreenPixels of(ScreenPixels from, int width, int height) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(width * height * 4);
        ByteBuffer source = from.bgra();
        int[] columns = places(from.width(), width);
        int[] rows = places(from.height(), height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 4; channel++) {
                    int sum = 0;
                    for (int i = 0; i < LOOKS; i++) {
                        int row = rows[y * LOOKS + i] * from.width();
                        for (int j = 0; j < LOOKS; j++) {
                            sum += source.get((row + columns[x * LOOKS + j]) * 4 + channel) & 0xFF;
                        }
                    }
                    bytes.put((byte) ((sum + LOOKS * LOOKS / 2) / (LOOKS * LOOKS)));
                }
            }
        }
        return new ScreenPixels(width, height, bytes.clear());
    }

    /// Where to look along one side, evenly within each new pixel.
    private static int[] places(int from, int to) {
        int[] places = new int[to * LOOKS];
        for (int i = 0; i < places.length; i++) {
            places[i] = (int) Math.min(from - 1L, (long) ((i + 0.5) * from / places.length));
        }
        return places;
    }
}
