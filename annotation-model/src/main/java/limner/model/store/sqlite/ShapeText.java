package limner.model.store.sqlite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.text.ShortDecimal;
import org.jspecify.annotations.Nullable;

/// Writes and reads the texts of shapes that are made of numbers alone, exactly as [ValueJson] and [CanonicalJson] do,
/// in one pass and without a tree: a project has a hundred thousand of them, written when a data set is taken in and
/// all
/// read when it is opened. Other shapes, and what looks otherwise, right or wrong, are left to those two.
///
/// Any thread.
final class ShapeText {

    /// As many numbers as an outline often has.
    private static final int FEW = 64;

    private static final String BOX = "{\"box\":[";
    private static final String BOX_END = "],\"kind\":\"box\"}";
    private static final String POLYGON = "{\"kind\":\"polygon\",\"rings\":[[";
    private static final String POLYLINE = "{\"kind\":\"polyline\",\"points\":[";
    private static final String POINT = "{\"kind\":\"point\",\"point\":[";

    /// Most outlines need no more characters.
    private static final int ROOM = 512;

    /// Up to here a whole number and a power of ten are doubles without rounding, and their quotient is rounded once:
    /// the double nearest to the decimal (Clinger's fast path).
    private static final long LARGEST_EXACT = 1L << 53;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17
    };

    private final String text;
    private final int end;
    private int at;
    private boolean plain = true;

    private ShapeText(String text, int at, int end) {
        this.text = text;
        this.at = at;
        this.end = end;
    }

    /// The text of a shape, or null for one that is not made of numbers alone.
    static @Nullable String write(Shape shape) {
        return switch (shape) {
            case Box(double x, double y, double width, double height) ->
                numbers(new StringBuilder(BOX), x, y, width, height)
                        .append(BOX_END)
                        .toString();
            case Polygon(List<Ring> rings) -> {
                StringBuilder text = new StringBuilder(ROOM).append(POLYGON);
                for (int i = 0; i < rings.size(); i++) {
                    ring(i == 0 ? text : text.append(",["), rings.get(i)).append(']');
                }
                yield text.append("]}").toString();
            }
            case Polyline(List<Point> points) ->
                points(new StringBuilder(ROOM).append(POLYLINE), points)
                        .append("]}")
                        .toString();
            case Point(double x, double y) ->
                numbers(new StringBuilder(POINT), x, y).append("]}").toString();
            case RotatedBox _, Ellipse _, PointSet _, Skeleton _, Mask _ -> null;
        };
    }

    private static StringBuilder points(StringBuilder to, List<Point> points) {
        for (int i = 0; i < points.size(); i++) {
            numbers(
                    i == 0 ? to : to.append(','),
                    points.get(i).x(),
                    points.get(i).y());
        }
        return to;
    }

    private static StringBuilder ring(StringBuilder to, Ring ring) {
        for (int i = 0; i < ring.size(); i++) {
            numbers(i == 0 ? to : to.append(','), ring.x(i), ring.y(i));
        }
        return to;
    }

    private static StringBuilder numbers(StringBuilder to, double... values) {
        for (int i = 0; i < values.length; i++) {
            ShortDecimal.append(i == 0 ? to : to.append(','), values[i]);
        }
        return to;
    }

    /// The shape whose text begins at `from` and ends with the string; null when it is not written in the usual way.
    static @Nullable Shape read(String text, int from) {
        return read(text, from, text.length());
    }

    /// The same for a text that ends before `end`.
    static @Nullable Shape read(String text, int from, int end) {
        ShapeText reader = new ShapeText(text, from, end);
        Shape shape = reader.shape();
        return reader.plain && reader.at == end ? shape : null;
    }

    private @Nullable Shape shape() {
        if (takes(BOX)) {
            double x = number();
            demand(',');
            double y = number();
            demand(',');
            double width = number();
            demand(',');
            double height = number();
            plain &= takes(BOX_END);
            return plain ? new Box(x, y, width, height) : null;
        }
        if (takes(POLYGON)) {
            List<Ring> rings = new ArrayList<>(1);
            do {
                double[] coordinates = coordinates();
                if (!plain) {
                    return null;
                }
                rings.add(Ring.of(coordinates));
            } while (takes(",["));
            plain &= takes("]}");
            return plain ? new Polygon(rings) : null;
        }
        if (takes(POLYLINE)) {
            List<Point> points = points();
            plain &= takes("}");
            return plain ? new Polyline(points) : null;
        }
        if (takes(POINT)) {
            List<Point> points = points();
            plain &= takes("}") && points.size() == 1;
            return plain ? points.getFirst() : null;
        }
        plain = false;
        return null;
    }

    private List<Point> points() {
        double[] coordinates = coordinates();
        List<Point> points = new ArrayList<>(coordinates.length / 2);
        for (int i = 0; i < coordinates.length; i += 2) {
            points.add(new Point(coordinates[i], coordinates[i + 1]));
        }
        return points;
    }

    /// Pairs of numbers, and the bracket that closes them.
    private double[] coordinates() {
        double[] found = new double[FEW];
        int n = 0;
        do {
            double x = number();
            demand(',');
            double y = number();
            if (!plain) {
                break;
            }
            if (n == found.length) {
                found = Arrays.copyOf(found, 2 * n);
            }
            found[n++] = x;
            found[n++] = y;
        } while (takes(","));
        demand(']');
        return Arrays.copyOf(found, n);
    }

    private boolean takes(String words) {
        if (end - at < words.length() || !text.startsWith(words, at)) {
            return false;
        }
        at += words.length();
        return true;
    }

    private void demand(char c) {
        if (at < end && text.charAt(at) == c) {
            at++;
        } else {
            plain = false;
        }
    }

    /// Digits, a point and digits, as a double is written that needs no exponent.
    private double number() {
        boolean negative = at < end && text.charAt(at) == '-';
        if (negative) {
            at++;
        }
        int whole = at;
        long digits = digits(0);
        int wholeEnd = at;
        demand('.');
        int fraction = at;
        digits = digits(digits);
        int places = at - fraction;
        boolean spare = text.charAt(Math.min(whole, end - 1)) == '0' && wholeEnd - whole > 1;
        boolean exponent = at < end && (text.charAt(at) == 'E' || text.charAt(at) == 'e');
        if (!plain || wholeEnd == whole || places == 0 || spare || exponent) {
            plain = false;
            return 0;
        }
        double value = value(digits, wholeEnd - whole + places, places, whole);
        return negative ? -value : value;
    }

    /// @param all how many digits there are, `places` of them behind the point
    /// @param from where they begin, in case there are too many for a number
    private double value(long digits, int all, int places, int from) {
        if (all > Decimal.MOST_DIGITS) {
            return Double.parseDouble(text.substring(from, at));
        }
        return digits > LARGEST_EXACT ? Decimal.of(digits, places) : digits / POWERS[places];
    }

    /// Reads digits behind those read before; of very many, only the place where they end means something.
    private long digits(long before) {
        long value = before;
        while (at < end) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            at++;
        }
        return value;
    }
}
