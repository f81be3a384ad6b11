package limner.app.ui.canvas;

import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import limner.app.ui.canvas.paint.ViewTransform;
import limner.app.ui.canvas.tool.Bones;
import limner.app.ui.canvas.tool.Handle;
import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.SelectTool;
import limner.app.ui.canvas.tool.Target;
import limner.app.ui.common.LabelNames;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Ink;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;
import limner.model.ontology.Ontology;

/// What follows the pointer: gestures, handles of constant size, name tags. A handful of strokes, drawn on the JavaFX
/// thread with every move. Each drawing has JavaFX draw all that lies below anew, so where there is nothing to draw
/// nothing is touched.
final class Overlay {

    private static final double HANDLE = 7;
    private static final Color HALO = Color.rgb(0, 0, 0, 0.55);
    private static final Font TAG = Font.font("System", FontWeight.NORMAL, 12);
    private static final double GRID_FROM = 14;
    private static final int PLACES = 128;
    private static final double MARK = 6;
    private static final int MOST_KNOBS = 600;

    private final Canvas canvas = new Canvas();
    private boolean blank = true;

    Overlay() {
        canvas.setMouseTransparent(true);
        canvas.setManaged(false);
    }

    Canvas node() {
        return canvas;
    }

    void resize(double width, double height) {
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
    }

    /// A name beside a shape.
    record Tag(String text, Color colour, Shape shape) {}

    /// Everything that is drawn.
    record Content(
            ViewTransform view,
            double pictureWidth,
            double pictureHeight,
            Ontology ontology,
            Preview preview,
            Optional<Target> held,
            Optional<Handle> inHand,
            List<Tag> tags) {

        boolean isNothing() {
            boolean ofPreview = switch (preview) {
                case Preview.Nothing _ -> true;
                case Preview.Painting painting -> painting.guides().equals(Preview.Guides.NONE);
                case Preview.Wire _,
                        Preview.Draft _,
                        Preview.Joints _,
                        Preview.Mark _,
                        Preview.Chain _,
                        Preview.Band _ -> false;
            };
            return ofPreview && view.scale() < GRID_FROM && held.isEmpty() && tags.isEmpty();
        }
    }

    void clear() {
        if (!blank) {
            canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
            blank = true;
        }
    }

    void draw(Content c) {
        clear();
        if (c.isNothing()) {
            return;
        }
        blank = false;
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setLineJoin(StrokeLineJoin.ROUND);
        grid(g, c);
        switch (c.preview()) {
            case Preview.Nothing _ -> handles(g, c);
            case Preview.Painting painting -> {
                handles(g, c);
                guides(g, c.view(), painting.guides());
            }
            case Preview.Wire wire -> wire(g, c, wire);
            case Preview.Draft(Shape shape, var classId, var _) -> {
                Color colour = LabelNames.colour(c.ontology(), classId);
                outline(g, c, classId, shape, colour);
                vertices(g, c.view(), shape, colour);
            }
            case Preview.Joints(Skeleton set, var classId, Point pointer, String next) -> {
                Color colour = LabelNames.colour(c.ontology(), classId);
                outline(g, c, classId, set, colour);
                tag(g, c.view(), new Tag(next, colour, pointer));
            }
            case Preview.Mark(Point at) -> {
                handles(g, c);
                mark(g, c.view(), at);
            }
            case Preview.Chain chain -> chain(g, c, chain);
            case Preview.Band(Box b) -> band(g, c.view(), b);
        }
        for (Tag tag : c.tags()) {
            tag(g, c.view(), tag);
        }
    }

