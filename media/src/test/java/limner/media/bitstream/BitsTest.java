package limner.media.bitstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitsTest {
    private static Bits plain(int... bytes) {
        return Bits.plain(buffer(bytes), 0, bytes.length);
    }

    private static Bits ofNal(int... bytes) {
        return Bits.ofNal(buffer(bytes), 0, bytes.length);
    }

    private static ByteBuffer buffer(int... bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length);
        for (int b : bytes) {
            buffer.put((byte) b);
        }
        return buffer.flip();
    }

    /// The table of ITU-T H.264, 9.1 and 9.1.1.
    @Test
    void numbersAreThoseOfTheStandard() {
        Bits unsigned = plain(0b1_010_011_0, 0b0100_0010, 0b1_0000000);
        for (int wanted : new int[] {0, 1, 2, 3, 4}) {
            assertEquals(wanted, unsigned.unsigned());
        }
        Bits signed = plain(0b1_010_011_0, 0b0100_0010, 0b1_0000000);
        for (int wanted : new int[] {0, 1, -1, 2, -2}) {
            assertEquals(wanted, signed.signed());
        }
        assertFalse(signed.isPastEnd());
    }

    @Test
    void aNumberOfMoreThan31BitsIsNoNumber() {
        Bits largest = plain(0, 0, 0, 0b11, 0xFF, 0xFF, 0xFF, 0xF8);
        assertEquals(Integer.MAX_VALUE - 1, largest.unsigned());
        assertFalse(largest.isPastEnd());
        Bits larger = plain(0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF);
        assertEquals(0, larger.unsigned());
        assertTrue(larger.isPastEnd());
        Bits zeros = plain(0, 0, 0, 0, 0, 0, 0, 0);
        assertEquals(0, zeros.unsigned());
        assertTrue(zeros.isPastEnd());
    }

    @Test
    void aNumberThatTheEndCutsOffIsNoNumber() {
        Bits cut = plain(0b0001_0000);
        cut.skip(3);
        assertEquals(0, plain(0).unsigned());
        assertFalse(cut.isPastEnd());
        cut.skip(6);
        assertTrue(cut.isPastEnd());
    }

    @Test
    void aThreeBehindTwoZerosIsLeftOutEachTime() {
        Bits bits = ofNal(0, 0, 3, 0, 0, 3, 1, 0, 3, 0, 0, 1);
        for (int wanted : new int[] {0, 0, 0, 0, 1, 0, 3, 0, 0, 1}) {
            assertEquals(wanted, bits.bits(8));
        }
        assertFalse(bits.isPastEnd());
    }

    @Test
    void behindAThreeThatEndsAUnitThereIsNothing() {
        Bits bits = ofNal(0, 0, 3);
        bits.skip(16);
        assertFalse(bits.isPastEnd());
        bits.flag();
        assertTrue(bits.isPastEnd());
    }

    /// Bytes escaped as an encoder does it (7.4.1) come back, whatever they are.
    @Test
    void whatAnEncoderEscapedComesBack() {
        long seed = 17;
        Random random = new Random(seed);
        for (int run = 0; run < 2000; run++) {
            int[] content = random.ints(1 + random.nextInt(40), 0, 5).toArray();
            int[] escaped = new int[content.length * 2];
            int length = 0;
            int zeros = 0;
            for (int b : content) {
                if (zeros == 2 && b <= 3) {
                    escaped[length++] = 3;
                    zeros = 0;
                }
                escaped[length++] = b;
                zeros = b == 0 ? zeros + 1 : 0;
            }
            Bits bits = Bits.ofNal(buffer(escaped), 0, length);
            for (int b : content) {
                assertEquals(b, bits.bits(8), "seed " + seed + ", run " + run);
            }
            assertFalse(bits.isPastEnd());
        }
    }
}
