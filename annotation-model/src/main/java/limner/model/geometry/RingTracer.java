package limner.model.geometry;

import java.util.ArrayList;
import java.util.List;

/// Walks along the borders between inside and outside, pixel side by pixel side, with the inside on the right hand. At
/// a
/// corner where two pixels touch diagonally it turns right, which keeps them apart.
final class RingTracer {
    private static final int EAST = 0;
    private static final int SOUTH = 1;
    private static final int WEST = 2;
    private static final int NORTH = 3;

    private final BitRaster bits;
    private final int offsetX;
    private final int offsetY;

    /// The upper sides that no ring has used yet; every ring has at least one.
    private final BitRaster open;

    private int searchX;
    private int searchY;

    /// @param offsetX where the raster lies in the picture
    RingTracer(BitRaster bits, int offsetX, int offsetY) {
        this.bits = bits;
        this.offsetX = offsetX;
        this.offsetY = offsetY;
        open = bits.upperSides();
    }

    /// Finds the next ring, from the top, then from the left; false when there is none.
    boolean next() {
        while (searchY < bits.height()) {
            searchX = open.nextSet(searchX, searchY);
            if (searchX < bits.width()) {
                return true;
            }
            searchX = 0;
            searchY++;
        }
        return false;
    }

    /// The pixel under the first side of the ring found, in the raster.
    int startX() {
        return searchX;
    }

    int startY() {
        return searchY;
    }

    /// Walks the ring found.
    Ring ring() {
        List<Point> points = new ArrayList<>();
        int x = searchX;
        int y = searchY;
        int heading = EAST;
        points.add(corner(x, y));
        while (true) {
            switch (heading) {
                case EAST -> {
                    open.fill(y, x, x + 1, Ink.ERASE);
                    x++;
                }
                case SOUTH -> y++;
                case WEST -> x--;
                default -> y--;
            }
            int turned = turn(x, y, heading);
            if (x == searchX && y == searchY && turned == EAST) {
                return new Ring(points);
            }
            if (turned != heading) {
                points.add(corner(x, y));
                heading = turned;
            }
        }
    }

    private Point corner(int x, int y) {
        return new Point(x + offsetX, y + offsetY);
    }

    private int turn(int x, int y, int heading) {
        boolean right = pixelAhead(x, y, heading, (heading + 1) & 3);
        if (!right) {
            return (heading + 1) & 3;
        }
        boolean left = pixelAhead(x, y, heading, (heading + 3) & 3);
        return left ? (heading + 3) & 3 : heading;
    }

    /// The pixel that touches the corner (x, y) ahead and on the given side.
    private boolean pixelAhead(int x, int y, int heading, int side) {
        boolean west = heading == WEST || side == WEST;
        boolean north = heading == NORTH || side == NORTH;
        return bits.get(west ? x - 1 : x, north ? y - 1 : y);
    }
}
