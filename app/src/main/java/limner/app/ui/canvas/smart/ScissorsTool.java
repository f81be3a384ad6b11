package limner.app.ui.canvas.smart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.Tool;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.model.geometry.Ink;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.id.ClassId;
import limner.plugin.api.PluginException;
import limner.plugin.opencv.Livewire;
import limner.plugin.opencv.Patience;
import org.jspecify.annotations.Nullable;

/// Follows edges from click to click. The way to the pointer is seen before the click; a click on the first anchor, a
/// double click or Enter closes the outline, whose inside is stored. Backspace takes an anchor back.
public final class ScissorsTool implements Tool {

    private static final Texts TEXTS = Texts.beside(ScissorsTool.class);
    private static final double NEAR_START = 9;

    private final ToolHost host;
    private final Eye eye;
    private final Proposed proposed;
    private final List<Anchor> anchors = new ArrayList<>();
    private final Deque<Step> waiting = new ArrayDeque<>();
    private List<Point> live = List.of();
    private @Nullable ClassId classId;
    private @Nullable Pointer last;
    private @Nullable Pointer first;
    private boolean anchoring;

    public ScissorsTool(ToolHost host, Eye eye) {
        this.host = host;
        this.eye = eye;
        this.proposed = new Proposed(host);
    }

    /// A click that was dealt with.
    ///
    /// @param way to it from the anchor before
    /// @param wire finds the way on from it; for the thread that looks alone
    private record Anchor(Spot spot, List<Point> way, Livewire wire) {}

    /// What the user did while an anchor was dropped.
    private sealed interface Step {
        record To(Spot spot) implements Step {}

        record Close() implements Step {}
    }

    @Override
    public ToolKind kind() {
        return ToolKind.SCISSORS;
    }

    @Override
    public void pressed(Pointer p) {
        Spot spot = Spot.nearest(host, p).orElse(null);
        if (spot == null) {
            return;
        }
        last = p;
        if (anchors.isEmpty() && waiting.isEmpty() && !anchoring) {
            Ink ink = Proposed.ink(p);
            boolean outside = Spot.under(host, p).isEmpty();
            if (outside || p.clicks() > 1 || !proposed.begin(p, ink)) {
                return;
            }
            first = p;
            classId = proposed.classId().orElse(null);
            host.workspace().gesture(true);
            waiting.add(new Step.To(spot));
        } else if (p.clicks() > 1 || closes(p)) {
            waiting.add(new Step.Close());
        } else {
            waiting.add(new Step.To(spot));
        }
        next();
    }

    private boolean closes(Pointer p) {
        Pointer start = first;
        return start != null
                && anchors.size() >= 2
                && Math.hypot(
                                p.at().x() - start.at().x(),
                                p.at().y() - start.at().y())
                        <= p.screen(NEAR_START);
    }

    /// Deals with the oldest click that waits.
    private void next() {
        if (anchoring || waiting.isEmpty()) {
            return;
        }
        switch (waiting.removeFirst()) {
            case Step.To(Spot spot) -> drop(spot);
            case Step.Close _ -> close();
        }
    }

    private void drop(Spot spot) {
        Optional<Anchor> before = anchors.isEmpty() ? Optional.empty() : Optional.of(anchors.getLast());
        anchoring = true;
        eye.ask(
                (retina, patience) -> {
                    List<Point> way = before.isPresent() ? way(before.get(), spot) : List.of(spot.centre());
                    return new Anchor(spot, way, wire(retina, spot, patience));
                },
                anchor -> {
                    anchors.add(anchor);
                    anchoring = false;
                    live = List.of();
                    show();
                    next();
                    // The pointer may have gone on meanwhile.
                    Pointer at = last;
                    if (at != null) {
                        moved(at);
                    }
                },
                this::failed);
        show();
    }

    private static Livewire wire(Retina retina, Spot spot, Patience patience) throws PluginException {
        return Livewire.at(
                retina.region(Livewire.around(spot.x(), spot.y(), spot.width(), spot.height())),
                spot.x(),
                spot.y(),
                patience);
    }

