package limner.app.usecase;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Which frames of a video to work on.
public sealed interface FrameChoice {

    /// Frame 0, step, 2·step and so on.
    record EveryNth(int step) implements FrameChoice {

        public EveryNth {
            if (step < 1) {
                throw new AppException(
                        AppException.Kind.BAD_INPUT, "Every how many frames? The step is 1 or more, not " + step + ".");
            }
        }
    }

    /// These frames.
    record Given(SortedSet<Integer> frames) implements FrameChoice {

        public Given {
            frames = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(frames));
        }

        /// One frame.
        public static Given of(int frame) {
            return new Given(new TreeSet<>(List.of(frame)));
        }
    }

    /// The frames in order; those a video of this length does not have are left out.
    default List<Integer> in(int frameCount) {
        return switch (this) {
            case EveryNth(int step) ->
                IntStream.iterate(0, f -> f < frameCount, f -> f + step).boxed().toList();
            case Given(SortedSet<Integer> frames) ->
                frames.stream().filter(f -> f >= 0 && f < frameCount).toList();
        };
    }
}
