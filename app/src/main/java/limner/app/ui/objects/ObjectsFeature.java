package limner.app.ui.objects;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.collections.SetChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.layout.HBox;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Icon;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Section;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ViewOptions;
import limner.app.ui.common.Workspace;
import limner.model.geometry.ShapeKind;
import limner.model.id.LabelId;
import limner.model.label.Placement;
import limner.model.project.PlacedLabel;

/// The list of objects on the frame, with eye and lock, and the commands for labels and for the frame.
public final class ObjectsFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(ObjectsFeature.class);

    private final Workspace workspace;
    private final ListView<Row> list = new ListView<>();
    private final Section section = new Section(TEXTS.get("objects"), list);
    private boolean following;

    public ObjectsFeature(Workspace workspace) {
        this.workspace = workspace;
        list.setId("objects");
        list.setAccessibleText(TEXTS.get("objects"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(_ -> Rows.cell(this::row));
        list.setFixedCellSize(-1);
        Label empty = new Label(TEXTS.get("objects.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add(Styles.QUIET);
        list.setPlaceholder(empty);
        list.getSelectionModel().getSelectedItems().addListener((ListChangeListener<Row>) _ -> select());
        workspace.snapshot().addListener((_, _, _) -> refresh());
        workspace.shown().addListener((_, _, _) -> refresh());
        workspace.playing().addListener((_, _, _) -> refresh());
        workspace.selection().addListener((_, _, _) -> follow());
        // The inspector takes room from the list as soon as something is selected.
        list.heightProperty().addListener((_, _, _) -> follow());
        workspace.view().hidden().addListener((SetChangeListener<LabelId>) _ -> refresh());
        workspace.view().locked().addListener((SetChangeListener<LabelId>) _ -> refresh());
        refresh();
    }

    /// One object as the list shows it; equal rows are not drawn anew.
    private record Row(
            LabelId id, String name, int rgb, ShapeKind kind, String where, boolean hidden, boolean locked) {}

    @Override
    public Slot slot() {
        return Slot.SIDE;
    }

    @Override
    public Node view() {
        return section;
    }

    @Override
    public void register(CommandRegistry commands) {
        new LabelCommands(workspace).register(commands);
        new FrameCommands(workspace).register(commands);
    }

    private void refresh() {
        if (workspace.playing().get()) {
            return;
        }
        List<Row> rows = workspace
                .shown()
                .get()
                .map(ShownFrame::frame)
                .map(f -> workspace.labels().on(f).stream().map(this::row).toList())
                .orElse(List.of());
        if (!rows.equals(list.getItems())) {
            following = true;
            list.getItems().setAll(rows);
            following = false;
        }
        section.count().set(rows.isEmpty() ? "" : Integer.toString(rows.size()));
        follow();
    }

    private Row row(PlacedLabel placed) {
        var label = placed.label();
        return new Row(
                label.id(),
                LabelNames.of(workspace.ontology(), label),
                LabelNames.rgb(workspace.ontology(), label.classId()),
                placed.placement().shape().kind(),
                label.tracked() ? source(placed.placement().source()) : "",
                workspace.view().hidden().contains(label.id()),
                workspace.view().locked().contains(label.id()));
    }

    private static String source(Placement.Source source) {
        return TEXTS.get("source." + source);
    }

    private Node row(Row row) {
        Swatch swatch = new Swatch();
        swatch.colour(
                javafx.scene.paint.Color.rgb((row.rgb() >> 16) & 0xff, (row.rgb() >> 8) & 0xff, row.rgb() & 0xff));
        Label where = Rows.fixed(row.where(), Styles.QUIET);
        where.setVisible(!row.where().isEmpty());
        where.setManaged(!row.where().isEmpty());
        ViewOptions view = workspace.view();
        Button eye = Rows.quiet(
                new Button(),
                row.hidden() ? Icon.HIDE : Icon.SHOW,
                TEXTS.get(row.hidden() ? "show" : "hide", row.name()),
                () -> ViewOptions.toggle(view.hidden(), row.id()));
        Button lock = Rows.quiet(
                new Button(),
                row.locked() ? Icon.LOCK : Icon.UNLOCK,
                TEXTS.get(row.locked() ? "unlock" : "lock", row.name()),
                () -> ViewOptions.toggle(view.locked(), row.id()));
        HBox nodes = Rows.of(swatch, kind(row.kind()).node(), Rows.text(row.name()), where, eye, lock);
        nodes.setOpacity(row.hidden() ? 0.6 : 1);
        nodes.setOnMouseEntered(_ -> workspace.hovered().set(Optional.of(row.id())));
        nodes.setOnMouseExited(_ -> workspace.hovered().set(Optional.empty()));
        return nodes;
    }

    static Icon kind(ShapeKind kind) {
        return switch (kind) {
            case BOX -> Icon.BOX;
            case POLYGON -> Icon.POLYGON;
            case POLYLINE -> Icon.POLYLINE;
            case POINT -> Icon.POINT;
            case MASK -> Icon.BRUSH;
        };
    }

    /// From the list to the workspace.
    private void select() {
        if (following) {
            return;
        }
        Set<LabelId> ids = new HashSet<>();
        list.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .forEach(r -> ids.add(r.id()));
        if (!ids.isEmpty() && !ids.equals(workspace.selection().get().labels())) {
            workspace.selection().set(Selection.of(ids));
        }
    }

    /// From the workspace to the list.
    private void follow() {
        Set<LabelId> ids = workspace.selection().get().labels();
        following = true;
        try {
            list.getSelectionModel().clearSelection();
            for (int i = 0; i < list.getItems().size(); i++) {
                if (ids.contains(list.getItems().get(i).id())) {
                    list.getSelectionModel().select(i);
                    if (ids.size() == 1) {
                        list.scrollTo(i);
                    }
                }
            }
        } finally {
            following = false;
        }
    }
}
