package limner.app.ui.canvas;

import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.stage.Window;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.Hold;
import limner.app.ui.common.Modifiers;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.Turns;
import limner.app.ui.common.Workspace;
import limner.app.usecase.Wheel;
import org.jspecify.annotations.Nullable;

/// Tells apart what the pointer means: the left button belongs to the tool; the middle or right button, or any with
/// Space or what was chosen in its place, moves the picture, also while the left one is held down; the wheel zooms at
/// the cursor or moves the picture, as was chosen (with a key that was chosen too it changes the brush, or what a smart
/// tool takes), two fingers move, a pinch zooms.
final class CanvasPointer {

    private static final double ZOOM_PER_NOTCH = 1.2;
    private static final double NOTCH = 40;

    private final FrameCanvas canvas;
    private final Workspace workspace;
    private @Nullable Pan pan;
    private boolean spaceHeld;
    private boolean spaceUsed;
    private boolean fingers;
    private boolean down;
    private boolean pressed;
    private int dropped;
    private boolean keys;
    private Runnable takenOver = () -> {};

    private static final class Pan {
        double x;
        double y;
        final MouseButton button;
        final Cursor before;

        Pan(double x, double y, MouseButton button, Cursor before) {
            this.x = x;
            this.y = y;
            this.button = button;
            this.before = before;
        }
    }

