package limner.test.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;

/// Measures what DESK.md 10 promises: readable, whole, large enough to hit. Every method names what breaks it.
final class Look {

    private static final double CONTRAST = 4.5;
    private static final double LEAST_TARGET = 24;

    private Look() {}

    /// Visible texts that end in dots because they found no room. Names of files and projects may be long and are left
    /// out.
    static List<String> cutOff(Stage stage) {
        return Toolkit.on(() -> {
            List<String> found = new ArrayList<>();
            for (Labeled l : all(stage, Labeled.class)) {
                Text inner = (Text) l.lookup(".text");
                if (inner != null
                        && l.getText() != null
                        && !l.getText().isEmpty()
                        && shown(l)
                        && !inner.getText().equals(l.getText())
                        && inner.getText().endsWith("...")) {
                    found.add("\"" + l.getText() + "\" reads \"" + inner.getText() + "\"");
                }
            }
            return found;
        });
    }

    /// Buttons and sliders that are smaller than 24 × 24.
    static List<String> tooSmall(Stage stage) {
        return Toolkit.on(() -> {
            List<String> found = new ArrayList<>();
            List<Node> targets = new ArrayList<>(all(stage, ButtonBase.class));
            for (Node n : targets) {
                Bounds b = n.getLayoutBounds();
                if (shown(n) && !inArrow(n) && (b.getWidth() < LEAST_TARGET || b.getHeight() < LEAST_TARGET)) {
                    found.add(name(n) + " is " + b.getWidth() + " × " + b.getHeight());
                }
            }
            for (Slider s : all(stage, Slider.class)) {
                if (shown(s) && s.getHeight() < 14) {
                    found.add(name(s) + " is " + s.getHeight() + " high");
                }
            }
            return found;
        });
    }

    /// The halves of a spinner or a scroll bar, which are also reached by keyboard and wheel.
    private static boolean inArrow(Node n) {
        for (Node p = n; p != null; p = p.getParent()) {
            if (p instanceof javafx.scene.control.Spinner<?> || p instanceof javafx.scene.control.ScrollBar) {
                return true;
            }
        }
        return false;
    }

    /// Texts whose contrast with what lies behind them is below 4.5 : 1. What cannot be used now is left out, as the
    /// Web Content Accessibility Guidelines do (1.4.3).
    static List<String> faint(Stage stage) {
        return Toolkit.on(() -> {
            List<String> found = new ArrayList<>();
            List<Text> texts = all(stage, Text.class).stream()
                    .filter(t -> shown(t) && !t.getText().isBlank() && !disabled(t) && !isIcon(t) && !covered(t))
                    .toList();
            texts.forEach(t -> t.setOpacity(0));
            SnapshotParameters window = new SnapshotParameters();
            window.setViewport(new Rectangle2D(
                    0, 0, stage.getScene().getWidth(), stage.getScene().getHeight()));
            WritableImage behind = stage.getScene().getRoot().snapshot(window, null);
            texts.forEach(t -> t.setOpacity(1));
            PixelReader pixels = behind.getPixelReader();
            for (Text t : texts) {
                if (!(t.getFill() instanceof Color ink)) {
                    continue;
                }
                Bounds b = t.localToScene(t.getLayoutBounds());
                int x = (int) Math.clamp(b.getCenterX(), 0, behind.getWidth() - 1);
                int y = (int) Math.clamp(b.getCenterY(), 0, behind.getHeight() - 1);
                Color ground = pixels.getColor(x, y);
                double ratio = contrast(over(ink, ground, opacity(t)), ground);
                if (ratio < CONTRAST) {
                    found.add(String.format(java.util.Locale.ROOT, "\"%s\" %.2f : 1", t.getText(), ratio));
                }
            }
            return found;
        });
    }

    private static Color over(Color ink, Color ground, double opacity) {
        double a = ink.getOpacity() * opacity;
        return Color.color(
                ink.getRed() * a + ground.getRed() * (1 - a),
                ink.getGreen() * a + ground.getGreen() * (1 - a),
                ink.getBlue() * a + ground.getBlue() * (1 - a));
    }

    private static double opacity(Node node) {
        double o = 1;
        for (Node n = node; n != null; n = n.getParent()) {
            o *= n.getOpacity();
        }
        return o;
    }

    /// Contrast ratio of the Web Content Accessibility Guidelines 2.2.
    static double contrast(Color a, Color b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    /// Behind the veil of the palette or the sheet of keys.
    private static boolean covered(Text t) {
        Node scrim = t.getScene().lookup(".scrim");
        if (scrim == null || !scrim.isVisible()) {
            return false;
        }
        for (Node n = t; n != null; n = n.getParent()) {
            if (n.equals(scrim)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIcon(Text t) {
        return t.getStyleClass().contains("ikonli-font-icon");
    }

    private static boolean disabled(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            // A palette row or a hidden object's row is drawn faint because it is out of reach.
            if (n.isDisabled() || n.getOpacity() < 1) {
                return true;
            }
        }
        return false;
    }

    private static boolean shown(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        Bounds b = node.localToScene(node.getLayoutBounds());
        // Scrolled out of a list or a panel, or half out: it is reached by scrolling on.
        for (Node n = node.getParent(); n != null; n = n.getParent()) {
            if (n.getClip() != null
                    && !n.localToScene(n.getClip().getBoundsInParent()).contains(b)) {
                return false;
            }
        }
        return b.getWidth() > 0
                && b.getMaxX() > 0
                && b.getMaxY() > 0
                && b.getMinX() < node.getScene().getWidth()
                && b.getMinY() < node.getScene().getHeight();
    }

    private static String name(Node n) {
        String text =
                n instanceof Labeled l && l.getText() != null && !l.getText().isEmpty()
                        ? l.getText()
                        : n.getAccessibleText();
        return n.getClass().getSimpleName() + " \"" + text + "\" " + n.getStyleClass();
    }

    private static <T> List<T> all(Stage stage, Class<T> type) {
        List<T> found = new ArrayList<>();
        collect(stage.getScene().getRoot(), type, found);
        return found;
    }

    private static <T> void collect(Node node, Class<T> type, List<T> into) {
        if (type.isInstance(node)) {
            into.add(type.cast(node));
        }
        if (node instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(c -> collect(c, type, into));
        }
    }
}
