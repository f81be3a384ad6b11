package limner.media.pace;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import limner.media.source.Rational;

/// At which pictures of a video work stops: all, every n-th, or those on the screen at even times. Which numbers that
/// are, [StepGrid] says; pictures keep the numbers that the index gave them.
public sealed interface Stepping {

    /// Every picture is a stop.
    record All() implements Stepping {}

    /// Pictures 0, n, 2·n and so on.
    ///
    /// @param n 1 or more
    record EveryNth(int n) implements Stepping {
        public EveryNth {
            if (n < 1) {
                throw new IllegalArgumentException("a step is 1 or more, not " + n);
            }
        }
    }

    /// The picture on the screen at 0, 1/rate, 2/rate seconds and so on.
    ///
    /// @param perSecond stops a second, from one in an hour to 1000
    record AtRate(Rational perSecond) implements Stepping {

        private static final double SLOWEST = 1.0 / 3600;
        private static final double FASTEST = 1000;

        public AtRate {
            double value = perSecond.value();
            if (!(value >= SLOWEST * (1 - 1e-9) && value <= FASTEST)) {
                throw new IllegalArgumentException(
                        "a rate is from one frame in an hour to 1000 in a second, not " + perSecond);
            }
        }
    }

    /// Reads a rate as people write it: `5`, `29.97`, `30000/1001`.
    ///
    /// @return empty when it is none, or beyond what [AtRate] takes
    static Optional<AtRate> rate(String text) {
        Matcher m = StepWords.NUMBER.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            String fraction = m.group(2) == null ? "" : m.group(2);
            long den = 1;
            for (int i = 0; i < fraction.length(); i++) {
                den *= 10;
            }
            long num = Long.parseLong(m.group(1) + fraction);
            if (m.group(3) != null) {
                den = Math.multiplyExact(den, Long.parseLong(m.group(3)));
            }
            if (num <= 0 || den <= 0) {
                return Optional.empty();
            }
            long common = java.math.BigInteger.valueOf(num)
                    .gcd(java.math.BigInteger.valueOf(den))
                    .longValueExact();
            return Optional.of(new AtRate(new Rational(Math.toIntExact(num / common), Math.toIntExact(den / common))));
        } catch (ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Reads what [#words()] wrote and what people write instead: `all`, `every 5`, `/5`, `5 fps`, `29.97/s`.
    ///
    /// @return empty when it is nothing of the kind; a number alone might be either and is nothing
    static Optional<Stepping> parse(String text) {
        String typed = text.strip().toLowerCase(Locale.ROOT);
        if (StepWords.ALL.matcher(typed).matches()) {
            return Optional.of(new All());
        }
        Matcher nth = StepWords.NTH.matcher(typed);
        if (nth.matches()) {
            int n = Integer.parseInt(nth.group(1));
            return n < 1 ? Optional.empty() : Optional.of(n == 1 ? new All() : new EveryNth(n));
        }
        Matcher rate = StepWords.RATE.matcher(typed);
        return rate.matches() ? rate(rate.group(1)).map(Stepping.class::cast) : Optional.empty();
    }

    /// A few words that [#parse] reads again: `every frame`, `every 5th`, `29.97 fps`.
    default String words() {
        return switch (this) {
            case All _ -> "every frame";
            case EveryNth(int n) -> "every " + n + StepWords.ending(n);
            case AtRate(Rational r) -> StepWords.of(r) + " fps";
        };
    }
}