    CanvasPointer(FrameCanvas canvas) {
        this.canvas = canvas;
        this.workspace = canvas.workspace();
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        canvas.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> {
            if (!keys) {
                canvas.point(Optional.empty());
                workspace.hovered().set(Optional.empty());
            }
        });
        canvas.addEventHandler(ScrollEvent.SCROLL_STARTED, _ -> fingers = true);
        canvas.addEventHandler(ScrollEvent.SCROLL_FINISHED, _ -> fingers = false);
        canvas.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        canvas.addEventHandler(ZoomEvent.ZOOM_STARTED, e -> {
            if (e.isDirect()) {
                // The first of two fingers on the screen was taken for a pointer.
                forget();
            }
        });
        canvas.addEventHandler(ZoomEvent.ZOOM, e -> {
            canvas.zoom(e.getZoomFactor(), e.getX(), e.getY());
            e.consume();
        });
        // A window in the background is not told that the key was let go.
        canvas.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::focusedProperty)
                .addListener((_, _, focused) -> {
                    if (!Boolean.TRUE.equals(focused)) {
                        spaceUp();
                    }
                });
    }

    /// Whether the tool's button is held down, as far as the tool has heard of it: a press may wait for its turn.
    boolean held() {
        return pressed;
    }

    /// Tells whether keys move the pointer now: then only a press of the other one counts, which takes it over.
    void byKeys(boolean now) {
        keys = now;
    }

    /// Tells one listener that the pointer of the hand was used instead.
    void onTakenOver(Runnable then) {
        takenOver = then;
    }

    /// The tool's button goes down.
    void press(Pointer p) {
        down = true;
        workspace.playing().set(false);
        canvas.holdPicture();
        canvas.point(Optional.of(p.at()));
        int before = dropped;
        workspace.turns().take(Turns.Need.SEEN, () -> {
            if (dropped == before) {
                pressed = true;
                canvas.tool().pressed(p);
            }
        });
    }

    /// The pointer moves with the button down.
    void drag(Pointer p) {
        if (down) {
            canvas.point(Optional.of(p.at()));
            workspace.turns().take(Turns.Need.NOTHING, () -> {
                if (pressed) {
                    canvas.tool().dragged(p);
                }
            });
        }
    }

    /// The tool's button is let go.
    void release(Pointer p) {
        if (down) {
            down = false;
            workspace.turns().take(Turns.Need.NOTHING, () -> {
                if (pressed) {
                    pressed = false;
                    canvas.tool().released(p);
                    canvas.releasePicture();
                }
            });
        }
    }

    /// The pointer moves with no button down.
    void hover(Pointer p) {
        canvas.point(Optional.of(p.at()));
        canvas.tool().moved(p);
        canvas.cue(p);
    }

    /// Space went down.
    void spaceDown() {
        if (!spaceHeld && workspace.view().hold(Gesture.PAN) == Hold.SPACE) {
            spaceHeld = true;
            spaceUsed = false;
        }
    }

    /// Space was let go.
    ///
    /// @return whether it was used to move the picture
    boolean spaceUp() {
        boolean used = spaceUsed;
        spaceHeld = false;
        spaceUsed = false;
        return used;
    }

    private void pressed(MouseEvent e) {
        canvas.requestFocus();
        boolean asked = spaceHeld || workspace.view().meant(Modifiers.of(e)).contains(Gesture.PAN);
        if (keys && e.getButton() == MouseButton.PRIMARY && !asked) {
            takenOver.run();
        }
        boolean moves = e.getButton() == MouseButton.MIDDLE || e.getButton() == MouseButton.SECONDARY || asked;
        if (pan == null && moves) {
            spaceUsed |= spaceHeld;
            pan = new Pan(e.getX(), e.getY(), e.getButton(), canvas.getCursor());
            canvas.setCursor(Cursor.CLOSED_HAND);
        } else if (pan == null && e.getButton() == MouseButton.PRIMARY) {
            press(pointer(e));
        }
        e.consume();
    }

    private void dragged(MouseEvent e) {
        if (pan != null) {
            canvas.pan(e.getX() - pan.x, e.getY() - pan.y);
            pan.x = e.getX();
            pan.y = e.getY();
        } else if (!keys) {
            drag(pointer(e));
        }
        e.consume();
    }

    private void released(MouseEvent e) {
        if (pan != null && e.getButton() == pan.button) {
            canvas.setCursor(pan.before);
            pan = null;
        } else if (down && !keys && e.getButton() == MouseButton.PRIMARY) {
            release(pointer(e));
            if (!canvas.contains(e.getX(), e.getY())) {
                canvas.point(Optional.empty());
            }
        }
        e.consume();
    }

    private void moved(MouseEvent e) {
        if (keys) {
            return;
        }
        // With a button down this would be a drag: it was let go where this window could not see it.
        if (down) {
            forget();
        }
        hover(pointer(e));
    }

    /// Drops what the tool's button began.
    void forget() {
        if (down || pressed) {
            dropped++;
            down = false;
            pressed = false;
            canvas.drop();
            canvas.releasePicture();
        }
    }

    private void scrolled(ScrollEvent e) {
        if (e.isDirect() && e.getTouchCount() == 1) {
            // One finger on the screen is a pointer already.
            e.consume();
            return;
        }
        double delta = e.getDeltaY() + (e.isShiftDown() ? e.getDeltaX() : 0);
        ToolKind tool = workspace.tool().get();
        int steps = (int) Math.signum(delta) * Math.max(1, (int) Math.abs(delta / NOTCH));
        boolean moved = fingers || e.isInertia();
        Hold size = workspace.view().hold(Gesture.SIZE);
        Modifiers held = Modifiers.of(e);
        boolean zooms = workspace.view().meant(held).contains(Gesture.ZOOM);
        // Where the bare wheel sizes, two fingers move the picture as ever.
        if (size.isHeld(held) && tool.isAdjustable() && !(moved && size == Hold.NONE)) {
            workspace.view().adjust(tool, steps);
        } else if (moved && !zooms) {
            canvas.pan(e.getDeltaX(), e.getDeltaY());
        } else if (workspace.view().wheel().get() == Wheel.PAN && !zooms) {
            // Systems turn the wheel sideways themselves while Shift is held, or leave that to the program.
            boolean sideways = e.isShiftDown() && e.getDeltaX() == 0;
            canvas.pan(sideways ? e.getDeltaY() : e.getDeltaX(), sideways ? 0 : e.getDeltaY());
        } else if (delta != 0) {
            canvas.zoom(Math.pow(ZOOM_PER_NOTCH, delta / NOTCH), e.getX(), e.getY());
        }
        e.consume();
    }

    private Pointer pointer(MouseEvent e) {
        return new Pointer(
                canvas.viewTransform().get().toPicture(e.getX(), e.getY()),
                1 / canvas.viewTransform().get().scale(),
                workspace.view().meant(Modifiers.of(e)),
                e.getClickCount());
    }
}
