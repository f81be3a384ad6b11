package limner.app.ui.ontology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import limner.app.ui.common.Form;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.command.MergePreview;
import limner.model.id.ClassId;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeCondition;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.SchemaPlace;
import limner.model.session.Outcome;
import org.jspecify.annotations.Nullable;

/// The pages about the ontology: its classes as a tree, with all that is said of the chosen one and merging it into
/// another, with what that touches said beforehand; both schemas in one table; and every version it had. Each change is
/// stored at once and can be taken back. JavaFX thread only.
final class OntologySheet {

    private static final Texts TEXTS = Texts.beside(OntologySheet.class);

    /// Of what type a new attribute is.
    private enum Kind {
        SELECT,
        MULTI_SELECT,
        NUMBER,
        TEXT,
        YES_NO
    }

    /// A class to choose, or none.
    private record Choice(@Nullable ClassId id, String name) {}

    private final Workspace workspace;
    private final Form form;
    private final ClassTree tree;
    private final SchemaTable schemas;
    private final VersionsPane versions;
    private final GuidelineEditor guideline;
    private final VBox editing = new VBox();
    private final Function<String, Optional<String>> takenBy;
    private final VBox pages = new VBox();
    private final ToggleGroup tabs = new ToggleGroup();
    private Node page;
    private @Nullable ClassEditor editor;
    private final ComboBox<Choice> parent = box("onto-parent");
    private final ComboBox<Choice> schema = box("onto-schema");
    private final ListView<Attribute> attributes = new ListView<>();
    private final TextField name = new TextField();
    private final ComboBox<Kind> kind = new ComboBox<>();
    private final TextField values = new TextField();
    private final TextField preset = new TextField();
    private final TextField when = new TextField();
    private final CheckBox changing = new CheckBox(TEXTS.get("sheet.changing"));
    private final CheckBox required = new CheckBox(TEXTS.get("sheet.required"));
    private final ComboBox<Choice> into = box("onto-into");
    private final Label preview = new Label();
    private final Button merge = new Button(TEXTS.get("sheet.merge"));
    private final SkeletonPane skeleton;
    private boolean filling;

    private static final Choice BOTH = new Choice(null, TEXTS.get("schema.both"));
    private static final Choice COARSE = new Choice(null, TEXTS.get("schema.coarse"));
    private static final Choice PIXEL = new Choice(null, TEXTS.get("schema.pixel"));

    /// @param takenBy the name of the command that has a key already
    /// @param guidelines what is written and not saved yet, by class
    OntologySheet(
            Workspace workspace,
            Tasks tasks,
            Function<String, Optional<String>> takenBy,
            Map<ClassId, String> guidelines) {
        this.workspace = workspace;
        this.takenBy = takenBy;
        this.form = new Form(workspace.errors());
        this.page = form;
        this.tree = new ClassTree(workspace, this::fill, c -> send(c, () -> {}));
        this.schemas = new SchemaTable(
                workspace, (c, place) -> change(c.withDetails(c.details().withSchema(place)), () -> {}));
        this.versions = new VersionsPane(workspace, tasks);
        this.guideline = new GuidelineEditor(
                workspace, guidelines, new ExamplePictures(workspace, tasks), new ExampleMaker(workspace, tasks));
        parent.setOnAction(_ -> moved());
        schema.setOnAction(_ -> placed());
        into.setOnAction(_ -> look());
        attributes.setId("onto-attributes");
        attributes.setPrefHeight(110);
        attributes.setMinHeight(60);
        attributes.setCellFactory(_ -> Rows.cell(a -> Rows.of(Rows.text(words(a)))));
        Label none = new Label(TEXTS.get("sheet.noAttributes"));
        none.setWrapText(true);
        none.getStyleClass().add(Styles.QUIET);
        attributes.setPlaceholder(none);
        Button remove = new Button(TEXTS.get("sheet.remove"));
        remove.setId("onto-remove");
        remove.disableProperty()
                .bind(attributes.getSelectionModel().selectedItemProperty().isNull());
        remove.setOnAction(_ -> remove());
        named(name, "onto-name", "sheet.name");
        kind.setId("onto-kind");
        kind.setAccessibleText(TEXTS.get("sheet.kind"));
        kind.getItems().setAll(Kind.values());
        kind.setConverter(words(k -> TEXTS.get("attribute." + k)));
        kind.setOnAction(_ -> values.setDisable(kind.getValue() == Kind.TEXT || kind.getValue() == Kind.YES_NO));
        kind.setValue(Kind.SELECT);
        named(values, "onto-values", "sheet.values");
        named(preset, "onto-preset", "sheet.preset");
        named(when, "onto-when", "sheet.when");
        changing.setId("onto-changing");
        required.setId("onto-required");
        Button add = new Button(TEXTS.get("sheet.add"));
        add.setId("onto-add");
        add.setOnAction(_ -> add());
        name.setOnAction(_ -> add());
        values.setOnAction(_ -> add());
        skeleton = new SkeletonPane(this::current, this::change, form::complain);
        preview.setId("onto-preview");
        preview.setWrapText(true);
        merge.setId("onto-merge");
        merge.setOnAction(_ -> merge());
        form.field(TEXTS.get("sheet.class"), tree)
                .add(editing)
                .field(TEXTS.get("guideline"), guideline)
                .field(TEXTS.get("sheet.parent"), parent)
                .field(TEXTS.get("sheet.schema"), schema)
                .field(TEXTS.get("sheet.attributes"), attributes)
                .add(new HBox(8, remove))
                .field(TEXTS.get("sheet.name"), name)
                .field(TEXTS.get("sheet.kind"), kind)
                .field(TEXTS.get("sheet.values"), values)
                .field(TEXTS.get("sheet.preset"), preset)
                .field(TEXTS.get("sheet.when"), when)
                .add(new FlowPane(12, 6, changing, required, add))
                .add(skeleton)
                .field(TEXTS.get("sheet.into"), into)
                .add(preview)
                .add(merge);
        FlowPane bar = new FlowPane(4, 4);
        bar.getStyleClass().add("pages");
        tab(bar, "page.classes", form);
        tab(bar, "page.schemas", page(schemas));
        tab(bar, "page.versions", page(versions));
        pages.getChildren().setAll(bar, form);
        follow();
        refresh();
    }

