package limner.app.ui.tracks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.command.Command.DeleteScoped;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Interpolation;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.TrackPart;
import limner.model.media.FrameRange;
import limner.model.session.Outcome;

/// Commands on whole tracks. Each is one change, so one undo takes it back. JavaFX thread only.
public final class TracksFeature {

    private static final Texts TEXTS = Texts.beside(TracksFeature.class);

    private final Workspace workspace;
    private final Tasks tasks;
    private final Sheets sheets;
    private final CopyForm.Answers copying = new CopyForm.Answers();
    private final ThinForm.Answers thinning = new ThinForm.Answers();
    private DeleteScoped.Scope scope = DeleteScoped.Scope.WHOLE;

    public TracksFeature(Workspace workspace, Tasks tasks, Sheets sheets) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.sheets = sheets;
    }

    public void register(CommandRegistry registry) {
        BooleanBinding deletable = Bindings.createBooleanBinding(
                () -> !(workspace.selection().get() instanceof Selection.Nothing)
                        && workspace.selection().get().suggestion().isEmpty(),
                workspace.selection());
        BooleanBinding any = when(_ -> true);
        BooleanBinding some = when(s -> !s.tracks().isEmpty());
        BooleanBinding one = when(s -> s.labels().size() == 1 && s.tracks().size() == 1);
        registry.add(DeskCommand.of("label.delete", CommandGroup.LABEL, TEXTS)
                .icon(Icon.DELETE)
                .keys("Delete")
                .once()
                .enabled(deletable)
                .action(this::delete));
        registry.add(command("next").keys("Shortcut+Period").enabled(one).action(() -> jump(TracksFeature::next)));
        registry.add(
                command("previous").keys("Shortcut+Comma").enabled(one).action(() -> jump(TracksFeature::previous)));
        registry.add(command("middle").keys("Shortcut+Slash").enabled(one).action(() -> jump(TracksFeature::middle)));
        registry.add(command("first").keys("Alt+Home").enabled(one).action(() -> jump(TracksFeature::start)));
        registry.add(command("last").keys("Alt+End").enabled(one).action(() -> jump(TracksFeature::end)));
        registry.add(command("linear").enabled(some).action(() -> interpolate(Interpolation.LINEAR)));
        registry.add(command("held").enabled(some).action(() -> interpolate(Interpolation.HELD)));
        registry.add(command("toggle").keys("Shift+Y").once().enabled(one).action(this::toggle));
        registry.add(command("allLinear").enabled(some).action(() -> interpolateAll(Interpolation.LINEAR)));
        registry.add(command("allHeld").enabled(some).action(() -> interpolateAll(Interpolation.HELD)));
        registry.add(command("split").keys("Shift+B").once().enabled(one).action(this::split));
        registry.add(command("merge")
                .keys("Shift+M")
                .once()
                .enabled(when(s -> s.labels().size() > 1))
                .action(this::merge));
        registry.add(command("cut")
                .icon(Icon.CUT)
                .keys("Shift+X")
                .once()
                .enabled(one)
                .action(this::cut));
        registry.add(command("rejoin")
                .keys("Shift+J")
                .once()
                .enabled(one)
                .action(() -> with((s, l) -> new Command.RejoinTrack(s.media(), s.frame(), l.id()))));
        registry.add(command("extend")
                .keys("Shift+R")
                .once()
                .enabled(one)
                .action(() -> with((s, l) -> new Command.ExtendTrack(s.media(), s.frame(), l.id()))));
        registry.add(command("thin").keys("Shortcut+T").enabled(some).action(this::thin));
        registry.add(
                command("copy").icon(Icon.COPY).keys("Shortcut+B").enabled(any).action(this::copy));
        registry.add(command("deleteHere")
                .keys("Shortcut+Delete")
                .once()
                .enabled(any)
                .action(() -> delete(DeleteScoped.Scope.FRAME)));
        registry.add(command("deleteOnward")
                .keys("Shift+Delete")
                .once()
                .enabled(any)
                .action(() -> delete(DeleteScoped.Scope.ONWARD)));
    }

    private static DeskCommand.Builder command(String name) {
        return DeskCommand.of("track." + name, CommandGroup.TRACK, TEXTS);
    }

    private BooleanBinding when(Predicate<SelectedTracks> holds) {
        return Bindings.createBooleanBinding(
                () -> workspace.writable()
                        && SelectedTracks.of(workspace).filter(holds).isPresent(),
                workspace.selection(),
                workspace.snapshot(),
                workspace.shown());
    }

    private void selected(Consumer<SelectedTracks> then) {
        SelectedTracks.of(workspace).ifPresent(then);
    }

    private interface OnTrack {
        Command of(SelectedTracks selected, Label track);
    }

    private void with(OnTrack what) {
        selected(s -> workspace.submit(what.of(s, s.labels().getFirst())));
    }

    // Deleting.

    /// What lies on one frame goes at once; of tracks it is asked how much.
    private void delete() {
        Optional<MediaId> media = workspace.mediaId().get();
        Selection selection = workspace.selection().get();
        Optional<SelectedTracks> tracks =
                SelectedTracks.of(workspace).filter(s -> !s.tracks().isEmpty());
        if (tracks.isPresent() && workspace.writable()) {
            DeleteForm form = new DeleteForm(workspace, scope, chosen -> {
                scope = chosen;
                sheets.close();
                delete(chosen);
            });
            sheets.open(new Sheets.Sheet(TEXTS.get("delete.title"), form.node(), form.first()));
            return;
        }
        if (media.isEmpty()) {
            return;
        }
        if (!selection.labels().isEmpty()) {
            workspace.submit(new Command.Delete(media.get(), selection.labels()));
        }
        selection.interval().ifPresent(id -> workspace.submit(new Command.RemoveInterval(media.get(), id)));
    }

    private void delete(DeleteScoped.Scope how) {
        selected(s -> workspace.submit(new DeleteScoped(s.media(), s.frame(), s.ids(), how)));
    }

    // Going to keyframes.

    private record Place(Label track, int frame) {}

    /// From the frame that was asked for last: its picture may still be on the way.
    private void jump(Function<Place, Optional<Integer>> where) {
        selected(s -> where.apply(
                        new Place(s.labels().getFirst(), workspace.wanted().get()))
                .ifPresent(workspace::goTo));
    }

    private static Optional<Integer> start(Place at) {
        return TrackPart.said(at.track()).stream().findFirst().map(FrameRange::first);
    }

    /// The last frame of which a keyframe says that the track is there; that it is held on after that is nobody's word.
    private static Optional<Integer> end(Place at) {
        return TrackPart.said(at.track()).stream().reduce((_, later) -> later).map(FrameRange::last);
    }

    private static Optional<Integer> next(Place at) {
        return Optional.ofNullable(at.track().keyframes().higherKey(at.frame()));
    }

    private static Optional<Integer> previous(Place at) {
        return Optional.ofNullable(at.track().keyframes().lowerKey(at.frame()));
    }

    /// Halfway between the keyframes on either side; on a keyframe, halfway to the next, where a correction helps most.
    private static Optional<Integer> middle(Place at) {
        Integer left = at.track().keyframes().floorKey(at.frame());
        Integer right = at.track().keyframes().higherKey(at.frame());
        return left == null || right == null ? Optional.empty() : Optional.of(left + (right - left) / 2);
    }

    // Between keyframes.

    /// The marked frames, or else of each track the stretch around the frame on the screen.
    private void interpolate(Interpolation how) {
        selected(s -> {
            Optional<FrameRange> marked = workspace.range().get();
            Map<LabelId, FrameRange> stretches = new HashMap<>();
            s.tracks().forEach(t -> stretches.put(t.id(), marked.orElseGet(() -> stretch(t, s.frame()))));
            workspace.submit(new Command.SetInterpolation(s.media(), stretches, how));
        });
    }

    private void interpolateAll(Interpolation how) {
        selected(s -> workspace.submit(new Command.SetInterpolation(s.media(), s.ids(), all(), how)));
    }

    private void toggle() {
        selected(s -> interpolate(
                s.tracks().getFirst().interpolation(s.frame()) == Interpolation.HELD
                        ? Interpolation.LINEAR
                        : Interpolation.HELD));
    }

    private static FrameRange all() {
        return new FrameRange(0, Integer.MAX_VALUE);
    }

    private static FrameRange stretch(Label track, int frame) {
        Map.Entry<Integer, Keyframe> left = track.keyframes().floorEntry(frame);
        Integer right = track.keyframes().higherKey(frame);
        return new FrameRange(left == null ? 0 : left.getKey(), right == null ? Integer.MAX_VALUE : right);
    }

    // One of several, several of one.

    private void split() {
        selected(s -> {
            Label track = s.labels().getFirst();
            LabelId rest = LabelId.random();
            // What is on the screen stays selected, under its new name.
            select(rest, new Command.SplitTrack(s.media(), s.frame(), track.id(), rest));
        });
    }

    private void merge() {
        selected(s -> {
            List<LabelId> ids = new ArrayList<>();
            s.labels().forEach(l -> ids.add(l.id()));
            select(ids.getFirst(), new Command.MergeTracks(s.media(), ids));
        });
    }

    private void select(LabelId after, Command command) {
        var _ = workspace.edit(command).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Done) {
                workspace.selection().set(Selection.of(after));
            }
        });
    }

    private void cut() {
        with((s, l) -> new Command.CutTrack(
                s.media(), l.id(), workspace.range().get().orElseGet(() -> FrameRange.of(s.frame()))));
    }

    // What is asked on a page.

    private void thin() {
        ThinForm form = new ThinForm(workspace, tasks, thinning);
        sheets.open(new Sheets.Sheet(TEXTS.get("thin.title"), form.node(), form.first()));
    }

    private void copy() {
        CopyForm form = new CopyForm(workspace, sheets, copying);
        sheets.open(new Sheets.Sheet(TEXTS.get("copy.title"), form.node(), form.first()));
    }
}
