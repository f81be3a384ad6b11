package limner.app.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.DeskKeys;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.Hold;
import limner.app.ui.common.KeyText;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.usecase.KeyProfile;
import limner.app.usecase.Keymap;
import limner.app.usecase.Wheel;
import org.jspecify.annotations.Nullable;

/// All keys on one page, read off the commands, with the gestures of the pointer; and the place where keys are changed,
/// and what is held during some of the gestures: a line is chosen and the new keys are pressed. What a key meant before
/// is said, never taken silently.
final class ShortcutSheet extends VBox {

    private static final Texts TEXTS = Texts.beside(ShortcutSheet.class);
    private static final double COLUMN = 330;
    private static final int WHILE_DRAWING = 7;
    private static final int SHOWN_KEYS = 3;

    private final CommandRegistry commands;
    private final DeskKeys keys;
    private final TextField search = new TextField();
    private final CheckBox all = new CheckBox(TEXTS.get("keys.all"));
    private final ComboBox<KeyProfile> profile = new ComboBox<>();
    private final ComboBox<Wheel> wheel = new ComboBox<>();
    private final HBox columns = new HBox(28);
    private final FlowPane said = new FlowPane(8, 6);
    /// One for all lines: each is a window of its own, and there are hundreds of lines.
    private final Tooltip tip = new Tooltip(TEXTS.get("keys.line.tip"));

    private @Nullable Change change;
    private @Nullable Gesture holding;
    private String asked = "";
    private boolean following;

    /// What is done with the key that is pressed next.
    private enum How {
        INSTEAD,
        ADDED
    }

    /// A command that waits for its key.
    private record Change(DeskCommand command, How how) {}

