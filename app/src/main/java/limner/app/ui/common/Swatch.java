package limner.app.ui.common;

import javafx.geometry.Insets;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// A small square in the colour of a class.
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

    public void colour(Color colour) {
        setBackground(new Background(new BackgroundFill(colour, new CornerRadii(3), Insets.EMPTY)));
    }
}
