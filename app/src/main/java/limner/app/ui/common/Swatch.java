package limner.app.ui.common;

import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// A small square in the colour of a class.
public final class Swatch extends Region {

    private static final double SIDE = 12;

    public Swatch() {
        getStyleClass().add(Styles.SWATCH);
        setMinSize(SIDE, SIDE);
        setPrefSize(SIDE, SIDE);
        setMaxSize(SIDE, SIDE);
    }

    public Swatch(Color colour) {
        this();
        colour(colour);
    }

    public void colour(Color colour) {
        setStyle(String.format(
                java.util.Locale.ROOT,
                "-fx-background-color: #%02x%02x%02x;",
                Math.round(colour.getRed() * 255),
                Math.round(colour.getGreen() * 255),
                Math.round(colour.getBlue() * 255)));
    }
}
