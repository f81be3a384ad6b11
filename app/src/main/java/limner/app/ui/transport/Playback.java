package limner.app.ui.transport;

import limner.app.ui.common.Speed;
import limner.media.pace.PlayTimes;
import limner.media.pace.StepGrid;
import limner.model.media.FrameRange;

/// Which frame is due while a video plays: a place in the video's own time, when it was there, and how fast and which
/// way it went on from there. Frames are read off that time and never counted up; a desk that is too slow skips
/// pictures
/// and keeps the time. Between stops the stop before them stays on the screen. Knows no clock; whoever asks says when.
///
/// @param frame where it began: forwards nothing before it is due, backwards nothing after it
/// @param seconds the place, in the times of the video
/// @param nanos when it was there
record Playback(int frame, double seconds, long nanos, Speed speed) {

    /// More of the video than this is not caught up on: a decoder that cannot keep a speed would skip wider and wider.
    static final double MOST_BEHIND = 1;

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

    /// A video as it is played.
    ///
    /// @param range frames to play
    record Track(PlayTimes times, StepGrid stops, FrameRange range) {

        Track {
            if (!range.within(times.count()) || stops.frameCount() != times.count()) {
                throw new IllegalArgumentException("not of one video: " + range);
            }
        }

        /// The first stop in the range, or its first frame where there is none.
        int lowest() {
            int stop = stops.atOrAfter(range.first());
            return stop >= 0 && stop <= range.last() ? stop : range.first();
        }

        /// The last stop in the range, or its last frame where there is none.
        int highest() {
            int stop = stops.atOrBefore(range.last());
            return stop >= range.first() ? stop : range.last();
        }

        /// Where playing begins.
        int begin(Speed.Way way) {
            return way == Speed.Way.FORWARDS ? lowest() : highest();
        }

        /// Whether nothing is left to play from this frame.
        boolean through(int frame, Speed.Way way) {
            return way == Speed.Way.FORWARDS ? frame >= highest() : frame <= lowest();
        }

        /// When this frame leaves the screen: a stop stays until the next one.
        private double end(int frame) {
            int next = stops.isStop(frame) ? stops.atOrAfter(frame + 1) : frame + 1;
            double end = next < 0 || next >= times.count() ? times.length() : times.start(next);
            return frame <= range.last() ? Math.min(end, times.end(range.last())) : end;
        }
    }

    /// Begins with a frame that comes onto the screen now.
    static Playback from(int frame, Track track, Speed speed, long now) {
        return new Playback(frame, speed.forwards() ? track.times().start(frame) : track.end(frame), now, speed);
    }

    /// The place at this time.
    double at(long now) {
        double gone = Math.max(0, now - nanos) / 1e9 * speed.factor();
        return speed.forwards() ? seconds + gone : seconds - gone;
    }

    /// Goes on at another speed or the other way, from the place that is reached by now.
    ///
    /// @param shown the frame on the screen
    Playback changed(int shown, Speed next, long now) {
        return new Playback(shown, at(now), Math.max(now, nanos), next);
    }

    /// Lets the clock wait for a screen that is far behind.
    ///
    /// @param shown the frame on the screen
    Playback waitingFor(int shown, Track track, long now) {
        double last = speed.forwards()
                ? track.end(shown) + MOST_BEHIND
                : track.times().start(shown) - MOST_BEHIND;
        boolean behind = speed.forwards() ? at(now) > last : at(now) < last;
        return behind ? new Playback(frame, last, now, speed) : this;
    }

    /// What is due at this time; the last frame of a range is shown for as long as any other.
    Due due(Track track, AtEnd atEnd, long now) {
        return speed.forwards() ? forwards(track, atEnd, now) : backwards(track, atEnd, now);
    }

    private Due forwards(Track track, AtEnd atEnd, long now) {
        int last = track.range().last();
        double place = at(now);
        if (frame > last || place >= track.times().end(last)) {
            return atEnd == AtEnd.LOOP ? new Again(track.lowest()) : new Ended(Math.max(frame, track.highest()));
        }
        int stop = track.stops().atOrBefore(track.times().at(place));
        return new Show(Math.max(frame, Math.min(stop, last)));
    }

    private Due backwards(Track track, AtEnd atEnd, long now) {
        int first = track.range().first();
        double place = at(now);
        if (frame < first || place <= track.times().start(first)) {
            return atEnd == AtEnd.LOOP ? new Again(track.highest()) : new Ended(Math.min(frame, track.lowest()));
        }
        int stop = track.stops().atOrBefore(track.times().until(place));
        int lowest = track.lowest();
        // The first stop of a range stays until the range is through; where there is none, what it began with.
        int shown = stop >= lowest ? stop : track.stops().isStop(lowest) ? lowest : frame;
        return new Show(Math.min(frame, shown));
    }
}
