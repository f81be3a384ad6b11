package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StencilTest {

    /// A picture of noise that counts what is read of it.
    private static final class Noise implements PixelValues {
        private final byte[] values;
        private final int width;
        private long read;

        Noise(Random random, int width, int height) {
            this.width = width;
            values = new byte[width * height];
            random.nextBytes(values);
        }

        int at(int x, int y) {
            return values[y * width + x] & 0xff;
        }

        @Override
        public void read(PixelBox area, byte[] into) {
            read += (long) area.width() * area.height();
            for (int y = 0; y < area.height(); y++) {
                System.arraycopy(values, (area.y() + y) * width + area.x(), into, y * area.width(), area.width());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {81, 82, 83, 84})
    void aGestureThroughAStencilIsTheGestureAndThenTheRuleForEveryPixel(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            Pixels start = Pixels.random(random, 200);
            Rle before = start.rle();
            int width = before.width();
            int height = before.height();
            Noise noise = new Noise(random, width, height);
            int low = random.nextInt(256);
            int high = low + random.nextInt(256 - low);
            Optional<Rle> inside = random.nextBoolean() ? Optional.of(mask(random, width, height)) : Optional.empty();
            List<Rle> outside = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                outside.add(mask(random, width, height));
            }
            Optional<Stencil.Gate> gate =
                    random.nextBoolean() ? Optional.of(new Stencil.Gate(noise, low, high)) : Optional.empty();
            Ink ink = random.nextBoolean() ? Ink.PAINT : Ink.ERASE;
            Tip tip = random.nextBoolean() ? Tip.ROUND : Tip.SQUARE;
            double size = 1 + random.nextInt(40);
            List<Point> path = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                path.add(new Point(random.nextDouble() * width, random.nextDouble() * height));
            }
            Rle filled = mask(random, width, height);

            MaskEditor editor = MaskEditor.of(before);
            editor.begin(Optional.of(Stencil.of(width, height, inside, outside, gate)));
            editor.remember();
            MaskEditor free = MaskEditor.blank(width, height);
            for (int i = 1; i < path.size(); i++) {
                editor.stroke(path.get(i - 1), path.get(i), size, tip, ink);
                free.stroke(path.get(i - 1), path.get(i), size, tip, Ink.PAINT);
            }
            editor.fill(filled, ink);
            free.fill(filled, Ink.PAINT);

            Rle touched = free.toRle();
            Pixels covered = Pixels.blank(width, height);
            covered.fill((x, y) -> touched.contains(x, y)
                    && inside.map(m -> m.contains(x, y)).orElse(true)
                    && outside.stream().noneMatch(m -> m.contains(x, y))
                    && (gate.isEmpty() || (noise.at(x, y) >= low && noise.at(x, y) <= high)));
            Rle allowed = covered.rle();
            String where = "seed " + seed + ", round " + round;
            assertEquals(allowed, editor.covered(), where);
            assertEquals(ink == Ink.PAINT ? before.union(allowed) : before.subtract(allowed), editor.toRle(), where);
            assertEquals(
                    allowed, Stencil.of(width, height, inside, outside, gate).allowed(touched), where);
        }
    }

    private static Rle mask(Random random, int width, int height) {
        MaskEditor editor = MaskEditor.blank(width, height);
        for (int i = random.nextInt(4); i >= 0; i--) {
            editor.stroke(
                    new Point(random.nextDouble() * width, random.nextDouble() * height),
                    new Point(random.nextDouble() * width, random.nextDouble() * height),
                    1 + random.nextInt(60),
                    random.nextBoolean() ? Tip.ROUND : Tip.SQUARE,
                    random.nextInt(4) > 0 ? Ink.PAINT : Ink.ERASE);
        }
        return editor.toRle();
    }

    @Test
    void onlyWhatAGestureComesToIsReadOfThePictureAndOnlyOnce() {
        Noise noise = new Noise(new Random(1), 3840, 2160);
        Stencil stencil =
                Stencil.of(3840, 2160, Optional.empty(), List.of(), Optional.of(new Stencil.Gate(noise, 10, 200)));
        MaskEditor editor = MaskEditor.blank(3840, 2160);
        editor.begin(Optional.of(stencil));
        editor.stroke(new Point(1000, 1000), new Point(1080, 1000), 60, Tip.ROUND, Ink.PAINT);
        long once = noise.read;
        assertTrue(once > 0 && once <= 4 * 3 * 64 * 64, once + " pixels read");
        editor.stroke(new Point(1080, 1000), new Point(1000, 1000), 60, Tip.ROUND, Ink.PAINT);
        assertEquals(once, noise.read);
    }

    @Test
    void theNextGestureIsFreeAgain() {
        MaskEditor editor = MaskEditor.blank(20, 20);
        Rle nothing = Rle.empty(20, 20);
        editor.begin(Optional.of(Stencil.of(20, 20, Optional.of(nothing), List.of(), Optional.empty())));
        editor.dab(10, 10, 6, Tip.SQUARE, Ink.PAINT);
        assertEquals(nothing, editor.toRle());
        editor.begin(Optional.empty());
        editor.dab(10, 10, 6, Tip.SQUARE, Ink.PAINT);
        assertEquals(36, editor.toRle().area());
        assertTrue(editor.covered().isEmpty(), "nothing was to be remembered");
    }

    @Test
    void whatFitsNoPictureIsRefused() {
        Rle other = Rle.empty(9, 10);
        assertThrows(
                IllegalArgumentException.class,
                () -> Stencil.of(10, 10, Optional.of(other), List.of(), Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Stencil.of(10, 10, Optional.empty(), List.of(other), Optional.empty()));
        Stencil stencil = Stencil.of(10, 10, Optional.empty(), List.of(), Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> stencil.allowed(other));
        assertThrows(
                IllegalArgumentException.class, () -> MaskEditor.blank(10, 9).begin(Optional.of(stencil)));
        assertThrows(IllegalArgumentException.class, () -> new Stencil.Gate((_, _) -> {}, 7, 6));
        assertTrue(stencil.lets(9, 9));
        assertFalse(stencil.lets(10, 9));
        assertFalse(stencil.lets(-1, 0));
    }
}