    ShortcutSheet(CommandRegistry commands, DeskKeys keys, KeyFiles files) {
        super(10);
        this.commands = commands;
        this.keys = keys;
        getStyleClass().add(Styles.PALETTE);
        setMaxSize(1120, 660);
        setId("keys");
        Label title = new Label(TEXTS.get("shortcuts"));
        title.getStyleClass().add("sheet-title");
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        said.setAlignment(Pos.CENTER_LEFT);
        said.setId("keys-said");
        getChildren().addAll(title, controls(files), scroll, said);
        search.textProperty().addListener((_, _, _) -> {
            if (!following) {
                fill();
            }
        });
        all.selectedProperty().addListener((_, _, _) -> fill());
        commands.onKeysChanged(() -> {
            if (getScene() != null) {
                follow();
                fill();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        for (var type : List.of(KeyEvent.KEY_RELEASED, KeyEvent.KEY_TYPED)) {
            addEventFilter(type, e -> {
                if (waits()) {
                    e.consume();
                }
            });
        }
        // Who goes on to look for another line no longer means this one.
        search.focusedProperty().addListener((_, _, here) -> {
            if (here && waits()) {
                leave();
            }
        });
    }

    private Node controls(KeyFiles files) {
        search.setId("keys-search");
        search.setPromptText(TEXTS.get("keys.search"));
        search.setAccessibleText(TEXTS.get("keys.search"));
        search.setPrefColumnCount(16);
        all.setId("keys-all");
        profile.setId("keys-profile");
        profile.setAccessibleText(TEXTS.get("keys.profile"));
        profile.setConverter(shown(KeyProfile::name));
        profile.getItems().setAll(keys.profiles());
        profile.valueProperty().addListener((_, _, next) -> {
            if (!following && next != null) {
                keys.choose(keys.chosen().get().withProfile(next.id()));
            }
        });
        wheel.setId("keys-wheel");
        wheel.setAccessibleText(TEXTS.get("keys.wheel"));
        wheel.setConverter(shown(w -> TEXTS.get("wheel." + w)));
        wheel.getItems().setAll(Wheel.values());
        wheel.valueProperty().addListener((_, _, next) -> {
            if (!following && next != null) {
                keys.choose(keys.chosen().get().withWheel(next));
            }
        });
        FlowPane controls = new FlowPane(
                8,
                6,
                search,
                all,
                named(TEXTS.get("keys.profile"), profile),
                named(TEXTS.get("keys.wheel"), wheel),
                button("keys.takeOver", files::takeOver),
                button("keys.handOn", files::handOn),
                button(
                        "keys.resetAll",
                        () -> keys.choose(Keymap.of(keys.profile().id()))));
        controls.setAlignment(Pos.CENTER_LEFT);
        return controls;
    }

    private static Node named(String name, Node control) {
        HBox box = new HBox(6, Rows.fixed(name), control);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Button button(String name, Runnable action) {
        Button button = new Button(TEXTS.get(name));
        button.setId(name.replace('.', '-'));
        button.setOnAction(_ -> action.run());
        return button;
    }

    private interface Words<T> {
        String of(T value);
    }

    private static <T> StringConverter<T> shown(Words<T> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.of(value);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        };
    }

    void open() {
        leave();
        follow();
        following = true;
        search.clear();
        following = false;
        fill();
        search.requestFocus();
    }

    private void follow() {
        following = true;
        profile.setValue(keys.profile());
        wheel.setValue(keys.wheel().get());
        following = false;
    }

    // Lines.

    private void fill() {
        @Nullable Node owner = getScene() == null ? null : getScene().getFocusOwner();
        String focused = owner == null || owner.getId() == null ? "" : owner.getId();
        String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
        List<VBox> groups = new ArrayList<>();
        for (CommandGroup g : CommandGroup.values()) {
            VBox box = new VBox(2);
            box.getChildren().add(heading(TEXTS.get("group." + g)));
            commands.in(g).stream()
                    .filter(c ->
                            wanted.isEmpty() ? all.isSelected() || !c.keys().isEmpty() : fits(c, wanted))
                    .forEach(c -> box.getChildren().add(line(c)));
            if (box.getChildren().size() > 1) {
                groups.add(box);
            }
        }
        if (wanted.isEmpty()) {
            groups.add(gestures());
            groups.add(whileDrawing());
        }
        deal(groups);
        if (focused.startsWith("key-")) {
            focus(focused);
        }
    }

    private void focus(String line) {
        Optional.ofNullable(lookup("#" + line)).ifPresentOrElse(Node::requestFocus, search::requestFocus);
    }

    private static boolean fits(DeskCommand c, String wanted) {
        return Stream.concat(
                        Stream.of(c.name().get(), c.description()),
                        c.keys().stream().map(KeyText::of))
                .anyMatch(t -> t.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Label heading(String text) {
        Label name = new Label(text);
        name.getStyleClass().add(Styles.STRONG);
        return name;
    }

    private Node line(DeskCommand c) {
        String shown =
                c.keys().stream().limit(SHOWN_KEYS).map(KeyText::of).distinct().collect(Collectors.joining("  "));
        HBox text = line(c.name().get(), shown);
        boolean changed = keys.chosen().get().changed().containsKey(c.id());
        Button line = button(id(c), text, changed);
        line.setAccessibleText(
                TEXTS.get(changed ? "keys.line.changed" : "keys.line", c.name().get(), shown));
        line.setOnAction(_ -> begin(c, How.INSTEAD));
        line.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            switch (e.getCode()) {
                case ENTER -> begin(c, How.INSTEAD);
                case INSERT -> begin(c, How.ADDED);
                case DELETE -> give(c, List.of());
                case BACK_SPACE -> reset(c);
                default -> {
                    return;
                }
            }
            e.consume();
        });
        return line;
    }

    private Button button(String id, HBox text, boolean changed) {
        if (changed) {
            text.getChildren().getFirst().getStyleClass().add(Styles.STRONG);
        }
        Button line = new Button();
        line.setId(id);
        line.setGraphic(text);
        line.getStyleClass().addAll(Styles.QUIET_BUTTON, "key-line");
        line.setMaxWidth(Double.MAX_VALUE);
        line.setMinWidth(0);
        line.setTooltip(tip);
        return line;
    }

    private static String id(DeskCommand c) {
        return "key-" + c.id().replace('.', '-');
    }

    private VBox gestures() {
        VBox box = new VBox(4);
        box.getChildren().add(heading(TEXTS.get("gestures")));
        for (Gesture g : Gesture.values()) {
            box.getChildren().add(isChosen(g) ? line(g, name(g), by(g)) : line(name(g), by(g)));
        }
        return box;
    }

    /// Whether its key makes a difference: where the wheel zooms by itself, no key is held for that.
    private boolean isChosen(Gesture gesture) {
        return gesture != Gesture.ZOOM || keys.wheel().get() == Wheel.PAN;
    }

    private String by(Gesture gesture) {
        Hold hold = hold(gesture);
        if (hold == Hold.NONE && gesture != Gesture.SIZE && isChosen(gesture)) {
            return KeyText.of(hold);
        }
        String by = "gesture." + gesture.word() + ".by";
        String byWheel = by + "." + keys.wheel().get();
        // Ctrl adds to a selection as well, as in other programs, while Shift does.
        String key = gesture == Gesture.ADD && hold == Hold.SHIFT
                ? KeyText.of(hold) + "/" + KeyText.of(Hold.SHORTCUT)
                : KeyText.of(hold);
        return TEXTS.get(TEXTS.has(byWheel) ? byWheel : by, key, KeyText.wheel(hold));
    }

    private Hold hold(Gesture gesture) {
        return keys.holds().get().getOrDefault(gesture, Hold.NONE);
    }

    private static String name(Gesture gesture) {
        return TEXTS.get("gesture." + gesture.word());
    }

    private Node line(Gesture gesture, String name, String shown) {
        boolean changed = keys.chosen().get().changed().containsKey(gesture.id());
        Button line = button(id(gesture), line(name, shown), changed);
        line.setAccessibleText(TEXTS.get(changed ? "keys.line.changed" : "keys.line", name, shown));
        line.setOnAction(_ -> begin(gesture));
        line.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            switch (e.getCode()) {
                case ENTER -> begin(gesture);
                case DELETE -> take(gesture, Hold.NONE);
                case BACK_SPACE -> {
                    keys.choose(keys.chosen().get().without(gesture.id()));
                    say(TEXTS.get("keys.reset", name));
                }
                default -> {
                    return;
                }
            }
            e.consume();
        });
        return line;
    }

    private static String id(Gesture gesture) {
        return "key-" + gesture.id().replace('.', '-');
    }

    /// Keys that belong to whatever is under way, and cannot be given to a command.
    private static VBox whileDrawing() {
        VBox box = new VBox(4);
        box.getChildren().add(heading(TEXTS.get("drawing")));
        for (int i = 1; i <= WHILE_DRAWING; i++) {
            box.getChildren()
                    .add(line(
                            TEXTS.get("drawing." + i),
                            TEXTS.get("drawing." + i + ".by", KeyText.of(Hold.SHIFT), KeyText.of(Hold.SHORTCUT))));
        }
        return box;
    }

    private static HBox line(String what, String shown) {
        Label name = Rows.text(what);
        Label key = Rows.key(shown);
        key.setVisible(!shown.isEmpty());
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

    // Changing a key.

    private void begin(DeskCommand c, How how) {
        if (c.group() == CommandGroup.CLASS) {
            say(TEXTS.get("keys.class"));
            return;
        }
        leave();
        focus(id(c));
        change = new Change(c, how);
        asked = id(c);
        getStyleClass().add(Styles.HEARS_ALL);
        say(TEXTS.get(
                how == How.INSTEAD ? "keys.press" : "keys.pressAdd", c.name().get()));
    }

    private void begin(Gesture gesture) {
        leave();
        focus(id(gesture));
        holding = gesture;
        asked = id(gesture);
        getStyleClass().add(Styles.HEARS_ALL);
        String all = Stream.of(Hold.values())
                .filter(h -> h != Hold.NONE && gesture.takes(h))
                .map(KeyText::of)
                .collect(Collectors.joining(", "));
        say(TEXTS.get("keys.hold", name(gesture), all));
    }

    private boolean waits() {
        return change != null || holding != null;
    }

    /// Stops waiting for a key.
    ///
    /// @return whether it waited, or asked something
    boolean leave() {
        boolean asks = said.getChildren().size() > 1;
        boolean was = waits() || asks;
        if (asks) {
            // The buttons of the question go, and the keyboard must not go with them.
            focus(asked);
        }
        change = null;
        holding = null;
        getStyleClass().remove(Styles.HEARS_ALL);
        said.getChildren().clear();
        return was;
    }

    private void pressed(KeyEvent e) {
        Change now = change;
        Gesture gesture = holding;
        if (!waits()) {
            return;
        }
        e.consume();
        if (e.getCode() == KeyCode.ESCAPE) {
            leave();
            return;
        }
        if (gesture != null) {
            Hold.of(e.getCode()).filter(gesture::takes).ifPresent(hold -> {
                leave();
                take(gesture, hold);
            });
        }
        if (now == null) {
            return;
        }
        KeyText.pressed(e).ifPresent(key -> {
            leave();
            Optional<DeskCommand> owner = commands.all().stream()
                    .filter(c -> !c.id().equals(now.command().id()))
                    .filter(c -> c.keys().contains(key))
                    .findFirst();
            if (owner.isPresent()) {
                ask(now, key, owner.get());
            } else {
                take(now, key, Optional.empty());
            }
        });
    }

    /// Gives a gesture its key. Where others have it that it could be taken for, that is said, and they may swap.
    private void take(Gesture gesture, Hold hold) {
        List<Gesture> owners = Stream.of(Gesture.values())
                .filter(g -> hold != Hold.NONE && g.meets(gesture) && isChosen(g) && hold(g) == hold)
                .toList();
        Hold before = hold(gesture);
        Keymap next = keys.chosen().get().with(gesture.id(), List.of(hold.written()));
        if (owners.isEmpty()) {
            keys.choose(next);
            focus(id(gesture));
            return;
        }
        asked = id(gesture);
        Button swap = new Button(TEXTS.get("keys.hold.swap"));
        swap.setId("keys-take");
        swap.setOnAction(_ -> {
            leave();
            Keymap swapped = next;
            for (Gesture owner : owners) {
                // One that cannot have the other key, or could be taken for a third one, takes one that is free.
                boolean fits = owner.takes(before)
                        && Stream.of(Gesture.values())
                                .noneMatch(g -> g != gesture && g.meets(owner) && hold(g) == before);
                swapped = fits ? swapped.with(owner.id(), List.of(before.written())) : swapped.without(owner.id());
            }
            keys.choose(swapped);
            focus(id(gesture));
        });
        Button stay = new Button(TEXTS.get("keys.hold.stay"));
        stay.setId("keys-leave");
        stay.setOnAction(_ -> {
            leave();
            focus(id(gesture));
        });
        String names = owners.stream().map(ShortcutSheet::name).collect(Collectors.joining(", "));
        say(TEXTS.get("keys.hold.conflict", KeyText.of(hold), names), swap, stay);
        stay.requestFocus();
    }

    private void ask(Change now, KeyCombination key, DeskCommand owner) {
        String name = owner.name().get();
        Button take = new Button(TEXTS.get("keys.take", name));
        take.setId("keys-take");
        take.setOnAction(_ -> {
            leave();
            take(now, key, Optional.of(owner));
        });
        Button stay = new Button(TEXTS.get("keys.leave", name));
        stay.setId("keys-leave");
        stay.setOnAction(_ -> {
            leave();
            focus(id(now.command()));
        });
        boolean ofClass = owner.group() == CommandGroup.CLASS;
        say(TEXTS.get(ofClass ? "keys.conflict.class" : "keys.conflict", KeyText.of(key), name), take, stay);
        stay.requestFocus();
    }

    private void take(Change now, KeyCombination key, Optional<DeskCommand> from) {
        DeskCommand c = now.command();
        Stream<KeyCombination> before = now.how() == How.ADDED ? c.keys().stream() : Stream.of();
        List<String> next = Stream.concat(before.filter(k -> !k.equals(key)), Stream.of(key))
                .map(KeyText::write)
                .toList();
        Keymap chosen = keys.chosen().get().with(c.id(), next);
        // What the profile gives, it gives to nobody while somebody else has it: only a choice made before is changed.
        Optional<DeskCommand> loser =
                from.filter(l -> keys.chosen().get().changed().containsKey(l.id()));
        if (loser.isPresent()) {
            chosen = chosen.with(
                    loser.get().id(),
                    loser.get().keys().stream()
                            .filter(k -> !k.equals(key))
                            .map(KeyText::write)
                            .toList());
        }
        keys.choose(chosen);
        focus(id(c));
    }

    private void give(DeskCommand c, List<String> next) {
        if (c.group() == CommandGroup.CLASS) {
            say(TEXTS.get("keys.class"));
            return;
        }
        keys.choose(keys.chosen().get().with(c.id(), next));
        say(TEXTS.get("keys.none", c.name().get()));
    }

    /// Back to what the profile says, as far as what was changed elsewhere leaves it.
    private void reset(DeskCommand c) {
        keys.choose(keys.chosen().get().without(c.id()));
        say(TEXTS.get("keys.reset", c.name().get()));
    }

    private void say(String sentence, Node... buttons) {
        Label label = new Label(sentence);
        label.setWrapText(true);
        said.getChildren().setAll(label);
        said.getChildren().addAll(buttons);
    }
}
