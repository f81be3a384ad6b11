package limner.app.ui.common;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a video plays: so many times as fast as it was taken, forwards or backwards.
///
/// @param factor from [#SLOWEST] to [#FASTEST]
public record Speed(double factor, Way way) {

    public static final double SLOWEST = 0.1;
    public static final double FASTEST = 8;

    /// As it was taken.
    public static final Speed NORMAL = new Speed(1, Way.FORWARDS);

    /// What is offered to choose; anything between can be typed.
    public static final List<Double> OFFERED = List.of(0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0);

    private static final Pattern TYPED =
            Pattern.compile("(?:[x×*]\\s*)?(\\d{1,3}(?:[.,]\\d{0,6})?|[.,]\\d{1,6})\\s*[x×*]?");

    /// Which way time runs.
    public enum Way {
        FORWARDS,
        BACKWARDS;

        public Way other() {
            return this == FORWARDS ? BACKWARDS : FORWARDS;
        }
    }

    public Speed {
        Objects.requireNonNull(way, "way");
        if (!(factor >= SLOWEST && factor <= FASTEST)) {
            throw new IllegalArgumentException("no speed to play at: " + factor);
        }
    }

    public boolean forwards() {
        return way == Way.FORWARDS;
    }

    public Speed at(double newFactor) {
        return new Speed(newFactor, way);
    }

    public Speed going(Way newWay) {
        return new Speed(factor, newWay);
    }

    /// The next offered speed so many further up (or down, below 0), as far as there are some.
    public Speed faster(int steps) {
        double next = factor;
        for (int i = 0; i < Math.abs(steps); i++) {
            double now = next;
            next = steps > 0
                    ? OFFERED.stream().filter(f -> f > now).findFirst().orElse(now)
                    : OFFERED.reversed().stream()
                            .filter(f -> f < now)
                            .findFirst()
                            .orElse(now);
        }
        return at(next);
    }

    /// For example `0.25×`.
    public static String text(double factor) {
        return (factor == Math.rint(factor) ? Integer.toString((int) factor) : Double.toString(factor)) + "×";
    }

    /// Reads `2`, `0.3`, `x4` or `1,5×`.
    ///
    /// @return empty when it is no number, or beyond what can be played
    public static Optional<Double> parse(String text) {
        var typed = TYPED.matcher(text.strip());
        if (!typed.matches()) {
            return Optional.empty();
        }
        double factor = Double.parseDouble(typed.group(1).replace(',', '.'));
        return factor >= SLOWEST && factor <= FASTEST ? Optional.of(factor) : Optional.empty();
    }
}
