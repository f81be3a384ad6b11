package limner.app.ui.exchange;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.FillRule;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Texts;
import limner.app.usecase.exchange.FrameLook;
import limner.model.exchange.Outlines;
import limner.model.geometry.Joint;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.ontology.Ontology;
import limner.model.project.PlacedLabel;

/// A button with a small picture of a frame and what would lie on it.
final class FrameTile extends Button {

    private static final Texts TEXTS = Texts.beside(FrameTile.class);

    private static final double FILL = 0.3;
    private static final double DOT = 3;

    private final FrameLook look;
    private final GraphicsContext paint;

    /// @param ontology knows the classes of the labels, also new ones
    /// @param go is asked to go to the frame
    FrameTile(FrameLook look, Ontology ontology, Runnable go) {
        this.look = look;
        Canvas canvas = new Canvas(look.width(), look.height());
        this.paint = canvas.getGraphicsContext2D();
        WritableImage image = new WritableImage(look.width(), look.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        look.width(),
                        look.height(),
                        PixelFormat.getIntArgbInstance(),
                        look.argb(),
                        0,
                        look.width());
        paint.drawImage(image, 0, 0);
        paint.setFillRule(FillRule.EVEN_ODD);
        paint.setLineWidth(1.5);
        for (PlacedLabel placed : look.labels()) {
            Color colour = LabelNames.colour(ontology, placed.label().classId());
            paint.setStroke(colour);
            paint.setFill(colour);
            draw(placed.placement().shape());
        }
        setGraphic(canvas);
        setContentDisplay(ContentDisplay.TOP);
        setText(TEXTS.get(
                "tile", look.media().name(), look.frame(), look.labels().size()));
        setMnemonicParsing(false);
        setAccessibleRole(AccessibleRole.BUTTON);
        setOnAction(_ -> go.run());
    }

    private void draw(Shape shape) {
        switch (shape) {
            case Point p -> dots(List.of(p));
            case PointSet(List<Point> points) -> dots(points);
            case Skeleton(List<Joint> joints) ->
                dots(joints.stream()
                        .filter(j -> j.state() != Joint.State.ABSENT)
                        .map(Joint::at)
                        .toList());
            case Polyline(List<Point> points) -> {
                paint.beginPath();
                path(points);
                paint.stroke();
            }
            case Shape area -> {
                paint.beginPath();
                for (Outlines.Part part :
                        Outlines.parts(area, look.media().width(), look.media().height())) {
                    ring(part.outer());
                    part.holes().forEach(this::ring);
                }
                paint.setGlobalAlpha(FILL);
                paint.fill();
                paint.setGlobalAlpha(1);
                paint.stroke();
            }
        }
    }

    private void dots(List<Point> points) {
        for (Point p : points) {
            paint.fillOval(p.x() * look.scale() - DOT, p.y() * look.scale() - DOT, 2 * DOT, 2 * DOT);
        }
    }

    private void ring(Ring ring) {
        path(ring.points());
        paint.closePath();
    }

    private void path(List<Point> points) {
        for (int i = 0; i < points.size(); i++) {
            double x = points.get(i).x() * look.scale();
            double y = points.get(i).y() * look.scale();
            if (i == 0) {
                paint.moveTo(x, y);
            } else {
                paint.lineTo(x, y);
            }
        }
    }
}