    /// Borders of picture pixels, once they are large enough to be painted one by one.
    private void grid(GraphicsContext g, Content c) {
        ViewTransform v = c.view();
        if (v.scale() < GRID_FROM) {
            return;
        }
        Box seen = v.visible(canvas.getWidth(), canvas.getHeight());
        int left = (int) Math.max(0, Math.floor(seen.x()));
        int right = (int) Math.min(c.pictureWidth(), Math.ceil(seen.right()));
        int top = (int) Math.max(0, Math.floor(seen.y()));
        int bottom = (int) Math.min(c.pictureHeight(), Math.ceil(seen.bottom()));
        g.setStroke(Color.rgb(128, 128, 128, 0.22));
        g.setLineWidth(1);
        for (int x = left; x <= right; x++) {
            double at = Math.rint(v.toScreenX(x)) + 0.5;
            g.strokeLine(at, v.toScreenY(top), at, v.toScreenY(bottom));
        }
        for (int y = top; y <= bottom; y++) {
            double at = Math.rint(v.toScreenY(y)) + 0.5;
            g.strokeLine(v.toScreenX(left), at, v.toScreenX(right), at);
        }
    }

    private static void outline(GraphicsContext g, Content c, ClassId classId, Shape shape, Color colour) {
        ViewTransform v = c.view();
        g.beginPath();
        trace(g, v, shape);
        if (shape instanceof Skeleton s) {
            Bones.of(c.ontology(), classId, s).forEach(bone -> line(g, v, bone.points()));
        }
        stroke(g, colour);
        for (Point p : dots(shape)) {
            g.setFill(colour);
            g.fillOval(v.toScreenX(p.x()) - 4, v.toScreenY(p.y()) - 4, 8, 8);
        }
    }

    /// What is drawn as discs.
    private static List<Point> dots(Shape shape) {
        return switch (shape) {
            case Point p -> List.of(p);
            case PointSet(List<Point> points) -> points;
            case Skeleton s -> s.present().stream().map(Joint::at).toList();
            case Box _, RotatedBox _, Ellipse _, Polygon _, Polyline _, Mask _ -> List.of();
        };
    }

    private static void trace(GraphicsContext g, ViewTransform v, Shape shape) {
        switch (shape) {
            case Box b ->
                g.rect(v.toScreenX(b.x()), v.toScreenY(b.y()), b.width() * v.scaleX(), b.height() * v.scale());
            case Polygon(List<Ring> rings) -> {
                for (Ring ring : rings) {
                    line(g, v, ring.points());
                    g.closePath();
                }
            }
            case Polyline(List<Point> points) -> line(g, v, points);
            case RotatedBox b -> {
                line(g, v, b.corners().points());
                g.closePath();
            }
            case Ellipse e -> {
                line(g, v, e.outline(PLACES).points());
                g.closePath();
            }
            case Point _, PointSet _, Skeleton _ -> {
                // Drawn as discs, and the lines between joints as their class says.
            }
            case Mask m -> trace(g, v, m.bounds());
        }
    }

    private static void line(GraphicsContext g, ViewTransform v, List<Point> points) {
        for (int i = 0; i < points.size(); i++) {
            double x = v.toScreenX(points.get(i).x());
            double y = v.toScreenY(points.get(i).y());
            if (i == 0) {
                g.moveTo(x, y);
            } else {
                g.lineTo(x, y);
            }
        }
    }

    private static void chain(GraphicsContext g, Content c, Preview.Chain chain) {
        ViewTransform v = c.view();
        Color colour = LabelNames.colour(c.ontology(), chain.classId());
        g.beginPath();
        line(g, v, chain.points());
        boolean closing = chain.closing() == Preview.Chain.Closing.YES;
        if (closing) {
            g.closePath();
        } else {
            for (Point p : chain.taken()) {
                g.lineTo(v.toScreenX(p.x()), v.toScreenY(p.y()));
            }
            g.lineTo(
                    v.toScreenX(chain.pointer().x()),
                    v.toScreenY(chain.pointer().y()));
        }
        finish(g, v, chain.points(), closing, colour);
        chain.snapped().ifPresent(at -> mark(g, v, at));
    }

    /// A place of something else, at which the pointer is held: a cross in a ring.
    private static void mark(GraphicsContext g, ViewTransform v, Point at) {
        double x = v.toScreenX(at.x());
        double y = v.toScreenY(at.y());
        for (double width : new double[] {4, 1.5}) {
            g.setStroke(width > 2 ? HALO : Color.WHITE);
            g.setLineWidth(width);
            g.strokeOval(x - MARK, y - MARK, 2 * MARK, 2 * MARK);
            g.strokeLine(x - 2 * MARK, y, x - MARK / 2, y);
            g.strokeLine(x + MARK / 2, y, x + 2 * MARK, y);
            g.strokeLine(x, y - 2 * MARK, x, y - MARK / 2);
            g.strokeLine(x, y + MARK / 2, x, y + 2 * MARK);
        }
    }

