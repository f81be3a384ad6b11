package limner.app.ui.objects;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.SetChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.Feature;
import limner.app.ui.common.FxThread;
import limner.app.ui.common.Icon;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Neighbours;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Section;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Soon;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.geometry.ShapeKind;
import limner.model.id.LabelId;
import limner.model.label.Placement;
import limner.model.project.PlacedLabel;

/// The list of objects on the frame, with eye and lock, and the commands for labels and for the frame.
public final class ObjectsFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(ObjectsFeature.class);

    /// Rows that stay to be seen however little room there is, and about how high one is.
    private static final int KEPT_ROWS = 3;

    private static final double ROW = 30;

    private final Workspace workspace;
    private final ListView<ObjectRow.Row> list = new ListView<>();
    private final Section section = new Section(TEXTS.get("objects"), list);
    private final Neighbours neighbours;
    private final Soon follower;
    private boolean following;

    public ObjectsFeature(Workspace workspace, FxThread ui, Neighbours neighbours) {
        this.workspace = workspace;
        this.follower = new Soon(ui::later, this::follow);
        this.neighbours = neighbours;
        list.setId("objects");
        list.setAccessibleText(TEXTS.get("objects"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(_ -> Rows.cell(() -> new ObjectRow(workspace), ObjectRow::show));
        list.setFixedCellSize(-1);
        // What the inspector says of one object must not hide the few others, nor the words that stand for none.
        list.minHeightProperty()
                .bind(Bindings.size(list.getItems())
                        .map(n -> 4 + ROW * (n.intValue() == 0 ? KEPT_ROWS : Math.min(KEPT_ROWS, n.intValue()))));
        Label empty = new Label(TEXTS.get("objects.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add(Styles.QUIET);
        list.setPlaceholder(empty);
        list.getSelectionModel().getSelectedItems().addListener((ListChangeListener<ObjectRow.Row>) _ -> select());
        workspace.snapshot().addListener((_, _, _) -> refresh());
        workspace.shown().addListener((_, _, _) -> refresh());
        workspace.playing().addListener((_, _, _) -> refresh());
        // What was clicked is seen on the picture first.
        workspace.selection().addListener((_, _, _) -> follower.ask());
        // The inspector takes room from the list as soon as something is selected.
        list.heightProperty().addListener((_, _, _) -> follower.ask());
        workspace.view().hidden().addListener((SetChangeListener<LabelId>) _ -> refresh());
        workspace.view().locked().addListener((SetChangeListener<LabelId>) _ -> refresh());
        workspace.view().pinned().addListener((SetChangeListener<LabelId>) _ -> refresh());
        refresh();
    }

    @Override
    public void close() {
        follower.close();
    }

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
        new LabelCommands(workspace, neighbours).register(commands);
        new FrameCommands(workspace).register(commands);
    }

    private void refresh() {
        if (workspace.playing().get()) {
            return;
        }
        List<ObjectRow.Row> rows = workspace
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

    private ObjectRow.Row row(PlacedLabel placed) {
        var label = placed.label();
        return new ObjectRow.Row(
                label.id(),
                LabelNames.of(workspace.ontology(), label),
                LabelNames.rgb(workspace.ontology(), label.classId()),
                placed.placement().shape().kind(),
                label.tracked() ? source(placed.placement().source()) : "",
                workspace.view().hidden().contains(label.id()),
                workspace.view().locked().contains(label.id()),
                workspace.view().pinned().contains(label.id()));
    }

    private static String source(Placement.Source source) {
        return TEXTS.get("source." + source);
    }

    static Icon kind(ShapeKind kind) {
        return switch (kind) {
            case BOX -> Icon.BOX;
            case ROTATED_BOX -> Icon.ROTATED_BOX;
            case ELLIPSE -> Icon.ELLIPSE;
            case POLYGON -> Icon.POLYGON;
            case POLYLINE -> Icon.POLYLINE;
            case POINT -> Icon.POINT;
            case POINTS -> Icon.POINTS;
            case SKELETON -> Icon.SKELETON;
            case MASK -> Icon.BRUSH;
        };
    }

    /// From the list to the workspace.
    private void select() {
        if (following) {
            return;
        }
        Set<LabelId> ids = new LinkedHashSet<>();
        list.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .forEach(r -> ids.add(r.id()));
        Set<LabelId> before = workspace.selection().get().labels();
        if (!ids.isEmpty() && !ids.equals(before)) {
            // The list tells in which order its rows stand, not in which they were chosen.
            Set<LabelId> chosen = new LinkedHashSet<>(before);
            chosen.retainAll(ids);
            chosen.addAll(ids);
            workspace.selection().set(Selection.of(chosen));
        }
    }

    /// From the workspace to the list.
    private void follow() {
        Set<LabelId> ids = workspace.selection().get().labels();
        following = true;
        try {
            int[] rows = IntStream.range(0, list.getItems().size())
                    .filter(i -> ids.contains(list.getItems().get(i).id()))
                    .toArray();
            MultipleSelectionModel<ObjectRow.Row> selected = list.getSelectionModel();
            // What the list itself chose stays as it is, with the row that its keys go on from.
            boolean isThere = Set.copyOf(selected.getSelectedIndices())
                    .equals(Arrays.stream(rows).boxed().collect(Collectors.toSet()));
            if (rows.length == 1 && !isThere) {
                selected.clearAndSelect(rows[0]);
            } else if (!isThere) {
                selected.clearSelection();
                Arrays.stream(rows).forEach(selected::select);
            }
            if (ids.size() == 1 && rows.length == 1) {
                list.scrollTo(rows[0]);
            }
        } finally {
            following = false;
        }
    }
}
