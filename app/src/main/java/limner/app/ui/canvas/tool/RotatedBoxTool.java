package limner.app.ui.canvas.tool;

import java.util.List;
import java.util.Optional;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.RotatedBox;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import org.jspecify.annotations.Nullable;

/// Draws a turned box: two clicks for a side and a third for how far it reaches, or a drag from corner to corner and
/// then a move that turns it and a click. Shift lets the angle go by whole steps; Enter takes it as it is, Backspace
/// goes a step back.
public final class RotatedBoxTool implements Tool {

    private static final Texts TEXTS = Texts.beside(RotatedBoxTool.class);

    /// In screen pixels.
    private static final double LEAST = 4;

    private final ToolHost host;
    private Step step = new Step.Idle();
    private @Nullable ClassId classId;

    public RotatedBoxTool(ToolHost host) {
        this.host = host;
    }

    /// How far the gesture has come.
    private sealed interface Step {
        record Idle() implements Step {}

        /// The button is down for the first time.
        record Pressed(Point from) implements Step {}

        /// One end of a side is set.
        record Begun(Point from) implements Step {}

        /// A side is set.
        record Based(Point from, Point to) implements Step {}

        /// The box was dragged and is turned by the way that the pointer has gone round its centre.
        record Turning(RotatedBox box, Point from) implements Step {}
    }

    @Override
    public ToolKind kind() {
        return ToolKind.ROTATED_BOX;
    }

    @Override
    public void pressed(Pointer p) {
        Optional<ToolHost.Stage> stage = host.stage();
        if (stage.isEmpty()) {
            return;
        }
        Point at = p.clamped(stage.get().width(), stage.get().height());
        switch (step) {
            case Step.Idle() -> {
                classId = host.classForNew().orElse(null);
                if (classId != null) {
                    host.workspace().gesture(true);
                    step = new Step.Pressed(at);
                }
            }
            case Step.Pressed _ -> {
                // The release before this was lost; what was begun goes on from here.
                step = new Step.Pressed(at);
            }
            case Step.Begun(Point from) -> {
                Point to = aligned(from, at, p);
                if (Math.hypot(to.x() - from.x(), to.y() - from.y()) >= p.screen(LEAST)) {
                    step = new Step.Based(from, to);
                    show(p);
                }
            }
            case Step.Based(Point from, Point to) -> draw(reach().spanned(from, to, at), p);
            case Step.Turning(RotatedBox box, Point from) -> draw(turned(box, from, p), p);
        }
    }

    @Override
    public void dragged(Pointer p) {
        show(p);
    }

    @Override
    public void moved(Pointer p) {
        show(p);
    }

    @Override
    public void released(Pointer p) {
        if (step instanceof Step.Pressed(Point from)) {
            Optional<Box> box = dragged(from, p);
            step = box.isPresent() ? new Step.Turning(RotatedBox.of(box.get()), p.at()) : new Step.Begun(from);
            show(p);
        }
    }

    /// The box from corner to corner, once it is large enough to be meant.
    private Optional<Box> dragged(Point from, Pointer p) {
        return host.stage()
                .map(s -> Box.between(from, p.clamped(s.width(), s.height())))
                .filter(b -> Math.min(b.width(), b.height()) >= p.screen(LEAST));
    }

    private void show(Pointer p) {
        ClassId chosen = classId;
        if (chosen == null) {
            return;
        }
        Point at = host.stage().map(s -> p.clamped(s.width(), s.height())).orElse(p.at());
        switch (step) {
            case Step.Idle() -> host.preview(new Preview.Nothing());
            case Step.Pressed(Point from) -> dragged(from, p).ifPresent(b -> draft(RotatedBox.of(b), chosen));
            case Step.Begun(Point from) ->
                host.preview(new Preview.Chain(List.of(from), aligned(from, at, p), Preview.Chain.Closing.NO, chosen));
            case Step.Based(Point from, Point to) -> draft(reach().spanned(from, to, at), chosen);
            case Step.Turning(RotatedBox box, Point from) -> draft(turned(box, from, p), chosen);
        }
    }

    private void draft(RotatedBox box, ClassId chosen) {
        host.preview(new Preview.Draft(box, chosen, Optional.empty()));
    }

    /// With Shift, the way from one place to the other in one of the whole steps.
    private Point aligned(Point from, Point to, Pointer p) {
        if (!p.means(Gesture.CONSTRAIN)) {
            return to;
        }
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        double angle = Math.toRadians(Angles.stepped(Angles.of(from, to)));
        return reach().along(from, from.translated(length * Math.cos(angle), length * Math.sin(angle)));
    }

    private RotatedBox turned(RotatedBox box, Point from, Pointer p) {
        double angle = Angles.of(box.centre(), p.at()) - Angles.of(box.centre(), from);
        return reach().within(box.withAngle(p.means(Gesture.CONSTRAIN) ? Angles.stepped(angle) : angle));
    }

    private Reach reach() {
        return host.stage()
                .map(s -> new Reach(s.width(), s.height()))
                .orElseGet(() -> new Reach(Double.MAX_VALUE, Double.MAX_VALUE));
    }

    private void draw(RotatedBox box, Pointer p) {
        if (Math.min(box.width(), box.height()) >= p.screen(LEAST)) {
            draw(box);
        }
    }

    private void draw(RotatedBox box) {
        ClassId chosen = classId;
        Optional<ToolHost.Stage> stage = host.stage();
        cancel();
        if (chosen == null || stage.isEmpty()) {
            return;
        }
        LabelId label = LabelId.random();
        Command draw = new Command.Draw(
                stage.get().media().id(),
                stage.get().frame(),
                label,
                chosen,
                host.workspace().view().newExtent().get(),
                box);
        var _ = host.commit(draw, label, chosen, box);
    }

    /// A box that was dragged may stay as it is.
    @Override
    public boolean finish() {
        if (step instanceof Step.Turning(RotatedBox box, Point _)) {
            draw(box);
            return true;
        }
        if (step instanceof Step.Idle) {
            return false;
        }
        host.workspace().errors().info(TEXTS.get(step instanceof Step.Based ? "rotated.based" : "rotated.begun"));
        return true;
    }

    @Override
    public boolean stepBack() {
        if (step instanceof Step.Based(Point from, Point to)) {
            step = new Step.Begun(from);
            if (classId != null) {
                host.preview(new Preview.Chain(List.of(from), to, Preview.Chain.Closing.NO, classId));
            }
            return true;
        }
        return cancel();
    }

    @Override
    public boolean cancel() {
        boolean any = !(step instanceof Step.Idle);
        step = new Step.Idle();
        classId = null;
        host.workspace().gesture(false);
        host.preview(new Preview.Nothing());
        return any;
    }
}
