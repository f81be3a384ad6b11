package limner.app.usecase;

import java.math.BigDecimal;
import java.util.Locale;

/// Numbers as people read them, the same in every locale.
public final class Texts {

    private Texts() {}

    /// A number with as few digits as it needs.
    public static String decimal(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /// A number of things: "1 frame", "12 frames".
    public static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /// A duration in seconds with two digits.
    public static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
