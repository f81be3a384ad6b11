package limner.media.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import limner.media.index.FrameIndex;

/// How steady the timestamps of a video are.
///
/// A duration here is the distance to the next timestamp. Steps that do not go forward, and those at missing
/// timestamps, are no durations; they are listed by themselves.
///
/// @param constant whether all durations are equal to half a tick or a millisecond
/// @param usualSeconds the duration in the middle of all
/// @param shortestSeconds the shortest duration
/// @param longestSeconds the longest duration
/// @param histogram how many pictures have which duration, from short to long; empty when there is one picture
/// @param gaps number of pictures after which others seem to be missing
/// @param firstGaps the first of them, at most [FrameSpans#MOST]
/// @param missing pictures without a timestamp
/// @param notRising pictures whose timestamp is not later than that of the picture before
public record FrameTiming(
        boolean constant,
        double usualSeconds,
        double shortestSeconds,
        double longestSeconds,
        List<DurationBin> histogram,
        int gaps,
        List<Gap> firstGaps,
        FrameSpans missing,
        FrameSpans notRising) {
    /// Containers round timestamps to milliseconds, so two equal durations may differ by one.
    private static final double ROUNDING = 0.0011;

    /// A picture that lasts so many times as long as usual is followed by a gap.
    private static final double GAP = 1.75;

    private static final int MOST_BINS = 12;

    /// The share of durations that columns of equal width are made for; the longest ones share the last column.
    private static final double BODY = 0.98;

    public FrameTiming {
        histogram = List.copyOf(histogram);
        firstGaps = List.copyOf(firstGaps);
    }

    /// What the timestamps of `index` are like.
    public static FrameTiming of(FrameIndex index) {
        double tolerance = Math.max(ROUNDING, index.timeBase().value());
        double[] sorted = durations(index);
        Arrays.sort(sorted);
        boolean any = sorted.length > 0;
        double usual = any ? sorted[sorted.length / 2] : index.durationSeconds(0);
        double shortest = any ? sorted[0] : usual;
        double longest = any ? sorted[sorted.length - 1] : usual;
        FrameSpans missing = FrameSpans.of(index, n -> index.pts(n) == FrameIndex.NO_PTS);
        FrameSpans notRising =
                FrameSpans.of(index, n -> n > 0 && isKnown(index, n) && index.pts(n) <= index.pts(n - 1));
        List<Gap> gaps = new ArrayList<>();
        int count = 0;
        for (int n = 0; n + 1 < index.count(); n++) {
            double step = step(index, n);
            if (step > usual * GAP && step > usual + tolerance) {
                count++;
                if (gaps.size() < FrameSpans.MOST) {
                    int fit = (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.round(step / usual) - 1));
                    gaps.add(new Gap(n, index.seconds(n), index.seconds(n + 1), fit));
                }
            }
        }
        return new FrameTiming(
                longest - shortest <= tolerance,
                usual,
                shortest,
                longest,
                histogram(sorted, tolerance),
                count,
                gaps,
                missing,
                notRising);
    }

    private static boolean isKnown(FrameIndex index, int n) {
        return index.pts(n) != FrameIndex.NO_PTS && index.pts(n - 1) != FrameIndex.NO_PTS;
    }

    /// Seconds from frame `n` to the next one, or 0 when that is no duration.
    private static double step(FrameIndex index, int n) {
        return isKnown(index, n + 1) ? Math.max(0, index.seconds(n + 1) - index.seconds(n)) : 0;
    }

    private static double[] durations(FrameIndex index) {
        double[] all = new double[Math.max(0, index.count() - 1)];
        int count = 0;
        for (int n = 0; n + 1 < index.count(); n++) {
            double step = step(index, n);
            if (step > 0) {
                all[count++] = step;
            }
        }
        return Arrays.copyOf(all, count);
    }

    /// One column for each duration when there are few, else columns of equal width.
    private static List<DurationBin> histogram(double[] sorted, double tolerance) {
        List<DurationBin> exact = new ArrayList<>();
        for (int i = 0, start = 0; i < sorted.length; i++) {
            boolean ends = i + 1 == sorted.length || sorted[i + 1] - sorted[start] > tolerance;
            if (ends) {
                exact.add(new DurationBin(sorted[start], sorted[i], i + 1 - start));
                start = i + 1;
                if (exact.size() > MOST_BINS) {
                    return evenColumns(sorted);
                }
            }
        }
        return exact;
    }

    private static List<DurationBin> evenColumns(double[] sorted) {
        double low = sorted[0];
        double high = sorted[(int) ((sorted.length - 1) * BODY)];
        double longest = sorted[sorted.length - 1];
        double width = Math.max((high - low) / (MOST_BINS - 1), Double.MIN_NORMAL);
        int[] counts = new int[MOST_BINS];
        for (double each : sorted) {
            counts[(int) Math.min(MOST_BINS - 1, (each - low) / width)]++;
        }
        List<DurationBin> bins = new ArrayList<>();
        for (int i = 0; i < MOST_BINS; i++) {
            double from = low + i * width;
            boolean tail = i == MOST_BINS - 1;
            bins.add(new DurationBin(from, tail ? Math.max(from, longest) : from + width, counts[i]));
        }
        return bins;
    }
}
