package limner.app.ui.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.usecase.exchange.TakeInReport;
import limner.model.exchange.ClassPlan;
import limner.model.exchange.Entry;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import org.jspecify.annotations.Nullable;

/// Which class each category of a file becomes. A category whose name no class has waits until somebody decides; none
/// gets a class because numbers happen to be equal.
final class ClassesPane extends VBox {

    private static final Texts TEXTS = Texts.beside(ClassesPane.class);

    /// More rows than anybody decides one by one; the rest follows the button for all.
    private static final int MOST = 300;

    private final Consumer<Boolean> changed;
    private final Label undecided = new Label();
    private final Button all = new Button(TEXTS.get("classes.all"));
    private final GridPane grid = new GridPane(10, 4);
    private final SequencedMap<String, Choice> chosen = new LinkedHashMap<>();
    private final SequencedMap<String, ComboBox<Choice>> boxes = new LinkedHashMap<>();

    /// Categories that nobody had decided when they were first seen.
    private final Set<String> open = new HashSet<>();
    private List<Row> rows = List.of();
    private final Set<String> waiting = new HashSet<>();
    private boolean filling;

    /// What becomes of a category.
    private sealed interface Choice {
        /// Nobody has said.
        record Open() implements Choice {}

        record Known(String name) implements Choice {}

        record New() implements Choice {}

        record Skip() implements Choice {}
    }

    /// A category, how often it is used, and what it may become.
    private record Row(String category, int uses, List<Choice> choices) {}

