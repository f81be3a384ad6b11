package limner.app.ui.transport;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times as people write them: `00:12.400`, `1:02:03.5`, `12.4`. Always with a point and European digits, on every
/// system, so that a time can be copied from one desk to another.
final class Timecode {

    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,3}):)?(\\d{1,4}):(\\d{1,2}(?:[.,]\\d{1,6})?)");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,7}(?:[.,]\\d{1,6})?)s|(\\d{1,7}[.,]\\d{1,6})");

    private Timecode() {}

    /// Minutes, seconds and thousandths; hours only where there are some.
    static String of(double seconds) {
        long millis = Math.round(Math.max(0, seconds) * 1000);
        long hours = millis / 3_600_000;
        String rest =
                String.format(Locale.ROOT, "%02d:%02d.%03d", millis / 60_000 % 60, millis / 1000 % 60, millis % 1000);
        return hours == 0 ? rest : hours + ":" + rest;
    }

    /// The seconds that were meant, or empty where the text is no time: a bare whole number is a frame and not a time.
    static Optional<Double> parse(String text) {
        String typed = text.strip();
        Matcher clock = CLOCK.matcher(typed);
        if (clock.matches()) {
            double hours = clock.group(1) == null ? 0 : Double.parseDouble(clock.group(1));
            double seconds = number(clock.group(3));
            return seconds >= 60
                    ? Optional.empty()
                    : Optional.of(hours * 3600 + Double.parseDouble(clock.group(2)) * 60 + seconds);
        }
        Matcher plain = SECONDS.matcher(typed);
        return plain.matches()
                ? Optional.of(number(plain.group(1) == null ? plain.group(2) : plain.group(1)))
                : Optional.empty();
    }

    private static double number(String digits) {
        return Double.parseDouble(digits.replace(',', '.'));
    }
}
