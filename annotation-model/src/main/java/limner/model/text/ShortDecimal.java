package limner.model.text;

import tools.jackson.core.JsonGenerator;

/// Writes doubles as [Double#toString(double)] does, and those of up to three places behind the point, as nearly all
/// coordinates are, without looking for the fewest digits: where a decimal of so few digits is a double, no shorter one
/// is the same double.
///
/// Any thread.
public final class ShortDecimal {

    /// From here on, and below [#END], a double is written without an exponent.
    private static final double LEAST = 1e-3;

    private static final double END = 1e7;
    private static final int PARTS = 1_000;

    /// A sign, seven digits, a point and three digits.
    private static final int LONGEST = 12;

    private ShortDecimal() {}

    /// Writes a JSON number of the same characters as [JsonGenerator#writeNumber(double)].
    public static void write(JsonGenerator json, double value) {
        double size = Math.abs(value);
        if (size >= LEAST && size < END) {
            // A whole number, so that the quotient is rounded once: it is the double nearest to the decimal.
            long parts = (long) Math.rint(size * PARTS);
            if ((double) parts / PARTS == size) {
                char[] text = new char[LONGEST];
                int start = digits(text, (int) (parts / PARTS), (int) (parts % PARTS), value < 0);
                int end = LONGEST;
                while (text[end - 1] == '0' && text[end - 2] != '.') {
                    end--;
                }
                json.writeNumber(text, start, end - start);
                return;
            }
        }
        json.writeNumber(value);
    }

    /// @return where it begins
    private static int digits(char[] into, int whole, int parts, boolean negative) {
        int at = LONGEST;
        int left = parts;
        for (int places = PARTS; places > 1; places /= 10) {
            into[--at] = (char) ('0' + left % 10);
            left /= 10;
        }
        into[--at] = '.';
        left = whole;
        do {
            into[--at] = (char) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        if (negative) {
            into[--at] = '-';
        }
        return at;
    }
}
