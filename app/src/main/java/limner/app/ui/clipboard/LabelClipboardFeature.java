package limner.app.ui.clipboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.CopiedLabels;
import limner.app.usecase.PastedLabels;
import limner.model.command.Command;
import limner.model.geometry.Point;
import limner.model.id.LabelId;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.Ontology;
import limner.model.session.Outcome;

/// Copies the selected labels to the clipboard of the system and pastes them on other frames, in other projects and
/// other windows. One paste is one change. JavaFX thread only.
public final class LabelClipboardFeature {

    private static final Texts TEXTS = Texts.beside(LabelClipboardFeature.class);

    private final Workspace workspace;
    private final Tasks tasks;
    private final Supplier<Optional<Point>> pointer;

    /// @param pointer where the pointer is on the picture
    public LabelClipboardFeature(Workspace workspace, Tasks tasks, Supplier<Optional<Point>> pointer) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.pointer = pointer;
    }

    public void register(CommandRegistry registry) {
        BooleanBinding any = Bindings.createBooleanBinding(
                () -> !workspace.selection().get().labels().isEmpty()
                        && workspace.shown().get().isPresent(),
                workspace.selection(),
                workspace.shown());
        BooleanBinding here = Bindings.createBooleanBinding(
                () -> workspace.writable() && workspace.shown().get().isPresent(), workspace.shown());
        registry.add(command("edit.copy")
                .icon(Icon.COPY)
                .keys("Shortcut+C")
                .enabled(any)
                .action(this::copy));
        registry.add(command("edit.cut")
                .icon(Icon.CUT)
                .keys("Shortcut+X")
                .enabled(any.and(here))
                .action(this::cut));
        registry.add(command("edit.paste").keys("Shortcut+V").enabled(here).action(() -> paste(Optional.empty())));
        registry.add(command("edit.paste.pointer")
                .keys("Shortcut+Shift+V")
                .enabled(here)
                .action(() -> paste(pointer.get())));
    }

    private static DeskCommand.Builder command(String id) {
        return DeskCommand.of(id, CommandGroup.EDIT, TEXTS).once();
    }

    /// @return those that are on this frame and were copied
    private Set<LabelId> copy() {
        Optional<ShownFrame> shown = workspace.shown().get();
        Optional<Media> media = workspace.media();
        if (shown.isEmpty() || media.isEmpty()) {
            return Set.of();
        }
        int frame = shown.get().frame();
        List<Label> labels = workspace.selection().get().labels().stream()
                .flatMap(id -> workspace.labels().label(id).stream())
                .filter(l -> l.at(frame).isPresent())
                .sorted(Comparator.comparingInt(Label::depth).thenComparingInt(Label::number))
                .toList();
        if (labels.isEmpty()) {
            workspace.errors().info(TEXTS.get("copy.none", frame));
            return Set.of();
        }
        if (labels.size() > CopiedLabels.MOST_LABELS) {
            workspace.errors().problem(TEXTS.get("copy.many", labels.size(), CopiedLabels.MOST_LABELS));
            return Set.of();
        }
        Ontology ontology = workspace.ontology();
        List<CopiedLabels.Copied> copied =
                labels.stream().map(l -> copied(l, frame, ontology)).toList();
        String names = labels.stream().map(l -> LabelNames.of(ontology, l)).collect(Collectors.joining(", "));
        LabelClipboard.put(
                new CopiedLabels(media.get().width(), media.get().height(), frame, copied),
                TEXTS.get("copy.words", media.get().name(), frame, names));
        workspace.errors().info(TEXTS.get("copied", labels.size()));
        return labels.stream().map(Label::id).collect(Collectors.toSet());
    }

    private static CopiedLabels.Copied copied(Label label, int frame, Ontology ontology) {
        Placement placed = label.at(frame).orElseThrow();
        AttributeValues said = label.attributesAt(frame);
        SequencedMap<String, String> words = new LinkedHashMap<>();
        for (Attribute a : ontology.attributesOf(label.classId())) {
            said.of(a.id()).ifPresent(v -> words.put(a.name(), a.type().words(v)));
        }
        return new CopiedLabels.Copied(
                ontology.nameOf(label.classId()), placed.shape(), placed.occluded(), label.depth(), words);
    }

    /// A track goes on after this frame: only what was copied is taken away.
    private void cut() {
        Set<LabelId> copied = copy();
        if (!copied.isEmpty()) {
            workspace
                    .shown()
                    .get()
                    .ifPresent(s -> workspace.submit(
                            new Command.DeleteScoped(s.media(), s.frame(), copied, Command.DeleteScoped.Scope.FRAME)));
        }
    }

    private void paste(Optional<Point> centre) {
        Optional<ShownFrame> shown = workspace.shown().get();
        Optional<Media> media = workspace.media();
        Optional<String> text = LabelClipboard.text();
        if (text.isEmpty()) {
            workspace.errors().info(TEXTS.get("paste.none"));
            return;
        }
        if (shown.isEmpty() || media.isEmpty()) {
            return;
        }
        ShownFrame at = shown.get();
        Ontology ontology = workspace.ontology();
        tasks.io(
                TEXTS.get("pasting"),
                _ -> PastedLabels.of(CopiedLabels.read(text.get()), media.get(), at.frame(), ontology, centre),
                pasted -> take(pasted, at),
                _ -> workspace.errors().problem(TEXTS.get("paste.broken")));
    }

    private void take(PastedLabels pasted, ShownFrame at) {
        List<String> left = new ArrayList<>();
        if (!pasted.unknown().isEmpty()) {
            left.add(TEXTS.get("paste.unknown", String.join(", ", pasted.unknown())));
        }
        if (pasted.lost() > 0) {
            left.add(TEXTS.get("paste.outside", pasted.lost()));
        }
        if (pasted.labels().isEmpty()) {
            left.addFirst(TEXTS.get("paste.nothing"));
        }
        if (!left.isEmpty()) {
            workspace.errors().problem(String.join(" ", left));
        }
        if (pasted.labels().isEmpty()) {
            return;
        }
        Set<LabelId> ids = pasted.labels().stream().map(Label::id).collect(Collectors.toSet());
        var _ = workspace.edit(pasted.command()).thenAccept(outcome -> {
            boolean seen = workspace
                    .shown()
                    .get()
                    .filter(s -> s.media().equals(at.media()) && s.frame() == at.frame())
                    .isPresent();
            if (outcome instanceof Outcome.Done && seen) {
                workspace.selection().set(Selection.of(ids));
            }
        });
    }
}
