package limner.app.ui.ontology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import limner.app.ui.common.ClassKeys;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Icon;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Section;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.id.ClassId;
import limner.model.ontology.ClassKind;
import limner.model.ontology.Hatch;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import org.jspecify.annotations.Nullable;

/// The classes with their keys: picked, said of the frame, started and closed, and edited in place.
public final class ClassesFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(ClassesFeature.class);

    private final Workspace workspace;
    private final Tasks tasks;
    private final Sheets sheets;
    private final ClassesViewModel model;
    private final ListView<Row> list = new ListView<>();
    private final VBox content = new VBox(list);
    private final Section section = new Section(TEXTS.get("classes"), content);
    private @Nullable CommandRegistry commands;
    /// Guidelines that are written and not saved yet: they outlast the page they are written on.
    private final Map<ClassId, String> guidelines = new HashMap<>();
    private @Nullable ClassEditor editor;
    private @Nullable Ontology registered;
    private Map<ClassId, String> registeredKeys = Map.of();

    public ClassesFeature(Workspace workspace, Tasks tasks, Sheets sheets) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.sheets = sheets;
        this.model = new ClassesViewModel(workspace);
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setId("classes");
        list.setAccessibleText(TEXTS.get("classes"));
        list.setCellFactory(_ -> Rows.cell(this::row));
        Label empty = new Label(TEXTS.get("empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add(Styles.QUIET);
        list.setPlaceholder(empty);
        list.setFocusTraversable(true);
        list.setOnKeyPressed(this::pressed);
        section.with(Rows.quiet(new Button(), Icon.ADD, TEXTS.get("add"), () -> edit(null)));
        // What holds on the frames that fly past is not followed; what is being coded is.
        workspace.snapshot().addListener((_, _, _) -> refreshAtRest());
        workspace.shown().addListener((_, _, _) -> refreshAtRest());
        workspace.playing().addListener((_, _, _) -> refreshAtRest());
        workspace.currentClass().addListener((_, _, _) -> {
            refreshAtRest();
            reveal();
        });
        // What else the panel shows gives room and takes it.
        list.heightProperty().addListener((_, _, _) -> reveal());
        workspace.openEvents().addListener(_ -> refresh());
        workspace.subject().addListener((_, _, _) -> refresh());
    }

    private record Row(
            ClassId id,
            String key,
            String name,
            int rgb,
            String kind,
            String state,
            Hatch hatch,
            boolean current,
            boolean retired) {}

    @Override
    public Slot slot() {
        return Slot.SIDE;
    }

    @Override
    public Node view() {
        return section;
    }

    /// What is still open ends on the frame that is looked at.
    @Override
    public void close() {
        workspace.openEvents().closeAll();
    }

    @Override
    public void register(CommandRegistry registry) {
        commands = registry;
        registry.add(DeskCommand.of("classes.add", CommandGroup.EDIT, TEXTS.get("add"))
                .icon(Icon.ADD)
                .action(() -> edit(null)));
        registry.add(DeskCommand.of("classes.sheet", CommandGroup.EDIT, TEXTS)
                .keys("Alt+Shift+O")
                .once()
                .action(this::openSheet));
    }

    private void openSheet() {
        CommandRegistry registry = commands;
        if (registry == null) {
            return;
        }
        OntologySheet sheet = new OntologySheet(workspace, tasks, key -> ownerOf(registry, key), guidelines);
        workspace.currentClass().get().ifPresent(sheet::choose);
        sheets.openWide(new Sheets.Sheet(TEXTS.get("sheet.title"), sheet.node(), sheet.first()));
    }

    /// Called when every other command is there, so that classes only get keys that are free.
    public void registerKeys() {
        refresh();
        if (commands != null) {
            commands.onKeysChanged(this::refresh);
        }
    }

    private void refreshAtRest() {
        if (!workspace.playing().get()) {
            refresh();
        }
    }

    private void refresh() {
        if (commands == null) {
            return;
        }
        Ontology ontology = workspace.ontology();
        ClassEditor open = editor;
        if (open != null) {
            ontology.classes().stream().filter(c -> open.isOf(c.id())).forEach(open::follow);
        }
        Map<ClassId, String> keys = ClassKeys.of(ontology, taken(commands));
        if (!Objects.equals(registered, ontology) || !registeredKeys.equals(keys)) {
            registered = ontology;
            registeredKeys = keys;
            registerCommands(commands, ontology, keys);
        }
        List<Row> rows = new ArrayList<>();
        for (LabelClass c : ontology.classes()) {
            rows.add(row(c, keys.getOrDefault(c.id(), "")));
        }
        rows.sort(Comparator.comparing(Row::retired).thenComparingInt(r -> order(ontology, r.id())));
        if (!rows.equals(list.getItems())) {
            int at = list.getSelectionModel().getSelectedIndex();
            list.getItems().setAll(rows);
            // The keyboard stays on its row.
            list.getSelectionModel().select(Math.min(at, rows.size() - 1));
        }
    }

    /// Brings the class that is drawn with into view. What is half seen may be under the pointer
    /// and stays where it is.
    private void reveal() {
        int current = list.getItems().stream().map(Row::current).toList().indexOf(true);
        boolean seen = list.lookupAll(".list-cell").stream()
                .anyMatch(n -> n instanceof ListCell<?> cell
                        && cell.getIndex() == current
                        && isWithin(list.sceneToLocal(cell.localToScene(cell.getLayoutBounds()))));
        if (current >= 0 && !seen) {
            list.scrollTo(current);
        }
    }

    private boolean isWithin(Bounds cell) {
        return cell.getCenterY() >= 0 && cell.getCenterY() <= list.getHeight();
    }

    /// What is drawn first, then what is said of frames, then events and their subjects; within each in the order of
    /// the ontology.
    private static int order(Ontology ontology, ClassId id) {
        return ontology.find(id)
                .map(c -> switch (c.kind()) {
                    case THING, STUFF -> 0;
                    case FRAME_TAG -> 1;
                    case POINT_EVENT, INTERVAL_EVENT -> 2;
                    case SUBJECT -> 3;
                })
                .orElse(0);
    }

    private Row row(LabelClass c, String key) {
        String state = "";
        if (c.retired()) {
            state = TEXTS.get("retired");
        } else if (c.kind() == ClassKind.INTERVAL_EVENT
                && workspace.openEvents().contains(c.id())) {
            state = TEXTS.get("since", workspace.openEvents().since(c.id()).orElseThrow());
        } else if (c.kind() == ClassKind.SUBJECT
                && workspace.subject().get().filter(c.id()::equals).isPresent()) {
            state = TEXTS.get("coded");
        } else if (model.holdsHere(c)) {
            state = TEXTS.get("here");
        }
        return new Row(
                c.id(),
                key,
                c.name(),
                LabelNames.rgb(workspace.ontology(), c.id()),
                c.kind().drawn() ? "" : TEXTS.get("short." + c.kind()),
                state,
                c.hatch(),
                workspace.currentClass().get().filter(c.id()::equals).isPresent(),
                c.retired());
    }

    private Node row(Row row) {
        Swatch swatch =
                new Swatch(Color.rgb((row.rgb() >> 16) & 0xff, (row.rgb() >> 8) & 0xff, row.rgb() & 0xff), row.hatch());
        Label key = Rows.key(row.key());
        key.setMinWidth(20);
        key.setVisible(!row.key().isEmpty());
        Label name = Rows.text(row.name());
        if (row.current()) {
            name.getStyleClass().add(Styles.STRONG);
        }
        Label state = Rows.fixed(
                row.state().isEmpty() ? row.kind() : row.state(), row.state().isEmpty() ? Styles.QUIET : Styles.CHIP);
        Button edit = Rows.quiet(
                new Button(),
                Icon.AMEND,
                TEXTS.get("edit", row.name()),
                () -> workspace.ontology().find(row.id()).ifPresent(this::edit));
        HBox nodes = Rows.of(key, swatch, name, state, edit);
        if (row.current()) {
            nodes.getStyleClass().add("current");
        }
        if (row.retired()) {
            name.getStyleClass().add(Styles.QUIET);
        }
        nodes.setOnMouseClicked(_ -> pick(row));
        return nodes;
    }

    /// A retired class waits at the end of the list, to be offered again.
    private void pick(Row row) {
        if (!row.retired()) {
            model.pick(row.id());
        }
    }

    private void pressed(KeyEvent e) {
        @Nullable Row row = list.getSelectionModel().getSelectedItem();
        if (row == null) {
            return;
        }
        switch (e.getCode()) {
            case ENTER, SPACE -> pick(row);
            case F2 -> workspace.ontology().find(row.id()).ifPresent(this::edit);
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void edit(@Nullable LabelClass known) {
        if (commands == null) {
            return;
        }
        section.open().set(true);
        CommandRegistry registry = commands;
        ClassEditor next = new ClassEditor(workspace, known, key -> ownerOf(registry, key), this::close);
        editor = next;
        content.getChildren().setAll(list, next);
        next.focusName();
    }

    /// Puts an editor away, unless another one has taken its place.
    private void close(ClassEditor done) {
        if (done.equals(editor)) {
            editor = null;
            content.getChildren().setAll(list);
        }
    }

    // Keys.

    private static Optional<String> ownerOf(CommandRegistry registry, String key) {
        return registry.all().stream()
                .filter(c -> c.group() != CommandGroup.CLASS)
                .filter(c -> c.keys().stream()
                        .anyMatch(k -> plain(k).filter(key::equals).isPresent()))
                .map(c -> c.name().get())
                .findFirst();
    }

    private static Set<String> taken(CommandRegistry registry) {
        return registry.all().stream()
                .filter(c -> c.group() != CommandGroup.CLASS)
                .flatMap(c -> c.keys().stream())
                .flatMap(k -> plain(k).stream())
                .collect(Collectors.toSet());
    }

    /// The character of a key that is pressed without modifiers.
    private static Optional<String> plain(KeyCombination key) {
        if (!(key instanceof KeyCodeCombination k)) {
            return Optional.empty();
        }
        boolean bare = List.of(k.getShift(), k.getControl(), k.getAlt(), k.getMeta(), k.getShortcut()).stream()
                .noneMatch(m -> m == ModifierValue.DOWN);
        return bare ? Optional.of(k.getCode().getChar().toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    private void registerCommands(CommandRegistry registry, Ontology ontology, Map<ClassId, String> keys) {
        List<DeskCommand> next = new ArrayList<>();
        for (LabelClass c : ontology.classes()) {
            if (c.retired()) {
                continue;
            }
            DeskCommand.Builder builder = DeskCommand.of("class." + c.id(), CommandGroup.CLASS, c.name())
                    .description(TEXTS.get("tip." + c.kind()))
                    .once();
            keyCode(keys.getOrDefault(c.id(), "")).ifPresent(builder::keys);
            next.add(builder.action(() -> model.pick(c.id())));
        }
        registry.replace(CommandGroup.CLASS, next);
    }

    /// JavaFX's name of the key that writes this character, for letters and digits.
    private static Optional<String> keyCode(String key) {
        for (KeyCode code : KeyCode.values()) {
            if ((code.isLetterKey() || (code.isDigitKey() && !code.isKeypadKey()))
                    && code.getChar().toUpperCase(Locale.ROOT).equals(key)) {
                return Optional.of(code.getName());
            }
        }
        return Optional.empty();
    }
}
