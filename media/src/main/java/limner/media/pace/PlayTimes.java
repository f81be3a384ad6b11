package limner.media.pace;

import java.util.Objects;
import limner.media.index.FrameIndex;
import limner.media.source.Rational;

/// When each picture of a video is on the screen while it plays at its own speed, from 0 on. Immutable, any thread.
///
/// Between two timestamps that rise a picture stands for exactly their difference, whatever an average rate says. Where
/// timestamps are missing or jump back it stands for the usual duration, so that these times never fall: a film of
/// several takes, each counting from 0, plays through. Two pictures of the same time: the first is not seen.
public final class PlayTimes {

    private final Rational timeBase;

    /// One more than there are pictures; the last is the end of the video.
    private final long[] starts;

    private final double tick;

    private PlayTimes(Rational timeBase, long[] starts) {
        this.timeBase = Objects.requireNonNull(timeBase, "timeBase");
        this.starts = starts;
        this.tick = timeBase.value();
    }

    /// The times of an index.
    public static PlayTimes of(FrameIndex index) {
        long[] starts = new long[index.count() + 1];
        for (int n = 0; n < index.count(); n++) {
            starts[n + 1] = starts[n] + ticks(index, n);
        }
        return new PlayTimes(index.timeBase(), starts);
    }

    /// Exact between rising timestamps, rounded to a tick elsewhere.
    private static long ticks(FrameIndex index, int n) {
        if (n + 1 < index.count() && index.pts(n) != FrameIndex.NO_PTS && index.pts(n + 1) != FrameIndex.NO_PTS) {
            long step = index.pts(n + 1) - index.pts(n);
            if (step >= 0) {
                return step;
            }
        }
        return Math.max(
                1, Math.round(index.durationSeconds(n) / index.timeBase().value()));
    }

    /// Times that are known from elsewhere.
    ///
    /// @param timeBase seconds per tick, above 0
    /// @param starts when each picture begins, and at last when the video ends; from 0 on, never falling
    /// @throws IllegalArgumentException when they are no such times
    public static PlayTimes of(Rational timeBase, long... starts) {
        if (!timeBase.isStated() || starts.length < 2 || starts[0] != 0) {
            throw new IllegalArgumentException("no times of a video");
        }
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] < starts[i - 1]) {
                throw new IllegalArgumentException("times fall before picture " + i);
            }
        }
        return new PlayTimes(timeBase, starts.clone());
    }

    /// Number of pictures.
    public int count() {
        return starts.length - 1;
    }

    /// Seconds from the first picture to this one.
    public double start(int frame) {
        return starts[frame] * tick;
    }

    /// Seconds from the first picture to the end of this one.
    public double end(int frame) {
        return starts[frame + 1] * tick;
    }

    /// Length of the video in seconds.
    public double length() {
        return starts[count()] * tick;
    }

    /// The picture on the screen at `seconds` when the video runs forwards; clamped to the video.
    public int at(double seconds) {
        int low = 0;
        int high = count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (start(middle) <= seconds) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// The picture on the screen at `seconds` when the video runs backwards: at the very moment where one gives way to
    /// the next it is the earlier one; clamped to the video.
    public int until(double seconds) {
        int low = 0;
        int high = count() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(middle) >= seconds) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    Rational timeBase() {
        return timeBase;
    }

    long tickOf(int frame) {
        return starts[frame];
    }

    /// Length of a picture that is neither long nor short, in ticks.
    long usualTicks() {
        long[] steps = new long[count()];
        for (int n = 0; n < steps.length; n++) {
            steps[n] = starts[n + 1] - starts[n];
        }
        java.util.Arrays.sort(steps);
        return steps[steps.length / 2];
    }
}
