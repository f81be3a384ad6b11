package limner.app.ui.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.usecase.SaveTable;
import org.jspecify.annotations.Nullable;

/// A list of places with a sentence each, which can be gone to, copied and saved.
///
/// @param <T> what a line is about
final class Findings<T> extends VBox {

    private static final Texts TEXTS = Texts.beside(Findings.class);

    private static final int MOST_ROWS = 6;

    private final ListView<Line<T>> list = new ListView<>();
    private final Label more = new Label();

    /// One line of the list.
    ///
    /// @param where the place, as people read it
    record Line<T>(T about, String where, String what) {}

    /// Saves a text where the user wants it.
    ///
    /// @param project the file of the project, which is never written over
    /// @param name of the file that is proposed
    record Saving(Tasks tasks, ErrorPresenter errors, ExchangeFeature.Places places, Path project, String name) {

        void save(String text) {
            places.newFile(TEXTS.get("findings.save"), name)
                    .ifPresent(file -> tasks.io(
                            TEXTS.get("findings.saving"),
                            _ -> {
                                SaveTable.save(project, file, text);
                                return file;
                            },
                            saved -> errors.info(TEXTS.get("findings.saved", saved))));
        }
    }

    /// @param id of the list; its buttons have the same with `-copy` and `-save`
    /// @param title what the list is of, for who hears it
    /// @param go goes to what a line is about
    Findings(String id, String title, Consumer<T> go, Saving saving) {
        super(6);
        list.setId(id);
        list.setAccessibleText(title);
        list.setFixedCellSize(Rows.STACKED);
        list.setCellFactory(_ -> Rows.cell(Findings::row));
        list.setOnMouseClicked(_ -> go(go));
        list.setOnKeyPressed(e -> pressed(e, go));
        more.getStyleClass().add(Styles.QUIET);
        more.setWrapText(true);
        more.managedProperty().bind(more.textProperty().isNotEmpty());
        Button copy = new Button(TEXTS.get("findings.copy"));
        copy.setId(id + "-copy");
        copy.setOnAction(_ -> {
            copy();
            saving.errors().info(TEXTS.get("findings.copied", list.getItems().size()));
        });
        Button save = new Button(TEXTS.get("findings.save"));
        save.setId(id + "-save");
        save.setOnAction(_ -> saving.save(text()));
        getChildren().addAll(list, more, new FlowPane(8, 6, copy, save));
    }

    private void pressed(KeyEvent e, Consumer<T> go) {
        if (e.getCode() == KeyCode.ENTER) {
            go(go);
            e.consume();
        }
    }

    private void go(Consumer<T> go) {
        @Nullable Line<T> line = list.getSelectionModel().getSelectedItem();
        if (line != null) {
            go.accept(line.about());
        }
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(text());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private String text() {
        String lines = list.getItems().stream()
                .map(l -> l.where() + ": " + l.what())
                .collect(Collectors.joining("\n", "", "\n"));
        return more.getText().isEmpty() ? lines : lines + more.getText() + "\n";
    }

    /// @param all how many there are, of which these are the first
    void show(List<Line<T>> lines, int all) {
        list.getItems().setAll(lines);
        double height = Math.clamp(lines.size(), 1, MOST_ROWS) * Rows.STACKED + 2;
        list.setStyle("-fx-min-height: " + height + "px; -fx-pref-height: " + height + "px;");
        more.setText(all > lines.size() ? TEXTS.get("findings.more", all - lines.size()) : "");
    }

    private static Node row(Line<?> line) {
        Label where = Rows.text(line.where());
        where.getStyleClass().add(Styles.QUIET);
        return Rows.stacked(Rows.text(line.what()), where);
    }
}
