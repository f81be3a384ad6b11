package limner.app.ui.canvas.tool;

import java.util.Optional;
import java.util.Set;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.ViewOptions;
import limner.model.command.Command;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.Point;
import limner.model.geometry.Rle;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// Brush and eraser on a mask. Each stroke is one change: the first one draws a label, the next ones reshape it. Shift
/// begins a new label although one is selected; Alt turns the brush into the eraser and the other way round.
public final class PaintTool implements Tool {
    private static final Texts TEXTS = Texts.beside(PaintTool.class);

    private final ToolHost host;
    private final ToolKind kind;
    private @Nullable Stroke stroke;
    private @Nullable Open open;

    /// @param kind [ToolKind#BRUSH] or [ToolKind#ERASER]
    public PaintTool(ToolHost host, ToolKind kind) {
        if (kind != ToolKind.BRUSH && kind != ToolKind.ERASER) {
            throw new IllegalArgumentException("not for painting: " + kind);
        }
        this.host = host;
        this.kind = kind;
    }

    /// A mask in the editor and what the store has, or will have, of it.
    private record Open(Target.Key key, MaskEditor editor, Rle stored) {}

    /// A stroke under way.
    private static final class Stroke {
        final MaskEditor editor;
        final ClassId classId;
        final Optional<Target> target;
        final Ink ink;
        Point last;

        Stroke(MaskEditor editor, ClassId classId, Optional<Target> target, Ink ink, Point last) {
            this.editor = editor;
            this.classId = classId;
            this.target = target;
            this.ink = ink;
            this.last = last;
        }
    }

    @Override
    public ToolKind kind() {
        return kind;
    }

    @Override
    public void pressed(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (stage.isEmpty()) {
            return;
        }
        Ink ink = (kind == ToolKind.BRUSH) != p.alt() ? Ink.PAINT : Ink.ERASE;
        Optional<Target> target = p.shift() ? Optional.empty() : maskInHand(p, ink);
        Optional<ClassId> classId = target.map(Target::classId);
        if (target.isEmpty()) {
            if (ink == Ink.ERASE) {
                host.workspace().errors().info(TEXTS.get("mask.none"));
                return;
            }
            classId = host.classForNew();
        }
        if (classId.isEmpty()) {
            return;
        }
        MaskEditor editor = target.map(this::editorOf)
                .orElseGet(() -> MaskEditor.blank(
                        stage.get().media().width(), stage.get().media().height()));
        stroke = new Stroke(editor, classId.get(), target, ink, p.at());
        host.workspace().gesture(true);
        ViewOptions view = host.workspace().view();
        editor.dab(
                p.at().x(), p.at().y(), view.brushSize().get(), view.brushTip().get(), ink);
        show();
    }

    /// The mask the stroke goes to: the one held, or for the eraser the one under the pointer.
    private Optional<Target> maskInHand(Pointer p, Ink ink) {
        Optional<Target> held = host.held().filter(t -> t.shape() instanceof Mask && !t.locked());
        if (held.isPresent() || ink == Ink.PAINT) {
            return held;
        }
        Optional<Target> under = HitTest.at(
                host.targets().stream()
                        .filter(t -> t.shape() instanceof Mask && t.key() instanceof Target.Key.OfLabel)
                        .toList(),
                p.at(),
                0);
        under.ifPresent(t -> {
            if (t.key() instanceof Target.Key.OfLabel(var id)) {
                host.workspace().selection().set(Selection.of(id));
            }
        });
        return under;
    }

    /// The editor of the stroke before, when nothing else has changed the mask since.
    private MaskEditor editorOf(Target target) {
        Rle now = ((Mask) target.shape()).rle();
        if (open != null && open.key().equals(target.key()) && open.stored().equals(now)) {
            return open.editor();
        }
        return MaskEditor.of(now);
    }

    @Override
    public void dragged(Pointer p) {
        if (stroke == null) {
            return;
        }
        ViewOptions view = host.workspace().view();
        stroke.editor.stroke(
                stroke.last, p.at(), view.brushSize().get(), view.brushTip().get(), stroke.ink);
        stroke.last = p.at();
        show();
    }

    private void show() {
        if (stroke != null) {
            host.preview(new Preview.Painting(stroke.editor, stroke.classId, stroke.target.map(Target::key)));
        }
    }

    @Override
    public void released(Pointer p) {
        Stroke ended = stroke;
        stroke = null;
        host.workspace().gesture(false);
        Optional<ToolHost.Stage> stage = host.stage();
        if (ended == null || stage.isEmpty()) {
            host.preview(new Preview.Nothing());
            return;
        }
        commit(ended, stage.get());
        host.preview(new Preview.Nothing());
    }

    private void commit(Stroke ended, ToolHost.Stage stage) {
        Rle rle = ended.editor.toRle();
        Mask mask = new Mask(rle);
        if (ended.target.isEmpty()) {
            if (rle.isEmpty()) {
                return;
            }
            LabelId label = LabelId.random();
            open = new Open(new Target.Key.OfLabel(label), ended.editor, rle);
            Command draw = new Command.Draw(
                    stage.media().id(),
                    stage.frame(),
                    label,
                    ended.classId,
                    host.workspace().view().newExtent().get(),
                    mask);
            host.commit(draw, label, ended.classId, mask);
            return;
        }
        Target target = ended.target.get();
        if (rle.equals(((Mask) target.shape()).rle())) {
            return;
        }
        if (!rle.isEmpty()) {
            open = new Open(target.key(), ended.editor, rle);
            host.reshape(target, mask);
            return;
        }
        open = null;
        if (target.key() instanceof Target.Key.OfLabel(var id)) {
            host.workspace().submit(new Command.Delete(stage.media().id(), Set.of(id)));
        } else {
            host.workspace().errors().info(TEXTS.get("suggestion.empty"));
        }
    }

    @Override
    public boolean cancel() {
        boolean any = stroke != null;
        stroke = null;
        open = null;
        host.workspace().gesture(false);
        host.preview(new Preview.Nothing());
        return any;
    }

    @Override
    public Cue cue(Pointer p) {
        return Cue.BRUSH;
    }
}
