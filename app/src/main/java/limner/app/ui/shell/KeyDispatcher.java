package limner.app.ui.shell;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.CommandTurns;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Turns;
import limner.app.ui.common.Workspace;
import org.jspecify.annotations.Nullable;

/// Gives keys to what they are meant for: text being written first, then a gesture under way, then the commands. A
/// control
/// that was reached by keyboard keeps the keys that controls need, so that everything can be done without the pointer.
final class KeyDispatcher {

    private static final Set<KeyCode> OF_CONTROLS = Set.of(
            KeyCode.SPACE,
            KeyCode.ENTER,
            KeyCode.TAB,
            KeyCode.UP,
            KeyCode.DOWN,
            KeyCode.LEFT,
            KeyCode.RIGHT,
            KeyCode.HOME,
            KeyCode.END);

    private static final Set<KeyCode> OF_TEXT =
            Set.of(KeyCode.Z, KeyCode.Y, KeyCode.X, KeyCode.C, KeyCode.V, KeyCode.A);

    private static final Set<KeyCode> WALKING = Set.of(
            KeyCode.LEFT,
            KeyCode.RIGHT,
            KeyCode.UP,
            KeyCode.DOWN,
            KeyCode.HOME,
            KeyCode.END,
            KeyCode.BACK_SPACE,
            KeyCode.DELETE);

    private final CommandRegistry commands;
    private final List<Feature> features;
    private final Node home;
    private final Workspace workspace;
    private final CommandTurns turns;
    private final Consumer<DeskCommand> uncover;
    private final AltHeld alt = new AltHeld(this::released);
    private final Set<KeyCode> down = EnumSet.noneOf(KeyCode.class);
    private @Nullable DeskCommand held;
    private @Nullable KeyCode heldKey;
    private boolean commanded;

    /// @param home what has the keyboard when nothing else needs it
    /// @param uncover brings to light what a command that can be done now is about
    KeyDispatcher(
            CommandRegistry commands,
            List<Feature> features,
            Node home,
            Workspace workspace,
            Consumer<DeskCommand> uncover) {
        this.commands = commands;
        this.features = features;
        this.home = home;
        this.workspace = workspace;
        this.turns = new CommandTurns(workspace);
        this.uncover = uncover;
    }

