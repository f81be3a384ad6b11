package limner.model.text;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Writes doubles as [Double#toString(double)] does, and those of up to three places behind the point, as nearly all
/// coordinates are, without looking for the fewest digits: where a decimal of so few digits is a double, no shorter one
/// is the same double. Reads decimals of few digits as quickly.
///
/// Any thread.
public final class ShortDecimal {

    /// From here on, and below [#END], a double is written without an exponent.
    private static final double LEAST = 1e-3;

    private static final double END = 1e7;
    private static final int PARTS = 1_000;

    /// A sign, seven digits, a point and three digits.
    private static final int LONGEST = 12;

    /// Whole numbers of so many digits are doubles, and so is every power of ten here: their quotient is rounded once,
    /// to the double nearest to the decimal (Clinger's fast path).
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private ShortDecimal() {}

    /// The same as [JsonParser#getDoubleValue()].
    ///
    /// @param json stands on a number
    public static double read(JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT || json.getStringLength() > EXACT_DIGITS) {
            return json.getDoubleValue();
        }
        char[] text = json.getStringCharacters();
        int start = json.getStringOffset();
        int end = start + json.getStringLength();
        boolean negative = text[start] == '-';
        long digits = 0;
        int point = end - 1;
        for (int i = negative ? start + 1 : start; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (text[i] == '.') {
                point = i;
            } else {
                return json.getDoubleValue();
            }
        }
        double value = decimal(digits, end - 1 - point);
        return negative ? -value : value;
    }

    /// The double nearest to a decimal of at most 15 digits.
    ///
    /// @param digits all of them as a whole number
    /// @param places how many of them stand behind the point
    public static double decimal(long digits, int places) {
        return digits / POWERS[places];
    }

    /// Writes a JSON number of the same characters as [JsonGenerator#writeNumber(double)].
    public static void write(JsonGenerator json, double value) {
        char[] text = new char[LONGEST];
        int start = start(text, value);
        if (start == LONGEST) {
            json.writeNumber(value);
        } else {
            json.writeNumber(text, start, end(text) - start);
        }
    }

    /// Appends the same characters as [StringBuilder#append(double)].
    public static void append(StringBuilder to, double value) {
        char[] text = new char[LONGEST];
        int start = start(text, value);
        if (start == LONGEST) {
            to.append(value);
        } else {
            to.append(text, start, end(text) - start);
        }
    }

    /// Writes three places behind the point to the end of the text.
    ///
    /// @return where the number begins; [#LONGEST] where it is none of so few places
    private static int start(char[] text, double value) {
        double size = Math.abs(value);
        if (!(size >= LEAST && size < END)) {
            return LONGEST;
        }
        // A whole number, so that the quotient is rounded once: it is the double nearest to the decimal.
        long parts = (long) Math.rint(size * PARTS);
        if ((double) parts / PARTS != size) {
            return LONGEST;
        }
        int at = LONGEST;
        int left = (int) (parts % PARTS);
        for (int places = PARTS; places > 1; places /= 10) {
            text[--at] = (char) ('0' + left % 10);
            left /= 10;
        }
        text[--at] = '.';
        left = (int) (parts / PARTS);
        do {
            text[--at] = (char) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        if (value < 0) {
            text[--at] = '-';
        }
        return at;
    }

    /// Where it ends without zeros that say nothing; one digit stays behind the point.
    private static int end(char[] text) {
        int end = LONGEST;
        while (text[end - 1] == '0' && text[end - 2] != '.') {
            end--;
        }
        return end;
    }
}
