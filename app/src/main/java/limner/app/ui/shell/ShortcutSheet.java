package limner.app.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.KeyText;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;

/// All keys on one page, read off the commands, with the gestures that have no key.
final class ShortcutSheet extends VBox {

    private static final Texts TEXTS = Texts.beside(ShortcutSheet.class);
    private static final double COLUMN = 330;
    private static final int GESTURES = 8;

    private final CommandRegistry commands;
    private final HBox columns = new HBox(28);

    ShortcutSheet(CommandRegistry commands) {
        super(12);
        this.commands = commands;
        getStyleClass().add(Styles.PALETTE);
        setMaxSize(1120, 640);
        setFocusTraversable(true);
        Label title = new Label(TEXTS.get("shortcuts"));
        title.getStyleClass().add("sheet-title");
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(title, scroll);
    }

    void open() {
        List<VBox> groups = new ArrayList<>();
        for (CommandGroup g : CommandGroup.values()) {
            VBox box = new VBox(4);
            Label name = new Label(TEXTS.get("group." + g));
            name.getStyleClass().add(Styles.STRONG);
            box.getChildren().add(name);
            for (DeskCommand c : commands.in(g)) {
                if (!c.keys().isEmpty()) {
                    String keys = c.keys().stream()
                            .limit(2)
                            .map(KeyText::of)
                            .distinct()
                            .collect(Collectors.joining("  "));
                    box.getChildren().add(line(c.name().get(), keys));
                }
            }
            if (box.getChildren().size() > 1) {
                groups.add(box);
            }
        }
        groups.add(gestures());
        deal(groups);
        requestFocus();
    }

    private static VBox gestures() {
        VBox box = new VBox(4);
        Label name = new Label(TEXTS.get("gestures"));
        name.getStyleClass().add(Styles.STRONG);
        box.getChildren().add(name);
        for (int i = 1; i <= GESTURES; i++) {
            box.getChildren().add(line(TEXTS.get("gesture." + i), TEXTS.get("gesture." + i + ".by")));
        }
        return box;
    }

    private static Node line(String what, String keys) {
        Label name = Rows.text(what);
        Label key = Rows.key(keys);
        HBox row = new HBox(8, name, key);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// Into columns of about equal height, in order.
    private void deal(List<VBox> groups) {
        double room = getScene() == null ? 0 : getScene().getWidth() - 90;
        int most = Math.clamp((int) (room / (COLUMN + 20)), 1, 3);
        int lines = groups.stream().mapToInt(g -> g.getChildren().size() + 1).sum();
        columns.getChildren().clear();
        VBox column = column();
        int used = 0;
        for (VBox g : groups) {
            int size = g.getChildren().size() + 1;
            if (used > 0
                    && used + size / 2 > lines / most
                    && columns.getChildren().size() < most) {
                column = column();
                used = 0;
            }
            column.getChildren().add(g);
            used += size;
        }
    }

    private VBox column() {
        VBox column = new VBox(14);
        column.setMinWidth(Region.USE_PREF_SIZE);
        column.setPrefWidth(COLUMN);
        HBox.setHgrow(column, Priority.ALWAYS);
        columns.getChildren().add(column);
        return column;
    }
}
