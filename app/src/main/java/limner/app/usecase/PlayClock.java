package limner.app.usecase;

import limner.media.pace.PlayTimes;
import limner.model.budget.FrameClock;

/// The times of a video's own frames as events are measured by them.
public record PlayClock(PlayTimes times) implements FrameClock {

    @Override
    public double start(int frame) {
        return times.start(frame);
    }

    @Override
    public double end(int frame) {
        return times.end(frame);
    }
}
