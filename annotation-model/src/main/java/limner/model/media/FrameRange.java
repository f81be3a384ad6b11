package limner.model.media;

/// A run of frames, both ends included, 0-based in presentation order.
public record FrameRange(int first, int last) implements Comparable<FrameRange> {

    public FrameRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a range of frames: " + first + " to " + last);
        }
    }

    public static FrameRange of(int frame) {
        return new FrameRange(frame, frame);
    }

    public int length() {
        return last - first + 1;
    }

    public boolean contains(int frame) {
        return first <= frame && frame <= last;
    }

    public boolean within(int frameCount) {
        return last < frameCount;
    }

    @Override
    public int compareTo(FrameRange other) {
        int byFirst = Integer.compare(first, other.first);
        return byFirst != 0 ? byFirst : Integer.compare(last, other.last);
    }
}
