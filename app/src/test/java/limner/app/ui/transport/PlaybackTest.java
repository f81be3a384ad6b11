package limner.app.ui.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import limner.app.ui.common.Speed;
import limner.app.ui.transport.Playback.AtEnd;
import limner.app.ui.transport.Playback.Track;
import limner.media.pace.PlayTimes;
import limner.media.pace.StepGrid;
import limner.media.pace.Stepping;
import limner.media.source.Rational;
import limner.model.media.FrameRange;
import org.junit.jupiter.api.Test;

/// Playing on a clock that the test turns.
class PlaybackTest {

    private static final long MILLI = 1_000_000;

    /// 40, 40, 40, 400, 10, 10, 40 and 120 ms.
    private static final PlayTimes UNEVEN =
            PlayTimes.of(new Rational(1, 1000), 0, 40, 80, 120, 520, 530, 540, 580, 700);

    private static final Speed BACK = Speed.NORMAL.going(Speed.Way.BACKWARDS);

    private static Track whole(PlayTimes times) {
        return new Track(times, StepGrid.all(times.count()), new FrameRange(0, times.count() - 1));
    }

    private static Track part(int first, int last) {
        return new Track(UNEVEN, StepGrid.all(UNEVEN.count()), new FrameRange(first, last));
    }

    private static Track stops(PlayTimes times, Stepping stepping) {
        return new Track(times, StepGrid.of(stepping, times), new FrameRange(0, times.count() - 1));
    }

    private static int shown(Playback playback, Track track, double millis) {
        return assertInstanceOf(Playback.Show.class, playback.due(track, AtEnd.STOP, Math.round(millis * MILLI)))
                .frame();
    }

    private static Playback.Due due(Playback playback, Track track, AtEnd atEnd, double millis) {
        return playback.due(track, atEnd, Math.round(millis * MILLI));
    }

    @Test
    void everyFrameStandsForItsOwnTime() {
        Track track = whole(UNEVEN);
        Playback p = Playback.from(0, track, Speed.NORMAL, 0);
        int[][] expected = {
            {0, 0}, {39, 0}, {41, 1}, {81, 2}, {121, 3}, {519, 3}, {521, 4}, {531, 5}, {541, 6}, {699, 7}
        };
        for (int[] e : expected) {
            assertEquals(e[1], shown(p, track, e[0]), "after " + e[0] + " ms");
        }
        assertEquals(new Playback.Ended(7), due(p, track, AtEnd.STOP, 701));
    }

    @Test
    void everySpeedStretchesTheSameTimesBothWays() {
        Track track = whole(UNEVEN);
        for (double factor : List.of(0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 3.7)) {
            Playback on = Playback.from(0, track, Speed.NORMAL.at(factor), 0);
            Playback back = Playback.from(7, track, BACK.at(factor), 0);
            for (int f = 0; f < 8; f++) {
                double middle = (UNEVEN.start(f) + UNEVEN.end(f)) / 2 * 1000;
                assertEquals(f, shown(on, track, middle / factor), factor + "× forwards");
                assertEquals(f, shown(back, track, (700 - middle) / factor), factor + "× backwards");
            }
            assertEquals(new Playback.Ended(7), due(on, track, AtEnd.STOP, 700.1 / factor));
            assertEquals(new Playback.Ended(0), due(back, track, AtEnd.STOP, 700.1 / factor));
        }
    }

    @Test
    void backwardsAFrameStandsForItsOwnTimeToo() {
        Track track = whole(UNEVEN);
        Playback p = Playback.from(4, track, BACK, 0);
        assertEquals(4, shown(p, track, 0));
        assertEquals(4, shown(p, track, 9));
        assertEquals(3, shown(p, track, 11));
        assertEquals(3, shown(p, track, 409));
        assertEquals(2, shown(p, track, 411));
        assertEquals(0, shown(p, track, 529));
        assertEquals(new Playback.Ended(0), due(p, track, AtEnd.STOP, 531));
    }

    @Test
    void aLoopBeginsAnewWhenItsLastFrameHasHadItsTime() {
        Track track = part(2, 4);
        Playback on = Playback.from(2, track, Speed.NORMAL, 0);
        assertEquals(4, shown(on, track, 449));
        assertEquals(new Playback.Again(2), due(on, track, AtEnd.LOOP, 451));
        Playback back = Playback.from(4, track, BACK, 0);
        assertEquals(2, shown(back, track, 449));
        assertEquals(new Playback.Again(4), due(back, track, AtEnd.LOOP, 451));
        Playback beyond = Playback.from(6, track, Speed.NORMAL, 0);
        assertEquals(new Playback.Again(2), due(beyond, track, AtEnd.LOOP, 0), "it comes back from outside");
        assertEquals(new Playback.Ended(6), due(beyond, track, AtEnd.STOP, 0), "and never goes against its way");
        Playback before = Playback.from(0, track, Speed.NORMAL, 0);
        assertEquals(1, shown(before, track, 50), "from before the range it plays into it");
    }

