package limner.app.ui.canvas;

import java.util.List;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import limner.app.ui.canvas.paint.ViewTransform;
import limner.model.geometry.Point;
import limner.model.geometry.Tip;

/// The outline of the brush in its true size, which stands for the pointer; dark and light, so that it is seen on
/// everything. Nodes of its own: with every move of the pointer only what is around it is drawn anew, and not all of
/// the canvas. JavaFX thread only.
final class BrushTip {

    private static final Color HALO = Color.rgb(0, 0, 0, 0.55);
    private static final double LEAST = 2;

    private final Group node = new Group();
    private final List<Ellipse> rounds =
            List.of(outlined(new Ellipse(), HALO, 3), outlined(new Ellipse(), Color.WHITE, 1.25));
    private final List<Rectangle> squares =
            List.of(outlined(new Rectangle(), HALO, 3), outlined(new Rectangle(), Color.WHITE, 1.25));

    BrushTip() {
        node.getChildren().addAll(rounds);
        node.getChildren().addAll(squares);
        node.setId("brush-tip");
        node.setManaged(false);
        node.setMouseTransparent(true);
        node.setVisible(false);
    }

    private static <S extends Shape> S outlined(S shape, Color colour, double width) {
        shape.setFill(null);
        shape.setStroke(colour);
        shape.setStrokeWidth(width);
        return shape;
    }

    /// A brush of true size.
    ///
    /// @param at in pixels of the picture
    /// @param diameter in pixels of the picture
    record Brush(Point at, double diameter, Tip tip) {}

    Group node() {
        return node;
    }

    void show(ViewTransform v, Optional<Brush> brush) {
        node.setVisible(brush.isPresent());
        brush.ifPresent(b -> {
            double x = v.toScreenX(b.at().x());
            double y = v.toScreenY(b.at().y());
            double width = Math.max(LEAST, b.diameter() * v.scaleX());
            double height = Math.max(LEAST, b.diameter() * v.scale());
            boolean isRound = b.tip() == Tip.ROUND;
            for (Ellipse e : rounds) {
                e.setVisible(isRound);
                e.setCenterX(x);
                e.setCenterY(y);
                e.setRadiusX(width / 2);
                e.setRadiusY(height / 2);
            }
            for (Rectangle r : squares) {
                r.setVisible(!isRound);
                r.setX(x - width / 2);
                r.setY(y - height / 2);
                r.setWidth(width);
                r.setHeight(height);
            }
        });
    }
}
