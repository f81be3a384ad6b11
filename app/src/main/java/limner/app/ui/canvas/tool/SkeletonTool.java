package limner.app.ui.canvas.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Joint;
import limner.model.geometry.Point;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.ontology.LabelClass;
import limner.model.ontology.SkeletonTemplate;
import org.jspecify.annotations.Nullable;

/// Draws a skeleton after the template of its class: a drag puts the whole of it into a box, clicks set it joint by
/// joint in the order of the template, with Shift one that something hides, with Alt one that is not there. Joints of
/// the selected skeleton are moved where they are.
public final class SkeletonTool implements Tool {
    private static final Texts TEXTS = Texts.beside(SkeletonTool.class);

    private static final double LEAST = 6;

    private final ToolHost host;
    private final SelectTool select;
    private final List<Joint> joints = new ArrayList<>();
    private @Nullable Kind kind;
    private @Nullable Point from;
    private boolean editing;

    /// What is drawn.
    private record Kind(ClassId classId, SkeletonTemplate template) {}

    /// @param select what moves joints
    public SkeletonTool(ToolHost host, SelectTool select) {
        this.host = host;
        this.select = select;
    }

    @Override
    public ToolKind kind() {
        return ToolKind.SKELETON;
    }

    @Override
    public boolean edits(Target target) {
        return joints.isEmpty() && target.shape() instanceof Skeleton && select.edits(target);
    }

    @Override
    public void pressed(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (stage.isEmpty()) {
            return;
        }
        if (!joints.isEmpty()) {
            set(p, stage.get());
            return;
        }
        if (grasps(p)) {
            editing = true;
            select.pressed(p);
            return;
        }
        from = p.clamped(stage.get().width(), stage.get().height());
    }

    private boolean grasps(Pointer p) {
        return host.held()
                .filter(t -> t.shape() instanceof Skeleton && select.grasps(p))
                .isPresent();
    }

    @Override
    public void dragged(Pointer p) {
        if (editing) {
            select.dragged(p);
            return;
        }
        Optional<Box> box = box(p);
        if (box.isEmpty()) {
            return;
        }
        Kind now = chosen();
        if (now == null) {
            from = null;
            return;
        }
        host.preview(new Preview.Draft(Pose.in(now.template(), box.get()), now.classId(), Optional.empty()));
    }

    @Override
    public void released(Pointer p) {
        if (editing) {
            editing = false;
            select.released(p);
            return;
        }
        if (from == null) {
            return;
        }
        Optional<Box> box = box(p);
        Kind now = chosen();
        from = null;
        if (now == null) {
            cancel();
        } else if (box.isPresent()) {
            Skeleton whole = Pose.in(now.template(), box.get());
            cancel();
            commit(now, whole);
        } else {
            host.stage().ifPresent(stage -> {
                host.workspace().gesture(true);
                set(p, stage);
            });
        }
    }

    /// The box that was dragged; empty while it may be a click.
    private Optional<Box> box(Pointer p) {
        Point start = from;
        Optional<ToolHost.Stage> stage = host.stage();
        if (start == null || stage.isEmpty()) {
            return Optional.empty();
        }
        Box box = Box.between(start, p.clamped(stage.get().width(), stage.get().height()));
        return Optional.of(box).filter(b -> Math.max(b.width(), b.height()) >= p.screen(LEAST));
    }

    /// What is drawn; where nothing can be, the user is told why and this is null.
    private @Nullable Kind chosen() {
        if (kind == null) {
            Optional<ClassId> id = host.classForNew();
            Optional<SkeletonTemplate> template =
                    id.flatMap(host.workspace().ontology()::find).flatMap(LabelClass::skeleton);
            if (id.isPresent() && template.isEmpty()) {
                host.workspace()
                        .errors()
                        .info(TEXTS.get(
                                "skeleton.none", host.workspace().ontology().nameOf(id.get())));
            }
            kind = template.map(t -> new Kind(id.orElseThrow(), t)).orElse(null);
        }
        return kind;
    }

    private void set(Pointer p, ToolHost.Stage stage) {
        Kind now = kind;
        if (now == null) {
            return;
        }
        Joint.State state = p.means(Gesture.ABSENT)
                ? Joint.State.ABSENT
                : p.means(Gesture.HIDDEN) ? Joint.State.OCCLUDED : Joint.State.VISIBLE;
        String name = now.template().joints().get(joints.size()).name();
        joints.add(new Joint(name, p.clamped(stage.width(), stage.height()), state));
        if (joints.size() == now.template().joints().size()) {
            finish();
        } else {
            show(p.clamped(stage.width(), stage.height()));
        }
    }

    @Override
    public void moved(Pointer p) {
        if (joints.isEmpty()) {
            select.moved(p);
        } else {
            host.stage().ifPresent(s -> show(p.clamped(s.width(), s.height())));
        }
    }

    private void show(Point pointer) {
        Kind now = kind;
        if (now != null && !joints.isEmpty()) {
            host.preview(new Preview.Joints(
                    new Skeleton(joints),
                    now.classId(),
                    pointer,
                    now.template().joints().get(joints.size()).name()));
        }
    }

    @Override
    public boolean finish() {
        Kind now = kind;
        Optional<ToolHost.Stage> stage = host.stage();
        if (joints.isEmpty() || now == null || stage.isEmpty()) {
            return false;
        }
        Skeleton whole = Pose.completed(
                now.template(), joints, stage.get().width(), stage.get().height());
        if (whole.present().isEmpty()) {
            host.workspace().errors().info(TEXTS.get("skeleton.empty"));
            return true;
        }
        cancel();
        commit(now, whole);
        return true;
    }

    private void commit(Kind of, Skeleton skeleton) {
        host.stage().ifPresent(stage -> {
            LabelId label = LabelId.random();
            Command draw = new Command.Draw(
                    stage.media().id(),
                    stage.frame(),
                    label,
                    of.classId(),
                    host.workspace().view().newExtent().get(),
                    skeleton);
            var _ = host.commit(draw, label, of.classId(), skeleton);
        });
    }

    @Override
    public boolean stepBack() {
        if (joints.isEmpty()) {
            return false;
        }
        Point last = joints.removeLast().at();
        if (joints.isEmpty()) {
            cancel();
        } else {
            show(last);
        }
        return true;
    }

    @Override
    public boolean turnJoint() {
        if (joints.isEmpty()) {
            return select.turnJoint();
        }
        Joint last = joints.removeLast();
        joints.add(last.withState(last.state().next()));
        show(last.at());
        return true;
    }

    @Override
    public boolean deletePart() {
        return joints.isEmpty() && select.deletePart();
    }

    @Override
    public boolean cancel() {
        boolean any = !joints.isEmpty() || from != null;
        joints.clear();
        kind = null;
        from = null;
        if (editing) {
            editing = false;
            return select.cancel();
        }
        host.workspace().gesture(false);
        host.preview(new Preview.Nothing());
        return any;
    }

    @Override
    public Cue cue(Pointer p) {
        return joints.isEmpty() && grasps(p) ? Cue.HAND : Cue.CROSS;
    }
}