    @Test
    void aRangeOfOneFrameIsThroughAfterItsTime() {
        Track track = part(3, 3);
        Playback p = Playback.from(3, track, Speed.NORMAL, 0);
        assertEquals(3, shown(p, track, 0));
        assertEquals(3, shown(p, track, 399));
        assertEquals(new Playback.Again(3), due(p, track, AtEnd.LOOP, 400));
    }

    @Test
    void anotherSpeedGoesOnFromTheSamePlace() {
        Track track = whole(UNEVEN);
        Playback p = Playback.from(3, track, Speed.NORMAL, 0);
        Playback half = p.changed(3, Speed.NORMAL.at(0.5), 200 * MILLI);
        assertEquals(3, shown(half, track, 200 + 399));
        assertEquals(4, shown(half, track, 200 + 401));
        Playback turned = p.changed(3, BACK, 300 * MILLI);
        assertEquals(3, shown(turned, track, 300 + 299));
        assertEquals(2, shown(turned, track, 300 + 301));
        Playback early = p.changed(3, Speed.NORMAL.at(8), -5);
        assertEquals(3, shown(early, track, 0), "a clock that went back does no harm");
    }

    @Test
    void aScreenThatIsALittleLateCatchesUpAndOneThatIsFarBehindIsWaitedFor() {
        PlayTimes times = PlayTimes.of(new Rational(1, 25), even(1000));
        Track track = whole(times);
        Playback p = Playback.from(0, track, Speed.NORMAL, 0);
        assertEquals(12, shown(p.waitingFor(0, track, 500 * MILLI), track, 500));
        assertEquals(26, shown(p.waitingFor(0, track, 9000 * MILLI), track, 9000), "a second after frame 0 went");
        Playback fast = Playback.from(500, track, BACK.at(8), 0);
        assertEquals(480, shown(fast.waitingFor(500, track, 100 * MILLI), track, 100));
        assertEquals(474, shown(fast.waitingFor(500, track, 2000 * MILLI), track, 2000), "a second before frame 500");
    }

    @Test
    void aClockThatWaitsStillComesToTheEnd() {
        PlayTimes times = PlayTimes.of(new Rational(1, 25), even(100));
        Track track = whole(times);
        Playback on = Playback.from(0, track, Speed.NORMAL.at(8), 0).waitingFor(99, track, 5000 * MILLI);
        assertEquals(new Playback.Ended(99), due(on, track, AtEnd.STOP, 5000));
        assertEquals(new Playback.Again(0), due(on, track, AtEnd.LOOP, 5000));
        Playback back = Playback.from(99, track, BACK.at(8), 0).waitingFor(0, track, 5000 * MILLI);
        assertEquals(new Playback.Ended(0), due(back, track, AtEnd.STOP, 5000));
        assertEquals(new Playback.Again(99), due(back, track, AtEnd.LOOP, 5000));
    }

    @Test
    void betweenStopsTheStopBeforeStays() {
        PlayTimes times = PlayTimes.of(new Rational(1, 25), even(100));
        Track track = stops(times, new Stepping.EveryNth(10));
        Playback on = Playback.from(0, track, Speed.NORMAL, 0);
        assertEquals(0, shown(on, track, 399));
        assertEquals(10, shown(on, track, 401));
        assertEquals(90, shown(on, track, 3999));
        assertEquals(new Playback.Ended(90), due(on, track, AtEnd.STOP, 4001));
        Playback back = Playback.from(90, track, BACK, 0);
        assertEquals(90, shown(back, track, 399), "it has its time backwards, too");
        assertEquals(80, shown(back, track, 401));
        assertEquals(new Playback.Ended(0), due(back, track, AtEnd.STOP, 4001));
        Playback between = Playback.from(15, track, Speed.NORMAL, 0);
        assertEquals(15, shown(between, track, 199), "from between two stops it does not go back");
        assertEquals(20, shown(between, track, 201));
        Playback behind = Playback.from(95, track, Speed.NORMAL, 0);
        assertEquals(new Playback.Ended(95), due(behind, track, AtEnd.STOP, 201));
    }

