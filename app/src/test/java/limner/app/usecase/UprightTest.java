package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UprightTest {

    /// A picture of 3 by 2 pixels, one byte each.
    private static final byte[] CODED = {1, 2, 3, 4, 5, 6};

    @Test
    void picturesAreTurnedAsTheFileAsks() {
        assertEquals(List.of(1, 2, 3, 4, 5, 6), turned(0, 1));
        assertEquals(List.of(4, 1, 5, 2, 6, 3), turned(90, 1));
        assertEquals(List.of(6, 5, 4, 3, 2, 1), turned(180, 1));
        assertEquals(List.of(3, 6, 2, 5, 1, 4), turned(270, 1));
        assertEquals(turned(270, 1), turned(-90, 1));
        assertEquals(turned(90, 1), turned(89.6, 1));
    }

    @Test
    void theBytesOfAPixelStayTogether() {
        ByteBuffer from = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
        ByteBuffer to = ByteBuffer.allocate(4);
        Upright.HALF_TURN.turn(from, to, 2, 1, 2);
        assertEquals(ByteBuffer.wrap(new byte[] {3, 4, 1, 2}), to);
    }

    @Test
    void quarterTurnsSwapWidthAndHeight() {
        assertEquals(2, Upright.of(90).width(3, 2));
        assertEquals(3, Upright.of(90).height(3, 2));
        assertEquals(3, Upright.of(180).width(3, 2));
    }

    private static List<Integer> turned(double degrees, int bytes) {
        ByteBuffer to = ByteBuffer.allocate(CODED.length);
        Upright.of(degrees).turn(ByteBuffer.wrap(CODED), to, 3, 2, bytes);
        List<Integer> pixels = new java.util.ArrayList<>();
        while (to.hasRemaining()) {
            pixels.add((int) to.get());
        }
        return pixels;
    }
}
