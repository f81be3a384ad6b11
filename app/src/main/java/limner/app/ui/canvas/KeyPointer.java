package limner.app.ui.canvas;

import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import limner.app.ui.canvas.paint.ViewTransform;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.Modifiers;
import limner.app.ui.common.Texts;
import limner.model.geometry.Box;
import limner.model.geometry.Point;

/// The pointer for hands that stay on the keyboard: a cross on the picture that the arrows move, and a key that is its
/// button. What it does goes the way of the other pointer, so that every tool works with it. JavaFX thread only.
final class KeyPointer {

    private static final Texts TEXTS = Texts.beside(KeyPointer.class);
    private static final double STEP = 1;
    private static final double LONGER = 10;
    private static final double LONGEST = 50;
    /// How near the edge of what is seen it may come before the picture moves along, in screen pixels.
    private static final double MARGIN = 48;

    private final FrameCanvas canvas;
    private final CanvasPointer button;
    private final Crosshair cross;
    private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper();
    private Point at = new Point(0, 0);
    private boolean down;
    private boolean latched;
    private Set<Gesture> meant = Set.of();

    KeyPointer(FrameCanvas canvas, CanvasPointer button, Crosshair cross) {
        this.canvas = canvas;
        this.button = button;
        this.cross = cross;
        canvas.viewTransform().addListener((_, _, _) -> show());
        canvas.widthProperty().addListener((_, _, _) -> show());
        canvas.heightProperty().addListener((_, _, _) -> show());
        button.onTakenOver(this::leave);
    }

    /// Whether it is there.
    ReadOnlyBooleanProperty on() {
        return on.getReadOnlyProperty();
    }

    /// Puts it in the middle of what is seen, or takes it away.
    void toggle() {
        if (on.get()) {
            leave();
            return;
        }
        Optional<ToolHost.Stage> stage = canvas.stage();
        if (stage.isEmpty()) {
            return;
        }
        Box seen = canvas.viewTransform().get().visible(canvas.getWidth(), canvas.getHeight());
        double left = Math.max(0, seen.x());
        double top = Math.max(0, seen.y());
        at = new Point(
                Math.rint((left + Math.min(stage.get().width(), seen.right())) / 2),
                Math.rint((top + Math.min(stage.get().height(), seen.bottom())) / 2));
        on.set(true);
        button.byKeys(true);
        canvas.anchor(true);
        canvas.requestFocus();
        there();
    }

    /// Lets the picture have it no more; what its button began is dropped.
    void leave() {
        if (!on.get()) {
            return;
        }
        if (down) {
            down = false;
            button.forget();
        }
        latched = false;
        on.set(false);
        button.byKeys(false);
        canvas.anchor(false);
        canvas.point(Optional.empty());
        show();
    }

    /// Goes to a place of the picture, such as a vertex.
    void goTo(Point place) {
        if (on.get()) {
            at = place;
            there();
        }
    }

    /// Holds the button down until it is used again, for whom holding a key is hard.
    void latch() {
        if (!on.get()) {
            return;
        }
        if (down) {
            release();
        } else {
            latched = true;
            press(Set.of());
        }
    }

    /// @return whether the key was for it
    boolean key(KeyEvent e) {
        if (!on.get()) {
            return false;
        }
        boolean pressed = e.getEventType() == KeyEvent.KEY_PRESSED;
        if (e.getCode() == KeyCode.SPACE) {
            return space(e, pressed);
        }
        if (!pressed || e.isAltDown() || e.isMetaDown() && !e.isShortcutDown()) {
            return false;
        }
        double far = e.isShortcutDown() ? LONGEST : e.isShiftDown() ? LONGER : STEP;
        return switch (e.getCode()) {
            case LEFT, KP_LEFT -> move(-far, 0);
            case RIGHT, KP_RIGHT -> move(far, 0);
            case UP, KP_UP -> move(0, -far);
            case DOWN, KP_DOWN -> move(0, far);
            default -> false;
        };
    }

    /// Space is the button; what is held with it is held as long as the button is.
    private boolean space(KeyEvent e, boolean pressed) {
        if (pressed) {
            if (down && latched) {
                release();
            } else if (!down) {
                press(canvas.workspace().view().meant(Modifiers.ofButton(e)));
            }
        } else if (e.getEventType() == KeyEvent.KEY_RELEASED && down && !latched) {
            release();
        }
        return true;
    }

    private void press(Set<Gesture> with) {
        down = true;
        meant = with;
        button.press(pointer());
        show();
    }

    private void release() {
        Pointer last = pointer();
        down = false;
        latched = false;
        meant = Set.of();
        button.release(last);
        there();
    }

    /// What was drawn with the button down is gone, by Esc for example.
    void dropped() {
        if (down) {
            down = false;
            latched = false;
            meant = Set.of();
            button.forget();
            show();
        }
    }

    private boolean move(double dx, double dy) {
        canvas.stage().ifPresent(s -> {
            at = new Point(Math.clamp(at.x() + dx, 0, s.width()), Math.clamp(at.y() + dy, 0, s.height()));
            there();
        });
        return true;
    }

    private void there() {
        ViewTransform v = canvas.viewTransform().get();
        double x = v.toScreenX(at.x());
        double y = v.toScreenY(at.y());
        double dx = into(x, canvas.getWidth());
        double dy = into(y, canvas.getHeight());
        if (dx != 0 || dy != 0) {
            canvas.pan(dx, dy);
        }
        if (down) {
            button.drag(pointer());
        } else {
            button.hover(pointer());
        }
        show();
    }

    /// How far the picture has to move for a place that would be outside. A picture that is seen whole stays.
    private double into(double place, double size) {
        double margin = Math.min(MARGIN, size / 4);
        boolean inside = place >= 0 && place <= size;
        boolean near = place < margin || place > size - margin;
        if (!near || inside && canvas.isFitted()) {
            return 0;
        }
        return place < margin ? margin - place : size - margin - place;
    }

    private void show() {
        if (!on.get()) {
            cross.hide();
            return;
        }
        ViewTransform v = canvas.viewTransform().get();
        String where = TEXTS.get(down ? "cross.down" : "cross", (int) at.x(), (int) at.y());
        cross.show(v.toScreenX(at.x()), v.toScreenY(at.y()), canvas.getWidth(), canvas.getHeight(), where);
        canvas.setAccessibleText(where);
    }

    private Pointer pointer() {
        return new Pointer(at, 1 / canvas.viewTransform().get().scale(), meant, 1);
    }
}
