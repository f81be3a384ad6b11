package limner.app.ui.objects;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ObservableSet;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ViewOptions;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.Media;
import limner.model.project.PlacedLabel;

/// What can be done to the selected labels, and how the selection walks.
final class LabelCommands {

    private static final Texts TEXTS = Texts.beside(LabelCommands.class);

    /// Moves the selected label by whole pixels.
    private record Nudge(String id, String key, int dx, int dy) {}

    private static final List<Nudge> NUDGES = List.of(
            new Nudge("label.left", "Alt+Left", -1, 0),
            new Nudge("label.right", "Alt+Right", 1, 0),
            new Nudge("label.up", "Alt+Up", 0, -1),
            new Nudge("label.down", "Alt+Down", 0, 1),
            new Nudge("label.left10", "Alt+Shift+Left", -10, 0),
            new Nudge("label.right10", "Alt+Shift+Right", 10, 0),
            new Nudge("label.up10", "Alt+Shift+Up", 0, -10),
            new Nudge("label.down10", "Alt+Shift+Down", 0, 10));

    private final Workspace workspace;

    LabelCommands(Workspace workspace) {
        this.workspace = workspace;
    }

    void register(CommandRegistry registry) {
        BooleanBinding any = Bindings.createBooleanBinding(
                () -> !workspace.selection().get().labels().isEmpty(), workspace.selection());
        BooleanBinding one = Bindings.createBooleanBinding(
                () -> workspace.selectedLabel().isPresent(), workspace.selection(), workspace.snapshot());
        BooleanBinding track = Bindings.createBooleanBinding(
                () -> workspace.selectedLabel().filter(Label::tracked).isPresent(),
                workspace.selection(),
                workspace.snapshot());
        BooleanBinding here =
                Bindings.createBooleanBinding(() -> workspace.shown().get().isPresent(), workspace.shown());

        registry.add(command("label.next").keys("Tab").enabled(here).action(() -> walk(1)));
        registry.add(command("label.previous").keys("Shift+Tab").enabled(here).action(() -> walk(-1)));
        registry.add(command("label.all").keys("Shortcut+A").enabled(here).action(this::selectAll));
        registry.add(command("label.track")
                .icon(Icon.TRACK)
                .keys("T")
                .once()
                .enabled(here)
                .action(this::toggleTrack));
        registry.add(command("label.keyframe")
                .icon(Icon.KEYFRAME)
                .keys("K")
                .once()
                .enabled(track)
                .action(this::toggleKeyframe));
        registry.add(command("label.occluded")
                .icon(Icon.OCCLUDED)
                .keys("O")
                .once()
                .enabled(one)
                .action(this::toggleOccluded));
        registry.add(command("label.outside")
                .icon(Icon.OUTSIDE)
                .keys("X")
                .once()
                .enabled(track)
                .action(this::toggleOutside));
        registry.add(command("label.hide")
                .icon(Icon.HIDE)
                .keys("Shift+V")
                .once()
                .enabled(any)
                .action(() -> toggleAll(workspace.view().hidden())));
        registry.add(command("label.lock")
                .icon(Icon.LOCK)
                .keys("Shift+K")
                .once()
                .enabled(any)
                .action(() -> toggleAll(workspace.view().locked())));
        for (Nudge n : NUDGES) {
            registry.add(command(n.id()).keys(n.key()).enabled(one).action(() -> move(n.dx(), n.dy())));
        }
    }

    private static DeskCommand.Builder command(String id) {
        return DeskCommand.of(id, CommandGroup.LABEL, TEXTS);
    }

    private void move(int dx, int dy) {
        atFrame((label, frame) -> {
            Optional<Placement> placed = label.at(frame.frame());
            Optional<Media> media = workspace.media();
            if (placed.isEmpty() || media.isEmpty()) {
                return Optional.empty();
            }
            Shape shape = placed.get().shape();
            Box b = shape.bounds();
            double x =
                    Math.clamp(dx, Math.min(0, -b.x()), Math.max(0, media.get().width() - b.right()));
            double y =
                    Math.clamp(dy, Math.min(0, -b.y()), Math.max(0, media.get().height() - b.bottom()));
            if (x == 0 && y == 0) {
                return Optional.empty();
            }
            return Optional.of(new Command.Reshape(label.media(), frame.frame(), label.id(), shape.translated(x, y)));
        });
    }

    private void walk(int step) {
        List<LabelId> here = onFrame();
        if (here.isEmpty()) {
            return;
        }
        int now = workspace.selection().get().label().map(here::indexOf).orElse(-1);
        int next = now < 0 ? (step > 0 ? 0 : here.size() - 1) : Math.floorMod(now + step, here.size());
        workspace.selection().set(Selection.of(here.get(next)));
    }

    private void selectAll() {
        workspace.selection().set(Selection.of(Set.copyOf(onFrame())));
    }

    private List<LabelId> onFrame() {
        return workspace
                .shown()
                .get()
                .map(s -> workspace.labels().on(s.frame()).stream()
                        .map(PlacedLabel::label)
                        .map(Label::id)
                        .filter(id -> !workspace.view().hidden().contains(id))
                        .toList())
                .orElse(List.of());
    }

    /// With a label selected, makes a track of it or the other way round; with none, says what new labels will be.
    private void toggleTrack() {
        Optional<Label> label = workspace.selectedLabel();
        if (label.isPresent()) {
            Extent other = label.get().tracked() ? Extent.FRAME : Extent.TRACK;
            workspace.submit(
                    new Command.SetExtent(label.get().media(), label.get().id(), other));
        } else {
            ViewOptions view = workspace.view();
            view.newExtent().set(view.newExtent().get() == Extent.FRAME ? Extent.TRACK : Extent.FRAME);
        }
    }

    private void toggleKeyframe() {
        atFrame((label, frame) -> Optional.of(
                label.keyframe(frame.frame()).isPresent()
                        ? new Command.RemoveKeyframe(label.media(), frame.frame(), label.id())
                        : new Command.AddKeyframe(label.media(), frame.frame(), label.id())));
    }

    private void toggleOccluded() {
        atFrame((label, frame) -> {
            boolean now = label.at(frame.frame()).map(Placement::occluded).orElse(false);
            return Optional.of(new Command.SetOccluded(label.media(), frame.frame(), label.id(), !now));
        });
    }

    private void toggleOutside() {
        atFrame((label, frame) -> Optional.of(
                new Command.SetOutside(label.media(), frame.frame(), label.id(), !outside(label, frame.frame()))));
    }

    /// Whether the track is gone at this frame.
    static boolean outside(Label label, int frame) {
        var before = label.keyframes().floorEntry(frame);
        return before != null && before.getValue().outside();
    }

    private void toggleAll(ObservableSet<LabelId> set) {
        workspace.selection().get().labels().forEach(id -> ViewOptions.toggle(set, id));
    }

    private void atFrame(BiFunction<Label, ShownFrame, Optional<Command>> change) {
        Optional<Label> label = workspace.selectedLabel();
        Optional<ShownFrame> frame = workspace.shown().get();
        if (label.isPresent() && frame.isPresent()) {
            change.apply(label.get(), frame.get()).ifPresent(workspace::submit);
        }
    }
}
