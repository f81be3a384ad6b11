package limner.media.still;

import java.util.Comparator;

/// The order in which people number files: runs of digits compare by value (`9` before `10`), everything else by
/// character without regard to case. A total order: names that differ never compare as equal. Any thread.
///
/// Only the ten ASCII digits count as digits, and a sign or a decimal point is a character like any other, so that the
/// order is the same in every language and `v1.10` comes after `v1.9`.
public enum NaturalOrder implements Comparator<String> {
    /// The only one.
    BY_NUMBERS;

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int order;
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endA = endOfDigits(a, i);
                int endB = endOfDigits(b, j);
                order = byValue(a, i, endA, b, j, endB);
                i = endA;
                j = endB;
            } else {
                order = Character.compare(folded(a.charAt(i)), folded(b.charAt(j)));
                i++;
                j++;
            }
            if (order != 0) {
                return order;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        // `a01` and `a1`, or `A` and `a`: some order, and always the same.
        return rest != 0 ? rest : a.compareTo(b);
    }

    /// Compares numbers of any length.
    private static int byValue(String a, int startA, int endA, String b, int startB, int endB) {
        int i = withoutZeros(a, startA, endA);
        int j = withoutZeros(b, startB, endB);
        int order = Integer.compare(endA - i, endB - j);
        while (order == 0 && i < endA) {
            order = Character.compare(a.charAt(i++), b.charAt(j++));
        }
        return order;
    }

    private static int withoutZeros(String text, int from, int end) {
        int at = from;
        while (at < end - 1 && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char folded(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
