package limner.app.ui.canvas.tool;

import java.util.Optional;
import java.util.Set;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Texts;
import limner.model.command.Command;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.Point;
import limner.model.geometry.Rle;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// The mask that a tool changes: the one that is selected, or a new label that the first change draws. Each change that
/// is committed is one event. JavaFX thread only.
public final class MaskInHand {
    private static final Texts TEXTS = Texts.beside(MaskInHand.class);

    private final ToolHost host;
    private @Nullable Open open;

    public MaskInHand(ToolHost host) {
        this.host = host;
    }

    /// A mask in the editor and what the store has, or will have, of it.
    private record Open(Target.Key key, MaskEditor editor, Rle stored) {}

    /// A mask that is being changed.
    ///
    /// @param target the label it belongs to; empty for a new one
    public record Change(MaskEditor editor, ClassId classId, Optional<Target> target) {

        /// What it looks like now.
        public Preview preview() {
            return preview(Preview.Guides.NONE);
        }

        /// What it looks like now, with what was said to make it.
        public Preview preview(Preview.Guides guides) {
            return new Preview.Painting(editor, classId, target.map(Target::key), guides);
        }
    }

    /// Whether a new label is begun although one is selected.
    public enum Begin {
        SELECTED,
        NEW
    }

    /// Takes a mask in hand; where there is none to change, the user is told why.
    ///
    /// @param at where an eraser looks for a mask when none is selected
    public Optional<Change> take(Begin begin, Ink ink, Point at) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (stage.isEmpty()) {
            return Optional.empty();
        }
        Optional<Target> target = begin == Begin.NEW ? Optional.empty() : target(ink, at);
        Optional<ClassId> classId = target.map(Target::classId);
        if (target.isEmpty()) {
            if (ink == Ink.ERASE) {
                host.workspace().errors().info(TEXTS.get("mask.none"));
                return Optional.empty();
            }
            classId = host.classForNew();
        }
        return classId.map(c -> new Change(
                target.map(this::editorOf)
                        .orElseGet(() -> MaskEditor.blank(
                                stage.get().media().width(), stage.get().media().height())),
                c,
                target));
    }

    /// The mask that paint would go to, without anybody being told anything: empty where a new label would begin.
    public Optional<Target> selected() {
        return host.held().filter(t -> t.shape() instanceof Mask && !t.locked());
    }

    /// The mask the change goes to: the one held, or for the eraser the one under the pointer.
    private Optional<Target> target(Ink ink, Point at) {
        Optional<Target> held = selected();
        if (held.isPresent() || ink == Ink.PAINT) {
            return held;
        }
        Optional<Target> under = HitTest.at(
                host.targets().stream()
                        .filter(t -> t.shape() instanceof Mask && t.key() instanceof Target.Key.OfLabel)
                        .toList(),
                at,
                0);
        under.ifPresent(t -> {
            if (t.key() instanceof Target.Key.OfLabel(var id)) {
                host.workspace().selection().set(Selection.of(id));
            }
        });
        return under;
    }

    /// The editor of the change before, when nothing else has changed the mask since.
    private MaskEditor editorOf(Target target) {
        Rle now = ((Mask) target.shape()).rle();
        if (open != null && open.key().equals(target.key()) && open.stored().equals(now)) {
            return open.editor();
        }
        return MaskEditor.of(now);
    }

    /// Makes one event of the editor's pixels; of no change none.
    public void commit(Change change) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (stage.isEmpty()) {
            return;
        }
        Rle rle = change.editor().toRle();
        Mask mask = new Mask(rle);
        if (change.target().isEmpty()) {
            if (!rle.isEmpty()) {
                draw(change, rle, mask, stage.get());
            }
            return;
        }
        Target target = change.target().get();
        if (rle.equals(((Mask) target.shape()).rle())) {
            return;
        }
        if (!rle.isEmpty()) {
            open = new Open(target.key(), change.editor(), rle);
            host.reshape(target, mask);
            return;
        }
        open = null;
        if (target.key() instanceof Target.Key.OfLabel(var id)) {
            host.workspace().submit(new Command.Delete(stage.get().media().id(), Set.of(id)));
        } else {
            host.workspace().errors().info(TEXTS.get("suggestion.empty"));
        }
    }

    private void draw(Change change, Rle rle, Mask mask, ToolHost.Stage stage) {
        LabelId label = LabelId.random();
        open = new Open(new Target.Key.OfLabel(label), change.editor(), rle);
        Command draw = new Command.Draw(
                stage.media().id(),
                stage.frame(),
                label,
                change.classId(),
                host.workspace().view().newExtent().get(),
                mask);
        host.commit(draw, label, change.classId(), mask);
    }

    /// Forgets the editor: it may hold pixels that were not committed.
    public void forget() {
        open = null;
    }
}
