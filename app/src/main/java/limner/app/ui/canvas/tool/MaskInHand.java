package limner.app.ui.canvas.tool;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.Notice;
import limner.app.ui.common.PaintPolicy;
import limner.app.ui.common.PaintRule;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.Channel;
import limner.model.command.Command;
import limner.model.event.LabelEvent;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.PixelValues;
import limner.model.geometry.Point;
import limner.model.geometry.Rle;
import limner.model.geometry.Stencil;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.session.Outcome;
import limner.model.store.Commit;
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
    /// @param rule where something may change, as it was said when the change began
    /// @param stencil what of the frame that leaves
    /// @param spared labels from which nothing is taken
    public record Change(
            MaskEditor editor,
            ClassId classId,
            Optional<Target> target,
            Ink ink,
            PaintRule rule,
            Optional<Stencil> stencil,
            Set<LabelId> spared) {

        /// Lets the editor change no more than may change, and remember what is taken from others.
        public void limit() {
            editor.begin(stencil);
            if (takes()) {
                editor.remember();
            }
        }

        /// Those of the pixels that may change.
        public Rle allowed(Rle pixels) {
            return stencil.map(s -> s.allowed(pixels)).orElse(pixels);
        }

        private boolean takes() {
            return ink == Ink.PAINT && rule.policy() == PaintPolicy.OVERWRITE;
        }

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
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            host.workspace().errors().info(obstacle.get());
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
        return classId.map(c -> change(stage.get(), c, target, ink));
    }

    /// Opens the mask that paint would go to before there is any. A large one takes longer to open and to show than a
    /// stroke may take to be seen.
    public void prepare() {
        selected().ifPresent(target -> {
            MaskEditor editor = editorOf(target);
            open = new Open(target.key(), editor, ((Mask) target.shape()).rle());
            host.prepare(editor, target.classId());
        });
    }

    private Change change(ToolHost.Stage stage, ClassId classId, Optional<Target> target, Ink ink) {
        MaskEditor editor = target.map(this::editorOf)
                .orElseGet(() ->
                        MaskEditor.blank(stage.media().width(), stage.media().height()));
        editor.begin(Optional.empty());
        PaintRule rule = rule();
        if (rule.equals(PaintRule.FREE)) {
            return new Change(editor, classId, target, ink, rule, Optional.empty(), Set.of());
        }
        Ground ground = Ground.of(host, stage);
        PixelValues values =
                host.values(rule.range().map(PaintRule.Range::channel).orElse(Channel.GRAY));
        Optional<LabelId> own =
                target.flatMap(t -> t.key() instanceof Target.Key.OfLabel(var id) ? Optional.of(id) : Optional.empty());
        return new Change(editor, classId, target, ink, rule, ground.stencil(rule, ink, own, values), ground.spared());
    }

    private PaintRule rule() {
        return host.workspace().view().paint().rule();
    }

    /// Why nothing at all may change on this frame.
    public Optional<String> obstacle() {
        Optional<LabelId> inside = rule().inside();
        Optional<ToolHost.Stage> stage = host.stage();
        if (inside.isEmpty()
                || stage.isEmpty()
                || Ground.of(host, stage.get()).inside(inside.get()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(TEXTS.get(
                "inside.gone",
                host.workspace()
                        .labels()
                        .label(inside.get())
                        .map(l -> LabelNames.of(host.workspace().ontology(), l))
                        .orElse(TEXTS.get("inside.object"))));
    }

    /// The mask that paint would go to, without anybody being told anything: empty where a new label would begin. The
    /// object that paint stays inside of is not painted on itself.
    public Optional<Target> selected() {
        Optional<Target.Key> around = rule().inside().map(Target.Key.OfLabel::new);
        return host.held()
                .filter(t -> t.shape() instanceof Mask
                        && !t.locked()
                        && around.filter(t.key()::equals).isEmpty());
    }

    /// The mask the change goes to: the one held, or for the eraser the one under the pointer.
    private Optional<Target> target(Ink ink, Point at) {
        Optional<Target> held = selected();
        if (held.isPresent() || ink == Ink.PAINT) {
            return held;
        }
        Optional<Target> under = HitTest.at(
                host.targets(ToolHost.around(at, 0)).stream()
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

    /// The editor that is open already, when nothing else has changed the mask since.
    private MaskEditor editorOf(Target target) {
        Rle now = ((Mask) target.shape()).rle();
        if (open != null && open.key().equals(target.key()) && open.stored().equals(now)) {
            return open.editor();
        }
        return MaskEditor.of(now);
    }

    /// Makes one change of the editor's pixels; of no difference none.
    ///
    /// @param covered the pixels that the gesture covered and that may change, for what lies under them
    public void commit(Change change, Rle covered) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (stage.isEmpty()) {
            return;
        }
        Rle rle = change.editor().toRle();
        Mask mask = new Mask(rle);
        if (change.target().isEmpty()) {
            if (!rle.isEmpty()) {
                draw(change, covered, rle, mask, stage.get());
            } else if (change.stencil().isPresent()) {
                host.workspace().errors().info(TEXTS.get("nothing.allowed"));
            }
            return;
        }
        Target target = change.target().get();
        boolean same = rle.equals(((Mask) target.shape()).rle());
        if (target.key() instanceof Target.Key.OfLabel(var id) && change.takes() && !covered.isEmpty()) {
            open = new Open(target.key(), change.editor(), rle);
            Command.Shaping stroke =
                    new Command.Reshape(stage.get().media().id(), stage.get().frame(), id, mask);
            if (!same || liesOnOthers(id, covered, change.spared())) {
                commit(new Command.Overpaint(stroke, covered, change.spared()), id, change.classId(), mask);
            }
            return;
        }
        if (same) {
            return;
        }
        if (!rle.isEmpty()) {
            open = new Open(target.key(), change.editor(), rle);
            host.reshape(target, mask);
            return;
        }
        open = null;
        if (target.key() instanceof Target.Key.OfLabel(var id)) {
            erased(id, stage.get());
        } else {
            host.workspace().errors().info(TEXTS.get("suggestion.empty"));
        }
    }

    /// The last pixel went: the label goes from this frame, and of a track it is said that the rest of it stays.
    private void erased(LabelId id, ToolHost.Stage stage) {
        Workspace workspace = host.workspace();
        Optional<String> track =
                workspace.labels().label(id).filter(Label::tracked).map(l -> LabelNames.of(workspace.ontology(), l));
        var _ = workspace
                .edit(new Command.DeleteScoped(
                        stage.media().id(), stage.frame(), Set.of(id), Command.DeleteScoped.Scope.FRAME))
                .thenAccept(outcome -> {
                    if (outcome instanceof Outcome.Done && track.isPresent()) {
                        workspace
                                .errors()
                                .show(Notice.info(TEXTS.get("mask.erased", track.get(), stage.frame()))
                                        .with(new Notice.Action(TEXTS.get("mask.undo"), workspace::undo)));
                    }
                });
    }

    private boolean liesOnOthers(LabelId own, Rle covered, Set<LabelId> spared) {
        return host.targets().stream()
                .anyMatch(t -> t.key() instanceof Target.Key.OfLabel(var id)
                        && !id.equals(own)
                        && !spared.contains(id)
                        && t.shape() instanceof Mask(Rle other)
                        && other.intersectionArea(covered) > 0);
    }

    private void draw(Change change, Rle covered, Rle rle, Mask mask, ToolHost.Stage stage) {
        LabelId label = LabelId.random();
        open = new Open(new Target.Key.OfLabel(label), change.editor(), rle);
        Command.Shaping draw = new Command.Draw(
                stage.media().id(),
                stage.frame(),
                label,
                change.classId(),
                host.workspace().view().newExtent().get(),
                mask);
        commit(
                change.takes() ? new Command.Overpaint(draw, covered, change.spared()) : draw,
                label,
                change.classId(),
                mask);
    }

    private void commit(Command command, LabelId label, ClassId classId, Mask mask) {
        Ontology ontology = host.workspace().ontology();
        MediaLabels before = host.workspace().labels();
        var _ = host.commit(command, label, classId, mask).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Done(Commit commit, var _)) {
                List<String> emptied = commit.events().stream()
                        .flatMap(e -> emptied(e.event()).stream())
                        .flatMap(id -> before.label(id).stream())
                        .map(l -> LabelNames.of(ontology, l))
                        .toList();
                if (!emptied.isEmpty()) {
                    host.workspace().errors().info(TEXTS.get("emptied", emptied.size(), String.join(", ", emptied)));
                }
            }
        });
    }

    /// The label of which nothing is left on its frame.
    private static Optional<LabelId> emptied(LabelEvent event) {
        if (event instanceof LabelEvent.LabelRemoved(Label label)) {
            return Optional.of(label.id());
        }
        if (event instanceof LabelEvent.KeyframeAdded(var _, LabelId id, var _, Keyframe added) && added.outside()) {
            return Optional.of(id);
        }
        return event instanceof LabelEvent.KeyframeChanged(var _, LabelId id, var _, var _, Keyframe after)
                        && after.outside()
                ? Optional.of(id)
                : Optional.empty();
    }

    /// Forgets the editor: it may hold pixels that were not committed.
    public void forget() {
        open = null;
    }
}
