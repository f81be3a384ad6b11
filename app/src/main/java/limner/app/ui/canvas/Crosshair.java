package limner.app.ui.canvas;

import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import limner.app.ui.common.Styles;

/// A cross over the picture with the place it marks, dark and light so that it is seen on everything. The middle stays
/// free: what is pointed at is to be seen.
final class Crosshair {

    private static final double GAP = 4;
    private static final double BESIDE = 12;

    private final Line[] dark = lines(Color.rgb(0, 0, 0, 0.65), 3);
    private final Line[] light = lines(Color.WHITE, 1);
    private final Label where = new Label();
    private final Group node = new Group();

    Crosshair() {
        node.getChildren().addAll(dark);
        node.getChildren().addAll(light);
        where.setId("cross-place");
        where.getStyleClass().add(Styles.BADGE);
        where.setManaged(false);
        node.getChildren().add(where);
        node.setId("cross");
        node.setManaged(false);
        node.setMouseTransparent(true);
        node.setVisible(false);
    }

    private static Line[] lines(Color colour, double width) {
        Line[] lines = new Line[4];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new Line();
            lines[i].setStroke(colour);
            lines[i].setStrokeWidth(width);
        }
        return lines;
    }

    Group node() {
        return node;
    }

    void hide() {
        node.setVisible(false);
    }

    /// @param x on the canvas
    /// @param y on the canvas
    void show(double x, double y, double width, double height, String place) {
        double across = Math.floor(x) + 0.5;
        double along = Math.floor(y) + 0.5;
        for (Line[] cross : new Line[][] {dark, light}) {
            set(cross[0], 0, along, across - GAP, along);
            set(cross[1], across + GAP, along, width, along);
            set(cross[2], across, 0, across, along - GAP);
            set(cross[3], across, along + GAP, across, height);
        }
        where.setText(place);
        where.applyCss();
        double wide = where.prefWidth(-1);
        double high = where.prefHeight(-1);
        double left = across + BESIDE + wide > width ? across - BESIDE - wide : across + BESIDE;
        double top = along + BESIDE + high > height ? along - BESIDE - high : along + BESIDE;
        where.resizeRelocate(Math.rint(left), Math.rint(top), wide, high);
        node.setVisible(true);
    }

    private static void set(Line line, double startX, double startY, double endX, double endY) {
        line.setStartX(startX);
        line.setStartY(startY);
        line.setEndX(endX);
        line.setEndY(endY);
    }
}
