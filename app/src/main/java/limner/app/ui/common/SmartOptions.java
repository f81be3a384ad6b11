package limner.app.ui.common;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;

/// How the tools that look at pixels are set; nothing of this is stored in the project. JavaFX thread only.
public final class SmartOptions {

    public static final int LARGEST_TOLERANCE = 128;
    public static final int LARGEST_SPREAD = 80;
    public static final int SMALLEST_PIECE = 8;
    public static final int LARGEST_PIECE = 100;

    private final IntegerProperty tolerance = new SimpleIntegerProperty(24);
    private final BooleanProperty everywhere = new SimpleBooleanProperty();
    private final IntegerProperty spread = new SimpleIntegerProperty(25);
    private final IntegerProperty darkest = new SimpleIntegerProperty(160);
    private final IntegerProperty brightest = new SimpleIntegerProperty(255);
    private final IntegerProperty piece = new SimpleIntegerProperty(24);

    /// How far a colour may lie from the one under the magic wand, 0 to 128 for each channel.
    public IntegerProperty tolerance() {
        return tolerance;
    }

    /// Whether the magic wand takes pixels from all over the picture.
    public BooleanProperty everywhere() {
        return everywhere;
    }

    /// How far a growing region may lie from the stroke's colours, in tenths of their spread.
    public IntegerProperty spread() {
        return spread;
    }

    /// The darkest brightness that is taken, 0 to 255.
    public IntegerProperty darkest() {
        return darkest;
    }

    /// The brightest brightness that is taken, 0 to 255.
    public IntegerProperty brightest() {
        return brightest;
    }

    /// The side of a piece of even colour, in pixels.
    public IntegerProperty piece() {
        return piece;
    }

    /// Makes what a tool takes more (steps above 0) or less.
    public void adjust(ToolKind tool, int steps) {
        switch (tool) {
            case WAND -> move(tolerance, 2 * steps, 0, LARGEST_TOLERANCE);
            case GROW -> move(spread, 2 * steps, 1, LARGEST_SPREAD);
            case RANGE -> move(darkest, -2 * steps, 0, brightest.get());
            case PIECES -> move(piece, 2 * steps, SMALLEST_PIECE, LARGEST_PIECE);
            case SELECT,
                    BOX,
                    ROTATED_BOX,
                    ELLIPSE,
                    POLYGON,
                    BRUSH,
                    ERASER,
                    POLYLINE,
                    POINT,
                    POINTS,
                    SKELETON,
                    CUT,
                    CUT_OUT,
                    SCISSORS,
                    PATCH,
                    LASSO -> throw new IllegalArgumentException("nothing to adjust: " + tool);
        }
    }

    private static void move(IntegerProperty value, int by, int least, int most) {
        value.set(Math.clamp((long) value.get() + by, least, most));
    }
}