    /// The corners of an outline on the move, so that one sees which are left.
    private static void vertices(GraphicsContext g, ViewTransform v, Shape shape, Color colour) {
        List<Point> corners = switch (shape) {
            case Polygon(List<Ring> rings) ->
                rings.stream().flatMap(r -> r.points().stream()).toList();
            case Polyline(List<Point> points) -> points;
            case Box _, RotatedBox _, Ellipse _, Point _, PointSet _, Skeleton _, Mask _ -> List.of();
        };
        if (corners.size() <= MOST_KNOBS) {
            corners.forEach(p -> knob(g, v.toScreenX(p.x()), v.toScreenY(p.y()), HANDLE - 2, Color.WHITE, colour));
        }
    }

    private static void wire(GraphicsContext g, Content c, Preview.Wire wire) {
        ViewTransform v = c.view();
        Color colour = LabelNames.colour(c.ontology(), wire.classId());
        g.beginPath();
        line(g, v, wire.path());
        boolean closing = wire.closing() == Preview.Chain.Closing.YES;
        if (closing) {
            g.closePath();
        } else if (!wire.live().isEmpty()) {
            line(g, v, wire.live());
        }
        finish(g, v, wire.anchors(), closing, colour);
    }

    private static void stroke(GraphicsContext g, Color colour) {
        g.setStroke(HALO);
        g.setLineWidth(4);
        g.stroke();
        g.setStroke(colour);
        g.setLineWidth(2);
        g.stroke();
    }

    /// Strokes the line that was begun, and puts knobs on its points; the first is larger where a click closes it.
    private static void finish(GraphicsContext g, ViewTransform v, List<Point> points, boolean closing, Color colour) {
        stroke(g, colour);
        for (int i = 0; i < points.size(); i++) {
            Point p = points.get(i);
            double size = i == 0 && closing ? HANDLE + 5 : HANDLE - 1;
            knob(g, v.toScreenX(p.x()), v.toScreenY(p.y()), size, Color.WHITE, colour);
        }
    }

    /// Where a tool looks, and what was said to it: white is in, black is out.
    private static void guides(GraphicsContext g, ViewTransform v, Preview.Guides guides) {
        guides.box().ifPresent(b -> {
            g.setLineDashes(6, 4);
            frame(g, v, b);
            g.setLineDashes();
        });
        for (Preview.Guides.Line stroke : guides.lines()) {
            boolean in = stroke.ink() == Ink.PAINT;
            double width = Math.max(3, stroke.diameter() * v.scale());
            g.setLineCap(StrokeLineCap.ROUND);
            g.beginPath();
            line(g, v, stroke.points());
            Point end = stroke.points().getLast();
            // A single dab is a line as well.
            g.lineTo(v.toScreenX(end.x()), v.toScreenY(end.y()) + 0.01);
            g.setStroke(in ? Color.rgb(255, 255, 255, 0.35) : Color.rgb(0, 0, 0, 0.4));
            g.setLineWidth(width);
            g.stroke();
            g.setStroke(in ? Color.BLACK : Color.WHITE);
            g.setLineWidth(3);
            g.stroke();
            g.setStroke(in ? Color.WHITE : Color.BLACK);
            g.setLineWidth(1.25);
            g.stroke();
            g.setLineCap(StrokeLineCap.SQUARE);
        }
    }

    private static void band(GraphicsContext g, ViewTransform v, Box b) {
        double x = Math.rint(v.toScreenX(b.x())) + 0.5;
        double y = Math.rint(v.toScreenY(b.y())) + 0.5;
        double w = Math.rint(b.width() * v.scaleX());
        double h = Math.rint(b.height() * v.scale());
        g.setFill(Color.rgb(255, 255, 255, 0.08));
        g.fillRect(x, y, w, h);
        frame(g, v, b);
    }

