package limner.app.usecase;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import limner.media.pace.PlayTimes;
import limner.media.pace.StepGrid;
import limner.media.pace.Stepping;

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

    /// The frames on the screen at even times, as [StepGrid] finds them.
    record AtRate(Stepping.AtRate rate) implements FrameChoice {

        /// Reads a rate such as `5`, `29.97` or `30000/1001`.
        ///
        /// @throws AppException when it is none
        public static AtRate of(String typed) {
            return new AtRate(Stepping.rate(typed)
                    .orElseThrow(() -> new AppException(
                            AppException.Kind.BAD_INPUT,
                            "How many frames a second? A rate is a number such as 5, 29.97 or 30000/1001, up to 1000, not "
                                    + typed + ".")));
        }
    }

    /// The frames in order; those a video of this length does not have are left out.
    ///
    /// @param times asked only where the frames depend on when they are shown
    default List<Integer> in(int frameCount, Supplier<PlayTimes> times) {
        return switch (this) {
            case AtRate(var rate) ->
                StepGrid.of(rate, times.get())
                        .stops()
                        .filter(f -> f < frameCount)
                        .boxed()
                        .toList();
            case EveryNth(int step) ->
                IntStream.iterate(0, f -> f >= 0 && f < frameCount, f -> f + step)
                        .boxed()
                        .toList();
            case Given(SortedSet<Integer> frames) ->
                frames.stream().filter(f -> f >= 0 && f < frameCount).toList();
        };
    }
}
