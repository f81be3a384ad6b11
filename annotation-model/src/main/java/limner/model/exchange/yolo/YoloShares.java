package limner.model.exchange.yolo;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import limner.model.exchange.Entry;
import limner.model.geometry.Box;
import limner.model.geometry.Point;

/// Coordinates as shares of a picture, so that the same number of pixels comes back from them, to the last digit. Where
/// no share gives that very number, it is the nearest below: an edge through the centres of pixels, which belong to
/// what is right of it and under it, leaves them where they were.
record YoloShares(Entry.Picture picture) {

    /// Centre, width and height.
    double[] of(Box box) {
        double width = box.width() / picture.width();
        double height = box.height() / picture.height();
        double[] n = new double[4];
        n[2] = share(width, s -> s * picture.width(), box.width());
        n[3] = share(height, s -> s * picture.height(), box.height());
        double halfWidth = n[2] * picture.width() / 2;
        double halfHeight = n[3] * picture.height() / 2;
        n[0] = share((box.x() + halfWidth) / picture.width(), s -> s * picture.width() - halfWidth, box.x());
        n[1] = share((box.y() + halfHeight) / picture.height(), s -> s * picture.height() - halfHeight, box.y());
        return n;
    }

    /// Each point one after the other.
    double[] of(List<Point> points) {
        double[] n = new double[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            Point p = points.get(i);
            n[2 * i] = share(p.x() / picture.width(), s -> s * picture.width(), p.x());
            n[2 * i + 1] = share(p.y() / picture.height(), s -> s * picture.height(), p.y());
        }
        return n;
    }

    /// @param near about what it is
    /// @param back what a reader makes of it; never falls
    private static double share(double near, DoubleUnaryOperator back, double wanted) {
        if (back.applyAsDouble(near) == wanted) {
            return Math.clamp(near, 0, 1);
        }
        double s = near;
        while (back.applyAsDouble(s) > wanted) {
            s = Math.nextDown(s);
        }
        while (back.applyAsDouble(Math.nextUp(s)) <= wanted) {
            s = Math.nextUp(s);
        }
        // Less than nothing is refused by trainers, and comes only of the last digit.
        return Math.clamp(s, 0, 1);
    }

    /// With all its digits, and without an exponent.
    static String text(double share) {
        return share == 0
                ? "0"
                : new BigDecimal(Double.toString(share)).stripTrailingZeros().toPlainString();
    }
}
