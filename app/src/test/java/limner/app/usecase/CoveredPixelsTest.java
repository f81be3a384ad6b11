package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.release.Covering;
import org.junit.jupiter.api.Test;

/// Objects that are hidden on pictures.
final class CoveredPixelsTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final Rle FACE = Rasterizer.rasterize(new Ellipse(70, 55, 32, 40, 20), WIDTH, HEIGHT);

    private static byte[] noise(int seed) {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    private static byte[] covered(byte[] pixels, Covering covering) {
        byte[] before = pixels.clone();
        ByteBuffer shown = CoveredPixels.of(ByteBuffer.wrap(pixels), WIDTH, HEIGHT, covering);
        byte[] result = new byte[shown.remaining()];
        shown.get(result);
        assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(pixels), "the picture itself is as it was");
        return result;
    }

    private static boolean hidden(int i) {
        return FACE.contains(i / 3 % WIDTH, i / 3 / WIDTH);
    }

    @Test
    void aFilledObjectHasOneColourAndTheRestIsAsItWas() {
        byte[] pixels = noise(1);
        byte[] shown = covered(pixels, new Covering(List.of(), List.of(FACE)));
        for (int i = 0; i < shown.length; i++) {
            assertEquals(hidden(i) ? (byte) 128 : pixels[i], shown[i], "byte " + i);
        }
    }

    @Test
    void aBlurredObjectHasNoDetailLeftAndNothingOfItGetsOutOrIn() {
        byte[] pixels = noise(2);
        byte[] shown = covered(pixels, new Covering(List.of(FACE), List.of()));
        int step = 0;
        for (int i = 0; i < shown.length; i++) {
            if (hidden(i)) {
                if (i % (WIDTH * 3) > 3 && hidden(i - 3)) {
                    step = Math.max(step, Math.abs((shown[i] & 0xff) - (shown[i - 3] & 0xff)));
                }
            } else {
                assertEquals(pixels[i], shown[i], "byte " + i);
            }
        }
        assertTrue(step <= 2, "noise of 255 levels from pixel to pixel leaves steps of " + step);
        // Another picture around it shows the same.
        byte[] other = noise(3);
        for (int i = 0; i < other.length; i++) {
            other[i] = hidden(i) ? pixels[i] : other[i];
        }
        byte[] there = covered(other, new Covering(List.of(FACE), List.of()));
        for (int i = 0; i < there.length; i++) {
            assertEquals(hidden(i) ? shown[i] : other[i], there[i], "byte " + i);
        }
    }

    @Test
    void aSharpEdgeInsideIsGone() {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % WIDTH < 70 ? 0 : 255);
        }
        byte[] shown = covered(pixels, new Covering(List.of(FACE), List.of()));
        int row = 55 * WIDTH * 3;
        for (int x = 45; x < 95; x++) {
            int step = (shown[row + (x + 1) * 3] & 0xff) - (shown[row + x * 3] & 0xff);
            assertTrue(step >= 0 && step < 12, "an edge of 255 levels goes over " + step + " at " + x);
        }
    }
}
