package limner.media.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexBuilder;
import limner.media.index.PacketMark;
import limner.media.source.Rational;
import org.junit.jupiter.api.Test;

class SeekPlanTest {
    /// Packets 0, 4 and 8 are keys; the picture after each key in file order is shown before it (an open group).
    private static FrameIndex openGroups() {
        FrameIndexBuilder builder = new FrameIndexBuilder();
        for (int p = 0; p < 12; p++) {
            builder.packet(new PacketMark(p * 100L, 100, p, p, p, p % 4 == 0));
        }
        int[] packetOfFrame = {0, 1, 2, 3, 5, 4, 6, 7, 9, 8, 10, 11};
        for (int n = 0; n < 12; n++) {
            builder.picture(packetOfFrame[n], n, n);
        }
        return builder.build(new Rational(1, 25), 25, false);
    }

    @Test
    void aPictureShownBeforeItsKeyStartsAtTheKeyBefore() {
        SeekPlan plan = new SeekPlan(openGroups());
        assertEquals(2, plan.nearest(9), "the key itself");
        assertEquals(1, plan.nearest(8), "led by key 2 in the file, needs key 1");
        assertEquals(0, plan.nearest(4));
        assertEquals(1, plan.nearest(5));
    }

    @Test
    void aKeyThatFailedIsUsedForLaterPicturesOnly() {
        SeekPlan plan = new SeekPlan(openGroups());
        plan.failed(2, 9);
        assertEquals(1, plan.nearest(9));
        assertEquals(2, plan.nearest(10));
        plan.failed(2, 10);
        assertEquals(1, plan.nearest(10));
        assertEquals(2, plan.nearest(11));
        plan.failed(1, 8);
        assertFalse(plan.believes(1, 11), "the later it failed, the later it is tried again");
        assertEquals(0, plan.nearest(10));
        plan.failed(0, 10);
        assertEquals(SeekPlan.START, plan.nearest(10));
        assertTrue(plan.believes(SeekPlan.START, 0));
    }

    @Test
    void everyPictureHasAStartHoweverMuchFails() {
        SeekPlan plan = new SeekPlan(openGroups());
        for (int n = 0; n < 12; n++) {
            for (int tries = 0; plan.nearest(n) != SeekPlan.START; tries++) {
                plan.failed(plan.nearest(n), n);
                assertTrue(tries < 4, "each failure rules out one key");
            }
        }
    }
}
