package limner.media.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import limner.media.source.Rational;
import org.junit.jupiter.api.Test;

class FrameIndexTest {
    private static FrameIndex at(long... pts) {
        FrameIndexBuilder builder = new FrameIndexBuilder();
        for (long each : pts) {
            builder.picture(-1, each, 0);
        }
        return builder.build(new Rational(1, 10), 10, false);
    }

    @Test
    void thePictureOnScreenIsTheLastOneThatIsNotLater() {
        FrameIndex index = at(10, 12, 12, 20);
        assertEquals(0, index.frameAt(0.5));
        assertEquals(0, index.frameAt(1.1));
        assertEquals(2, index.frameAt(1.2), "the last of those with one timestamp");
        assertEquals(2, index.frameAt(1.9));
        assertEquals(3, index.frameAt(99));
    }

    @Test
    void whereTimestampsJumpBackTheFirstStretchThatReachesTheTimeWins() {
        FrameIndex joined = at(0, 10, 20, 30, 0, 10, 20, 30, 40, 50);
        assertEquals(1, joined.frameAt(1.5));
        assertEquals(3, joined.frameAt(3.0));
        assertEquals(3, joined.frameAt(3.5));
        assertEquals(8, joined.frameAt(4.0));
        assertEquals(9, joined.frameAt(99));
    }

    @Test
    void aPictureIsShownUntilTheNextOneOrForTheUsualTime() {
        FrameIndex index = at(0, 1, 3, 3, 4, 0);
        assertEquals(0.1, index.durationSeconds(0), 1e-9);
        assertEquals(0.2, index.durationSeconds(1), 1e-9);
        assertEquals(0, index.durationSeconds(2), "two pictures at one time");
        assertEquals(0.1, index.durationSeconds(4), 1e-9, "a jump back");
        assertEquals(0.1, index.durationSeconds(5), 1e-9, "the end");
    }
}
