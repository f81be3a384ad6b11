package limner.app.ui.common;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// A foldable part of the side panel: a header with title, count and buttons, and what it is about below.
public final class Section extends VBox {

    private final Label count = new Label();
    private final HBox header = new HBox(6);
    private final BooleanProperty open = new SimpleBooleanProperty(true);

    public Section(String title, Node content) {
        getStyleClass().add(Styles.SECTION);
        Label name = new Label(title);
        name.getStyleClass().add(Styles.STRONG);
        name.setMinWidth(Region.USE_PREF_SIZE);
        count.getStyleClass().add(Styles.SECTION_COUNT);
        FontIcon fold = Icon.FOLD.node();
        FontIcon unfold = Icon.UNFOLD.node();
        Button toggle = new Button();
        toggle.getStyleClass().add(Styles.QUIET_BUTTON);
        toggle.setGraphic(fold);
        toggle.setAccessibleText(title);
        toggle.setTooltip(new Tooltip(title));
        toggle.setOnAction(_ -> open.set(!open.get()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        header.getChildren().addAll(toggle, name, count, gap);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add(Styles.SECTION_HEADER);
        header.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                open.set(!open.get());
            }
        });
        header.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.LEFT || e.getCode() == KeyCode.RIGHT) {
                open.set(e.getCode() == KeyCode.RIGHT);
                e.consume();
            }
        });
        getChildren().addAll(header, content);
        VBox.setVgrow(content, Priority.ALWAYS);
        open.addListener((_, _, now) -> {
            content.setVisible(now);
            content.setManaged(now);
            toggle.setGraphic(now ? fold : unfold);
            setMaxHeight(now ? Double.MAX_VALUE : Region.USE_PREF_SIZE);
        });
    }

    /// Adds a button to the right end of the header.
    public Section with(Node button) {
        header.getChildren().add(button);
        return this;
    }

    /// What stands behind the title, such as a count.
    public StringProperty count() {
        return count.textProperty();
    }

    /// Whether the content is to be seen.
    public BooleanProperty open() {
        return open;
    }
}