    /// Listens at the root of the desk: its filters see a key before whatever has the keyboard.
    void install(Parent root) {
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        root.addEventFilter(KeyEvent.KEY_RELEASED, this::released);
        root.sceneProperty().subscribe((before, now) -> {
            if (before != null) {
                alt.leave(before);
            }
            if (now != null) {
                alt.listen(now);
            }
        });
        root.addEventFilter(KeyEvent.KEY_TYPED, e -> {
            @Nullable Node owner = root.getScene().getFocusOwner();
            // The letter of a key that was a command is not for the field to which the command took the keyboard.
            // What is typed with AltGr or Option comes with modifiers and is text all the same.
            if (commanded || owner == null || !(writes(owner) || leftToControl(e, owner))) {
                e.consume();
            }
        });
        root.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::focusedProperty)
                .addListener((_, _, focused) -> {
                    if (!Boolean.TRUE.equals(focused)) {
                        down.clear();
                        letGo();
                    }
                });
        // Without an owner the keyboard would speak to nobody, for example after a focused row went away.
        root.sceneProperty().flatMap(Scene::focusOwnerProperty).addListener((_, _, owner) -> {
            if (owner == null && root.getScene() != null) {
                home.requestFocus();
            }
        });
    }

    private void pressed(KeyEvent e) {
        // The system sends a key again and again while it stays down.
        boolean again = !down.add(e.getCode());
        commanded = false;
        Node owner = home.getScene().getFocusOwner();
        if (!again) {
            alt.pressed(e, owner != null && within(owner, Styles.HEARS_ALL));
        }
        if (leftToControl(e, owner)) {
            return;
        }
        if (!again) {
            hands(e);
        }
        Optional<DeskCommand> command = commands.matching(e);
        if (!again) {
            command.filter(c -> c.enabled().get()).ifPresent(uncover);
        }
        // What is held in hand must not be changed as it was before a change that is not on the screen yet.
        boolean waits = !workspace.turns().isFree()
                || (!workspace.turns().isSeen() && !workspace.playing().get());
        if (waits && (command.isPresent() || home.equals(owner))) {
            // What a key means shows when what came before it is done. A key that stays down asks again anyway.
            e.consume();
            commanded = command.isPresent();
            if (!again && command.filter(c -> c.release().isPresent()).isPresent()) {
                // It lasts as long as the key is down, and would be over before its turn came.
                if (!heard(e)) {
                    run(command.get(), e);
                }
            } else if (!again) {
                Turns.Need least = need(command) == Turns.Need.STORED ? Turns.Need.STORED : Turns.Need.SEEN;
                workspace.turns().take(least, () -> {
                    if (!heard(e)) {
                        commands.matching(e).ifPresent(c -> run(c, e));
                    }
                });
            }
            return;
        }
        if (heard(e) || command.isEmpty()) {
            return;
        }
        e.consume();
        commanded = true;
        if (!again || command.get().repeat() == DeskCommand.Repeat.AGAIN) {
            workspace.turns().take(need(command), () -> commands.matching(e).ifPresent(c -> run(c, e)));
        }
    }

    private boolean heard(KeyEvent e) {
        for (Feature f : features) {
            if (f.key(e)) {
                e.consume();
                return true;
            }
        }
        return false;
    }

    private Turns.Need need(Optional<DeskCommand> command) {
        return command.map(turns::need).orElse(Turns.Need.NOTHING);
    }

    /// Tells of a key as it goes down or up.
    private boolean hands(KeyEvent e) {
        boolean used = false;
        for (Feature f : features) {
            used |= f.hand(e);
        }
        return used;
    }

    private void run(DeskCommand c, KeyEvent e) {
        if (c.release().isEmpty()) {
            c.run();
        } else if (held == null && down.contains(e.getCode())) {
            commands.endLasting();
            if (c.run()) {
                held = c;
                heldKey = e.getCode();
            }
        }
    }

    private void released(KeyEvent e) {
        down.remove(e.getCode());
        commanded = false;
        if (e.getCode() == heldKey) {
            letGo();
        }
        if (hands(e) || leftToControl(e, home.getScene().getFocusOwner())) {
            return;
        }
        if (workspace.turns().isFree()) {
            heard(e);
        } else {
            workspace.turns().take(Turns.Need.NOTHING, () -> heard(e));
        }
    }

    private void letGo() {
        DeskCommand was = held;
        held = null;
        heldKey = null;
        if (was != null) {
            was.release().ifPresent(Runnable::run);
        }
    }

    private boolean leftToControl(KeyEvent e, @Nullable Node owner) {
        if (owner == null || owner.equals(home)) {
            return false;
        }
        if (within(owner, Styles.HEARS_ALL)) {
            return true;
        }
        boolean modified = e.isShortcutDown() || e.isAltDown() || e.isMetaDown();
        if (writes(owner)) {
            return (!modified && !e.getCode().isFunctionKey()) || isEditing(e);
        }
        if (within(owner, Styles.SHEET)) {
            return !modified && !e.getCode().isFunctionKey();
        }
        if (owner instanceof ComboBoxBase<?> || within(owner, Styles.PALETTE)) {
            return !modified;
        }
        return !modified && owner.isFocusVisible() && OF_CONTROLS.contains(e.getCode());
    }

    private static boolean writes(Node owner) {
        return owner instanceof TextInputControl || owner instanceof Spinner<?>;
    }

    /// Undo, copy, paste, walking by words and their like belong to the text being written.
    private static boolean isEditing(KeyEvent e) {
        return (e.isShortcutDown() && OF_TEXT.contains(e.getCode()))
                || ((e.isShortcutDown() || e.isAltDown()) && WALKING.contains(e.getCode()));
    }

    private static boolean within(Node node, String styleClass) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n.getStyleClass().contains(styleClass)) {
                return true;
            }
        }
        return false;
    }
}
