package limner.app.ui.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
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

    private final Runnable changed;
    private final Label undecided = new Label();
    private final Button all = new Button(TEXTS.get("classes.all"));
    private final GridPane grid = new GridPane(10, 4);
    private final SequencedMap<String, Choice> chosen = new LinkedHashMap<>();
    private final Map<String, ComboBox<Choice>> boxes = new HashMap<>();
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

    /// @param changed is told when somebody chose what changes what would be taken
    ClassesPane(Runnable changed) {
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
        return all.isVisible() ? all : grid;
    }

    /// Whether every category that is used has its class, or is left out.
    boolean isDecided() {
        return waiting.isEmpty();
    }

    void show(TakeInReport report, Ontology ontology) {
        filling = true;
        grid.getChildren().clear();
        boxes.clear();
        waiting.clear();
        List<Choice> known = ontology.classes().stream()
                .filter(c -> !c.retired())
                .<Choice>map(c -> new Choice.Known(c.name()))
                .toList();
        for (Entry.Category c : report.survey().categories()) {
            int uses = report.survey().uses(c.key());
            if (uses == 0 || boxes.containsKey(c.name())) {
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
            }
            if (boxes.size() < MOST) {
                row(c.name(), uses, now, named ? known : withNew(known));
            }
        }
        filling = false;
        look();
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

    private void row(String category, int uses, Choice now, List<Choice> known) {
        ComboBox<Choice> box = new ComboBox<>();
        box.setId("import-class-" + boxes.size());
        box.setAccessibleText(TEXTS.get("classes.becomes", category));
        box.setMaxWidth(Double.MAX_VALUE);
        List<Choice> choices = new ArrayList<>();
        if (now instanceof Choice.Open) {
            choices.add(now);
        }
        choices.add(new Choice.Skip());
        choices.addAll(known);
        box.getItems().setAll(choices);
        box.setConverter(new Worded<>(box, ClassesPane::words));
        box.setValue(now);
        box.valueProperty().addListener((_, _, next) -> {
            if (!filling && next != null && !(next instanceof Choice.Open)) {
                chosen.put(category, next);
                waiting.remove(category);
                look();
                changed.run();
            }
        });
        boxes.put(category, box);
        Label name = new Label(TEXTS.get("classes.category", category, uses));
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        GridPane.setValignment(name, VPos.CENTER);
        grid.addRow(grid.getRowCount(), name, box);
    }

    private static List<Choice> withNew(List<Choice> known) {
        List<Choice> choices = new ArrayList<>(known);
        choices.addFirst(new Choice.New());
        return choices;
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
        changed.run();
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
