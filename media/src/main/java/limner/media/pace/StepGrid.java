package limner.media.pace;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import limner.media.source.Rational;

/// The stops of one video: the frame numbers at which stepping, playing and pre-labelling halt. Numbers are those of
/// the index; the first frame is always a stop, and no frame is one twice. Immutable, any thread.
///
/// At a rate the stops are exact fractions, not sums of rounded seconds: 29.97 is not 30000/1001, and neither drifts.
/// Containers round timestamps to a tick, so a time may lie up to half a tick before the timestamp of its picture; that
/// much is allowed where a tick is short beside a picture, and so a file of 30 pictures a second in whole milliseconds
/// has all its pictures as stops at 30. At a rate above the video's own every frame that is seen is a stop once.
public final class StepGrid {

    /// A tick of more than this share of a picture is no rounding but the beat of the pictures themselves.
    private static final int ROUNDED = 3;

    private final Stepping stepping;
    private final int frameCount;
    private final int[] stops;
    private final BitSet members;

    private StepGrid(Stepping stepping, int frameCount, int[] stops) {
        this.stepping = stepping;
        this.frameCount = frameCount;
        this.stops = stops;
        this.members = new BitSet(frameCount);
        for (int stop : stops) {
            members.set(stop);
        }
    }

    /// The stops of this video.
    public static StepGrid of(Stepping stepping, PlayTimes times) {
        return switch (stepping) {
            case Stepping.All _ -> all(times.count());
            case Stepping.EveryNth(int n) -> everyNth(n, times.count());
            case Stepping.AtRate(Rational rate) -> new StepGrid(stepping, times.count(), atRate(rate, times));
        };
    }

    /// Every frame of a video of this length.
    public static StepGrid all(int frameCount) {
        return new StepGrid(
                new Stepping.All(), frameCount, IntStream.range(0, frameCount).toArray());
    }

    /// Every n-th frame of a video of this length.
    public static StepGrid everyNth(int n, int frameCount) {
        int[] stops =
                IntStream.iterate(0, f -> f < frameCount && f >= 0, f -> f + n).toArray();
        return new StepGrid(new Stepping.EveryNth(n), frameCount, stops);
    }

    /// A frame is a stop when a multiple of the period lies in its time: when its beginning and its end are not in the
    /// same period.
    private static int[] atRate(Rational rate, PlayTimes times) {
        BigInteger num = BigInteger.valueOf(rate.num())
                .multiply(BigInteger.valueOf(times.timeBase().num()));
        BigInteger den = BigInteger.valueOf(rate.den())
                .multiply(BigInteger.valueOf(times.timeBase().den()));
        BigInteger common = num.gcd(den);
        Period period = new Period(num.divide(common), den.divide(common).shiftLeft(1));
        int count = times.count();
        long early = times.usualTicks() >= ROUNDED ? 1 : 0;
        int[] found = new int[count];
        int size = 0;
        long from = 0;
        for (int n = 0; n < count; n++) {
            long to = Math.max(from, period.firstFrom(2 * times.tickOf(n + 1) - early));
            if (n == 0 || to > from) {
                found[size++] = n;
            }
            from = Math.max(1, to);
        }
        return Arrays.copyOf(found, size);
    }

    /// Counts periods in half ticks: period k begins at k · den / num half ticks.
    private record Period(BigInteger num, BigInteger den) {

        /// Number of the first period that begins at this time or after.
        long firstFrom(long halfTicks) {
            if (num.bitLength() + Long.SIZE - Long.numberOfLeadingZeros(Math.abs(halfTicks)) < 63
                    && den.bitLength() < 63) {
                return Math.ceilDiv(halfTicks * num.longValue(), den.longValue());
            }
            BigInteger[] divided = BigInteger.valueOf(halfTicks).multiply(num).divideAndRemainder(den);
            return divided[0].longValueExact() + (divided[1].signum() > 0 ? 1 : 0);
        }
    }

    /// What these stops were made of.
    public Stepping stepping() {
        return stepping;
    }

    /// Whether no frame lies between two stops.
    public boolean isWhole() {
        return stops.length == frameCount;
    }

    /// Number of frames of the video, stops or not.
    public int frameCount() {
        return frameCount;
    }

    /// Number of stops.
    public int count() {
        return stops.length;
    }

    /// The i-th stop.
    public int stop(int i) {
        return stops[i];
    }

    /// All stops, rising.
    public IntStream stops() {
        return Arrays.stream(stops);
    }

    public boolean isStop(int frame) {
        return members.get(frame);
    }

    /// Which stop this frame is, or which one it comes after; 0 for the first.
    public int position(int frame) {
        int found = Arrays.binarySearch(stops, frame);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }

    /// This frame when it is a stop, else the last stop before it.
    public int atOrBefore(int frame) {
        return stops[position(frame)];
    }

    /// This frame when it is a stop, else the next stop; -1 when none comes.
    public int atOrAfter(int frame) {
        return members.nextSetBit(Math.max(0, frame));
    }

    /// The frame so many stops on (or back, below 0), as far as there are stops; from between two stops the nearest one
    /// in that direction is the first. Where none is left in that direction it is the frame itself.
    public int step(int from, int by) {
        int at = position(from);
        if (by > 0) {
            return Math.max(from, stops[(int) Math.min(stops.length - 1L, (long) at + by)]);
        }
        if (by < 0) {
            long index = (isStop(from) ? at : at + 1L) + by;
            return Math.min(from, stops[(int) Math.max(0, index)]);
        }
        return from;
    }
}
