package limner.app.ui.objects;

import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.media.pace.StepGrid;
import limner.model.command.Command;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.project.MediaLabels;
import limner.model.session.Outcome;

/// The state of the frame on the screen: done and on to the next, or open again.
final class FrameCommands {

    private static final Texts TEXTS = Texts.beside(FrameCommands.class);

    private final Workspace workspace;

    FrameCommands(Workspace workspace) {
        this.workspace = workspace;
    }

    void register(CommandRegistry registry) {
        BooleanBinding here =
                Bindings.createBooleanBinding(() -> workspace.shown().get().isPresent(), workspace.shown());
        BooleanBinding done = Bindings.createBooleanBinding(
                () -> workspace.shown().get().isPresent() && workspace.frameState() == FrameState.DONE,
                workspace.shown(),
                workspace.snapshot());
        registry.add(command("frame.done")
                .icon(Icon.DONE)
                .keys("Shortcut+Enter")
                .once()
                .enabled(here)
                .action(this::doneAndOn));
        registry.add(command("frame.reopen")
                .icon(Icon.REOPEN)
                .keys("Shortcut+Shift+Enter")
                .once()
                .enabled(done)
                .action(workspace::reopen));
        registry.add(command("frame.nextOpen")
                .icon(Icon.NEXT)
                .keys("Shortcut+Right")
                .enabled(here)
                .action(() -> workspace.goTo(next(workspace.wanted().get()))));
    }

    private static DeskCommand.Builder command(String id) {
        return DeskCommand.of(id, CommandGroup.FRAME, TEXTS);
    }

    private void doneAndOn() {
        Optional<ShownFrame> shown = workspace.shown().get();
        if (shown.isEmpty()) {
            return;
        }
        int frame = shown.get().frame();
        if (workspace.frameState() == FrameState.DONE) {
            workspace.goTo(next(frame));
            return;
        }
        Command done = new Command.SetFrameState(shown.get().media(), FrameRange.of(frame), FrameState.DONE);
        var _ = workspace.edit(done).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Done) {
                workspace.goTo(next(frame));
            }
        });
    }

    /// The next frame that waits for somebody: one with open suggestions or in work; else simply the next stop that is
    /// not done.
    private int next(int frame) {
        MediaLabels labels = workspace.labels();
        Optional<Integer> waiting = labels.framesWithOpenSuggestions().stream()
                .filter(f -> f > frame && labels.state(f) != FrameState.DONE)
                .findFirst();
        Optional<Integer> begun = labels.states().entrySet().stream()
                .filter(e -> e.getKey() > frame && e.getValue() == FrameState.IN_WORK)
                .map(Map.Entry::getKey)
                .findFirst();
        if (waiting.isPresent() || begun.isPresent()) {
            return Math.min(waiting.orElse(Integer.MAX_VALUE), begun.orElse(Integer.MAX_VALUE));
        }
        StepGrid stops = workspace.stops().get();
        int next = stops.step(frame, 1);
        while (labels.state(next) == FrameState.DONE && stops.step(next, 1) != next) {
            next = stops.step(next, 1);
        }
        return next;
    }
}
