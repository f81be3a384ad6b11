package limner.app.ui.masks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.project.PlacedLabel;
import limner.model.session.Outcome;

/// Commands on whole masks. Each is one change, so one undo takes it back.
public final class MasksFeature {

    private static final Texts TEXTS = Texts.beside(MasksFeature.class);

    private final Workspace workspace;
    private final Tasks tasks;
    private final Sheets sheets;

    public MasksFeature(Workspace workspace, Tasks tasks, Sheets sheets) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.sheets = sheets;
    }

    public void register(CommandRegistry registry) {
        BooleanBinding any = selected(1);
        BooleanBinding several = selected(2);
        registry.add(command("mask.shape").keys("Shortcut+M").enabled(any).action(this::openShaping));
        registry.add(command("mask.unite").keys("U").once().enabled(several).action(() -> combine(Rle::union)));
        registry.add(command("mask.intersect").enabled(several).action(() -> combine(Rle::intersect)));
        registry.add(command("mask.exclude").enabled(several).action(() -> combine(Rle::xor)));
        registry.add(command("mask.cutOut").keys("Alt+U").once().enabled(any).action(this::cutOut));
    }

    private static DeskCommand.Builder command(String id) {
        return DeskCommand.of(id, CommandGroup.LABEL, TEXTS);
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
                workspace.shown());
    }

    private void openShaping() {
        ShapingForm form = new ShapingForm(workspace, tasks);
        sheets.open(new Sheets.Sheet(TEXTS.get("shape.title"), form.node(), form.first()));
    }

    /// The oldest of the selected labels becomes what comes out of all of them; the others go.
    private void combine(BinaryOperator<Rle> how) {
        MaskTargets targets = MaskTargets.selected(workspace);
        Rle all = targets.labels().stream().map(targets::pixels).reduce(how).orElseThrow();
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
        workspace.selection().set(Selection.of(kept));
        workspace.submit(new Command.Recut(
                Command.Recut.How.JOIN, targets.media().id(), targets.frame(), reshaped, List.of(), others));
    }

    /// Takes the pixels of the selected labels from all other masks on the frame. Masks of which nothing is left go,
    /// and
    /// are named.
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
        Command command = new Command.Recut(
                Command.Recut.How.CUT_OUT, cutters.media().id(), cutters.frame(), reshaped, List.of(), emptied);
        var _ = workspace.edit(command).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Done && !names.isEmpty()) {
                workspace.errors().info(TEXTS.get("emptied", names.size(), String.join(", ", names)));
            }
        });
    }
}