    /// As long as the pages are on the screen.
    private void follow() {
        ChangeListener<Object> changed = (_, _, _) -> refresh();
        pages.sceneProperty().addListener((_, _, scene) -> {
            if (scene != null) {
                workspace.snapshot().addListener(changed);
                refresh();
            } else {
                workspace.snapshot().removeListener(changed);
            }
        });
    }

    private void tab(FlowPane bar, String name, Node content) {
        ToggleButton tab = new ToggleButton(TEXTS.get(name));
        tab.setId("onto-" + name.replace('.', '-'));
        tab.setToggleGroup(tabs);
        tab.setSelected(bar.getChildren().isEmpty());
        // Arrows choose one without pressing it.
        tab.selectedProperty().addListener((_, _, chosen) -> {
            if (chosen) {
                page = content;
                pages.getChildren().set(1, content);
                refresh();
            }
        });
        // One is always chosen, also when it is pressed again.
        tab.setOnAction(_ -> tab.setSelected(true));
        bar.getChildren().add(tab);
    }

    private static VBox page(Node content) {
        VBox page = new VBox(content);
        page.getStyleClass().add("form");
        return page;
    }

    Node node() {
        return pages;
    }

    Node first() {
        return tree.first();
    }

    /// Shows a class.
    void choose(ClassId id) {
        tree.choose(id);
    }

    private static ComboBox<Choice> box(String id) {
        ComboBox<Choice> box = new ComboBox<>();
        box.setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setConverter(words(Choice::name));
        return box;
    }

