package limner.model.exchange;

import java.util.regex.Pattern;

/// Numbers as text files of data sets write them: digits, a point, an exponent, and nothing else that a programming
/// language would take for one.
public final class PlainNumber {

    private static final Pattern FORM = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    /// Longer ones are no measure of anything.
    private static final int LONGEST = 64;

    private PlainNumber() {}

    /// @throws IllegalArgumentException when it is none, or beyond all measure
    public static double of(String text) {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + shortened(text) + "\" is no number");
        }
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(shortened(text) + " is beyond all measure");
        }
        return number;
    }

    /// One without a fraction; `3.0` is one.
    ///
    /// @throws IllegalArgumentException when it is none that an `int` holds
    public static int whole(String text) {
        double number = of(text);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a whole number is wanted, not " + shortened(text));
        }
        return (int) number;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
    }
}
