package limner.app.ui.common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Every command of the desk, once. JavaFX thread only.
public final class CommandRegistry {

    private final ObservableList<DeskCommand> commands = FXCollections.observableArrayList();
    private final ObservableList<DeskCommand> view = FXCollections.unmodifiableObservableList(commands);
    private final Map<String, DeskCommand> byId = new LinkedHashMap<>();
    private final Optional<DeskKeys> chosen;
    private final List<Runnable> onKeys = new ArrayList<>();
    private Consumer<DeskCommand> doing = DeskCommand::run;
    private @Nullable DeskCommand lasting;
    private final InvalidationListener follow = _ -> keysChanged();

    /// Commands with the keys they come with.
    public CommandRegistry() {
        this.chosen = Optional.empty();
    }

    /// Commands with the keys somebody chose, as long as this is held.
    public CommandRegistry(DeskKeys keys) {
        this.chosen = Optional.of(keys);
        keys.chosen().addListener(new WeakInvalidationListener(follow));
    }

    private void keysChanged() {
        commands.forEach(this::giveKeys);
        onKeys.forEach(Runnable::run);
    }

    /// Those of classes are a matter of the project: they get what is left.
    private void giveKeys(DeskCommand command) {
        if (command.group() != CommandGroup.CLASS) {
            chosen.ifPresent(k ->
                    command.bound().put(k.keysOf(command.id(), command.bound().usual())));
        }
    }

    /// Tells when keys have changed, after all commands have theirs.
    public void onKeysChanged(Runnable listener) {
        onKeys.add(listener);
    }

    /// Adds a command.
    ///
    /// @throws IllegalArgumentException when its id or one of its keys is taken: two commands on one key would be a
    /// guess
    public DeskCommand add(DeskCommand command) {
        demandFree(command, commands);
        giveKeys(command);
        byId.put(command.id(), command);
        commands.add(command);
        return command;
    }

    /// Replaces all commands of a group, such as one per class of the ontology; listeners hear of it once, however many
    /// there are.
    ///
    /// @throws IllegalArgumentException as [#add] does; then everything is as it was
    public void replace(CommandGroup group, List<DeskCommand> next) {
        List<DeskCommand> all = new ArrayList<>();
        commands.stream().filter(c -> c.group() != group).forEach(all::add);
        for (DeskCommand command : next) {
            demandFree(command, all);
            all.add(command);
        }
        byId.clear();
        all.forEach(c -> byId.put(c.id(), c));
        commands.setAll(all);
    }

    private static void demandFree(DeskCommand command, List<DeskCommand> there) {
        for (DeskCommand other : there) {
            if (other.id().equals(command.id())) {
                throw new IllegalArgumentException("command " + command.id() + " is there twice");
            }
            boolean ofClass = command.group() == CommandGroup.CLASS || other.group() == CommandGroup.CLASS;
            List<KeyCombination> keys = ofClass ? other.keys() : other.bound().usual();
            for (KeyCombination key : command.bound().usual()) {
                if (keys.contains(key)) {
                    throw new IllegalArgumentException(
                            command.id() + " and " + other.id() + " both want " + KeyText.of(key));
                }
            }
        }
    }

    /// All commands in the order they were added; observable.
    public ObservableList<DeskCommand> all() {
        return view;
    }

    public List<DeskCommand> in(CommandGroup group) {
        return commands.stream().filter(c -> c.group() == group).toList();
    }

    /// The command with this id.
    ///
    /// @throws IllegalArgumentException when there is none: ids are fixed in the program
    public DeskCommand get(String id) {
        DeskCommand found = byId.get(id);
        if (found == null) {
            throw new IllegalArgumentException("there is no command " + id);
        }
        return found;
    }

    /// The command with this id, where a feature that may be missing adds it.
    public Optional<DeskCommand> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The command that has this key already.
    public Optional<DeskCommand> owner(KeyCombination key) {
        return commands.stream().filter(c -> c.keys().contains(key)).findFirst();
    }

    /// The command a key event asks for; an enabled one before one that cannot be done now.
    public Optional<DeskCommand> matching(KeyEvent event) {
        List<DeskCommand> found = new ArrayList<>();
        for (DeskCommand c : commands) {
            if (c.matches(event)) {
                found.add(c);
            }
        }
        return found.stream()
                .filter(c -> c.enabled().get())
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    /// Says who does what menus and buttons ask for, instead of doing it at once.
    public void doneBy(Consumer<DeskCommand> turns) {
        doing = turns;
    }

    /// Does a command, or leaves it to who does what is asked for. What lasts as long as a key is held has no key to
    /// be let go here: it lasts until it is asked for again, or by its key.
    public void ask(DeskCommand command) {
        if (command.release().isEmpty()) {
            doing.accept(command);
            return;
        }
        boolean again = command.equals(lasting);
        endLasting();
        if (!again && command.run()) {
            lasting = command;
        }
    }

    /// Ends what was asked for without a key and goes on.
    public void endLasting() {
        @Nullable DeskCommand was = lasting;
        lasting = null;
        if (was != null) {
            was.release().ifPresent(Runnable::run);
        }
    }

    /// A menu item that does this command.
    public MenuItem menuItem(DeskCommand command) {
        MenuItem item;
        if (command.selected().isPresent()) {
            CheckMenuItem check = new CheckMenuItem();
            command.selected().get().addListener((_, _, on) -> check.setSelected(on));
            check.setSelected(command.selected().get().get());
            item = check;
        } else {
            item = new MenuItem();
            if (command.icon() != Icon.NONE) {
                item.setGraphic(command.icon().node());
            }
        }
        // Names of people's making hold underscores, which would be taken for marks of mnemonics and left out.
        item.setMnemonicParsing(false);
        item.textProperty().bind(command.name());
        item.disableProperty().bind(Bindings.not(command.enabled()));
        item.setOnAction(_ -> {
            ask(command);
            if (item instanceof CheckMenuItem check) {
                command.selected().ifPresent(on -> check.setSelected(on.get()));
            }
        });
        item.setId("menu-" + command.id());
        return item;
    }

    /// Makes a button do this command: picture, tooltip with the key, accessible name, enabled.
    public <B extends ButtonBase> B bind(B button, DeskCommand command) {
        if (command.icon() != Icon.NONE) {
            button.setGraphic(command.icon().node());
        }
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(command.tipText());
        button.setTooltip(tip);
        button.accessibleTextProperty().bind(command.name());
        button.disableProperty().bind(Bindings.not(command.enabled()));
        button.setOnAction(_ -> {
            ask(command);
            if (button instanceof ToggleButton toggle) {
                command.selected().ifPresent(on -> toggle.setSelected(on.get()));
            }
        });
        if (button instanceof ToggleButton toggle) {
            command.selected().ifPresent(on -> {
                toggle.setSelected(on.get());
                on.addListener((_, _, now) -> toggle.setSelected(now));
            });
        }
        button.setId(command.id().replace('.', '-'));
        return button;
    }
}
