package limner.media.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WaveformTest {
    private static final SoundFormat FORMAT = new SoundFormat(8_000, 1);

    @Test
    void twoHoursAreSmall() {
        WaveformBuilder builder = new WaveformBuilder();
        short[] second = new short[8_000];
        second[4_000] = 32_000;
        for (int s = 0; s < 7_200; s++) {
            builder.add(new SoundPiece(s, FORMAT, second));
        }
        Waveform waveform = builder.build();
        assertEquals(1_440_000, waveform.count());
        assertEquals(Waveform.FINEST, waveform.bucketSeconds());
        assertTrue(waveform.bytes() <= 6_000_000, waveform.bytes() + " bytes");
        assertEquals(0.98, waveform.peak(7_000.5, 7_000.505).highest(), 0.02);
        assertEquals(0, waveform.peak(7_000.7, 7_000.9).highest());
    }

    @Test
    void noFileTakesMoreThanTheMost() {
        WaveformBuilder builder = new WaveformBuilder();
        for (double s : new double[] {0, 1, 50_000, 3e5, 1e12}) {
            builder.add(new SoundPiece(s, FORMAT, new short[] {30_000, 30_000}));
        }
        Waveform waveform = builder.build();
        assertTrue(waveform.count() <= Waveform.MOST_BUCKETS);
        assertTrue(waveform.bytes() <= 8_500_000, waveform.bytes() + " bytes");
        assertTrue(waveform.peak(49_999, 50_001).highest() > 0.8);
        assertTrue(waveform.peak(3e5 - 1, 3e5 + 1).highest() > 0.8);
        assertEquals(0, waveform.peak(100_000, 200_000).highest());
    }

    /// A stretch shows at least what is in it, and no more than what lies a bucket of that level around it.
    @Test
    void everyZoomShowsTheLoudest() {
        long seed = 7;
        Random random = new Random(seed);
        short[] samples = new short[8_000 * 60];
        for (int i = 0; i < 300; i++) {
            samples[random.nextInt(samples.length)] = (short) random.nextInt(-32_000, 32_000);
        }
        WaveformBuilder builder = new WaveformBuilder();
        builder.add(new SoundPiece(10, FORMAT, samples));
        Waveform waveform = builder.build();
        for (int i = 0; i < 2_000; i++) {
            double length = Math.pow(10, random.nextDouble() * 4 - 2.5);
            double from = 9 + random.nextDouble() * 62;
            Waveform.Peak peak = waveform.peak(from, from + length);
            double slack = Math.max(length, Waveform.FINEST);
            String where = "seed " + seed + ": " + length + " s at " + from;
            assertTrue(peak.highest() >= highest(samples, from, from + length) - 1e-9, where);
            assertTrue(peak.highest() <= highest(samples, from - slack, from + length + slack) + 0.01, where);
            assertTrue(peak.lowest() <= 0 && peak.rms() <= Math.max(peak.highest(), -peak.lowest()) + 0.01, where);
        }
    }

    private static double highest(short[] samples, double from, double to) {
        int highest = 0;
        int first = (int) Math.max(0, Math.ceil((from - 10) * 8_000));
        for (int i = first; i < Math.min(samples.length, (to - 10) * 8_000); i++) {
            highest = Math.max(highest, samples[i]);
        }
        return highest / 32_768.0;
    }

    @Test
    void whatIsNoWaveformIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Waveform(Double.NaN, 0.005, new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> new Waveform(0, 0, new byte[3]));
        assertThrows(IllegalArgumentException.class, () -> new Waveform(0, 0.005, new byte[4]));
        assertThrows(IllegalArgumentException.class, () -> new Waveform(0, 0.005, new byte[] {1, 1, 1}));
        assertEquals(Waveform.Peak.SILENCE, new Waveform(0, 0.005, new byte[0]).peak(0, 1));
    }

    /// The last sample of a sound at 48 kHz may lie a rounding below the border at which buckets get longer.
    @Test
    void soundThatEndsWhereBucketsGrowIsStillAWaveform() {
        double border = Waveform.MOST_BUCKETS * Waveform.FINEST;
        for (int ulps = -4; ulps <= 4; ulps++) {
            WaveformBuilder builder = new WaveformBuilder();
            builder.add(new SoundPiece(0, FORMAT, new short[] {30_000}));
            builder.add(new SoundPiece(border + ulps * Math.ulp(border), FORMAT, new short[] {30_000}));
            Waveform waveform = builder.build();
            assertTrue(waveform.count() <= Waveform.MOST_BUCKETS, ulps + " ulps: " + waveform.count());
            assertTrue(waveform.peak(border - 0.02, border + 0.02).highest() > 0.8, ulps + " ulps");
        }
    }

    @Test
    void loudnessStaysWhenBucketsGrow() {
        WaveformBuilder builder = new WaveformBuilder();
        short[] loud = new short[8_000 / 200];
        Arrays.fill(loud, (short) 16_384);
        for (int bucket = 0; bucket < 3; bucket++) {
            builder.add(new SoundPiece(bucket * Waveform.FINEST, FORMAT, loud));
        }
        builder.add(new SoundPiece(Waveform.MOST_BUCKETS * Waveform.FINEST, FORMAT, new short[1]));
        Waveform waveform = builder.build();
        assertEquals(2 * Waveform.FINEST, waveform.bucketSeconds());
        assertEquals(0.5, waveform.peak(0, 0.01).rms(), 0.01);
        assertEquals(0.5 / Math.sqrt(2), waveform.peak(0.01, 0.02).rms(), 0.01, "half of it is silent");
    }
}
