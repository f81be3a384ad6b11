package limner.app.ui.suggestions;

import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import limner.app.ui.common.Icon;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.model.suggestion.Suggestion;
import org.jspecify.annotations.Nullable;

/// One suggestion in its picture with its score and its three verdicts. Used again for another one when it is scrolled
/// away. JavaFX thread only.
final class Tile extends VBox {

    private static final Texts TEXTS = Texts.beside(Tile.class);
    private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    /// What a tile needs around its picture.
    static final int WIDTH = Crops.SIDE + 12;

    static final int HEIGHT = Crops.SIDE + 40;

    private final Canvas canvas = new Canvas(Crops.SIDE, Crops.SIDE);
    private final Label score = Rows.fixed("", Styles.MONO);
    private final Button accept = new Button();
    private final Button amend = new Button();
    private final Button reject = new Button();
    private @Nullable Suggestion shown;

    /// What can be done with one.
    enum Verdict {
        ACCEPT,
        AMEND,
        REJECT
    }

    Tile(BiConsumer<Suggestion, Verdict> judge) {
        super(2);
        getStyleClass().add("suggestion-tile");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        setFocusTraversable(false);
        setAlignment(Pos.TOP_CENTER);
        setMinSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(
                score,
                gap,
                button(accept, Icon.ACCEPT, Verdict.ACCEPT, judge),
                button(amend, Icon.AMEND, Verdict.AMEND, judge),
                button(reject, Icon.REJECT, Verdict.REJECT, judge));
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(canvas, line);
    }

    private Button button(Button button, Icon icon, Verdict verdict, BiConsumer<Suggestion, Verdict> judge) {
        return Rows.quiet(button, icon, TEXTS.get("tile." + verdict), () -> {
            @Nullable Suggestion s = shown;
            if (s != null) {
                judge.accept(s, verdict);
            }
        });
    }

    @Nullable
    Suggestion suggestion() {
        return shown;
    }

    /// @param crop what it looks like, once that is known
    /// @param isFailed whether it never will be
    void show(
            Suggestion s,
            String name,
            Color colour,
            Optional<Crops.Crop> crop,
            boolean isFailed,
            boolean picked,
            boolean current) {
        shown = s;
        setVisible(true);
        score.setText(LabelNames.score(s.score()));
        pseudoClassStateChanged(PICKED, picked);
        pseudoClassStateChanged(CURRENT, current);
        setAccessibleText(TEXTS.get("tile", name, score.getText(), s.frame()));
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, Crops.SIDE, Crops.SIDE);
        if (crop.isEmpty()) {
            g.setFill(Color.gray(0.5, 0.25));
            g.fillRect(0, 0, Crops.SIDE, Crops.SIDE);
            if (isFailed) {
                g.setFill(Color.gray(0.6));
                g.fillText(TEXTS.get("tile.failed"), 6, Crops.SIDE / 2.0, Crops.SIDE - 12);
            }
            return;
        }
        Image image = crop.get().image();
        double left = Math.rint((Crops.SIDE - image.getWidth()) / 2);
        double top = Math.rint((Crops.SIDE - image.getHeight()) / 2);
        g.drawImage(image, left, top);
        g.save();
        g.beginPath();
        g.rect(left, top, image.getWidth(), image.getHeight());
        g.clip();
        g.beginPath();
        for (double[] line : crop.get().outline()) {
            for (int i = 0; i < line.length; i += 2) {
                if (i == 0) {
                    g.moveTo(left + line[0], top + line[1]);
                } else {
                    g.lineTo(left + line[i], top + line[i + 1]);
                }
            }
        }
        // Dark below bright: seen on any picture.
        g.setLineWidth(3);
        g.setStroke(Color.gray(0, 0.55));
        g.stroke();
        g.setLineWidth(1.5);
        g.setStroke(colour);
        g.stroke();
        g.restore();
    }

    /// Behind the last one.
    void clear() {
        shown = null;
        setVisible(false);
    }
}
