package limner.model.exchange.cvat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Value;
import limner.model.exchange.XmlTarget;
import limner.model.exchange.XmlText;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;

/// Writes CVAT's elements: labels, and what is drawn.
record CvatElements(XmlTarget xml) {

    private static final double FULL_TURN = 360;

    // Labels.

    void labels(Heads heads) throws IOException {
        xml.begin("labels");
        Set<String> told = new HashSet<>();
        for (Entry.Category c : heads.categories().values()) {
            Entry.Category label = CvatFit.category(c);
            // Classes of one name are one label there.
            if (told.add(label.name())) {
                label(label);
            }
        }
        xml.end();
    }

    private void label(Entry.Category label) throws IOException {
        xml.begin("label").element("name", label.name()).element("color", label.colour());
        xml.element("type", label.joints().isEmpty() ? "any" : CvatShapes.SKELETON);
        xml.begin("attributes");
        for (Entry.Asked q : label.asked()) {
            declaration(q);
        }
        xml.end();
        if (!label.joints().isEmpty()) {
            xml.element("svg", CvatDrawing.of(label.joints(), label.bones()));
        }
        xml.end();
        for (String joint : label.joints()) {
            xml.begin("label").element("name", joint).element("type", "points");
            xml.begin("attributes").end().element("parent", label.name()).end();
        }
    }

    private void declaration(Entry.Asked q) throws IOException {
        xml.begin("attribute").element("name", q.name());
        xml.element("mutable", q.changing() ? "True" : "False");
        String values = values(q.type());
        xml.element("input_type", inputType(q.type()));
        xml.element(
                "default_value",
                switch (q.type()) {
                    case AttributeType.YesNo() -> "false";
                    case AttributeType.Number _, AttributeType.Select _ ->
                        values.lines().findFirst().orElse("");
                    case AttributeType.MultiSelect _, AttributeType.Text _ -> "";
                });
        xml.element("values", values).end();
    }

    private static String inputType(AttributeType type) {
        return switch (type) {
            case AttributeType.Select _ -> "select";
            case AttributeType.YesNo() -> "checkbox";
            case AttributeType.Number _ -> "number";
            case AttributeType.MultiSelect _, AttributeType.Text _ -> "text";
        };
    }

    private static String values(AttributeType type) {
        return switch (type) {
            case AttributeType.Select(List<AttributeOption> options) ->
                options.stream().map(o -> XmlText.name(o.name())).collect(Collectors.joining("\n"));
            case AttributeType.YesNo() -> "true\nfalse";
            case AttributeType.Number(double least, double most, double step)
            when Double.isFinite(least) && Double.isFinite(most) -> least + "\n" + most + "\n" + step;
            case AttributeType.Number _, AttributeType.MultiSelect _, AttributeType.Text _ -> "";
        };
    }

    // What is drawn.

    /// An element of a picture for one part.
    ///
    /// @param group 0 where it is of none
    void part(Entry.Annotation a, Entry.Category category, Shape part, int group) throws IOException {
        xml.begin(name(part)).field("label", category.name());
        xml.field("source", a.extras().isEmpty() ? CvatFit.BY_HAND : CvatFit.source(a.extras()));
        drawn(a, part);
        if (group > 0) {
            xml.field("group_id", group);
        }
        inside(a, part, false);
    }

    /// An element of a track.
    void place(Entry.Annotation a, int frame, boolean isKeyframe, boolean isGone) throws IOException {
        Shape shape = a.shape().or(() -> a.pose().map(p -> p)).orElseThrow();
        xml.begin(name(shape)).field("frame", frame);
        xml.flag("keyframe", isKeyframe).flag("outside", isGone);
        drawn(a, shape);
        inside(a, shape, isGone);
    }

    private void drawn(Entry.Annotation a, Shape shape) throws IOException {
        xml.flag("occluded", a.occluded());
        geometry(shape);
        xml.field("z_order", a.depth());
    }

    private void inside(Entry.Annotation a, Shape shape, boolean isGone) throws IOException {
        if (shape instanceof Skeleton(List<Joint> joints)) {
            for (Joint j : joints) {
                joint(j, isGone);
            }
        }
        if (a.crowd()) {
            attribute(CvatValues.CROWD, "true");
        }
        for (Map.Entry<String, Value> e : a.attributes().entrySet()) {
            attribute(e.getKey(), CvatValues.text(e.getValue()).orElseThrow());
        }
        xml.end();
    }

    private void attribute(String name, String text) throws IOException {
        xml.begin("attribute").field("name", name).text(text).end();
    }

    private void joint(Joint j, boolean isGone) throws IOException {
        xml.begin("points").field("label", j.name());
        xml.flag("outside", isGone || j.state() == Joint.State.ABSENT)
                .flag("occluded", j.state() == Joint.State.OCCLUDED);
        xml.field("points", points(List.of(j.at()))).end();
    }

    private static String name(Shape shape) {
        return switch (shape) {
            case Box _, RotatedBox _ -> "box";
            case Ellipse _ -> "ellipse";
            case Polygon _ -> "polygon";
            case Polyline _ -> "polyline";
            case Point _, PointSet _ -> "points";
            case Mask _ -> CvatShapes.MASK;
            case Skeleton _ -> CvatShapes.SKELETON;
        };
    }

    private void geometry(Shape shape) throws IOException {
        switch (shape) {
            case Box b -> box(b.x(), b.y(), b.right(), b.bottom());
            case RotatedBox r -> {
                box(r.x() - r.width() / 2, r.y() - r.height() / 2, r.x() + r.width() / 2, r.y() + r.height() / 2);
                turn(r.angle());
            }
            case Ellipse e -> {
                xml.field("cx", e.x())
                        .field("cy", e.y())
                        .field("rx", e.radiusX())
                        .field("ry", e.radiusY());
                turn(e.angle());
            }
            case Polygon p -> xml.field("points", points(p.rings().getFirst().points()));
            case Polyline l -> xml.field("points", points(l.points()));
            case Point p -> xml.field("points", points(List.of(p)));
            case PointSet s -> xml.field("points", points(s.points()));
            case Mask(Rle rle) -> mask(rle);
            case Skeleton _ -> {}
        }
    }

    private void box(double left, double top, double right, double bottom) throws IOException {
        xml.field("xtl", left).field("ytl", top).field("xbr", right).field("ybr", bottom);
    }

    /// CVAT's angles are none below 0.
    private void turn(double angle) throws IOException {
        if (angle != 0) {
            xml.field("rotation", angle < 0 ? angle + FULL_TURN : angle);
        }
    }

    private static String points(List<Point> points) {
        return points.stream().map(p -> p.x() + "," + p.y()).collect(Collectors.joining(";"));
    }

    /// The runs of the rectangle around it, row by row, the first of them outside.
    private void mask(Rle rle) throws IOException {
        PixelBox cut = rle.bounds().orElseThrow();
        byte[] rows = new byte[Math.multiplyExact(cut.width(), cut.height())];
        rle.decodeRowMajor(cut, rows, (byte) 1);
        StringBuilder runs = new StringBuilder();
        int begin = 0;
        byte now = 0;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] != now) {
                runs.append(i - begin).append(", ");
                begin = i;
                now = rows[i];
            }
        }
        runs.append(rows.length - begin);
        xml.field("rle", runs.toString());
        xml.field("left", cut.x()).field("top", cut.y());
        xml.field("width", cut.width()).field("height", cut.height());
    }
}
