package limner.app.ui.ontology;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.OntologyChange;
import org.jspecify.annotations.Nullable;

/// Every version the ontology had, the newest first: when, by whom, what was different, and its classes as they were
/// then. Read from the log when it is looked at. JavaFX thread only.
final class VersionsPane extends VBox {

    private static final Texts TEXTS = Texts.beside(VersionsPane.class);

    private final Workspace workspace;
    private final NewestTask reading;
    private final ListView<Version> list = new ListView<>();
    private final Label detail = new Label();
    private final TreeView<LabelClass> classes = new TreeView<>();
    private @Nullable Ontology read;

    /// @param version its number
    /// @param who the name of the person, or the beginning of the number that stands for them
    private record Version(int version, Instant at, String who, Ontology before, Ontology after) {}

    VersionsPane(Workspace workspace, Tasks tasks) {
        super(8);
        this.workspace = workspace;
        this.reading = new NewestTask(tasks);
        list.setId("onto-versions");
        list.setAccessibleText(TEXTS.get("versions"));
        list.setPrefHeight(190);
        list.setMinHeight(90);
        list.setCellFactory(_ -> Rows.cell(v -> Rows.of(Rows.text(line(v)))));
        Label none = new Label(TEXTS.get("versions.none"));
        none.setWrapText(true);
        list.setPlaceholder(none);
        list.getSelectionModel().selectedItemProperty().addListener((_, _, v) -> look(v));
        detail.setId("onto-version");
        detail.setWrapText(true);
        detail.setMinHeight(USE_PREF_SIZE);
        classes.setId("onto-version-classes");
        classes.setAccessibleText(TEXTS.get("versions.classes"));
        classes.setShowRoot(false);
        classes.setPrefHeight(220);
        classes.setMinHeight(90);
        classes.setCellFactory(_ -> new Cell());
        Label then = new Label(TEXTS.get("versions.classes"));
        then.getStyleClass().add(Styles.QUIET);
        getChildren().addAll(list, detail, then, classes);
    }

    /// Reads the log again when the ontology has changed since.
    void refresh() {
        Ontology now = workspace.ontology();
        if (Objects.equals(now, read)) {
            return;
        }
        read = now;
        reading.io(
                TEXTS.get("versions.reading"),
                _ -> versions(),
                this::show,
                failure -> workspace.errors().failed(failure, ""));
    }

    /// On a thread that may wait for the disk.
    private List<Version> versions() {
        Map<ActorId, String> people = workspace.session().people();
        List<Version> all = new ArrayList<>();
        for (Recorded r : workspace.session().ontologyEvents()) {
            if (r.event() instanceof LabelEvent.OntologyChanged(Ontology before, Ontology after)) {
                ActorId actor = r.stamp().actor();
                String who = people.getOrDefault(actor, actor.toString().substring(0, 8));
                all.add(new Version(after.version(), r.stamp().at(), who, before, after));
            }
        }
        return all.reversed();
    }

    private void show(List<Version> versions) {
        list.getItems().setAll(versions);
        if (!versions.isEmpty()) {
            list.getSelectionModel().select(0);
        }
    }

    private static String line(Version v) {
        List<OntologyChange> changes = OntologyChange.between(v.before(), v.after());
        String what = changes.isEmpty()
                ? TEXTS.get("versions.same")
                : changes.size() == 1
                        ? words(changes.getFirst())
                        : TEXTS.get("versions.many", words(changes.getFirst()), changes.size() - 1);
        return TEXTS.get("versions.line", v.version(), what);
    }

    private void look(@Nullable Version v) {
        if (v == null) {
            detail.setText("");
            classes.setRoot(new TreeItem<>());
            return;
        }
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withZone(ZoneId.systemDefault())
                .format(v.at());
        List<String> lines = new ArrayList<>();
        lines.add(TEXTS.get("versions.head", v.version(), when, v.who()));
        OntologyChange.between(v.before(), v.after()).forEach(c -> lines.add("• " + words(c)));
        detail.setText(String.join("\n", lines));
        TreeItem<LabelClass> root = new TreeItem<>();
        fill(root, null, v.after());
        classes.setRoot(root);
    }

    private static void fill(TreeItem<LabelClass> into, @Nullable ClassId parent, Ontology of) {
        for (LabelClass c : of.below(parent)) {
            TreeItem<LabelClass> item = new TreeItem<>(c);
            item.setExpanded(true);
            fill(item, c.id(), of);
            into.getChildren().add(item);
        }
    }

    private static String words(OntologyChange c) {
        return TEXTS.get("change." + c.what(), c.name(), said(c.what(), c.from()), said(c.what(), c.to()));
    }

    private static String said(OntologyChange.What what, String value) {
        return switch (what) {
            case KIND -> value.isEmpty() ? "" : TEXTS.get("kind." + value);
            case PATTERN -> value.isEmpty() ? "" : TEXTS.get("hatch." + value);
            case KEY, PARENT -> value.isEmpty() ? TEXTS.get("change.none") : value;
            default -> value;
        };
    }

    private static final class Cell extends TreeCell<LabelClass> {
        @Override
        protected void updateItem(@Nullable LabelClass c, boolean empty) {
            super.updateItem(c, empty);
            setText(null);
            if (empty || c == null) {
                setGraphic(null);
                return;
            }
            HBox row = new HBox(
                    6,
                    Rows.fixed(c.id().toString(), Styles.MONO, Styles.QUIET),
                    new Swatch(Color.web(c.colour()), c.hatch()),
                    new Label(c.name()));
            if (c.retired()) {
                row.getChildren().add(Rows.fixed(TEXTS.get("retired"), Styles.CHIP));
            }
            row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            setGraphic(row);
            setAccessibleText(c.id() + ", " + c.name());
        }
    }
}
