package limner.app.ui.canvas.smart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.Tool;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.model.geometry.Box;
import limner.model.geometry.Ink;
import limner.model.geometry.Point;
import limner.plugin.api.SuggestedShape;
import limner.plugin.opencv.Area;
import limner.plugin.opencv.BoxCut;
import limner.plugin.opencv.Mark;
import limner.plugin.opencv.Stroke;
import org.jspecify.annotations.Nullable;

/// Cuts an object out of a box. A drag draws the box; after that strokes say what belongs to the object, with Alt what
/// does not, with Shift only possibly. Enter stores the object, Backspace takes a stroke back, Esc drops it.
public final class CutOutTool implements Tool {

    private static final Texts TEXTS = Texts.beside(CutOutTool.class);
    private static final double LEAST = 4;

    private final ToolHost host;
    private final Eye eye;
    private final Proposed proposed;
    private final List<Said> said = new ArrayList<>();
    private @Nullable Pointer begun;
    private @Nullable Box box;
    private @Nullable Said drawing;
    private boolean agreed;

    public CutOutTool(ToolHost host, Eye eye) {
        this.host = host;
        this.eye = eye;
        this.proposed = new Proposed(host);
    }

    /// A stroke and what it says.
    private record Said(Mark.Says says, List<Point> points, double diameter) {

        Preview.Guides.Line line() {
            boolean in = says == Mark.Says.SURELY_IN || says == Mark.Says.POSSIBLY_IN;
            return new Preview.Guides.Line(points, diameter, in ? Ink.PAINT : Ink.ERASE);
        }

        Mark mark() {
            return new Mark(
                    new Stroke(
                            points.stream()
                                    .map(p -> new SuggestedShape.Point(p.x(), p.y()))
                                    .toList(),
                            diameter),
                    says);
        }
    }

    @Override
    public ToolKind kind() {
        return ToolKind.CUT_OUT;
    }

    @Override
    public void pressed(Pointer p) {
        if (agreed || host.stage().isEmpty()) {
            return;
        }
        if (box == null) {
            begun = p;
            return;
        }
        Mark.Says says = p.means(Gesture.ERASE)
                ? (p.means(Gesture.POSSIBLY) ? Mark.Says.POSSIBLY_OUT : Mark.Says.SURELY_OUT)
                : (p.means(Gesture.POSSIBLY) ? Mark.Says.POSSIBLY_IN : Mark.Says.SURELY_IN);
        drawing = new Said(
                says,
                new ArrayList<>(List.of(p.at())),
                Math.max(1, host.workspace().view().brushSize().get()));
        show();
    }

    @Override
    public void dragged(Pointer p) {
        if (drawing != null) {
            drawing.points().add(p.at());
            show();
        } else if (begun != null) {
            boxTo(p).ifPresent(b -> {
                host.workspace().gesture(true);
                host.preview(new Preview.Band(b));
            });
        }
    }

    private Optional<Box> boxTo(Pointer p) {
        Pointer start = begun;
        return start == null
                ? Optional.empty()
                : host.stage()
                        .map(s -> Box.between(start.clamped(s.width(), s.height()), p.clamped(s.width(), s.height())))
                        .filter(b -> b.width() > 0 && b.height() > 0);
    }

    @Override
    public void released(Pointer p) {
        if (drawing != null) {
            said.add(drawing);
            drawing = null;
            look();
            return;
        }
        Pointer start = begun;
        Optional<Box> drawn = boxTo(p);
        begun = null;
        if (start == null) {
            return;
        }
        host.preview(new Preview.Nothing());
        if (drawn.filter(b -> b.width() >= LEAST && b.height() >= LEAST).isEmpty()) {
            host.workspace().gesture(false);
            host.workspace().errors().info(TEXTS.get("cutOut.small"));
        } else if (proposed.begin(start, Proposed.ink(start))) {
            box = drawn.get();
            host.workspace().gesture(true);
            show();
            look();
        } else {
            host.workspace().gesture(false);
        }
    }

    private Preview.Guides guides() {
        List<Preview.Guides.Line> lines = new ArrayList<>();
        said.forEach(s -> lines.add(s.line()));
        if (drawing != null) {
            lines.add(drawing.line());
        }
        return new Preview.Guides(Optional.ofNullable(box), lines);
    }

    /// Shows what was said since the last answer.
    private void show() {
        proposed.show(proposed.proposed(), guides());
    }

    private void look() {
        Box limits = box;
        ToolHost.Stage stage = host.stage().orElse(null);
        if (limits == null || stage == null) {
            return;
        }
        int width = stage.media().width();
        int height = stage.media().height();
        Area inside = Spot.pixels(limits, width, height);
        List<Mark> marks = said.stream().map(Said::mark).toList();
        eye.ask(
                (retina, patience) ->
                        BoxCut.cut(retina.region(BoxCut.around(inside, width, height)), inside, marks, patience),
                mask -> {
                    proposed.show(mask, guides());
                    if (mask.area() == 0) {
                        host.workspace().errors().info(TEXTS.get("cutOut.empty"));
                    }
                    if (agreed) {
                        store();
                    }
                },
                () -> agreed = false);
    }

    @Override
    public boolean finish() {
        if (box == null) {
            return false;
        }
        if (drawing != null) {
            // The stroke that is still held down counts as well.
            said.add(drawing);
            drawing = null;
            look();
        }
        if (eye.isWaiting()) {
            agreed = true;
        } else {
            store();
        }
        return true;
    }

    private void store() {
        forget();
        proposed.commit();
    }

    private void forget() {
        agreed = false;
        said.clear();
        box = null;
        drawing = null;
        begun = null;
        eye.forget();
        host.workspace().gesture(false);
    }

    @Override
    public boolean stepBack() {
        if (box == null) {
            return false;
        }
        if (said.isEmpty()) {
            cancel();
        } else {
            said.removeLast();
            look();
        }
        return true;
    }

    @Override
    public boolean cancel() {
        boolean any = box != null || begun != null;
        forget();
        proposed.drop();
        host.preview(new Preview.Nothing());
        return any;
    }

    @Override
    public boolean hasTip() {
        return box != null;
    }

    @Override
    public Cue cue(Pointer p) {
        if (eye.isWaiting()) {
            return Cue.BUSY;
        }
        return box == null ? Cue.CROSS : Cue.BRUSH;
    }
}
