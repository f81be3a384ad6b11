package limner.model.geometry;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/// Points as their bare numbers, a third of the memory: a project has millions of them, in its outlines. Immutable;
/// equal to any other list of equal points.
final class PackedPoints extends AbstractList<Point> implements RandomAccess {

    /// x and y in turn.
    private final double[] numbers;

    private PackedPoints(double[] numbers) {
        this.numbers = numbers;
    }

    static PackedPoints copyOf(List<Point> points) {
        if (points instanceof PackedPoints packed) {
            return packed;
        }
        double[] numbers = new double[2 * points.size()];
        int n = 0;
        for (Point p : points) {
            numbers[n++] = p.x();
            numbers[n++] = p.y();
        }
        return new PackedPoints(numbers);
    }

    /// @param numbers x and y in turn
    /// @throws IllegalArgumentException when one is infinite or not a number
    static List<Point> of(double[] numbers) {
        double[] checked = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            checked[i] = Coordinates.finite(numbers[i], i % 2 == 0 ? "The x of a point" : "The y of a point");
        }
        return new PackedPoints(checked);
    }

    double x(int i) {
        return numbers[2 * i];
    }

    double y(int i) {
        return numbers[2 * i + 1];
    }

    /// The smallest box around them, of which there is one at least.
    Box bounds() {
        return bounds(List.of(this));
    }

    /// The smallest box around all of them, of which there is one at least.
    static Box bounds(List<PackedPoints> lists) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (PackedPoints points : lists) {
            double[] numbers = points.numbers;
            for (int i = 0; i < numbers.length; i += 2) {
                left = Math.min(left, numbers[i]);
                top = Math.min(top, numbers[i + 1]);
                right = Math.max(right, numbers[i]);
                bottom = Math.max(bottom, numbers[i + 1]);
            }
        }
        return new Box(left, top, right - left, bottom - top);
    }

    @Override
    public Point get(int i) {
        return new Point(numbers[2 * i], numbers[2 * i + 1]);
    }

    @Override
    public int size() {
        return numbers.length / 2;
    }
}
