package limner.app.ui.pace;

import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.TouchEvent;
import javafx.scene.input.ZoomEvent;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.AppException;
import limner.app.usecase.Pace;

/// Shows people their own pace where they ask for it, and nowhere else, and lets them switch measuring off. JavaFX
/// thread only.
public final class PaceFeature implements AutoCloseable {

    private static final Texts TEXTS = Texts.beside(PaceFeature.class);

    private final Workspace workspace;
    private final Pace pace;
    private final Tasks tasks;
    private final Sheets sheets;
    private final Executor disk;
    private final BooleanProperty measured = new SimpleBooleanProperty(true);
    private double pointerX = Double.NaN;
    private double pointerY = Double.NaN;

    /// @param disk does one thing after the other
    public PaceFeature(Workspace workspace, Pace pace, Tasks tasks, Sheets sheets, Executor disk) {
        this.workspace = workspace;
        this.pace = pace;
        this.tasks = tasks;
        this.sheets = sheets;
        this.disk = disk;
        workspace.session().onChange((asked, commit) -> pace.changed(asked, commit.change()));
        tasks.io(
                TEXTS.get("title"),
                _ -> {
                    pace.recall();
                    return pace;
                },
                _ -> refresh());
    }

    public void register(CommandRegistry registry) {
        registry.add(DeskCommand.of("help.pace", CommandGroup.HELP, TEXTS)
                .keys("Shift+F1")
                .once()
                .action(this::open));
        registry.add(DeskCommand.of("help.measured", CommandGroup.HELP, TEXTS)
                .selected(measured)
                .action(() -> measure(!measured.get())));
    }

    /// Counts what the user does below this node as being there.
    public void watch(Node desk) {
        desk.addEventFilter(InputEvent.ANY, e -> {
            if (byHand(e)) {
                pace.touched();
                if (pace.isDue()) {
                    disk.execute(pace::keep);
                }
            }
        });
    }

    private boolean byHand(InputEvent e) {
        if (e instanceof MouseEvent mouse) {
            // When something moves below a pointer that rests, the toolkit tells of a pointer that moves.
            boolean moved = mouse.getScreenX() != pointerX || mouse.getScreenY() != pointerY;
            pointerX = mouse.getScreenX();
            pointerY = mouse.getScreenY();
            return moved || e.getEventType() == MouseEvent.MOUSE_PRESSED;
        }
        return e instanceof KeyEvent
                || e instanceof ScrollEvent scroll && !scroll.isInertia()
                || e instanceof ZoomEvent
                || e instanceof TouchEvent;
    }

    private void open() {
        PacePage page = new PacePage(workspace, pace, measured, this::measure);
        sheets.open(new Sheets.Sheet(TEXTS.get("title"), page.node(), page.first()));
    }

    /// What is seen changes once it is so, on the disk too.
    private void measure(boolean wanted) {
        // One after the other, so that the last word holds.
        disk.execute(() -> {
            try {
                pace.measure(wanted);
                tasks.onScreen(this::refresh);
            } catch (AppException e) {
                tasks.onScreen(() -> {
                    refresh();
                    workspace.errors().failed(e, "");
                });
            }
        });
    }

    private void refresh() {
        measured.set(pace.report().measured());
    }

    /// Has what is not on the disk written there, before `disk` is closed.
    @Override
    public void close() {
        disk.execute(pace::keep);
    }
}
