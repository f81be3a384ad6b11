package limner.app.ui.masks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.command.Command.Recut.How;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskShaping;
import limner.model.geometry.Point;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Label;
import limner.model.project.PlacedLabel;
import limner.model.session.Outcome;

/// Commands on whole masks. Each is one change, so one undo takes it back.
public final class MasksFeature {

    private static final Texts TEXTS = Texts.beside(MasksFeature.class);

    private final Workspace workspace;
    private final Tasks tasks;
    private final Sheets sheets;
    private final Supplier<Optional<Point>> pointer;

    /// @param pointer where the pointer is on the picture
    public MasksFeature(Workspace workspace, Tasks tasks, Sheets sheets, Supplier<Optional<Point>> pointer) {
        this.pointer = pointer;
        this.workspace = workspace;
        this.tasks = tasks;
        this.sheets = sheets;
    }

    public void register(CommandRegistry registry) {
        BooleanBinding any = selected(1);
        BooleanBinding several = selected(2);
        registry.add(command("mask.shape").keys("Shortcut+M").enabled(any).action(this::openShaping));
        registry.add(
                command("mask.outline").keys("Shortcut+Shift+G").enabled(any).action(this::openOutlines));
        registry.add(command("mask.unite").keys("U").enabled(several).action(() -> combine(How.JOIN, Rle::union)));
        registry.add(command("mask.intersect")
                .keys("Shortcut+U")
                .enabled(several)
                .action(() -> combine(How.INTERSECT, Rle::intersect)));
        registry.add(command("mask.exclude")
                .keys("Shortcut+Shift+U")
                .enabled(several)
                .action(() -> combine(How.EXCLUDE, Rle::xor)));
        registry.add(
                command("mask.subtract").keys("Alt+Shift+U").enabled(several).action(this::subtract));
        registry.add(command("mask.cutOut").keys("Alt+U").enabled(any).action(this::cutOut));
        registry.add(command("mask.islands").keys("Shortcut+Alt+U").enabled(any).action(this::splitIslands));
        registry.add(command("mask.keepIsland")
                .keys("Shortcut+Alt+K")
                .enabled(any)
                .action(() -> island((_, island) -> island)));
        registry.add(
                command("mask.dropIsland").keys("Shortcut+Alt+X").enabled(any).action(() -> island(Rle::subtract)));
    }

    private static DeskCommand.Builder command(String id) {
        return DeskCommand.of(id, CommandGroup.LABEL, TEXTS)
                .under(Submenu.MASKS)
                .once();
    }

    private BooleanBinding selected(int atLeast) {
        return Bindings.createBooleanBinding(
                () -> workspace.selection().get().labels().size() >= atLeast
                        && workspace.writable()
                        && workspace.shown().get().isPresent()
                        && workspace.media().isPresent()
                        && MaskTargets.selected(workspace).labels().size() >= atLeast,
                workspace.selection(),
                workspace.snapshot(),
                workspace.shown(),
                workspace.mediaId(),
                workspace.view().locked());
    }

    private void openShaping() {
        ShapingForm form = new ShapingForm(workspace, tasks);
        sheets.open(new Sheets.Sheet(TEXTS.get("shape.title"), form.node(), form.first()));
    }

    private void openOutlines() {
        OutlineForm form = new OutlineForm(workspace, tasks);
        sheets.open(new Sheets.Sheet(TEXTS.get("outline.title"), form.node(), form.first()));
    }

    /// The oldest of the selected labels becomes what comes out of all of them; the others go from the frame.
    private void combine(How how, BinaryOperator<Rle> operation) {
        MaskTargets targets = MaskTargets.selected(workspace);
        Rle all =
                targets.labels().stream().map(targets::pixels).reduce(operation).orElseThrow();
        if (all.isEmpty()) {
            workspace.errors().info(TEXTS.get("nothingLeft"));
            return;
        }
        Set<LabelId> others =
                targets.labels().stream().skip(1).map(p -> p.label().id()).collect(Collectors.toSet());
        LabelId kept = targets.first().id();
        SequencedMap<LabelId, Shape> reshaped = new LinkedHashMap<>();
        Mask mask = new Mask(all);
        if (!mask.equals(targets.labels().getFirst().placement().shape())) {
            reshaped.put(kept, mask);
        }
        var _ = recut(
                        targets,
                        new Command.Recut(how, targets.media().id(), targets.frame(), reshaped, List.of(), others))
                .thenAccept(outcome -> {
                    // Whoever selected something else meanwhile means that.
                    if (outcome instanceof Outcome.Done
                            && workspace.selection().get().labels().contains(kept)) {
                        workspace.selection().set(Selection.of(kept));
                    }
                });
    }

    /// Takes the pixels of all others that are selected from the one that was selected first; the others stay.
    private void subtract() {
        MaskTargets targets = MaskTargets.selected(workspace);
        List<LabelId> order = List.copyOf(workspace.selection().get().labels());
        Optional<PlacedLabel> held = targets.labels().stream()
                .filter(p -> p.label().id().equals(order.getFirst()))
                .findFirst();
        if (held.isEmpty()) {
            workspace.errors().info(TEXTS.get("subtract.held"));
            return;
        }
        PlacedLabel first = held.get();
        Rle before = targets.pixels(first);
        Rle left = targets.labels().stream()
                .filter(p -> !p.equals(first))
                .map(targets::pixels)
                .reduce(before, Rle::subtract);
        if (left.isEmpty() || left.equals(before)) {
            String name = LabelNames.of(workspace.ontology(), first.label());
            workspace.errors().info(TEXTS.get(left.isEmpty() ? "subtract.empty" : "subtract.apart", name));
            return;
        }
        reshape(How.SUBTRACT, targets, first, left, List.of());
    }

