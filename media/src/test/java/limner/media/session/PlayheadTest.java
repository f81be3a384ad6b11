package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PlayheadTest {
    private static final int ROOM = 1000;

    @Test
    void stepsHaveADirectionAndJumpsHaveNone() {
        Playhead start = Playhead.NOWHERE.movedTo(500);
        assertEquals(0, start.direction());
        assertEquals(1, start.movedTo(501).direction());
        assertEquals(-1, start.movedTo(490).direction());
        assertEquals(0, start.movedTo(501).movedTo(900).direction());
        assertEquals(-1, start.movedTo(499).movedTo(499).direction(), "asked again");
    }

    @Test
    void aJumpKeepsAFewPicturesBeforeItsTargetAndAWalkBackAllItCanHold() {
        Playhead jump = Playhead.NOWHERE.movedTo(500);
        assertEquals(476, jump.keepFrom(ROOM));
        assertEquals(498, jump.keepFrom(10), "no more than a quarter of the room");
        assertEquals(500, jump.keepFrom(1));
        assertEquals(0, Playhead.NOWHERE.movedTo(3).keepFrom(ROOM));
        Playhead back = Playhead.NOWHERE.movedTo(1001).movedTo(1000);
        assertEquals(500, back.keepFrom(ROOM));
        assertEquals(930, back.keepFrom(100));
    }

    @Test
    void itIsFilledUpWhenHalfIsUsed() {
        Playhead back = Playhead.NOWHERE.movedTo(1001).movedTo(1000);
        assertEquals(930, back.backTo(100));
        assertTrue(back.lastsFrom(929, 100), "all there");
        assertTrue(back.lastsFrom(960, 100), "more than half left");
        assertFalse(back.lastsFrom(970, 100));
        Playhead forth = Playhead.NOWHERE.movedTo(1000).movedTo(1001);
        assertTrue(forth.lastsFrom(1000, 100), "nothing is needed behind");
        assertEquals(1033, forth.aheadTo(100));
        assertEquals(1000, back.aheadTo(100));
        Playhead early = Playhead.NOWHERE.movedTo(3).movedTo(2);
        assertTrue(early.lastsFrom(-1, 100), "down to the first");
    }
}
