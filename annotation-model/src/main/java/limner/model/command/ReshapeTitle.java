package limner.model.command;

import java.util.List;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.Shape;

/// The word for what happened to a shape, for the history: "Move vertex" says more than "Reshape".
final class ReshapeTitle {

    private static final double SAME = 1e-6;

    private ReshapeTitle() {}

    static String of(Shape before, Shape after) {
        if (before.getClass() != after.getClass()) {
            return "Reshape";
        }
        boolean moved = moved(before.bounds(), after.bounds());
        if (before instanceof Mask m && after instanceof Mask n) {
            long less = m.rle().area() - n.rle().area();
            return less == 0 && moved ? "Move" : less > 0 ? "Erase" : "Paint";
        }
        if (moved) {
            return "Move";
        }
        if (before instanceof Box) {
            return "Resize";
        }
        if (before instanceof Polygon(List<Ring> was) && after instanceof Polygon(List<Ring> is)) {
            return rings(was, is);
        }
        return before instanceof Polyline(List<Point> was) && after instanceof Polyline(List<Point> is)
                ? points(was, is)
                : "Reshape";
    }

    private static String rings(List<Ring> was, List<Ring> is) {
        if (was.size() != is.size()) {
            return was.size() < is.size() ? "Add outline" : "Remove outline";
        }
        String said = "";
        for (int i = 0; i < was.size(); i++) {
            if (!was.get(i).equals(is.get(i))) {
                if (!said.isEmpty()) {
                    return "Reshape";
                }
                said = points(was.get(i).points(), is.get(i).points());
            }
        }
        return said.isEmpty() ? "Reshape" : said;
    }

    private static String points(List<Point> was, List<Point> is) {
        if (is.size() == was.size() + 1) {
            return "Add vertex";
        }
        if (is.size() == was.size() - 1) {
            return "Remove vertex";
        }
        if (is.size() != was.size()) {
            return "Reshape";
        }
        int other = 0;
        for (int i = 0; i < was.size(); i++) {
            other += was.get(i).equals(is.get(i)) ? 0 : 1;
        }
        return other == 1 ? "Move vertex" : "Reshape";
    }

    private static boolean moved(Box was, Box is) {
        boolean size = Math.abs(was.width() - is.width()) < SAME && Math.abs(was.height() - is.height()) < SAME;
        boolean place = Math.abs(was.x() - is.x()) < SAME && Math.abs(was.y() - is.y()) < SAME;
        return size && !place;
    }
}