    /// Makes of each part of a selected mask a label of its own; the largest stays the label it was.
    private void splitIslands() {
        MaskTargets targets = MaskTargets.selected(workspace);
        SequencedMap<LabelId, Shape> reshaped = new LinkedHashMap<>();
        List<Command.Recut.Piece> pieces = new ArrayList<>();
        for (PlacedLabel placed : targets.labels()) {
            List<Rle> parts = MaskShaping.parts(targets.pixels(placed));
            if (parts.size() > 1) {
                LabelId id = placed.label().id();
                Rle largest =
                        parts.stream().max(Comparator.comparingLong(Rle::area)).orElseThrow();
                reshaped.put(id, new Mask(largest));
                parts.stream()
                        .filter(p -> !p.equals(largest))
                        .forEach(p -> pieces.add(new Command.Recut.Piece(LabelId.random(), id, new Mask(p))));
            }
        }
        if (pieces.isEmpty()) {
            workspace.errors().info(TEXTS.get("islands.one"));
            return;
        }
        recut(targets, new Command.Recut(How.SPLIT, targets.media().id(), targets.frame(), reshaped, pieces, Set.of()));
    }

    /// Changes the selected mask by the part of it that the pointer is on.
    private void island(BinaryOperator<Rle> left) {
        MaskTargets targets = MaskTargets.selected(workspace);
        Optional<Point> at = pointer.get();
        for (PlacedLabel placed : targets.labels()) {
            Rle whole = targets.pixels(placed);
            List<Rle> parts = MaskShaping.parts(whole);
            Optional<Rle> under = at.flatMap(p -> parts.stream()
                    .filter(part -> part.contains((int) Math.floor(p.x()), (int) Math.floor(p.y())))
                    .findFirst());
            if (under.isPresent()) {
                if (parts.size() == 1) {
                    workspace.errors().info(TEXTS.get("islands.one"));
                } else {
                    reshape(How.SHAPE, targets, placed, left.apply(whole, under.get()), List.of());
                }
                return;
            }
        }
        workspace.errors().info(TEXTS.get("islands.point"));
    }

    private void reshape(How how, MaskTargets targets, PlacedLabel placed, Rle left, List<Command.Recut.Piece> pieces) {
        SequencedMap<LabelId, Shape> reshaped = new LinkedHashMap<>();
        reshaped.put(placed.label().id(), new Mask(left));
        recut(targets, new Command.Recut(how, targets.media().id(), targets.frame(), reshaped, pieces, Set.of()));
    }

    /// Asks for the change and says, where it touches tracks, how far it reaches.
    private CompletableFuture<Outcome> recut(MaskTargets targets, Command.Recut command) {
        List<String> tracks = command.how() == How.SHAPE
                ? List.of()
                : targets.labels().stream()
                        .map(PlacedLabel::label)
                        .filter(Label::tracked)
                        .filter(l -> command.reshaped().containsKey(l.id())
                                || command.removed().contains(l.id()))
                        .map(l -> LabelNames.of(workspace.ontology(), l))
                        .toList();
        return workspace.edit(command).thenApply(outcome -> {
            if (outcome instanceof Outcome.Done && !tracks.isEmpty()) {
                workspace
                        .errors()
                        .info(TEXTS.get("onlyHere", tracks.size(), command.frame(), String.join(", ", tracks)));
            }
            return outcome;
        });
    }

    /// Takes the pixels of the selected labels from all other masks on the frame. Masks of which nothing is left go
    /// from it, and are named.
    private void cutOut() {
        MaskTargets cutters = MaskTargets.selected(workspace);
        MaskTargets others = MaskTargets.otherMasks(workspace);
        Rle cut = cutters.labels().stream()
                .map(cutters::pixels)
                .reduce(Rle::union)
                .orElseThrow();
        SequencedMap<LabelId, Shape> reshaped = new TreeMap<>();
        Set<LabelId> emptied = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (PlacedLabel other : others.labels()) {
            Rle before = others.pixels(other);
            Rle left = before.subtract(cut);
            if (left.isEmpty()) {
                emptied.add(other.label().id());
                names.add(LabelNames.of(workspace.ontology(), other.label()));
            } else if (!left.equals(before)) {
                reshaped.put(other.label().id(), new Mask(left));
            }
        }
        if (reshaped.isEmpty() && emptied.isEmpty()) {
            workspace.errors().info(TEXTS.get("nothingUnder"));
            return;
        }
        Command.Recut command =
                new Command.Recut(How.CUT_OUT, cutters.media().id(), cutters.frame(), reshaped, List.of(), emptied);
        var _ = recut(others, command).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Done && !names.isEmpty()) {
                workspace.errors().info(TEXTS.get("emptied", names.size(), String.join(", ", names)));
            }
        });
    }
}
