package limner.app.ui.transport;

import java.util.Optional;
import java.util.regex.Pattern;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.Texts;

/// What somebody who typed into the frame field wants.
sealed interface Destination {

    Texts TEXTS = Texts.beside(Destination.class);

    Pattern NUMBER = Pattern.compile("\\d{1,9}");
    Pattern RELATIVE = Pattern.compile("[+-]\\d{1,9}");

    /// A frame of the video.
    record Frame(int frame) implements Destination {}

    /// Nothing of the video; the sentence says why.
    record Nowhere(String sentence) implements Destination {}

    /// Reads a frame number, a step such as `+25`, or a time; groups of digits may be parted by blanks.
    ///
    /// @param feed where times are looked up; without it only numbers are understood
    static Destination of(String typed, int from, int frameCount, Optional<FrameFeed> feed) {
        String text = typed.replaceAll("[\\s\\u00a0\\u202f]", "");
        if (NUMBER.matcher(text).matches()) {
            return frame(Long.parseLong(text), frameCount);
        }
        if (RELATIVE.matcher(text).matches()) {
            return frame(from + Long.parseLong(text), frameCount);
        }
        Optional<Double> seconds = Timecode.parse(text);
        if (seconds.isEmpty()) {
            return new Nowhere(TEXTS.get("goto.unclear"));
        }
        if (feed.isEmpty()) {
            return new Nowhere(TEXTS.get("goto.noTimes"));
        }
        FrameFeed times = feed.get();
        int last = frameCount - 1;
        double end = times.seconds(last) + times.durationSeconds(last);
        return seconds.get() > end
                ? new Nowhere(TEXTS.get("goto.behindEnd", Timecode.of(end)))
                : new Frame(times.frameAt(seconds.get()));
    }

    private static Destination frame(long frame, int frameCount) {
        return frame < 0 || frame >= frameCount
                ? new Nowhere(TEXTS.get("goto.noFrame", String.valueOf(frameCount - 1)))
                : new Frame((int) frame);
    }
}