    /// Along edges where the anchor sees so far, else straight.
    private static List<Point> way(Anchor from, Spot to) throws PluginException {
        if (!from.wire().reaches(to.x(), to.y())) {
            return List.of(from.spot().centre(), to.centre());
        }
        return from.wire().to(to.x(), to.y()).stream()
                .map(p -> new Point(p.x(), p.y()))
                .toList();
    }

    @Override
    public void moved(Pointer p) {
        last = p;
        Spot spot = Spot.nearest(host, p).orElse(null);
        if (spot == null || anchors.isEmpty() || anchoring) {
            return;
        }
        Anchor from = anchors.getLast();
        eye.ask(
                (_, _) -> way(from, spot),
                way -> {
                    live = way;
                    show();
                },
                () -> {});
    }

    @Override
    public void dragged(Pointer p) {
        moved(p);
    }

    private List<Point> path() {
        List<Point> path = new ArrayList<>();
        anchors.forEach(a -> path.addAll(a.way()));
        return path;
    }

    private void show() {
        Pointer at = last;
        if (classId == null || anchors.isEmpty() || at == null) {
            return;
        }
        host.preview(new Preview.Wire(
                path(),
                live,
                anchors.stream().map(a -> a.spot().centre()).toList(),
                closes(at) ? Preview.Chain.Closing.YES : Preview.Chain.Closing.NO,
                classId));
    }

    @Override
    public boolean finish() {
        if (anchors.isEmpty() && waiting.isEmpty() && !anchoring) {
            return false;
        }
        waiting.add(new Step.Close());
        next();
        return true;
    }

    private void close() {
        if (anchors.size() < 2) {
            host.workspace().errors().info(TEXTS.get("scissors.short"));
            return;
        }
        Anchor end = anchors.getLast();
        Spot start = anchors.getFirst().spot();
        List<Point> ring = path();
        anchoring = true;
        eye.ask(
                (_, _) -> {
                    ring.addAll(way(end, start));
                    return Rasterizer.rasterize(Polygon.of(withoutRepeats(ring)), start.width(), start.height());
                },
                this::store,
                this::failed);
    }

    /// Goes on from the anchors there are.
    private void failed() {
        anchoring = false;
        waiting.clear();
        if (anchors.isEmpty()) {
            cancel();
        }
    }

    private static List<Point> withoutRepeats(List<Point> points) {
        List<Point> line = new ArrayList<>();
        for (Point p : points) {
            if (line.isEmpty() || !line.getLast().equals(p)) {
                line.add(p);
            }
        }
        if (line.size() > 1 && line.getFirst().equals(line.getLast())) {
            line.removeLast();
        }
        return line;
    }

    private void store(Rle inside) {
        forget();
        if (inside.isEmpty()) {
            proposed.drop();
            host.preview(new Preview.Nothing());
            host.workspace().errors().info(TEXTS.get("scissors.short"));
            return;
        }
        proposed.show(inside, Preview.Guides.NONE);
        proposed.commit();
    }

    private void forget() {
        anchors.clear();
        waiting.clear();
        live = List.of();
        anchoring = false;
        first = null;
        classId = null;
        eye.forget();
        host.workspace().gesture(false);
    }

    @Override
    public boolean stepBack() {
        if (anchors.isEmpty() && waiting.isEmpty() && !anchoring) {
            return false;
        }
        // The newest click first, whether it was dealt with or not.
        if (!waiting.isEmpty()) {
            waiting.removeLast();
            return true;
        }
        eye.forget();
        if (!anchoring) {
            anchors.removeLast();
        }
        anchoring = false;
        live = List.of();
        if (anchors.isEmpty()) {
            cancel();
        } else {
            show();
        }
        return true;
    }

    @Override
    public Cue cue(Pointer p) {
        return anchoring ? Cue.BUSY : Cue.CROSS;
    }

    @Override
    public boolean cancel() {
        boolean any = !anchors.isEmpty() || anchoring;
        forget();
        last = null;
        proposed.drop();
        host.preview(new Preview.Nothing());
        return any;
    }
}
