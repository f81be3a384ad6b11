package limner.app.ui.common;

import javafx.geometry.Insets;
import javafx.scene.Group;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;
import limner.model.ontology.Hatch;

/// A small square in the colour of a class, with its pattern where that is given.
public final class Swatch extends Region {

    private static final double SIDE = 12;

    public Swatch() {
        setMinSize(SIDE, SIDE);
        setPrefSize(SIDE, SIDE);
        setMaxSize(SIDE, SIDE);
    }

    public Swatch(Color colour) {
        this();
        colour(colour);
    }

    /// With the pattern that tells it from others whatever colours are seen.
    public Swatch(Color colour, Hatch hatch) {
        this(colour);
        Color ink = colour.getBrightness() * (1 - colour.getSaturation() / 3) > 0.6 ? Color.BLACK : Color.WHITE;
        Group lines = new Group();
        for (double[] l : lines(hatch)) {
            Line line = new Line(l[0], l[1], l[2], l[3]);
            line.setStroke(ink);
            line.setStrokeWidth(1.6);
            line.setStrokeLineCap(StrokeLineCap.ROUND);
            lines.getChildren().add(line);
        }
        lines.setManaged(false);
        lines.setMouseTransparent(true);
        setClip(new Rectangle(SIDE, SIDE));
        getChildren().add(lines);
    }

    private static double[][] lines(Hatch hatch) {
        return switch (hatch) {
            case PLAIN -> new double[0][];
            case RISING -> new double[][] {{0, 8, 8, 0}, {4, 12, 12, 4}};
            case FALLING -> new double[][] {{0, 4, 8, 12}, {4, 0, 12, 8}};
            case LEVEL -> new double[][] {{0, 4, 12, 4}, {0, 8, 12, 8}};
            case UPRIGHT -> new double[][] {{4, 0, 4, 12}, {8, 0, 8, 12}};
            case CROSSED -> new double[][] {{0, 12, 12, 0}, {0, 0, 12, 12}};
            case DOTTED ->
                new double[][] {{3.5, 3.5, 3.5, 3.5}, {8.5, 3.5, 8.5, 3.5}, {3.5, 8.5, 3.5, 8.5}, {8.5, 8.5, 8.5, 8.5}};
        };
    }

    public void colour(Color colour) {
        setBackground(new Background(new BackgroundFill(colour, new CornerRadii(3), Insets.EMPTY)));
    }
}
