package limner.app.ui.masks;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Workspace;
import limner.model.geometry.Mask;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.project.PlacedLabel;

/// Labels of the frame on the screen as pixels, the oldest first.
record MaskTargets(Media media, int frame, List<PlacedLabel> labels) {
    MaskTargets {
        labels = List.copyOf(labels);
    }

    /// The selected labels that cover pixels and are not locked; none while there is no picture.
    static MaskTargets selected(Workspace workspace) {
        return of(
                workspace,
                p -> workspace.selection().get().labels().contains(p.label().id())
                        && p.placement().shape().hasArea());
    }

    /// The masks that are not selected, visible and not locked.
    static MaskTargets otherMasks(Workspace workspace) {
        return of(
                workspace,
                p -> !workspace.selection().get().labels().contains(p.label().id())
                        && !workspace.view().hidden().contains(p.label().id())
                        && p.placement().shape() instanceof Mask);
    }

    private static MaskTargets of(Workspace workspace, Predicate<PlacedLabel> wanted) {
        Media media = workspace.media().orElseThrow();
        int frame = workspace.shown().get().map(ShownFrame::frame).orElse(0);
        return new MaskTargets(
                media,
                frame,
                workspace.labels().on(frame).stream()
                        .filter(p -> !workspace
                                        .view()
                                        .locked()
                                        .contains(p.label().id())
                                && !workspace.view().pinned().contains(p.label().id()))
                        .filter(wanted)
                        .sorted(Comparator.comparingInt(p -> p.label().number()))
                        .toList());
    }

    boolean isEmpty() {
        return labels.isEmpty();
    }

    Label first() {
        return labels.getFirst().label();
    }

    Rle pixels(PlacedLabel placed) {
        return Rasterizer.rasterize(placed.placement().shape(), media.width(), media.height());
    }
}
