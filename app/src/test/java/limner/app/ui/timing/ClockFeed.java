package limner.app.ui.timing;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import limner.app.ui.common.FrameFeed;
import limner.app.usecase.Upright;
import limner.media.frame.Picture;
import limner.media.pace.PlayTimes;
import limner.media.source.Rational;

/// The times of a video without its pictures: frames last 40 ms, except that every tenth lasts 120 ms, so that nothing
/// that multiplies by a rate comes out right.
public final class ClockFeed implements FrameFeed {

    private final double[] starts;
    private final PlayTimes times;

    public ClockFeed(int frames) {
        starts = new double[frames + 1];
        for (int i = 0; i < frames; i++) {
            starts[i + 1] = starts[i] + (i % 10 == 9 ? 0.12 : 0.04);
        }
        times = PlayTimes.of(
                new Rational(1, 1000),
                Arrays.stream(starts).mapToLong(s -> Math.round(s * 1000)).toArray());
    }

    @Override
    public int frameCount() {
        return starts.length - 1;
    }

    @Override
    public double seconds(int frame) {
        return starts[frame];
    }

    @Override
    public double durationSeconds(int frame) {
        return starts[frame + 1] - starts[frame];
    }

    @Override
    public int frameAt(double seconds) {
        int frame = 0;
        while (frame + 1 < frameCount() && starts[frame + 1] <= seconds + 1e-9) {
            frame++;
        }
        return frame;
    }

    @Override
    public PlayTimes times() {
        return times;
    }

    @Override
    public Upright upright() {
        return Upright.AS_CODED;
    }

    @Override
    public double pixelAspect() {
        return 1;
    }

    @Override
    public CompletableFuture<Picture> picture(int frame) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException("times only"));
    }

    @Override
    public String decoder() {
        return "none";
    }

    @Override
    public void close() {}
}
