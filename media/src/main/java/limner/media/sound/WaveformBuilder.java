package limner.media.sound;

import java.util.Arrays;

/// Gathers a waveform from pieces in any order of time. One thread.
///
/// Memory stays below that of the largest [Waveform], whatever times a file claims: buckets grow, and what lies more
/// than [#LONGEST] after the first piece is left out.
final class WaveformBuilder {
    /// Seconds.
    static final double LONGEST = 400_000;

    private static final int FIRST_ROOM = 1 << 12;

    private double start = Double.NaN;
    private double seconds = Waveform.FINEST;
    private int count;
    private short[] low = new short[FIRST_ROOM];
    private short[] high = new short[FIRST_ROOM];
    private float[] squares = new float[FIRST_ROOM];

    void add(SoundPiece piece) {
        if (Double.isNaN(start)) {
            start = piece.start();
        }
        int channels = piece.format().channels();
        double step = 1.0 / piece.format().rate();
        int moments = piece.moments();
        int moment = 0;
        while (moment < moments) {
            double at = piece.start() + moment * step - start;
            if (at >= LONGEST) {
                return;
            }
            if (at < 0) {
                moment++;
                continue;
            }
            int bucket = bucket(at);
            // Half a sample more, so that rounding does not put the sample at the border here.
            double room = ((bucket + 1) * seconds - at) / step - 1e-6;
            int until = (int) Math.min(moments, moment + Math.max(1, (long) Math.ceil(room)));
            gather(piece, channels, moment, until, bucket);
            moment = until;
        }
    }

    private int bucket(double at) {
        int bucket = place(at);
        while (bucket >= Waveform.MOST_BUCKETS) {
            halve();
            bucket = place(at);
        }
        if (bucket >= low.length) {
            int room = Math.min(Waveform.MOST_BUCKETS, Math.max(bucket + 1, low.length * 2));
            low = Arrays.copyOf(low, room);
            high = Arrays.copyOf(high, room);
            squares = Arrays.copyOf(squares, room);
        }
        count = Math.max(count, bucket + 1);
        return bucket;
    }

    /// A little more, so that rounding does not put a sample at a border before it.
    private int place(double at) {
        return (int) (at / seconds + 1e-9);
    }

    private void halve() {
        int half = (count + 1) / 2;
        for (int i = 0; i < half; i++) {
            int a = 2 * i;
            int b = Math.min(a + 1, count - 1);
            low[i] = (short) Math.min(low[a], low[b]);
            high[i] = (short) Math.max(high[a], high[b]);
            squares[i] = (squares[a] + (b > a ? squares[b] : 0)) / 2;
        }
        Arrays.fill(low, half, low.length, (short) 0);
        Arrays.fill(high, half, high.length, (short) 0);
        Arrays.fill(squares, half, squares.length, 0);
        count = half;
        seconds *= 2;
    }

    private void gather(SoundPiece piece, int channels, int from, int to, int bucket) {
        int lowest = low[bucket];
        int highest = high[bucket];
        double sum = 0;
        for (int m = from; m < to; m++) {
            for (int c = 0; c < channels; c++) {
                int v = piece.sample(m, c);
                lowest = Math.min(lowest, v);
                highest = Math.max(highest, v);
                sum += (double) v * v;
            }
        }
        low[bucket] = (short) lowest;
        high[bucket] = (short) highest;
        // The mean over the whole bucket: a part that is not there is silent.
        double whole = seconds * piece.format().rate() * channels;
        squares[bucket] += (float) (sum / whole);
    }

    /// What was gathered so far.
    Waveform build() {
        byte[] buckets = new byte[count * Waveform.BYTES];
        for (int i = 0; i < count; i++) {
            buckets[i * Waveform.BYTES] = (byte) (low[i] >> 8);
            buckets[i * Waveform.BYTES + 1] = (byte) ((high[i] + 255) / 256 > 127 ? 127 : (high[i] + 255) / 256);
            buckets[i * Waveform.BYTES + 2] = (byte) Math.min(127, Math.round(Math.sqrt(squares[i]) / 256));
        }
        return new Waveform(Double.isNaN(start) ? 0 : start, seconds, buckets);
    }
}
