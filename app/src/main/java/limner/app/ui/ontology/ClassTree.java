package limner.app.ui.ontology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.MouseDragEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import org.jspecify.annotations.Nullable;

/// The classes with those below them. One is moved by dragging it onto another (below it) or onto the border between
/// two
/// (between them), or by the buttons under the tree, which are in the order of the keyboard. JavaFX thread only.
final class ClassTree extends VBox {

    private static final Texts TEXTS = Texts.beside(ClassTree.class);
    private static final PseudoClass INTO = PseudoClass.getPseudoClass("drop-into");
    private static final PseudoClass ABOVE = PseudoClass.getPseudoClass("drop-above");

    /// The upper part of a row on which dropping means: before this one.
    private static final double BORDER = 0.3;

    private final Workspace workspace;
    private final Consumer<Command> send;
    private final TreeView<LabelClass> tree = new TreeView<>();
    private final Set<ClassId> folded = new HashSet<>();
    private final Button up = new Button(TEXTS.get("tree.up"));
    private final Button down = new Button(TEXTS.get("tree.down"));
    private final Button in = new Button(TEXTS.get("tree.in"));
    private final Button out = new Button(TEXTS.get("tree.out"));
    private @Nullable Ontology drawn;
    private @Nullable ClassId pressed;
    private @Nullable ClassId dragged;
    private boolean filling;

