package limner.media.pace;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import limner.media.source.Rational;

/// How a [Stepping] is written.
final class StepWords {

    static final Pattern ALL = Pattern.compile("all|off|every( frame)?|every 1(st)?( frame)?|");
    static final Pattern NTH = Pattern.compile("(?:every\\s*|/\\s*)(\\d{1,8})(?:st|nd|rd|th)?(?: frames?)?");
    static final Pattern RATE =
            Pattern.compile("([\\d.,/\\s]+?)\\s*(?:fps|hz|/\\s*s|per second|frames? (?:a|per) second)");
    static final Pattern NUMBER = Pattern.compile("(\\d{1,7})(?:[.,](\\d{1,6}))?(?:\\s*/\\s*(\\d{1,9}))?");

    private StepWords() {}

    static String ending(int n) {
        if (n / 10 % 10 == 1) {
            return "th";
        }
        return switch (n % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    /// A decimal number where that is the whole truth, else the fraction.
    static String of(Rational r) {
        for (int digits = 0, power = 1; digits <= 6; digits++, power *= 10) {
            if ((long) r.num() * power % r.den() == 0) {
                long value = (long) r.num() * power / r.den();
                return BigDecimal.valueOf(value, digits).toPlainString();
            }
        }
        return r.num() + "/" + r.den();
    }
}
