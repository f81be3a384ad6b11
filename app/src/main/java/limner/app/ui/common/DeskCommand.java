package limner.app.ui.common;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// One thing a user can do, told once: menus, buttons, tooltips, the palette and the shortcut sheet all read this.
///
/// @param id fixed name such as `edit.undo`
/// @param submenu where it stands in the menu of its group; empty for the menu itself
/// @param name what people read; may change with the state ("Undo Draw Car 12")
/// @param description one sentence for tooltip and palette
/// @param bound its keys
/// @param enabled whether it can be done now
/// @param selected for a switch whether it is on, else empty
/// @param action what happens, on the JavaFX thread
/// @param repeat whether a key that stays down does it again and again
/// @param release what happens when the key is let go, for commands that last as long as a key is held
public record DeskCommand(
        String id,
        CommandGroup group,
        Optional<Submenu> submenu,
        ObservableStringValue name,
        String description,
        Icon icon,
        CommandKeys bound,
        ObservableBooleanValue enabled,
        Optional<ObservableBooleanValue> selected,
        Repeat repeat,
        Runnable action,
        Optional<Runnable> release) {

    /// What a key that stays down does.
    public enum Repeat {
        /// It steps on, as arrows do.
        AGAIN,
        /// Nothing more: a verdict is said once.
        ONCE
    }

    public DeskCommand {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(action, "action");
    }

    /// Starts a command; see [Builder].
    public static Builder of(String id, CommandGroup group, String name) {
        return new Builder(id, group, name);
    }

    /// Starts a command whose name stands in `texts` under its id, and its description under the id with `.tip` where
    /// the name does not say everything.
    public static Builder of(String id, CommandGroup group, Texts texts) {
        String tip = id + ".tip";
        return new Builder(id, group, texts.get(id)).description(texts.has(tip) ? texts.get(tip) : "");
    }

    /// Does it when it can be done.
    ///
    /// @return whether it could
    public boolean run() {
        if (!enabled.get()) {
            return false;
        }
        action.run();
        return true;
    }

    /// Its keys in force, the first is the one shown.
    public List<KeyCombination> keys() {
        return bound.inForce().get();
    }

    public boolean matches(KeyEvent event) {
        return keys().stream().anyMatch(k -> k.match(event));
    }

    /// The first key as people read it, or an empty text.
    public String keyText() {
        return keys().isEmpty() ? "" : KeyText.of(keys().getFirst());
    }

    /// Description and key, for tooltips.
    public String tip() {
        String what = description.isEmpty() ? name.get() : name.get() + " — " + description;
        return keys().isEmpty() ? what : what + "  (" + keyText() + ")";
    }

    /// [#tip()] as name and keys change.
    public StringBinding tipText() {
        return Bindings.createStringBinding(this::tip, name, bound.inForce());
    }

    /// Puts a command together; what is not said is: no icon, no key, always enabled.
    public static final class Builder {

        private final String id;
        private final CommandGroup group;
        private Optional<Submenu> submenu = Optional.empty();
        private ObservableStringValue name;
        private String description = "";
        private Icon icon = Icon.NONE;
        private List<KeyCombination> keys = List.of();
        private ObservableBooleanValue enabled = Always.YES;
        private Optional<ObservableBooleanValue> selected = Optional.empty();
        private Repeat repeat = Repeat.AGAIN;
        private Optional<Runnable> release = Optional.empty();

        private Builder(String id, CommandGroup group, String name) {
            this.id = id;
            this.group = group;
            this.name = new SimpleStringProperty(name);
        }

        public Builder name(ObservableStringValue changing) {
            name = changing;
            return this;
        }

        /// Puts it into a menu of its group's menu.
        public Builder under(Submenu inner) {
            submenu = Optional.of(inner);
            return this;
        }

        public Builder description(String sentence) {
            description = sentence;
            return this;
        }

        public Builder icon(Icon picture) {
            icon = picture;
            return this;
        }

        /// Keys in JavaFX's notation, for example `Shortcut+Z`.
        public Builder keys(String... combinations) {
            keys = List.of(combinations).stream().map(KeyText::parse).toList();
            return this;
        }

        public Builder enabled(ObservableBooleanValue when) {
            enabled = when;
            return this;
        }

        /// For a switch; its key turns it once, however long it stays down.
        public Builder selected(ObservableBooleanValue on) {
            selected = Optional.of(on);
            return once();
        }

        /// A key that stays down does it once.
        public Builder once() {
            repeat = Repeat.ONCE;
            return this;
        }

        /// What happens when the key is let go.
        public Builder release(Runnable then) {
            release = Optional.of(then);
            return this;
        }

        public DeskCommand action(Runnable action) {
            return new DeskCommand(
                    id,
                    group,
                    submenu,
                    name,
                    description,
                    icon,
                    new CommandKeys(keys),
                    enabled,
                    selected,
                    repeat,
                    action,
                    release);
        }
    }
}
