package limner.app.ui.canvas.tool;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limner.app.ui.common.Gesture;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.id.LabelId;

/// Finds what a place may snap to: corners of things on the frame before their edges.
final class Snap {

    /// In screen pixels.
    private static final double NEAR = 9;

    private Snap() {}

    /// The corner or edge nearest to the pointer, while that is switched on; masks have neither.
    ///
    /// @param not what is drawn itself
    static Optional<Point> to(ToolHost host, Pointer p, Optional<Target.Key> not) {
        return to(host, p, not, Set.of());
    }

    /// As [#to(ToolHost,Pointer,Optional)], passing over labels that are on the move themselves.
    static Optional<Point> to(ToolHost host, Pointer p, Optional<Target.Key> not, Set<LabelId> along) {
        if (p.means(Gesture.FREE)
                || !host.workspace().view().snapping().get()
                        && !host.workspace().view().sharing().get()) {
            return Optional.empty();
        }
        double near = p.screen(NEAR);
        List<Contour> around = host.targets(ToolHost.around(p.at(), near)).stream()
                .filter(t -> not.filter(t.key()::equals).isEmpty()
                        && !(t.key() instanceof Target.Key.OfLabel(var id) && along.contains(id)))
                .map(Target::shape)
                .filter(s -> !(s instanceof Mask))
                .flatMap(s -> Contour.of(s).stream())
                .toList();
        return around.stream()
                .flatMap(c -> c.vertex(p.at(), near).stream())
                .min(Comparator.comparingDouble(v -> Math.hypot(v.x() - p.at().x(), v.y() - p.at().y())))
                .or(() -> Contour.nearest(around, p.at(), near).map(Contour.Place::at));
    }

    /// The place on the outline of anything that is seen, masks as well.
    static Optional<Contour.Place> onOutline(ToolHost host, Pointer p) {
        double near = p.screen(NEAR);
        return Contour.nearest(
                host.targets(ToolHost.around(p.at(), near)).stream()
                        .map(Target::shape)
                        .flatMap(s -> Contour.of(s).stream())
                        .toList(),
                p.at(),
                near);
    }
}
