package limner.app.ui.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import org.jspecify.annotations.Nullable;

/// Every command by its name: type a few letters, Enter does it.
final class CommandPalette extends VBox {

    private static final Texts TEXTS = Texts.beside(CommandPalette.class);
    private static final int ROWS = 10;
    private static final double ROW = 30;

    private final CommandRegistry commands;
    private final TextField field = new TextField();
    private final ListView<DeskCommand> list = new ListView<>();
    private final Runnable close;

    CommandPalette(CommandRegistry commands, Runnable close) {
        this.commands = commands;
        this.close = close;
        getStyleClass().add(Styles.PALETTE);
        setMaxSize(520, Region.USE_PREF_SIZE);
        field.setPromptText(TEXTS.get("palette.prompt"));
        field.setAccessibleText(TEXTS.get("palette.prompt"));
        field.setId("palette-field");
        list.setFocusTraversable(false);
        list.setPrefHeight(ROWS * ROW);
        list.setCellFactory(_ -> Rows.cell(CommandPalette::row));
        list.setOnMouseClicked(e -> {
            if (onRow(e.getTarget())) {
                run();
            }
        });
        field.textProperty().addListener((_, _, now) -> filter(now));
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        getChildren().addAll(field, list);
    }

    /// Whether a click went to a command, not to the room below the last one.
    private static boolean onRow(Object target) {
        @Nullable Node node = target instanceof Node n ? n : null;
        while (node != null && !(node instanceof ListCell<?>)) {
            node = node.getParent();
        }
        return node instanceof ListCell<?> cell && !cell.isEmpty();
    }

    void open() {
        field.clear();
        filter("");
        field.requestFocus();
    }

    private static Node row(DeskCommand c) {
        Label name = Rows.text(c.name().get());
        Label key = Rows.key(c.keyText());
        key.setVisible(!c.keyText().isEmpty());
        StackPane picture = new StackPane(c.icon().node());
        picture.setMinWidth(20);
        picture.setMaxWidth(20);
        var row = Rows.of(picture, name, key);
        row.setOpacity(c.enabled().get() ? 1 : 0.55);
        return row;
    }

    /// What can be done now first, then by where in the name the letters are.
    private void filter(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        List<DeskCommand> found = commands.all().stream()
                .filter(c -> rank(c, wanted) >= 0)
                .sorted(Comparator.comparing((DeskCommand c) -> !c.enabled().get())
                        .thenComparingInt(c -> rank(c, wanted))
                        .thenComparing(c -> c.name().get()))
                .toList();
        list.getItems().setAll(found);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    /// 0 where the name begins with the letters, then further in, then in the description; -1 where it does not hold
    /// them.
    private static int rank(DeskCommand c, String wanted) {
        String name = c.name().get().toLowerCase(Locale.ROOT);
        int at = name.indexOf(wanted);
        if (at >= 0) {
            return at == 0 || name.charAt(at - 1) == ' ' ? 0 : 1;
        }
        return c.description().toLowerCase(Locale.ROOT).contains(wanted) ? 2 : -1;
    }

    private void key(KeyEvent e) {
        switch (e.getCode()) {
            case ENTER -> run();
            case ESCAPE -> close.run();
            case DOWN -> list.getSelectionModel().selectNext();
            case UP -> list.getSelectionModel().selectPrevious();
            default -> {
                return;
            }
        }
        if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.UP) {
            list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - ROWS / 2));
        }
        e.consume();
    }

    private void run() {
        @Nullable DeskCommand chosen = list.getSelectionModel().getSelectedItem();
        close.run();
        if (chosen != null) {
            commands.ask(chosen);
        }
    }
}
