package limner.model.query;

import java.util.BitSet;
import java.util.OptionalInt;

/// Frames of one video that were found. Immutable.
public final class FoundFrames {

    private static final FoundFrames NONE = new FoundFrames(new BitSet());

    private final BitSet frames;

    private FoundFrames(BitSet frames) {
        this.frames = frames;
    }

    /// No frame.
    public static FoundFrames none() {
        return NONE;
    }

    /// A copy of these frames.
    public static FoundFrames of(BitSet frames) {
        return new FoundFrames((BitSet) frames.clone());
    }

    public int count() {
        return frames.cardinality();
    }

    public boolean contains(int frame) {
        return frames.get(frame);
    }

    /// The first one at this frame or behind it.
    public OptionalInt atOrAfter(int frame) {
        return optional(frames.nextSetBit(frame));
    }

    /// The last one at this frame or before it.
    public OptionalInt atOrBefore(int frame) {
        return frame < 0 ? OptionalInt.empty() : optional(frames.previousSetBit(frame));
    }

    /// Where the run that holds this one ends.
    public int lastOfRun(int frame) {
        return frames.nextClearBit(frame) - 1;
    }

    private static OptionalInt optional(int frame) {
        return frame < 0 ? OptionalInt.empty() : OptionalInt.of(frame);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FoundFrames f && frames.equals(f.frames);
    }

    @Override
    public int hashCode() {
        return frames.hashCode();
    }

    @Override
    public String toString() {
        return frames.toString();
    }
}