    /// @param chosen told whenever another class is chosen
    /// @param send hands a command to the project and says what is refused
    ClassTree(Workspace workspace, Runnable chosen, Consumer<Command> send) {
        super(6);
        this.workspace = workspace;
        this.send = send;
        tree.setId("onto-class");
        tree.setAccessibleText(TEXTS.get("sheet.class"));
        tree.setShowRoot(false);
        tree.setRoot(new TreeItem<>());
        tree.setPrefHeight(190);
        tree.setMinHeight(160);
        tree.setCellFactory(_ -> new Cell());
        tree.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> {
            if (!filling) {
                tell(chosen);
            }
        });
        button(up, "tree-up", c -> beside(c, -1));
        button(down, "tree-down", c -> beside(c, 1));
        button(in, "tree-in", this::inward);
        button(out, "tree-out", this::outward);
        getChildren().addAll(tree, new FlowPane(6, 6, up, down, in, out));
    }

    private void tell(Runnable chosen) {
        enable();
        chosen.run();
    }

    private void button(Button button, String id, java.util.function.Function<LabelClass, Optional<Command>> move) {
        button.setId(id);
        button.setOnAction(_ -> current().flatMap(move).ifPresent(send));
    }

    Node first() {
        return tree;
    }

    Optional<LabelClass> current() {
        return Optional.ofNullable(tree.getSelectionModel().getSelectedItem())
                .map(TreeItem::getValue)
                .flatMap(c -> workspace.ontology().find(c.id()));
    }

    void choose(ClassId id) {
        item(tree.getRoot(), c -> c.id().equals(id))
                .ifPresent(i -> tree.getSelectionModel().select(i));
    }

    /// Shows the classes as they are now; the same one stays chosen, or the first one where it is gone.
    ///
    /// @return whether another one is chosen because it is gone
    boolean refresh() {
        Ontology now = workspace.ontology();
        if (Objects.equals(now, drawn)) {
            return false;
        }
        drawn = now;
        Optional<ClassId> was = Optional.ofNullable(tree.getSelectionModel().getSelectedItem())
                .map(TreeItem::getValue)
                .map(LabelClass::id);
        filling = true;
        TreeItem<LabelClass> root = new TreeItem<>();
        fill(root, null, now, new HashSet<>());
        // Those whose parent is retired stand where they can be seen.
        now.classes().stream()
                .filter(c ->
                        !c.retired() && item(root, o -> o.id().equals(c.id())).isEmpty())
                .forEach(c -> root.getChildren().add(item(c, now, new HashSet<>())));
        tree.setRoot(root);
        Optional<TreeItem<LabelClass>> again = was.flatMap(id -> item(root, c -> c.id().equals(id)));
        again.or(() -> root.getChildren().stream().findFirst())
                .ifPresent(i -> tree.getSelectionModel().select(i));
        filling = false;
        enable();
        return was.isPresent() && again.isEmpty();
    }

    private void fill(TreeItem<LabelClass> into, @Nullable ClassId parent, Ontology now, Set<ClassId> seen) {
        for (LabelClass c : now.below(parent)) {
            if (!c.retired() && seen.add(c.id())) {
                into.getChildren().add(item(c, now, seen));
            }
        }
    }

    private TreeItem<LabelClass> item(LabelClass c, Ontology now, Set<ClassId> seen) {
        TreeItem<LabelClass> item = new TreeItem<>(c);
        item.setExpanded(!folded.contains(c.id()));
        item.expandedProperty().addListener((_, _, open) -> {
            if (open) {
                folded.remove(c.id());
            } else {
                folded.add(c.id());
            }
        });
        fill(item, c.id(), now, seen);
        return item;
    }

    private static Optional<TreeItem<LabelClass>> item(TreeItem<LabelClass> below, Predicate<LabelClass> which) {
        for (TreeItem<LabelClass> child : below.getChildren()) {
            if (which.test(child.getValue())) {
                return Optional.of(child);
            }
            Optional<TreeItem<LabelClass>> deeper = item(child, which);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    // Moving.

    private void enable() {
        Optional<LabelClass> c = current();
        up.setDisable(c.flatMap(x -> beside(x, -1)).isEmpty());
        down.setDisable(c.flatMap(x -> beside(x, 1)).isEmpty());
        in.setDisable(c.flatMap(this::inward).isEmpty());
        out.setDisable(c.flatMap(this::outward).isEmpty());
    }

    private List<LabelClass> sisters(LabelClass of) {
        return workspace.ontology().below(of.parent()).stream()
                .filter(c -> !c.retired())
                .toList();
    }

    private Optional<Command> beside(LabelClass c, int by) {
        List<LabelClass> sisters = sisters(c);
        int to = sisters.indexOf(c) + by;
        if (to < 0 || to >= sisters.size()) {
            return Optional.empty();
        }
        int before = by < 0 ? to : to + 1;
        return Optional.of(new Command.PlaceClass(
                c.id(),
                c.parent(),
                before < sisters.size() ? sisters.get(before).id() : null));
    }

    /// Below the one above it.
    private Optional<Command> inward(LabelClass c) {
        List<LabelClass> sisters = sisters(c);
        int at = sisters.indexOf(c);
        return at < 1
                ? Optional.empty()
                : Optional.of(new Command.PlaceClass(c.id(), sisters.get(at - 1).id(), null));
    }

    /// Right behind the one it is below.
    private Optional<Command> outward(LabelClass c) {
        Optional<LabelClass> parent = Optional.ofNullable(c.parent()).flatMap(workspace.ontology()::find);
        return parent.map(p -> {
            List<LabelClass> aunts = sisters(p);
            int next = aunts.indexOf(p) + 1;
            return new Command.PlaceClass(
                    c.id(), p.parent(), next < aunts.size() ? aunts.get(next).id() : null);
        });
    }

    private final class Cell extends TreeCell<LabelClass> {

        Cell() {
            // Within the tree alone: what is dragged never leaves the window.
            addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> {
                LabelClass c = getItem();
                pressed = c == null ? null : c.id();
            });
            setOnDragDetected(e -> {
                if (pressed != null && workspace.writable()) {
                    dragged = pressed;
                    startFullDrag();
                    e.consume();
                }
            });
            setOnMouseDragOver(e -> mark(drop(e).isPresent(), isAbove(e)));
            setOnMouseDragExited(_ -> mark(false, false));
            setOnMouseDragReleased(e -> {
                Optional<Command> move = drop(e);
                mark(false, false);
                dragged = null;
                move.ifPresent(send);
                e.consume();
            });
        }

        private void mark(boolean can, boolean above) {
            pseudoClassStateChanged(INTO, can && !above);
            pseudoClassStateChanged(ABOVE, can && above);
        }

        private boolean isAbove(MouseDragEvent e) {
            return getItem() != null && e.getY() < getHeight() * BORDER;
        }

        /// What letting go here would do.
        private Optional<Command> drop(MouseDragEvent e) {
            ClassId id = dragged;
            if (id == null) {
                return Optional.empty();
            }
            Ontology now = workspace.ontology();
            LabelClass at = getItem();
            if (at == null) {
                return Optional.of(new Command.PlaceClass(id, null, null));
            }
            boolean inItself = at.id().equals(id) || now.above(at.id()).stream().anyMatch(a -> a.id().equals(id));
            if (inItself || now.find(id).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    isAbove(e)
                            ? new Command.PlaceClass(id, at.parent(), at.id())
                            : new Command.PlaceClass(id, at.id(), null));
        }

        @Override
        protected void updateItem(@Nullable LabelClass c, boolean empty) {
            super.updateItem(c, empty);
            setText(null);
            if (empty || c == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            List<Node> nodes = new ArrayList<>();
            nodes.add(Rows.fixed(c.id().toString(), Styles.MONO, Styles.QUIET));
            nodes.add(new Swatch(LabelNames.colour(workspace.ontology(), c.id()), c.hatch()));
            Label name = new Label(c.name());
            nodes.add(name);
            if (!c.hotkey().isEmpty()) {
                nodes.add(Rows.key(c.hotkey()));
            }
            if (!c.kind().drawn()) {
                nodes.add(Rows.fixed(TEXTS.get("short." + c.kind()), Styles.QUIET));
            }
            HBox row = new HBox(6, nodes.toArray(Node[]::new));
            row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            setGraphic(row);
            setAccessibleText(TEXTS.get(
                    "tree.row",
                    c.id(),
                    c.name(),
                    workspace.ontology().above(c.id()).size() + 1));
        }
    }
}