    @Test
    void aRangeWithStopsBeginsAndEndsOnThem() {
        PlayTimes times = PlayTimes.of(new Rational(1, 25), even(100));
        StepGrid grid = StepGrid.of(new Stepping.EveryNth(10), times);
        Track track = new Track(times, grid, new FrameRange(13, 47));
        assertEquals(20, track.begin(Speed.Way.FORWARDS));
        assertEquals(40, track.begin(Speed.Way.BACKWARDS));
        Playback on = Playback.from(20, track, Speed.NORMAL, 0);
        assertEquals(new Playback.Ended(40), due(on, track, AtEnd.STOP, 28 * 40 + 1));
        Track none = new Track(times, grid, new FrameRange(13, 17));
        assertEquals(13, none.begin(Speed.Way.FORWARDS), "a range without a stop is played by its own frames' ends");
        assertEquals(17, none.begin(Speed.Way.BACKWARDS));
    }

    @Test
    void whateverTheTimesTheFramesComeInOrderAndNoneIsInvented() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            long[] starts = new long[2 + random.nextInt(60)];
            for (int i = 1; i < starts.length; i++) {
                starts[i] = starts[i - 1] + (random.nextInt(8) == 0 ? random.nextInt(3000) : random.nextInt(60));
            }
            starts[starts.length - 1]++;
            PlayTimes times = PlayTimes.of(new Rational(1, 1000), starts);
            int a = random.nextInt(times.count());
            int b = random.nextInt(times.count());
            Stepping stepping = random.nextBoolean()
                    ? new Stepping.EveryNth(1 + random.nextInt(9))
                    : new Stepping.AtRate(new Rational(1 + random.nextInt(40), 1));
            FrameRange range = new FrameRange(Math.min(a, b), Math.max(a, b));
            Track track = new Track(times, StepGrid.of(stepping, times), range);
            Speed speed = new Speed(0.1 + random.nextDouble() * 7.9, Speed.Way.values()[random.nextInt(2)]);
            int begin = track.begin(speed.way());
            Playback p = Playback.from(begin, track, speed, 0);
            List<Integer> seen = new ArrayList<>(List.of(begin));
            long now = 0;
            while (p.due(track, AtEnd.STOP, now) instanceof Playback.Show(int frame)) {
                seen.add(frame);
                now += (1 + random.nextInt(200)) * MILLI;
            }
            String what = "seed " + seed + " round " + round + ": " + speed + " " + range + " " + seen;
            for (int i = 1; i < seen.size(); i++) {
                int by = seen.get(i) - seen.get(i - 1);
                assertTrue(speed.forwards() ? by >= 0 : by <= 0, what);
                assertTrue(range.contains(seen.get(i)), what);
                assertTrue(track.stops().isStop(seen.get(i)) || seen.get(i) == begin, what);
            }
            int end = track.begin(speed.way().other());
            assertEquals(
                    new Playback.Ended(speed.forwards() ? Math.max(begin, end) : Math.min(begin, end)),
                    p.due(track, AtEnd.STOP, now),
                    what);
        }
    }

    @Test
    void aRangeOfAnotherVideoIsRefused() {
        FrameRange tooLong = new FrameRange(0, 8);
        assertThrows(IllegalArgumentException.class, () -> new Track(UNEVEN, StepGrid.all(8), tooLong));
        FrameRange fits = new FrameRange(0, 3);
        assertThrows(IllegalArgumentException.class, () -> new Track(UNEVEN, StepGrid.all(9), fits));
    }

    @Test
    void speedsAreTypedChosenAndRefused() {
        assertEquals(0.3, Speed.parse("0,3").orElseThrow());
        assertEquals(4.0, Speed.parse("x4").orElseThrow());
        assertEquals(1.5, Speed.parse(" 1.5× ").orElseThrow());
        assertEquals(0.5, Speed.parse(".5").orElseThrow());
        for (String wrong : List.of("0.09", "8.1", "0", "-1", "fast", "", "1e3", "NaN")) {
            assertTrue(Speed.parse(wrong).isEmpty(), wrong);
        }
        for (double each : Speed.OFFERED) {
            assertEquals(each, Speed.parse(Speed.text(each)).orElseThrow());
        }
        assertEquals(8.0, Speed.NORMAL.faster(20).factor());
        assertEquals(0.1, Speed.NORMAL.faster(-20).factor());
        assertEquals(2.0, Speed.NORMAL.at(1.3).faster(1).factor());
        assertEquals(1.0, Speed.NORMAL.at(1.3).faster(-1).factor());
    }

    private static long[] even(int frames) {
        long[] starts = new long[frames + 1];
        for (int i = 0; i <= frames; i++) {
            starts[i] = i;
        }
        return starts;
    }
}
