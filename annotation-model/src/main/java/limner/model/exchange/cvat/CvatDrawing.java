package limner.model.exchange.cvat;

import java.util.List;
import limner.model.exchange.Entry;

/// Draws a skeleton as CVAT keeps it with its label: circles on a ring are its joints, lines its bones.
final class CvatDrawing {

    /// In percent of the drawing's sides.
    private static final double MIDDLE = 50;

    private static final double REACH = 40;

    private CvatDrawing() {}

    /// @param joints names, which may hold whatever XML can
    static String of(List<String> joints, List<Entry.Bone> bones) {
        StringBuilder drawing = new StringBuilder();
        for (Entry.Bone b : bones) {
            drawing.append("<line x1=\"").append(x(b.from(), joints.size()));
            drawing.append("\" y1=\"").append(y(b.from(), joints.size()));
            drawing.append("\" x2=\"").append(x(b.to(), joints.size()));
            drawing.append("\" y2=\"").append(y(b.to(), joints.size()));
            drawing.append("\" stroke=\"black\" data-type=\"edge\" data-node-from=\"")
                    .append(b.from() + 1);
            drawing.append("\" data-node-to=\"").append(b.to() + 1).append("\"></line>");
        }
        for (int i = 0; i < joints.size(); i++) {
            drawing.append("<circle r=\"0.75\" cx=\"").append(x(i, joints.size()));
            drawing.append("\" cy=\"").append(y(i, joints.size()));
            drawing.append("\" stroke=\"black\" fill=\"#b3b3b3\" data-type=\"element node\" data-element-id=\"")
                    .append(i + 1);
            drawing.append("\" data-node-id=\"").append(i + 1);
            drawing.append("\" data-label-name=\"").append(escaped(joints.get(i)));
            drawing.append("\"></circle>");
        }
        return drawing.toString();
    }

    /// In hundredths, which no notation for large or small numbers gets into.
    private static double x(int joint, int of) {
        return hundredths(MIDDLE + REACH * Math.sin(2 * Math.PI * joint / of));
    }

    private static double y(int joint, int of) {
        return hundredths(MIDDLE - REACH * Math.cos(2 * Math.PI * joint / of));
    }

    private static double hundredths(double number) {
        return Math.rint(number * 100) / 100;
    }

    /// The drawing is XML within XML.
    private static String escaped(String name) {
        return name.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
