package limner.app.ui.shell;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;

/// The page over the side panel.
public final class SheetHost extends VBox implements Sheets {

    private static final Texts TEXTS = Texts.beside(SheetHost.class);

    private final Label title = Rows.text("");
    private final ScrollPane scroll = new ScrollPane();
    private Runnable opened = () -> {};
    private Runnable closed = () -> {};
    private boolean wide;

    public SheetHost() {
        getStyleClass().add(Styles.SHEET);
        title.getStyleClass().add(Styles.STRONG);
        Button close = Rows.quiet(new Button(), Icon.CLOSE, TEXTS.get("closeSheet"), this::close);
        close.setFocusTraversable(true);
        close.setId("sheet-close");
        HBox header = Rows.of(title, close);
        header.setPrefWidth(Region.USE_COMPUTED_SIZE);
        header.getStyleClass().add(Styles.SECTION_HEADER);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(header, scroll);
        addEventHandler(KeyEvent.KEY_PRESSED, this::leave);
        // Lists, trees and tables keep this key to themselves, which ends editing there; what is edited in one of them
        // has the keyboard itself.
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            switch (e.getTarget()) {
                case ListView<?> _, TreeView<?> _, TableView<?> _ -> leave(e);
                default -> {}
            }
        });
        show(false);
    }

    private void leave(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE) {
            close();
            e.consume();
        }
    }

    /// Whether a sheet is open.
    ReadOnlyBooleanProperty opened() {
        return visibleProperty();
    }

    /// What the shell does when a sheet comes and goes.
    void onOpenAndClose(Runnable whenOpened, Runnable whenClosed) {
        opened = whenOpened;
        closed = whenClosed;
    }

    /// Whether the open sheet asks for more room.
    boolean isWide() {
        return wide;
    }

    @Override
    public void open(Sheet sheet) {
        wide = false;
        place(sheet);
    }

    @Override
    public void openWide(Sheet sheet) {
        wide = true;
        place(sheet);
    }

    private void place(Sheet sheet) {
        title.setText(sheet.title());
        scroll.setContent(sheet.content());
        scroll.setVvalue(0);
        show(true);
        opened.run();
        sheet.first().requestFocus();
    }

    @Override
    public void close() {
        wide = false;
        show(false);
        scroll.setContent(null);
        closed.run();
    }

    private void show(boolean visible) {
        setVisible(visible);
        setManaged(visible);
    }
}
