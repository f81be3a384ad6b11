package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RleTest {
    @Test
    void runsGoDownTheColumnsAndBeginOutside() {
        Rle rle = Pixels.of("#..", "##.", "...", "..#").rle();

        assertArrayEquals(new int[] {0, 2, 3, 1, 5, 1}, rle.counts());
        assertEquals(6, rle.runCount());
        assertEquals(4, rle.area());
        assertEquals(Optional.of(new PixelBox(0, 0, 3, 4)), rle.bounds());
    }

    @Test
    void aRunGoesOnFromTheFootOfAColumnToTheHeadOfTheNext() {
        Rle rle = Pixels.of(".#", ".#", "#.").rle();

        assertArrayEquals(new int[] {2, 3, 1}, rle.counts());
        assertEquals(Optional.of(new PixelBox(0, 0, 2, 3)), rle.bounds());
    }

    @Test
    void aColumnThatEndsInsideDoesNotRunOn() {
        Rle rle = Pixels.of("..", "#.").rle();

        assertArrayEquals(new int[] {1, 1, 2}, rle.counts());
        assertEquals(Optional.of(new PixelBox(0, 1, 1, 1)), rle.bounds());
    }

    @Test
    void anEmptyMaskHasOneRunAndNoBounds() {
        Rle rle = Rle.empty(5, 4);

        assertArrayEquals(new int[] {20}, rle.counts());
        assertEquals("d0", rle.cocoString());
        assertEquals(0, rle.area());
        assertTrue(rle.isEmpty());
        assertEquals(Optional.empty(), rle.bounds());
        assertEquals(Pixels.blank(5, 4).rle(), rle);
    }

    @Test
    void aFullMaskBeginsWithAnEmptyRun() {
        Rle rle = Rle.ofCounts(5, 4, new int[] {0, 20});

        assertEquals("0d0", rle.cocoString());
        assertEquals(20, rle.area());
        assertEquals(Optional.of(new PixelBox(0, 0, 5, 4)), rle.bounds());
    }

    @Test
    void emptyRunsAreJoinedAwaySoThatEqualRegionsAreEqual() {
        Rle plain = Rle.ofCounts(4, 3, new int[] {2, 5, 5});
        Rle padded = Rle.ofCounts(4, 3, new int[] {1, 0, 1, 3, 0, 2, 5, 0, 0});

        assertEquals(plain, padded);
        assertEquals(plain.hashCode(), padded.hashCode());
        assertEquals(plain.cocoString(), padded.cocoString());
        assertNotEquals(plain, Rle.ofCounts(3, 4, new int[] {2, 5, 5}), "the same runs in a picture of another form");
    }

    @Test
    void aRunOfMillionsOfPixelsSurvivesItsText() {
        Rle rle = Rle.ofCounts(2000, 2000, new int[] {3_999_999, 1});

        assertEquals("oWRj31", rle.cocoString());
        assertEquals(rle, Rle.ofCocoString(2000, 2000, "oWRj31"));
        assertTrue(rle.contains(1999, 1999));
        assertFalse(rle.contains(1998, 1999));
    }

    @Test
    void theLargestPictureWorks() {
        int width = 65_537;
        int height = 32_767;
        int pixels = width * height;
        Rle rle = Rle.ofCounts(width, height, new int[] {0, 1, pixels - 2, 1});

        assertEquals(2, rle.area());
        assertEquals(Optional.of(new PixelBox(0, 0, width, height)), rle.bounds());
        assertEquals(rle, Rle.ofCocoString(width, height, rle.cocoString()));
        assertEquals(
                pixels - 2L,
                Rle.ofCounts(width, height, new int[] {0, pixels}).subtract(rle).area());
    }

    @Test
    void everyByteThatIsNotZeroIsInside() {
        Rle rle = Rle.ofRowMajor(3, 3, new byte[] {1, 2, -1, 0, 5, 0, 0, 7, 3});

        assertEquals(Pixels.of("###", ".#.", ".##").rle(), rle);
    }

    @Test
    void decodingLeavesThePixelsOutsideAlone() {
        byte[] into = {9, 9, 9, 9};
        Pixels.of("#.", ".#").rle().decodeRowMajor(into, (byte) 4);

        assertArrayEquals(new byte[] {4, 9, 9, 4}, into);
    }

    @Test
    void unionWithACrowdDividesByTheDetection() {
        Rle detection = Pixels.of("##..").rle();
        Rle crowd = Pixels.of(".###").rle();

        assertEquals(0.25, detection.iou(crowd));
        assertEquals(0.5, detection.iouWithCrowd(crowd));
        assertEquals(0, Rle.empty(4, 1).iou(Rle.empty(4, 1)));
        assertEquals(0, Rle.empty(4, 1).iouWithCrowd(crowd));
    }

    @Test
    void masksOfDifferentPicturesCannotBeCombined() {
        Rle one = Rle.empty(4, 3);
        Rle other = Rle.empty(3, 4);

        assertThrows(IllegalArgumentException.class, () -> one.union(other));
        assertThrows(IllegalArgumentException.class, () -> one.iou(other));
        assertThrows(IllegalArgumentException.class, () -> Overlaps.between(List.of(one), List.of(other)));
    }

    @Test
    void countsThatDoNotFillThePictureAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Rle.ofCounts(4, 3, new int[] {2, 5}));
        assertThrows(IllegalArgumentException.class, () -> Rle.ofCounts(4, 3, new int[] {2, 11}));
        assertThrows(IllegalArgumentException.class, () -> Rle.ofCounts(4, 3, new int[] {2, -1, 11}));
        assertThrows(
                IllegalArgumentException.class,
                () -> Rle.ofCounts(4, 3, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 14}),
                "a sum that wraps around to the right number");
        assertThrows(IllegalArgumentException.class, () -> Rle.ofCounts(4, 3, new int[0]));
    }

    @Test
    void picturesWithoutPixelsOrWithTooManyAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Rle.empty(0, 3));
        assertThrows(IllegalArgumentException.class, () -> Rle.empty(3, -1));
        assertThrows(IllegalArgumentException.class, () -> Rle.empty(65_536, 65_536));
        assertThrows(IllegalArgumentException.class, () -> Rle.ofRowMajor(2, 2, new byte[5]));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''       | 0 | an empty text
            2 a0     | 1 | a blank
            2~a0     | 1 | a character after the alphabet
            2é       | 1 | a character beyond ASCII
            2日      | 1 | a character of three bytes
            2d       | 1 | a number cut off
            oooooooo | 0 | a number without end
            PPPPPPP0 | 0 | a number of eight groups
            O        | 0 | a negative run
            222H     | 3 | a difference that makes a run negative
            d1       | 0 | a run beyond the picture
            85       | 2 | too few pixels
            """)
    void hostileTextIsRefusedWithThePlace(String text, int place, String why) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Rle.ofCocoString(5, 4, text), why);

        assertTrue(
                String.valueOf(refusal.getMessage()).contains("at character " + place + ":"),
                why + ": " + refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomTextIsReadOrRefusedButNothingElse(long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] text = new byte[random.nextInt(12)];
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) (random.nextInt(10) == 0 ? random.nextInt(256) : 48 + random.nextInt(20));
            }
            try {
                Rle rle = Rle.ofCompressed(3, 4, text);
                assertEquals(rle, Rle.ofCompressed(3, 4, rle.compressed()), "seed " + seed + ", round " + round);
                assertEquals(Pixels.of(rle).rle(), rle, "seed " + seed + ", round " + round);
                read++;
            } catch (IllegalArgumentException refused) {
                assertTrue(String.valueOf(refused.getMessage()).contains("at character"), refused.getMessage());
            }
        }
        assertTrue(read > 0, "no text of the seed was readable, so nothing was tested");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void everythingAgreesWithLoopsOverPixels(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            String where = "seed " + seed + ", round " + round;
            Pixels a = Pixels.random(random, 1 + random.nextInt(150));
            Pixels b = a.randomSibling(random);
            Rle rleA = a.rle();
            Rle rleB = b.rle();

            assertEquals(a.drawn(), Pixels.of(rleA).drawn(), where);
            assertArrayEquals(slowCounts(a), rleA.counts(), where);
            assertEquals(rleA, Rle.ofCounts(a.width(), a.height(), rleA.counts()), where);
            assertEquals(rleA, Rle.ofCocoString(a.width(), a.height(), rleA.cocoString()), where);
            assertEquals(a.area(), rleA.area(), where);
            assertEquals(slowBounds(a), rleA.bounds(), where);
            assertEquals(a.drawn(), a.map(rleA::contains).drawn(), where);

            Pixels both = a.map((x, y) -> a.at(x, y) && b.at(x, y));
            Pixels either = a.map((x, y) -> a.at(x, y) || b.at(x, y));
            assertEquals(either.rle(), rleA.union(rleB), where);
            assertEquals(both.rle(), rleA.intersect(rleB), where);
            assertEquals(a.map((x, y) -> a.at(x, y) && !b.at(x, y)).rle(), rleA.subtract(rleB), where);
            assertEquals(a.map((x, y) -> a.at(x, y) ^ b.at(x, y)).rle(), rleA.xor(rleB), where);
            assertEquals(both.area(), rleA.intersectionArea(rleB), where);
            double iou = either.area() == 0 ? 0 : (double) both.area() / either.area();
            assertEquals(iou, rleA.iou(rleB), where);
            Overlaps overlaps = Overlaps.between(List.of(rleA, rleB), List.of(rleB));
            assertEquals(iou, overlaps.iou(0, 0), where);
            assertEquals(rleA.iouWithCrowd(rleB), overlaps.iouWithCrowd(0, 0), where);
            assertEquals(b.area(), overlaps.intersectionArea(1, 0), where);

            int dx = random.nextInt(2 * a.width() + 1) - a.width();
            int dy = random.nextInt(2 * a.height() + 1) - a.height();
            assertEquals(a.map((x, y) -> a.at(x - dx, y - dy)).rle(), rleA.translated(dx, dy), where);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {17, 18, 19})
    void wideMasksOfManyRunsAgreeWithLoopsOverPixels(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            String where = "seed " + seed + ", round " + round;
            int width = 200 + random.nextInt(700);
            int height = 1 + random.nextInt(30);
            byte[] a = grains(random, width * height);
            byte[] b = grains(random, width * height);
            Rle rleA = Rle.ofRowMajor(width, height, a);
            Rle rleB = Rle.ofRowMajor(width, height, b);
            byte[] decoded = new byte[width * height];
            rleA.decodeRowMajor(decoded, (byte) 1);
            assertArrayEquals(a, decoded, where);
            assertEquals(rleA, Rle.ofCompressed(width, height, rleA.compressed()), where);

            byte[] either = new byte[a.length];
            byte[] both = new byte[a.length];
            byte[] rest = new byte[a.length];
            int shared = 0;
            for (int i = 0; i < a.length; i++) {
                either[i] = (byte) (a[i] | b[i]);
                both[i] = (byte) (a[i] & b[i]);
                rest[i] = (byte) (a[i] & ~b[i]);
                shared += both[i];
            }
            assertEquals(Rle.ofRowMajor(width, height, either), rleA.union(rleB), where);
            assertEquals(Rle.ofRowMajor(width, height, both), rleA.intersect(rleB), where);
            assertEquals(Rle.ofRowMajor(width, height, rest), rleA.subtract(rleB), where);
            assertEquals(shared, rleA.intersectionArea(rleB), where);
        }
    }

    /// Pixels that stay as they are for a while, in some part of the picture.
    private static byte[] grains(Random random, int pixels) {
        byte[] grains = new byte[pixels];
        int from = random.nextInt(pixels);
        int to = from + random.nextInt(pixels - from + 1);
        int length = 1 + random.nextInt(random.nextBoolean() ? 3 : 400);
        byte value = 1;
        for (int i = from; i < to; value ^= 1) {
            for (int end = Math.min(to, i + 1 + random.nextInt(length)); i < end; i++) {
                grains[i] = value;
            }
        }
        return grains;
    }

    @Test
    void emptyRunsInATextAreJoinedAwayHoweverManyFollowEachOther() {
        // Runs of 2, 3, 0, 0 and 5; the fourth and fifth are written as differences: 0 − 3 and 5 − 0.
        assertEquals(Rle.ofCounts(5, 2, new int[] {2, 3, 5}), Rle.ofCocoString(5, 2, "230M5"));
        assertEquals(Rle.ofCounts(5, 2, new int[] {0, 10}), Rle.ofCocoString(5, 2, "0:"));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void anAreaDecodesLikeThatPartOfThePicture(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Pixels pixels = Pixels.random(random, 140);
            int x = random.nextInt(pixels.width());
            int y = random.nextInt(pixels.height());
            PixelBox area =
                    new PixelBox(x, y, random.nextInt(pixels.width() - x + 1), random.nextInt(pixels.height() - y + 1));
            byte[] expected = new byte[area.width() * area.height()];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (byte) (pixels.at(x + i % area.width(), y + i / area.width()) ? 3 : 0);
            }
            byte[] fromRle = new byte[expected.length];
            byte[] fromEditor = new byte[expected.length];
            pixels.rle().decodeRowMajor(area, fromRle, (byte) 3);
            MaskEditor.of(pixels.rle()).decodeRowMajor(area, fromEditor, (byte) 3);

            assertArrayEquals(expected, fromRle, "seed " + seed + ", round " + round + ", " + area);
            assertArrayEquals(expected, fromEditor, "seed " + seed + ", round " + round + ", " + area);
        }
    }

    @Test
    void anAreaDecodesIntoItsPlaceInALargerArray() {
        byte[] into = new byte[12];
        Pixels.of("....", ".##.", ".#..").rle().decodeRowMajor(new PixelBox(1, 1, 2, 2), into, 5, 4, (byte) 1);

        assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0}, into);
    }

    @Test
    void areasOutsideThePictureAndArraysTooSmallAreRefused() {
        Rle rle = Rle.empty(4, 3);

        assertThrows(
                IllegalArgumentException.class,
                () -> rle.decodeRowMajor(new PixelBox(3, 0, 2, 1), new byte[2], (byte) 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> rle.decodeRowMajor(new PixelBox(-1, 0, 2, 1), new byte[2], (byte) 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> rle.decodeRowMajor(new PixelBox(0, 0, 2, 1), new byte[3], (byte) 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> rle.decodeRowMajor(new PixelBox(0, 0, 2, 2), new byte[5], 0, 4, (byte) 1));
        assertThrows(IllegalArgumentException.class, () -> rle.decodeRowMajor(new byte[11], (byte) 1));
    }

    private static int[] slowCounts(Pixels pixels) {
        List<Integer> counts = new ArrayList<>(List.of(0));
        boolean inside = false;
        for (int x = 0; x < pixels.width(); x++) {
            for (int y = 0; y < pixels.height(); y++) {
                if (pixels.at(x, y) != inside) {
                    inside = !inside;
                    counts.add(0);
                }
                counts.set(counts.size() - 1, counts.getLast() + 1);
            }
        }
        return counts.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Optional<PixelBox> slowBounds(Pixels pixels) {
        PixelBox bounds = PixelBox.EMPTY;
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                if (pixels.at(x, y)) {
                    bounds = bounds.union(new PixelBox(x, y, 1, 1));
                }
            }
        }
        return Optional.of(bounds).filter(box -> !box.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyTextIsReadOrRefusedAsReadingItNumberByNumberDoes(long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 3_000; round++) {
            int width = 1 + random.nextInt(300);
            int height = 1 + random.nextInt(5_000);
            byte[] text = written(random, width * height);
            int damage = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
            for (int i = 0; i < damage; i++) {
                text[random.nextInt(text.length)] =
                        (byte) (random.nextBoolean() ? 48 + random.nextInt(64) : random.nextInt(256));
            }
            if (random.nextInt(8) == 0) {
                text = Arrays.copyOf(text, random.nextInt(text.length + 1));
            }
            String because = "seed " + seed + ", " + width + " × " + height + ": "
                    + new String(text, StandardCharsets.ISO_8859_1);
            Optional<int[]> counts = plainly(text, width * height);
            if (counts.isPresent()) {
                read++;
                assertEquals(Rle.ofCounts(width, height, counts.get()), Rle.ofCompressed(width, height, text), because);
            } else {
                byte[] broken = text;
                assertThrows(IllegalArgumentException.class, () -> Rle.ofCompressed(width, height, broken), because);
            }
        }
        assertTrue(read > 1_500, "hardly a text was right, seed " + seed);
    }

    /// A text of runs of any length, some of them empty, that fill a picture.
    private static byte[] written(Random random, int pixels) {
        List<Integer> runs = new ArrayList<>();
        int left = pixels;
        int usual = 1 + random.nextInt(random.nextBoolean() ? 20 : 2_000);
        boolean empty = random.nextInt(4) == 0;
        while (left > 0) {
            int run = Math.min(left, (empty ? 0 : 1) + random.nextInt(random.nextInt(10) == 0 ? 3_000 : usual));
            runs.add(run);
            left -= run;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            int number = runs.get(i) - (i > 2 ? runs.get(i - 2) : 0);
            boolean more;
            do {
                int group = number & 31;
                number >>= 5;
                more = (group & 16) != 0 ? number != -1 : number != 0;
                text.append((char) (48 + (more ? group | 32 : group)));
            } while (more);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The runs that a text says, or nothing when it is no text of a picture with so many pixels.
    private static Optional<int[]> plainly(byte[] text, int pixels) {
        List<Long> runs = new ArrayList<>();
        long sum = 0;
        int at = 0;
        while (at < text.length) {
            long number = 0;
            int shift = 0;
            int group;
            do {
                if (at == text.length || shift > 30) {
                    return Optional.empty();
                }
                group = text[at++] - 48;
                if (group < 0 || group > 63) {
                    return Optional.empty();
                }
                number |= (long) (group & 31) << shift;
                shift += 5;
            } while (group > 31);
            if ((group & 16) != 0) {
                number -= 1L << shift;
            }
            long run = number + (runs.size() > 2 ? runs.get(runs.size() - 2) : 0);
            sum += run;
            if (run < 0 || sum > pixels) {
                return Optional.empty();
            }
            runs.add(run);
        }
        return sum == pixels
                ? Optional.of(runs.stream().mapToInt(Long::intValue).toArray())
                : Optional.empty();
    }

    @Test
    void aTextThatBreaksOffAfterManyNumbersIsRefusedAndNothingElse() {
        String text = "1111" + "o".repeat(67);
        assertThrows(IllegalArgumentException.class, () -> Rle.ofCocoString(10, 10, text));
    }
}
