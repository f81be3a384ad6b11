package limner.media.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexBuilder;
import limner.media.index.PacketMark;
import limner.media.source.Rational;
import org.junit.jupiter.api.Test;

/// Timestamps in milliseconds, and what is told of them.
class FrameTimingTest {
    private static FrameIndex index(long... millis) {
        FrameIndexBuilder builder = new FrameIndexBuilder();
        for (int n = 0; n < millis.length; n++) {
            int packet = builder.packet(new PacketMark(n, 1, n, millis[n], millis[n], n % 10 == 0));
            builder.picture(packet, millis[n], n);
        }
        return builder.build(new Rational(1, 1000), 25, false);
    }

    private static long[] even(int count, long step) {
        long[] all = new long[count];
        for (int n = 0; n < count; n++) {
            all[n] = n * step;
        }
        return all;
    }

    private static int counted(FrameTiming timing) {
        return timing.histogram().stream().mapToInt(DurationBin::frames).sum();
    }

    @Test
    void thirtyFramesASecondInMillisecondsAreConstant() {
        long[] millis = new long[100];
        for (int n = 0; n < 100; n++) {
            millis[n] = Math.round(n * 1000 / 30.0);
        }
        FrameTiming timing = FrameTiming.of(index(millis));
        assertTrue(timing.constant());
        assertEquals(1, timing.histogram().size(), "33 and 34 ms are the same duration, rounded");
        assertEquals(99, counted(timing));
        assertEquals(0, timing.gaps());
        assertTrue(timing.missing().isEmpty());
        assertTrue(timing.notRising().isEmpty());
    }

    @Test
    void aDroppedFrameIsAGapWithItsPlaceAndLength() {
        long[] millis = even(50, 40);
        for (int n = 21; n < 50; n++) {
            millis[n] += 80;
        }
        FrameTiming timing = FrameTiming.of(index(millis));
        assertFalse(timing.constant());
        assertEquals(List.of(new Gap(20, 0.8, 0.92, 2)), timing.firstGaps());
        assertEquals(2, timing.histogram().size());
        assertEquals(
                new DurationBin(0.04, 0.04, 48), roundedTo(timing.histogram().getFirst()));
    }

    private static DurationBin roundedTo(DurationBin bin) {
        return new DurationBin(
                Math.round(bin.fromSeconds() * 1000) / 1000.0,
                Math.round(bin.toSeconds() * 1000) / 1000.0,
                bin.frames());
    }

    @Test
    void missingAndBackwardTimestampsAreListedAsRunsOfFrames() {
        long[] millis = even(30, 40);
        millis[4] = FrameIndex.NO_PTS;
        millis[5] = FrameIndex.NO_PTS;
        millis[6] = FrameIndex.NO_PTS;
        millis[20] = millis[19];
        for (int n = 25; n < 30; n++) {
            millis[n] -= 500;
        }
        FrameTiming timing = FrameTiming.of(index(millis));
        assertEquals(3, timing.missing().frames());
        assertEquals(1, timing.missing().runs());
        assertEquals("frames 4 to 6", timing.missing().first().getFirst().toString());
        assertEquals(
                List.of("frame 20", "frame 25"),
                timing.notRising().first().stream().map(FrameSpan::toString).toList());
    }

    @Test
    void aWildlyVaryingRateHasFewColumnsThatCountEveryFrame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long[] millis = new long[5000];
        for (int n = 1; n < millis.length; n++) {
            millis[n] = millis[n - 1] + 5 + random.nextInt(60) + (random.nextInt(200) == 0 ? 5000 : 0);
        }
        FrameTiming timing = FrameTiming.of(index(millis));
        assertEquals(12, timing.histogram().size(), "seed " + seed);
        assertEquals(4999, counted(timing), "seed " + seed);
        for (int i = 1; i < 12; i++) {
            double before = timing.histogram().get(i - 1).toSeconds();
            assertEquals(before, timing.histogram().get(i).fromSeconds(), 1e-9, "no hole, seed " + seed);
        }
        assertEquals(timing.longestSeconds(), timing.histogram().getLast().toSeconds(), 1e-9);
        assertTrue(timing.firstGaps().size() <= FrameSpans.MOST);
        assertTrue(timing.gaps() >= timing.firstGaps().size());
    }

    @Test
    void onePictureHasNoDurations() {
        FrameTiming timing = FrameTiming.of(index(0));
        assertTrue(timing.constant());
        assertTrue(timing.histogram().isEmpty());
    }

    @Test
    void damageReachesToTheNextKeyPicture() {
        FrameIndexBuilder builder = new FrameIndexBuilder();
        for (int n = 0; n < 40; n++) {
            if (n == 13 || n == 15) {
                builder.damage(Damage.Kind.PACKET_REFUSED);
            }
            int packet = builder.packet(new PacketMark(n, 1, n, n * 40L, n * 40L, n % 10 == 0));
            builder.picture(packet, n * 40L, n);
        }
        builder.damage(Damage.Kind.READING_ENDED);
        List<DamageSpan> spans = DamageSpan.of(builder.build(new Rational(1, 1000), 25, true));
        assertEquals(
                List.of("frames 13 to 19", "frame 39"),
                spans.stream().map(span -> span.frames().toString()).toList());
        assertEquals(2, spans.getFirst().count());
    }
}
