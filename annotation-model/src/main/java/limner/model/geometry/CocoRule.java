package limner.model.geometry;

/// The rule by which pycocotools (maskApi) turns one ring into pixels, from its observable behaviour: corners are
/// rounded
/// to a grid five times finer than the pixels, edges are walked on that grid along their longer axis, and where a walk
/// steps from the third to the fourth fine column of a pixel, the mask changes over in that column at the next row
/// whose
/// third fine row is not above the smaller of both heights. Neither the centre rule nor quite even–odd at the border.
///
/// The steps that matter are computed directly instead of walking there.
final class CocoRule {
    private static final int SCALE = 5;

    /// The fine column before the step that counts: the one that holds the centre of a pixel.
    private static final int MIDDLE = 2;

    /// The fine grid has to stay well inside the range of an int.
    private static final double LARGEST = 1e8;

    private CocoRule() {}

    static Rle rasterize(Ring ring, int width, int height) {
        Rle.requirePicture(width, height);
        ColumnToggles toggles = new ColumnToggles(width, height);
        Point last = ring.points().getLast();
        int fromX = fine(last.x());
        int fromY = fine(last.y());
        for (Point point : ring.points()) {
            int toX = fine(point.x());
            int toY = fine(point.y());
            walk(fromX, fromY, toX, toY, width, height, toggles);
            fromX = toX;
            fromY = toY;
        }
        return toggles.toRle();
    }

    /// Adding a half and cutting off, which for negative values is not rounding; so does the reference.
    private static int fine(double coordinate) {
        if (Math.abs(coordinate) > LARGEST) {
            throw new IllegalArgumentException("The coordinate " + coordinate
                    + " is too far outside the picture to be drawn the way pycocotools draws; the limit is " + LARGEST
                    + ".");
        }
        return (int) (SCALE * coordinate + 0.5);
    }

    private static void walk(int fromX, int fromY, int toX, int toY, int width, int height, ColumnToggles toggles) {
        int dx = Math.abs(toX - fromX);
        int dy = Math.abs(toY - fromY);
        int left = Math.min(fromX, toX);
        int right = Math.max(fromX, toX);
        int first = left <= MIDDLE ? 0 : Math.ceilDiv(left - MIDDLE, SCALE);
        int last = Math.min(Math.floorDiv(right - MIDDLE - 1, SCALE), width - 1);
        if (first > last) {
            return;
        }
        if (dx >= dy) {
            int startY = fromX <= toX ? fromY : toY;
            int endY = fromX <= toX ? toY : fromY;
            double slope = (double) (endY - startY) / dx;
            for (int x = first; x <= last; x++) {
                int step = x * SCALE + MIDDLE - left;
                int y = (int) (startY + slope * step + 0.5);
                int nextY = (int) (startY + slope * (step + 1) + 0.5);
                toggles.toggle(x, row(Math.min(y, nextY), height));
            }
        } else {
            int top = Math.min(fromY, toY);
            int startX = fromY <= toY ? fromX : toX;
            int endX = fromY <= toY ? toX : fromX;
            double slope = (double) (endX - startX) / dy;
            for (int x = first; x <= last; x++) {
                int step = stepAcross(startX, slope, x * SCALE + MIDDLE, dy);
                toggles.toggle(x, row(top + step - 1, height));
            }
        }
    }

    /// The first step downwards after which a steep edge is on the other side of the border right of `column`.
    private static int stepAcross(int startX, double slope, int column, int steps) {
        boolean toTheRight = slope > 0;
        int step = (int) Math.clamp(Math.rint((column + 0.5 - startX) / slope), 1, steps);
        while (step > 1 && isRightOf(startX, slope, step - 1, column) == toTheRight) {
            step--;
        }
        while (step < steps && isRightOf(startX, slope, step, column) != toTheRight) {
            step++;
        }
        return step;
    }

    private static boolean isRightOf(int startX, double slope, int step, int column) {
        return (int) (startX + slope * step + 0.5) > column;
    }

    /// The row from which on a step at this fine height takes effect.
    private static int row(int fineY, int height) {
        return Math.clamp(Math.ceilDiv(fineY - MIDDLE, SCALE), 0, height);
    }
}
