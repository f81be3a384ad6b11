package limner.app.ui.propagation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import limner.app.task.Work;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.RunningTask;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.OpenProject;
import limner.app.usecase.PropagateRequest;
import limner.app.usecase.PropagateRequest.Method;
import limner.app.usecase.PropagateResult;
import limner.app.usecase.Services;
import limner.model.command.Command;
import limner.model.id.SuggestionId;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.Media;
import limner.model.suggestion.Suggestion;
import org.jspecify.annotations.Nullable;

/// Carries the selected label from the frame on the screen to others, and takes or leaves the places found. JavaFX
/// thread only.
public final class PropagationFeature {

    private static final Texts TEXTS = Texts.beside(PropagationFeature.class);

    /// How far a label is carried when no frames are marked.
    private static final int REACH = 300;

    private final Workspace workspace;
    private final OpenProject project;
    private final Services services;
    private final Tasks tasks;
    private final BooleanProperty carrying = new SimpleBooleanProperty();
    private @Nullable RunningTask running;

    public PropagationFeature(Workspace workspace, OpenProject project, Services services, Tasks tasks) {
        this.workspace = workspace;
        this.project = project;
        this.services = services;
        this.tasks = tasks;
    }

    public void register(CommandRegistry registry) {
        BooleanBinding ready = Bindings.createBooleanBinding(
                () -> workspace.writable() && !carrying.get() && here(Place::isOn),
                workspace.selection(),
                workspace.snapshot(),
                workspace.shown(),
                carrying);
        BooleanBinding waiting = Bindings.createBooleanBinding(
                () -> workspace.writable() && here(p -> !p.all().isEmpty()),
                workspace.selection(),
                workspace.snapshot(),
                workspace.shown());
        // Places that are on their way may give way to better ones until the carrying has ended.
        BooleanBinding settled = waiting.and(carrying.not());
        registry.add(command("forwards").keys("Shortcut+Alt+C").enabled(ready).action(() -> carry(Place::lastAfter)));
        registry.add(command("backwards").keys("Shortcut+Alt+J").enabled(ready).action(() -> carry(Place::lastBefore)));
        registry.add(command("between").keys("Shortcut+Alt+B").enabled(ready).action(this::between));
        registry.add(command("stop").keys("Shortcut+Alt+Q").enabled(carrying).action(this::stop));
        registry.add(
                command("accept").keys("Shortcut+Alt+A").once().enabled(settled).action(() -> accept(Place::all)));
        registry.add(command("acceptHere")
                .keys("Shortcut+Alt+Y")
                .once()
                .enabled(settled)
                .action(() -> accept(Place::upToHere)));
        registry.add(command("acceptSure")
                .keys("Shortcut+Alt+S")
                .once()
                .enabled(settled)
                .action(() -> accept(Place::sure)));
        registry.add(
                command("reject").keys("Shortcut+Alt+R").once().enabled(settled).action(this::reject));
        registry.add(command("look").keys("Shortcut+Alt+W").enabled(waiting).action(this::look));
    }

    private static DeskCommand.Builder command(String name) {
        return DeskCommand.of("carry." + name, CommandGroup.SUGGESTION, TEXTS);
    }

    /// The selected label and the frame on the screen.
    private record Place(Media media, Label label, int frame, Workspace workspace) {

        boolean isOn() {
            return label.source(frame).isPresent();
        }

        SortedMap<Integer, Suggestion> all() {
            return workspace.labels().openPlaces(label.id(), new FrameRange(0, media.frameCount() - 1));
        }

        SortedMap<Integer, Suggestion> upToHere() {
            return all().headMap(frame + 1);
        }

        SortedMap<Integer, Suggestion> sure() {
            SortedMap<Integer, Suggestion> sure = all();
            sure.values().removeIf(s -> s.drift() >= PropagateResult.WORTH_A_LOOK);
            return sure;
        }

        int lastAfter() {
            int marked = workspace.range().get().map(FrameRange::last).orElse(frame);
            return Math.min(media.frameCount() - 1, marked > frame ? marked : frame + REACH);
        }

        int lastBefore() {
            int marked = workspace.range().get().map(FrameRange::first).orElse(frame);
            return Math.max(0, marked < frame ? marked : frame - REACH);
        }
    }

    private Optional<Place> place() {
        Optional<ShownFrame> shown = workspace.shown().get();
        // Whoever points at a place means the label it is a place of.
        Optional<Label> label = workspace
                .selectedLabel()
                .or(() -> workspace
                        .selectedSuggestion()
                        .flatMap(s -> Optional.ofNullable(s.target()))
                        .flatMap(workspace.labels()::label));
        Optional<Media> media = workspace.media();
        return shown.isEmpty() || label.isEmpty() || media.isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(media.get(), label.get(), shown.get().frame(), workspace));
    }

    private boolean here(Function<Place, Boolean> holds) {
        return place().map(holds).orElse(false);
    }

    private interface Goal {
        int of(Place place);
    }

    private void carry(Goal goal) {
        place().ifPresent(p -> {
            int to = goal.of(p);
            if (to != p.frame()) {
                carry(p, p.frame(), to);
            }
        });
    }

    private void carry(Place place, int from, int to) {
        PropagateRequest request =
                new PropagateRequest(place.media().id(), place.label().id(), from, to, Method.BEST);
        run(progress -> services.propagate().run(project, request, progress));
    }

    private void between() {
        place().ifPresent(p -> {
            Integer left = p.label().keyframes().floorKey(p.frame());
            Integer right = p.label().keyframes().higherKey(p.frame());
            if (left == null
                    || right == null
                    || right - left < 2
                    || p.label().source(left).isEmpty()) {
                workspace.errors().problem(TEXTS.get("noStretch"));
                return;
            }
            if (p.label().source(right).isEmpty()) {
                // It ends there: there is nothing to come back from.
                carry(p, left, right - 1);
                return;
            }
            run(progress -> services.propagate()
                    .between(project, p.media().id(), p.label().id(), left, right, Method.BEST, progress));
        });
    }

    private void run(Work<PropagateResult> work) {
        carrying.set(true);
        running = tasks.io(TEXTS.get("running"), work, _ -> carrying.set(false), failure -> {
            carrying.set(false);
            if (!Tasks.cancelled(failure)) {
                workspace.errors().failed(failure, TEXTS.get("kept"));
            }
        });
    }

    private void stop() {
        RunningTask task = running;
        if (task != null) {
            task.cancel();
        }
    }

    private void accept(Function<Place, SortedMap<Integer, Suggestion>> which) {
        place().ifPresent(p -> {
            Set<SuggestionId> ids =
                    which.apply(p).values().stream().map(Suggestion::id).collect(Collectors.toSet());
            workspace.submit(new Command.AcceptPlaces(p.media().id(), p.label().id(), ids));
        });
    }

    private void reject() {
        place().ifPresent(p -> Optional.ofNullable(p.all().get(p.frame()))
                .ifPresent(s -> workspace.submit(new Command.Reject(p.media().id(), Set.of(s.id())))));
    }

    /// The next frame where the drift is high, round and round.
    private void look() {
        place().ifPresent(p -> {
            SortedMap<Integer, Suggestion> doubtful = p.all();
            doubtful.values().removeIf(s -> s.drift() < PropagateResult.WORTH_A_LOOK);
            // From the frame that was asked for last: its picture may still be on the way.
            SortedMap<Integer, Suggestion> after =
                    doubtful.tailMap(workspace.wanted().get() + 1);
            Map<Integer, Suggestion> next = after.isEmpty() ? doubtful : after;
            next.keySet().stream().findFirst().ifPresent(workspace::goTo);
        });
    }
}