    /// @param changed is told when somebody chose what changes what would be taken; with true when that was for all at
    /// once, so that nothing is left to be decided here
    ClassesPane(Consumer<Boolean> changed) {
        super(6);
        this.changed = changed;
        undecided.setId("import-undecided");
        undecided.setWrapText(true);
        undecided.setMinHeight(Region.USE_PREF_SIZE);
        undecided.getStyleClass().add(Styles.ERROR);
        all.setId("import-classes-all");
        all.setOnAction(_ -> addAll());
        ColumnConstraints names = new ColumnConstraints(80, 170, Double.MAX_VALUE);
        names.setHgrow(Priority.SOMETIMES);
        ColumnConstraints choices = new ColumnConstraints(120, 220, Double.MAX_VALUE);
        choices.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, choices);
        grid.setId("import-classes");
        getChildren().addAll(Rows.fixed(TEXTS.get("classes"), Styles.STRONG), undecided, all, grid);
    }

    /// Begins with the categories of another file.
    void begin() {
        chosen.clear();
        open.clear();
    }

    /// The classes that categories become because somebody said so, by their names.
    Map<String, String> classes() {
        Map<String, String> named = new HashMap<>();
        chosen.forEach((category, c) -> {
            if (c instanceof Choice.Known(String name)) {
                named.put(category, name);
            }
        });
        return named;
    }

    /// The names of categories that somebody leaves out.
    Set<String> leftOut() {
        Set<String> out = new HashSet<>();
        chosen.forEach((category, c) -> {
            if (c instanceof Choice.Skip) {
                out.add(category);
            }
        });
        return out;
    }

    /// What gets the keyboard as long as something is to be decided.
    Node first() {
        return all.isVisible() || boxes.isEmpty() ? all : boxes.firstEntry().getValue();
    }

    /// Whether every category that is used has its class, or is left out.
    boolean isDecided() {
        return waiting.isEmpty();
    }

    void show(TakeInReport report, Ontology ontology) {
        waiting.clear();
        List<Choice> known = ontology.classes().stream()
                .filter(c -> !c.retired())
                .<Choice>map(c -> new Choice.Known(c.name()))
                .toList();
        List<Row> next = new ArrayList<>();
        SequencedMap<String, Choice> values = new LinkedHashMap<>();
        for (Entry.Category c : report.survey().categories()) {
            int uses = report.survey().uses(c.key());
            if (uses == 0 || values.containsKey(c.name())) {
                continue;
            }
            Choice usual = usual(report.plan().targets().get(c.key()), ontology);
            Choice now = chosen.getOrDefault(c.name(), usual);
            // A category becomes the class of its name, or another, but no second class of that name.
            boolean named = ontology.classes().stream()
                    .anyMatch(k -> !k.retired() && k.name().equalsIgnoreCase(c.name()));
            if (named && now instanceof Choice.New) {
                now = usual;
                chosen.remove(c.name());
            }
            if (now instanceof Choice.Open) {
                waiting.add(c.name());
                open.add(c.name());
            }
            values.put(c.name(), now);
            if (next.size() < MOST) {
                next.add(new Row(c.name(), uses, choices(c.name(), named, known)));
            }
        }
        fill(next, values);
        look();
    }

    /// Controls stay as long as they ask the same, and the keyboard with them.
    private void fill(List<Row> next, Map<String, Choice> values) {
        filling = true;
        if (!next.equals(rows)) {
            rows = next;
            grid.getChildren().clear();
            boxes.clear();
            rows.forEach(this::add);
        }
        boxes.forEach((category, box) -> box.setValue(values.get(category)));
        filling = false;
    }

    private List<Choice> choices(String category, boolean named, List<Choice> known) {
        List<Choice> choices = new ArrayList<>();
        if (open.contains(category)) {
            choices.add(new Choice.Open());
        }
        choices.add(new Choice.Skip());
        if (!named) {
            choices.add(new Choice.New());
        }
        choices.addAll(known);
        return List.copyOf(choices);
    }

    private static Choice usual(ClassPlan.@Nullable Target target, Ontology ontology) {
        return switch (target) {
            case ClassPlan.Target.Known(var id) ->
                ontology.find(id)
                        .map(LabelClass::name)
                        .<Choice>map(Choice.Known::new)
                        .orElseGet(Choice.Open::new);
            case ClassPlan.Target.Added _ -> new Choice.Open();
            case ClassPlan.Target.LeftOut _ -> new Choice.Skip();
            case null -> new Choice.Skip();
        };
    }

    private void add(Row row) {
        ComboBox<Choice> box = new ComboBox<>();
        box.setId("import-class-" + boxes.size());
        box.setAccessibleText(TEXTS.get("classes.becomes", row.category()));
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems().setAll(row.choices());
        box.setConverter(new Worded<>(box, ClassesPane::words));
        box.valueProperty().addListener((_, _, next) -> {
            if (!filling && next != null) {
                choose(row.category(), next);
            }
        });
        boxes.put(row.category(), box);
        Label name = new Label(TEXTS.get("classes.category", row.category(), row.uses()));
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        GridPane.setValignment(name, VPos.CENTER);
        grid.addRow(boxes.size() - 1, name, box);
    }

    private void choose(String category, Choice next) {
        if (next instanceof Choice.Open) {
            chosen.remove(category);
            waiting.add(category);
        } else {
            chosen.put(category, next);
            waiting.remove(category);
        }
        look();
        changed.accept(false);
    }

    private static String words(Choice choice) {
        return switch (choice) {
            case Choice.Open() -> TEXTS.get("classes.open");
            case Choice.Known(String name) -> name;
            case Choice.New() -> TEXTS.get("classes.new");
            case Choice.Skip() -> TEXTS.get("classes.skip");
        };
    }

    private void addAll() {
        filling = true;
        for (String category : waiting) {
            chosen.put(category, new Choice.New());
            ComboBox<Choice> box = boxes.get(category);
            if (box != null) {
                box.setValue(new Choice.New());
            }
        }
        waiting.clear();
        filling = false;
        look();
        changed.accept(true);
    }

    private void look() {
        undecided.setText(TEXTS.get("classes.undecided", waiting.size()));
        seen(!waiting.isEmpty());
    }

    private void seen(boolean visible) {
        Nodes.show(undecided, visible);
        Nodes.show(all, visible);
    }
}
