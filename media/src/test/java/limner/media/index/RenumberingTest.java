package limner.media.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import limner.media.source.Rational;
import org.junit.jupiter.api.Test;

class RenumberingTest {
    private static final Rational BASE = new Rational(1, 10);

    /// Ten packets; pictures come from these of them, in this order.
    private static FrameIndexBuilder of(int... packets) {
        FrameIndexBuilder builder = new FrameIndexBuilder();
        for (int p = 0; p < 10; p++) {
            builder.packet(new PacketMark(p * 100L, 100, p, p, p, p % 5 == 0));
        }
        for (int p : packets) {
            builder.picture(p, p, 1000 + p);
        }
        return builder;
    }

    private static FrameIndex scanned(int... packets) {
        return of(packets).buildProvisional(BASE, 10);
    }

    private static FrameIndex proved(int... packets) {
        return of(packets).build(BASE, 10, false);
    }

    @Test
    void anIndexWithoutProofHasNumbersAndTimesAndNoChecksums() {
        FrameIndex index = scanned(0, 2, 1);
        assertFalse(index.isProved());
        assertEquals(3, index.count());
        assertEquals(2, index.packetOf(1));
        assertThrows(IllegalStateException.class, () -> index.checksum(0));
    }

    @Test
    void whereBothAgreeTheProofStands() {
        FrameIndex proof = proved(0, 2, 1, 3);
        assertSame(proof, Renumbering.settle(scanned(0, 2, 1, 3), proof, 3));
        assertTrue(proof.numbersAs(scanned(0, 2, 1, 3)));
    }

    @Test
    void behindWhatWasSeenTheDenseNumbersOfTheProofWin() {
        FrameIndex proof = proved(0, 1, 2, 4, 5);
        assertSame(proof, Renumbering.settle(scanned(0, 1, 2, 3, 4, 5), proof, 2));
    }

    @Test
    void aNumberThatWasSeenStaysAndOneWithoutAPictureIsAHole() {
        FrameIndex settled = Renumbering.settle(scanned(0, 1, 2, 3, 4, 5), proved(0, 1, 2, 5), 3);
        assertEquals(6, settled.count());
        assertTrue(settled.isProved());
        assertTrue(settled.isHole(3));
        assertTrue(settled.isHole(4));
        assertEquals(2, settled.holeCount());
        assertFalse(settled.isHole(5));
        assertEquals(1005, settled.checksum(5));
        assertEquals(5, settled.frameOfPacket(5));
        assertEquals(-1, settled.frameOfPacket(3), "a hole is nobody's picture");
        assertEquals(List.of(new Damage(Damage.Kind.NUMBER_WITHOUT_PICTURE, 3, 2)), settled.damage());
    }

    @Test
    void aPictureThatNobodyExpectedGetsNoNumberAndIsTold() {
        FrameIndex settled = Renumbering.settle(scanned(0, 1, 3), proved(0, 1, 2, 3), 2);
        assertEquals(3, settled.count());
        assertEquals(1003, settled.checksum(2));
        assertEquals(0, settled.holeCount());
        assertEquals(List.of(new Damage(Damage.Kind.PICTURE_WITHOUT_NUMBER, 2, 1)), settled.damage());
    }

    @Test
    void anotherOrderOfThePicturesChangesNoNumberThatWasSeen() {
        FrameIndex settled = Renumbering.settle(scanned(0, 1, 2, 3), proved(0, 2, 1, 3), 3);
        for (int n = 0; n < 4; n++) {
            assertEquals(n, settled.packetOf(n));
            assertEquals(1000 + n, settled.checksum(n));
        }
    }
}
