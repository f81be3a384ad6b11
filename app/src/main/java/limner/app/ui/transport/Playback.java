package limner.app.ui.transport;

import limner.app.ui.common.FrameFeed;
import limner.model.media.FrameRange;

/// Which frame is due while a video plays: read off the frames' own times and the time that passed since the anchor,
/// never counted up. A desk that is too slow skips pictures and keeps the time.
///
/// @param frame the frame the anchor stands on
/// @param nanos when it stood there
/// @param speed 1 is native
record Playback(int frame, long nanos, double speed) {

    /// What is due.
    sealed interface Due {}

    record Show(int frame) implements Due {}

    /// The range is through: it starts again from this frame.
    record Again(int frame) implements Due {}

    /// The range is through.
    record Ended(int frame) implements Due {}

    enum AtEnd {
        STOP,
        LOOP
    }

    Playback {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("playing goes forward: " + speed);
        }
    }

    /// What is due at this time in this range; the frame before the range's end is shown for as long as any other.
    Due due(FrameFeed times, FrameRange range, AtEnd atEnd, long now) {
        double seconds = times.seconds(frame) + Math.max(0, now - nanos) / 1e9 * speed;
        int last = Math.min(range.last(), times.frameCount() - 1);
        if (frame > last) {
            return atEnd == AtEnd.LOOP ? new Again(range.first()) : new Ended(frame);
        }
        double end = times.seconds(last) + Math.max(0, times.durationSeconds(last));
        if (seconds >= end && (seconds > times.seconds(last) || now > nanos)) {
            return atEnd == AtEnd.LOOP ? new Again(range.first()) : new Ended(last);
        }
        return new Show(Math.clamp(times.frameAt(seconds), frame, last));
    }
}