    static <T> StringConverter<T> words(Function<T, String> say) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : say.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("nothing is written here");
            }
        };
    }

    private static void named(TextField field, String id, String text) {
        field.setId(id);
        field.setAccessibleText(TEXTS.get(text));
        if (TEXTS.has(text + ".prompt")) {
            field.setPromptText(TEXTS.get(text + ".prompt"));
        }
    }

    private Ontology ontology() {
        return workspace.ontology();
    }

    private Optional<LabelClass> current() {
        return tree.current();
    }

    private static Choice choice(LabelClass c) {
        return new Choice(c.id(), c.id() + "  " + c.name());
    }

    // What is shown.

    private void refresh() {
        filling = true;
        boolean gone = tree.refresh();
        filling = false;
        if (gone) {
            // It was merged or retired: another press of a button must not mean the next class.
            into.setValue(null);
        }
        if (page.equals(schemas.getParent())) {
            schemas.refresh();
        } else if (page.equals(versions.getParent())) {
            versions.refresh();
        }
        fill();
    }

    /// Name, key, colour and pattern; what is being written stays as long as it is the same class.
    private void edit(@Nullable LabelClass now) {
        ClassEditor there = editor;
        if (now != null && there != null && there.isOf(now.id())) {
            there.follow(now);
            return;
        }
        editor = now == null ? null : new ClassEditor(workspace, now, takenBy, _ -> {});
        editing.getChildren().setAll(Optional.ofNullable(editor).stream().toList());
    }

    private void fill() {
        if (filling) {
            return;
        }
        filling = true;
        Optional<LabelClass> now = current();
        edit(now.orElse(null));
        guideline.show(now.orElse(null));
        Choice top = new Choice(null, TEXTS.get("sheet.top"));
        List<Choice> others = ontology().classes().stream()
                .filter(c ->
                        !c.retired() && now.filter(n -> !n.id().equals(c.id())).isPresent())
                .map(OntologySheet::choice)
                .toList();
        parent.getItems().setAll(top);
        parent.getItems().addAll(others);
        parent.setValue(now.flatMap(n -> others.stream()
                        .filter(o -> o.id() != null && o.id().equals(n.parent()))
                        .findFirst())
                .orElse(top));
        List<Choice> coarse = ontology().classes().stream()
                .filter(c -> c.kind().drawn()
                        && !c.retired()
                        && c.details().schema().isCoarse()
                        && now.filter(n -> !n.id().equals(c.id())).isPresent())
                .map(c -> new Choice(c.id(), TEXTS.get("schema.within", c.name())))
                .toList();
        schema.getItems().setAll(BOTH, COARSE, PIXEL);
        schema.getItems().addAll(coarse);
        schema.setDisable(now.filter(n -> n.kind().drawn()).isEmpty());
        schema.setValue(now.map(n -> switch (n.details().schema()) {
                    case SchemaPlace.Both() -> BOTH;
                    case SchemaPlace.Coarse() -> COARSE;
                    case SchemaPlace.Pixel(var to) ->
                        coarse.stream()
                                .filter(c -> c.id() != null && c.id().equals(to))
                                .findFirst()
                                .orElse(PIXEL);
                })
                .orElse(BOTH));
        attributes.getItems().setAll(now.map(LabelClass::attributes).orElse(List.of()));
        skeleton.fill();
        @Nullable Choice before = into.getValue();
        into.getItems().setAll(others);
        into.setValue(others.contains(before) ? before : null);
        filling = false;
        look();
    }

    private String words(Attribute a) {
        List<String> parts = new ArrayList<>(List.of(a.type().expected()));
        if (a.changing()) {
            parts.add(TEXTS.get("sheet.changing"));
        }
        if (a.required()) {
            parts.add(TEXTS.get("sheet.required"));
        }
        if (a.preset() != null) {
            parts.add(TEXTS.get("attribute.preset", a.type().words(a.preset())));
        }
        AttributeCondition condition = a.when();
        if (condition != null) {
            ontology()
                    .attribute(condition.attribute())
                    .ifPresent(o -> parts.add(TEXTS.get(
                            "attribute.when",
                            o.name(),
                            condition.anyOf().stream().map(o.type()::words).collect(Collectors.joining(", ")))));
        }
        return TEXTS.get("attribute.line", a.name(), String.join("; ", parts));
    }

    // What is changed.

    private void send(Command command, Runnable then) {
        var _ = workspace.edit(command).thenAccept(outcome -> {
            switch (outcome) {
                case Outcome.Done _ -> {
                    form.say("");
                    then.run();
                }
                case Outcome.Refused(String reason) -> {
                    form.complain(reason);
                    fill();
                }
            }
        });
    }

    private void change(LabelClass next, Runnable then) {
        send(new Command.EditClasses(List.of(next)), then);
    }

    private void moved() {
        Choice to = parent.getValue();
        if (!filling && to != null) {
            current()
                    .filter(c -> !Objects.equals(c.parent(), to.id()))
                    .ifPresent(c -> change(c.withParent(to.id()), () -> {}));
        }
    }

    private void placed() {
        Choice to = schema.getValue();
        if (filling || to == null) {
            return;
        }
        SchemaPlace place;
        if (to.equals(BOTH)) {
            place = new SchemaPlace.Both();
        } else if (to.equals(COARSE)) {
            place = new SchemaPlace.Coarse();
        } else {
            place = new SchemaPlace.Pixel(to.id());
        }
        current()
                .filter(c -> !c.details().schema().equals(place))
                .ifPresent(c -> change(c.withDetails(c.details().withSchema(place)), () -> {}));
    }

    private void remove() {
        @Nullable Attribute gone = attributes.getSelectionModel().getSelectedItem();
        current()
                .ifPresent(c -> change(
                        c.withDetails(c.details()
                                .withAttributes(c.attributes().stream()
                                        .filter(a -> !a.equals(gone))
                                        .toList())),
                        () -> {}));
    }

    private void add() {
        Optional<LabelClass> c = current();
        if (c.isEmpty()) {
            return;
        }
        try {
            Attribute added = written(c.get());
            List<Attribute> all = new ArrayList<>(c.get().attributes());
            all.add(added);
            change(c.get().withDetails(c.get().details().withAttributes(all)), () -> {
                List.of(name, values, preset, when).forEach(TextField::clear);
                name.requestFocus();
            });
        } catch (IllegalArgumentException e) {
            form.complain(TEXTS.get("sheet.wrong", String.valueOf(e.getMessage())));
        }
    }

    /// @throws IllegalArgumentException with a clause that says what is wrong
    private Attribute written(LabelClass of) {
        AttributeType type = switch (kind.getValue()) {
            case SELECT -> new AttributeType.Select(options());
            case MULTI_SELECT -> new AttributeType.MultiSelect(options());
            case NUMBER -> AttributeType.Number.parse(values.getText());
            case TEXT -> new AttributeType.Text();
            case YES_NO -> new AttributeType.YesNo();
        };
        @Nullable AttributeValue first = preset.getText().isBlank() ? null : read(type, preset.getText());
        return new Attribute(
                ontology().freeAttributeId(),
                name.getText().strip(),
                type,
                changing.isSelected() ? Attribute.Holding.CHANGING : Attribute.Holding.CONSTANT,
                required.isSelected(),
                first,
                when.getText().isBlank() ? null : condition(of));
    }

    private static AttributeValue read(AttributeType type, String words) {
        return type.read(words)
                .orElseThrow(() -> new IllegalArgumentException(words + " is no such value: " + type.expected()));
    }

    private List<AttributeOption> options() {
        List<AttributeOption> options = new ArrayList<>();
        for (String option : values.getText().split(",", -1)) {
            if (!option.isBlank()) {
                options.add(new AttributeOption(options.size() + 1, option.strip()));
            }
        }
        return options;
    }

    /// Such as `colour: red, blue`.
    private AttributeCondition condition(LabelClass of) {
        String[] parts = when.getText().split(":", 2);
        Attribute other = ontology().attributesOf(of.id()).stream()
                .filter(a -> a.name().equalsIgnoreCase(parts[0].strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(of.name() + " is not asked for " + parts[0].strip()));
        List<AttributeValue> anyOf = new ArrayList<>();
        AttributeType one = other.type() instanceof AttributeType.MultiSelect(var options)
                ? new AttributeType.Select(options)
                : other.type();
        for (String word : (parts.length > 1 ? parts[1] : "").split(",", -1)) {
            anyOf.add(read(one, word.strip()));
        }
        return new AttributeCondition(other.id(), anyOf);
    }

    // Merging.

    private void look() {
        Optional<ClassId> to = Optional.ofNullable(into.getValue()).flatMap(c -> Optional.ofNullable(c.id()));
        Optional<LabelClass> from = current();
        merge.setDisable(to.isEmpty() || from.isEmpty());
        if (to.isEmpty() || from.isEmpty()) {
            preview.setText(TEXTS.get("preview.none"));
            return;
        }
        MergePreview what = MergePreview.of(workspace.state(), from.get().id(), to.get());
        List<String> lines = new ArrayList<>();
        lines.addAll(UseWords.lines(workspace, what.use()));
        if (what.use().isEmpty()) {
            lines.add(TEXTS.get("preview.unused", from.get().name()));
        }
        what.left()
                .forEach((id, count) -> lines.add(TEXTS.get(
                        "preview.left",
                        count,
                        ontology().attribute(id).map(Attribute::name).orElse(id.toString()))));
        if (what.tagsInBoth() > 0) {
            lines.add(TEXTS.get("preview.both", what.tagsInBoth()));
        }
        preview.setText(String.join("\n", lines));
    }

    private void merge() {
        @Nullable Choice to = into.getValue();
        if (to != null && to.id() != null) {
            ClassId target = to.id();
            current().ifPresent(c -> send(new Command.MergeClasses(c.id(), target), () -> {}));
        }
    }
}
