package limner.media.report;

import limner.media.index.FrameIndex;

/// A run of frames and when it is shown.
///
/// @param first its first frame
/// @param last its last frame, not before the first
/// @param fromSeconds timestamp of the first frame
/// @param toSeconds timestamp of the last frame
public record FrameSpan(int first, int last, double fromSeconds, double toSeconds) {
    public FrameSpan {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a run of frames: " + first + " to " + last);
        }
    }

    /// Frames `first` to `last` of `index`.
    static FrameSpan of(FrameIndex index, int first, int last) {
        return new FrameSpan(first, last, index.seconds(first), index.seconds(last));
    }

    /// Number of frames.
    public int count() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first == last ? "frame " + first : "frames " + first + " to " + last;
    }
}
