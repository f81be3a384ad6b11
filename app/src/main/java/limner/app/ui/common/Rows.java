package limner.app.ui.common;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Pieces that the lists of the side panel are made of.
public final class Rows {

    /// How high a list's cells with rows of two lines are, in pixels.
    public static final double STACKED = 44;

    private Rows() {}

    /// A cell that shows each item as a row of nodes. A list hands the same item to a cell again whenever the selection
    /// changes; the row of a record, which cannot have changed, stays as it is then.
    public static <T> ListCell<T> cell(Function<T, Node> row) {
        return new ListCell<>() {
            private @Nullable Object drawn;

            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                Object next = empty ? null : item;
                if (Objects.equals(next, drawn) && (next == null || next instanceof Record)) {
                    return;
                }
                drawn = next;
                setText(null);
                @Nullable Node shown = next == null ? null : row.apply(item);
                setGraphic(shown);
                setAccessibleText(shown == null ? null : words(shown));
                // Cells are filled while the list is laid out, after this pulse's styles: without them a row would be
                // seen bare for a moment.
                applyCss();
            }
        };
    }

    /// A cell that shows each item in a row of its own, made once: a list of thousands that changes with every picture
    /// has only some texts and pictures of it set.
    ///
    /// @param row makes the nodes, of one cell
    /// @param show sets them to what an item says
    public static <T extends Record, V extends Node> ListCell<T> cell(Supplier<V> row, BiConsumer<V, T> show) {
        return new ListCell<>() {
            private @Nullable V made;
            private @Nullable T drawn;

            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                if (empty || item == null) {
                    drawn = null;
                    setGraphic(null);
                    setAccessibleText(null);
                    return;
                }
                if (item.equals(drawn)) {
                    return;
                }
                V view = made == null ? row.get() : made;
                show.accept(view, item);
                boolean bare = getGraphic() != view;
                made = view;
                drawn = item;
                if (bare) {
                    setGraphic(view);
                }
                setAccessibleText(words(view));
                // As above; what was styled once stays so, unless a part of it is new.
                applyCss();
            }
        };
    }

    /// What is written in a row, for who hears it: its texts in order.
    private static String words(Node node) {
        if (node instanceof Label label) {
            return label.isVisible() && label.getText() != null ? label.getText() : "";
        }
        if (node instanceof Parent parent) {
            return parent.getChildrenUnmodifiable().stream()
                    .map(Rows::words)
                    .filter(w -> !w.isBlank())
                    .collect(Collectors.joining(", "));
        }
        return "";
    }

    /// A row.
    public static HBox of(Node... nodes) {
        HBox row = new HBox(6, nodes);
        style(row);
        return row;
    }

    /// A row of several lines.
    public static VBox stacked(Node... lines) {
        VBox row = new VBox(lines);
        row.getStyleClass().add(Styles.ROW);
        row.setMinWidth(0);
        row.setPrefWidth(0);
        row.setMinHeight(Region.USE_PREF_SIZE);
        return row;
    }

    /// A sentence that is never cut, but takes as many lines as it needs.
    ///
    /// @param id of the label
    public static Label sentence(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// Makes a row of a box.
    public static void style(HBox row) {
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add(Styles.ROW);
        row.setMinWidth(0);
        row.setPrefWidth(0);
    }

    /// A text that takes the room that is left; what is too long shows whole in a tooltip.
    public static Label text(String text) {
        Label label = new Label(text);
        label.setMinWidth(20);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.addEventHandler(MouseEvent.MOUSE_ENTERED, _ -> tellWhole(label));
        return label;
    }

    private static void tellWhole(Label label) {
        boolean cut = label.getWidth() < label.prefWidth(-1);
        label.setTooltip(cut ? new Tooltip(label.getText()) : null);
    }

    /// A short text that is never cut.
    public static Label fixed(String text, String... styles) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /// A small button with a picture and words for who cannot see it.
    public static <B extends ButtonBase> B quiet(B button, Icon icon, String what, Runnable action) {
        button.setGraphic(icon.node());
        button.getStyleClass().add(Styles.QUIET_BUTTON);
        say(button, what);
        button.setFocusTraversable(false);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// Other words for a small button.
    public static void say(ButtonBase button, String what) {
        button.setAccessibleText(what);
        if (button.getTooltip() == null) {
            button.setTooltip(new Tooltip(what));
        } else {
            button.getTooltip().setText(what);
        }
    }

    /// A key as it stands on a keyboard.
    public static Label key(String key) {
        return fixed(key, Styles.KEY_CAP);
    }
}
