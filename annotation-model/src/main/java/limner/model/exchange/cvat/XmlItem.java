package limner.model.exchange.cvat;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import limner.model.exchange.Entry;

/// An element of the file that is drawn or said, with what stands in it.
///
/// @param name of the element
/// @param at where it begins
/// @param fields its XML attributes
/// @param said the values of its `attribute` elements, by their names
/// @param parts the elements of a skeleton
record XmlItem(
        String name, Entry.At at, Map<String, String> fields, SequencedMap<String, String> said, List<XmlItem> parts) {

    /// What a field says; empty where it is not there.
    String text(String field) {
        return fields.getOrDefault(field, "");
    }

    boolean flag(String field) {
        String text = text(field);
        return text.equals("1") || text.equalsIgnoreCase("true");
    }

    /// @throws IllegalArgumentException with a clause, when it is no number
    double number(String field) {
        return number(field, text(field));
    }

    /// 0 where it is not there.
    double numberOrZero(String field) {
        return fields.containsKey(field) ? number(field) : 0;
    }

    /// @throws IllegalArgumentException with a clause, when it is no whole number
    int whole(String field) {
        return whole(field, text(field));
    }

    int wholeOrZero(String field) {
        return fields.containsKey(field) ? whole(field) : 0;
    }

    private static final int LONGEST_NUMBER = 40;

    static double number(String what, String text) {
        String plain = text.strip();
        try {
            // Java's own notation has more than numbers have: suffixes, names, hexadecimal digits.
            double value = plain.length() <= LONGEST_NUMBER && plain.matches("[-+.0-9eE]+")
                    ? Double.parseDouble(plain)
                    : Double.NaN;
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " is no number: " + shortened(plain), e);
        }
        throw new IllegalArgumentException(what + " is no number: " + shortened(plain));
    }

    static int whole(String what, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " is no whole number: " + shortened(text.strip()), e);
        }
    }

    static String shortened(String text) {
        return text.isEmpty() ? "nothing" : text.length() <= LONGEST_NUMBER ? text : text.substring(0, 37) + "...";
    }
}