    private static void frame(GraphicsContext g, ViewTransform v, Box b) {
        double x = Math.rint(v.toScreenX(b.x())) + 0.5;
        double y = Math.rint(v.toScreenY(b.y())) + 0.5;
        double w = Math.rint(b.width() * v.scaleX());
        double h = Math.rint(b.height() * v.scale());
        g.setStroke(HALO);
        g.setLineWidth(3);
        g.strokeRect(x, y, w, h);
        g.setStroke(Color.WHITE);
        g.setLineWidth(1);
        g.strokeRect(x, y, w, h);
    }

    private static void handles(GraphicsContext g, Content c) {
        if (c.held().isEmpty() || c.held().get().locked()) {
            return;
        }
        ViewTransform v = c.view();
        Target held = c.held().get();
        Color colour = LabelNames.colour(c.ontology(), held.classId());
        for (Handle h : SelectTool.handles(held, 1 / v.scale())) {
            double x = v.toScreenX(h.at().x());
            double y = v.toScreenY(h.at().y());
            switch (h) {
                case Handle.Side _, Handle.Edge _ ->
                    square(g, x, y, c.inHand().filter(h::equals).isPresent() ? Color.WHITE : colour);
                case Handle.Rotor rotor -> {
                    g.beginPath();
                    line(g, v, List.of(rotor.foot(), rotor.at()));
                    stroke(g, colour);
                    knob(g, x, y, HANDLE + 2, Color.WHITE, colour);
                }
                case Handle.Vertex vertex -> {
                    boolean inHand = c.inHand().filter(vertex::equals).isPresent();
                    knob(
                            g,
                            x,
                            y,
                            inHand ? HANDLE + 3 : HANDLE + 1,
                            inHand ? colour : Color.WHITE,
                            inHand ? Color.WHITE : colour);
                }
                case Handle.Middle _ -> knob(g, x, y, HANDLE - 2, colour, HALO);
            }
        }
    }

    private static void square(GraphicsContext g, double x, double y, Color colour) {
        double left = Math.rint(x - HANDLE / 2);
        double top = Math.rint(y - HANDLE / 2);
        g.setFill(HALO);
        g.fillRect(left - 2, top - 2, HANDLE + 4, HANDLE + 4);
        g.setFill(colour);
        g.fillRect(left - 1, top - 1, HANDLE + 2, HANDLE + 2);
        g.setFill(Color.WHITE);
        g.fillRect(left, top, HANDLE, HANDLE);
    }

    private static void knob(GraphicsContext g, double x, double y, double size, Color fill, Color border) {
        g.setFill(HALO);
        g.fillOval(x - size / 2 - 2, y - size / 2 - 2, size + 4, size + 4);
        g.setFill(border);
        g.fillOval(x - size / 2 - 1, y - size / 2 - 1, size + 2, size + 2);
        g.setFill(fill);
        g.fillOval(x - size / 2, y - size / 2, size, size);
    }

    private void tag(GraphicsContext g, ViewTransform v, Tag tag) {
        Text measure = new Text(tag.text());
        measure.setFont(TAG);
        double width = Math.ceil(measure.getLayoutBounds().getWidth()) + 18;
        Box b = tag.shape().bounds();
        double x = Math.clamp(v.toScreenX(b.x()), 2, Math.max(2, canvas.getWidth() - width - 2));
        double above = v.toScreenY(b.y()) - 24;
        double y = Math.clamp(above < 2 ? v.toScreenY(b.y()) + 6 : above, 2, Math.max(2, canvas.getHeight() - 22));
        x = Math.rint(x);
        y = Math.rint(y);
        g.setFill(Color.rgb(16, 18, 22, 0.88));
        g.fillRoundRect(x, y, width, 20, 4, 4);
        g.setFill(tag.colour());
        g.fillRoundRect(x, y, 4, 20, 4, 4);
        g.setFont(TAG);
        g.setFill(Color.WHITE);
        g.fillText(tag.text(), x + 10, y + 14.5);
    }
}
