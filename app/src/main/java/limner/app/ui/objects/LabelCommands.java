package limner.app.ui.objects;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ObservableSet;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Neighbours;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ViewOptions;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.Media;
import limner.model.project.PlacedLabel;

/// What can be done to the selected labels, and how the selection walks.
final class LabelCommands {

    private static final Texts TEXTS = Texts.beside(LabelCommands.class);

    /// Moves the selected labels by whole pixels.
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

    /// Puts the selected labels over others or under them.
    private final Workspace workspace;
    private final Neighbours neighbours;

    LabelCommands(Workspace workspace, Neighbours neighbours) {
        this.workspace = workspace;
        this.neighbours = neighbours;
    }

    void register(CommandRegistry registry) {
        BooleanBinding any = Bindings.createBooleanBinding(
                () -> !workspace.selection().get().labels().isEmpty(), workspace.selection());
        BooleanBinding track = Bindings.createBooleanBinding(
                () -> selected().stream().anyMatch(Label::tracked), workspace.selection(), workspace.snapshot());
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
                .enabled(any)
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
        registry.add(command("label.pin")
                .icon(Icon.PIN)
                .keys("Alt+Shift+K")
                .once()
                .enabled(any)
                .action(() -> toggleAll(workspace.view().pinned())));
        registry.add(
                inDepth("label.front", any).keys("Alt+Shift+Home").action(() -> restack(Command.Restack.Where.FRONT)));
        registry.add(inDepth("label.forward", any)
                .keys("Alt+Shift+Page Up")
                .action(() -> restack(Command.Restack.Where.FORWARD)));
        registry.add(inDepth("label.backward", any)
                .keys("Alt+Shift+Page Down")
                .action(() -> restack(Command.Restack.Where.BACKWARD)));
        registry.add(
                inDepth("label.back", any).keys("Alt+Shift+End").action(() -> restack(Command.Restack.Where.BACK)));
        for (Nudge n : NUDGES) {
            registry.add(command(n.id()).keys(n.key()).enabled(any).action(() -> move(n.dx(), n.dy())));
        }
    }

    private static DeskCommand.Builder command(String id) {
        return DeskCommand.of(id, CommandGroup.LABEL, TEXTS);
    }

    private DeskCommand.Builder inDepth(String id, BooleanBinding any) {
        return command(id).under(Submenu.ORDER).enabled(any);
    }

    private void restack(Command.Restack.Where where) {
        atFrame(frame -> workspace
                .mediaId()
                .get()
                .ifPresent(m -> workspace.submit(new Command.Restack(
                        m, frame, workspace.selection().get().labels(), where))));
    }

    /// Together they go as far as all of them stay on the picture.
    private void move(int dx, int dy) {
        Optional<ShownFrame> frame = workspace.shown().get();
        Optional<Media> media = workspace.media();
        if (frame.isEmpty() || media.isEmpty()) {
            return;
        }
        double x = dx;
        double y = dy;
        Set<LabelId> here = new HashSet<>();
        for (LabelId id : workspace.selection().get().labels()) {
            Optional<Box> placed = workspace
                    .labels()
                    .label(id)
                    .flatMap(l -> l.at(frame.get().frame()))
                    .map(p -> p.shape().bounds());
            if (placed.isPresent()) {
                Box b = placed.get();
                x = Math.clamp(x, Math.min(0, -b.x()), Math.max(0, media.get().width() - b.right()));
                y = Math.clamp(y, Math.min(0, -b.y()), Math.max(0, media.get().height() - b.bottom()));
                here.add(id);
            }
        }
        if (here.isEmpty() || x == 0 && y == 0) {
            return;
        }
        if (neighbours.move(here, x, y)) {
            return;
        }
        // Each goes on from where the ones before it led, which may still be on their way to the disk.
        workspace.submit(new Command.Nudge(media.get().id(), frame.get().frame(), here, dx, dy));
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

    /// With labels selected, makes tracks of them or the other way round; with none, says what new labels will be.
    private void toggleTrack() {
        List<Label> selected = selected();
        if (selected.isEmpty()) {
            ViewOptions view = workspace.view();
            view.newExtent().set(view.newExtent().get() == Extent.FRAME ? Extent.TRACK : Extent.FRAME);
            return;
        }
        List<Label> single = selected.stream().filter(l -> !l.tracked()).toList();
        Extent next = single.isEmpty() ? Extent.FRAME : Extent.TRACK;
        together(single.isEmpty() ? selected : single, l -> new Command.SetExtent(l.media(), l.id(), next));
    }

    /// Where one of several has it not, those get it; where all have it, all lose it.
    private void toggleKeyframe() {
        atFrame(frame -> {
            List<Label> here = selected().stream()
                    .filter(l -> l.tracked() && there(l, frame))
                    .toList();
            List<Label> without =
                    here.stream().filter(l -> l.keyframe(frame).isEmpty()).toList();
            if (without.isEmpty()) {
                together(here, l -> new Command.RemoveKeyframe(l.media(), frame, l.id()));
            } else {
                together(without, l -> new Command.AddKeyframe(l.media(), frame, l.id()));
            }
        });
    }

    private void toggleOccluded() {
        atFrame(frame -> {
            List<Label> here = selected().stream().filter(l -> there(l, frame)).toList();
            List<Label> plain = here.stream().filter(l -> !occluded(l, frame)).toList();
            together(
                    plain.isEmpty() ? here : plain,
                    l -> new Command.SetOccluded(l.media(), frame, l.id(), !plain.isEmpty()));
        });
    }

    private void toggleOutside() {
        atFrame(frame -> {
            List<Label> tracks = selected().stream().filter(Label::tracked).toList();
            List<Label> inside = tracks.stream().filter(l -> !outside(l, frame)).toList();
            together(
                    inside.isEmpty() ? tracks : inside,
                    l -> new Command.SetOutside(l.media(), frame, l.id(), !inside.isEmpty()));
        });
    }

    private static boolean there(Label label, int frame) {
        return label.source(frame).isPresent() || label.keyframe(frame).isPresent();
    }

    private static boolean occluded(Label label, int frame) {
        return label.at(frame).map(Placement::occluded).orElse(false);
    }

    private List<Label> selected() {
        return workspace.selection().get().labels().stream()
                .flatMap(id -> workspace.labels().label(id).stream())
                .toList();
    }

    private void together(List<Label> labels, Function<Label, Command> change) {
        if (!labels.isEmpty()) {
            workspace.submit(Command.Together.of(labels.stream().map(change).toList()));
        }
    }

    /// Whether the track is gone at this frame.
    static boolean outside(Label label, int frame) {
        var before = label.keyframes().floorEntry(frame);
        return before != null && before.getValue().outside();
    }

    private void toggleAll(ObservableSet<LabelId> set) {
        workspace.selection().get().labels().forEach(id -> ViewOptions.toggle(set, id));
    }

    private void atFrame(IntConsumer change) {
        workspace.shown().get().ifPresent(f -> change.accept(f.frame()));
    }
}
