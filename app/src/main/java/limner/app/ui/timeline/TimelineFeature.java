package limner.app.ui.timeline;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Film;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Sound;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;

/// The timeline: what is where in time, and events that are made and moved there. JavaFX thread only.
public final class TimelineFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(TimelineFeature.class);

    /// Moves the selected event, or one end of it, by a frame.
    private record Nudge(String id, String key, Hit.Part part, int frames) {}

    private static final List<Nudge> NUDGES = List.of(
            new Nudge("event.earlier", "Shortcut+Alt+Comma", Hit.Part.BODY, -1),
            new Nudge("event.later", "Shortcut+Alt+Period", Hit.Part.BODY, 1),
            new Nudge("event.startEarlier", "Alt+Shift+Comma", Hit.Part.START, -1),
            new Nudge("event.startLater", "Alt+Shift+Period", Hit.Part.START, 1),
            new Nudge("event.endEarlier", "Shortcut+Shift+Comma", Hit.Part.END, -1),
            new Nudge("event.endLater", "Shortcut+Shift+Period", Hit.Part.END, 1));

    /// How much of what is seen goes by when the timeline is moved through time.
    private static final double PAN = 0.5;

    private final Workspace workspace;
    private final TimelineViewModel model;
    private final TimelineSurface surface;
    private final StackPane view;

    public TimelineFeature(Workspace workspace, Sound sound, Film film) {
        this.workspace = workspace;
        this.model = new TimelineViewModel(workspace, sound);
        this.surface = new TimelineSurface(model, film, TEXTS);
        this.view = new StackPane(surface);
        view.getStyleClass().add(Styles.TIMELINE);
        view.setPrefHeight(128);
        view.setMinHeight(TimelineViewModel.TOP + TimelineViewModel.ROW);
        view.getStylesheets()
                .add(TimelineFeature.class.getResource("timeline.css").toExternalForm());
    }

    @Override
    public Slot slot() {
        return Slot.TIMELINE;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public boolean key(KeyEvent event) {
        return surface.key(event);
    }

    @Override
    public void register(CommandRegistry commands) {
        BooleanBinding open =
                Bindings.createBooleanBinding(() -> workspace.mediaId().get().isPresent(), workspace.mediaId());
        BooleanBinding event = Bindings.createBooleanBinding(
                () -> workspace.selection().get().interval().isPresent(), workspace.selection());
        for (Nudge n : NUDGES) {
            commands.add(DeskCommand.of(n.id(), CommandGroup.LABEL, TEXTS)
                    .under(Submenu.EVENTS)
                    .keys(n.key())
                    .enabled(event)
                    .action(() -> model.nudge(n.part(), n.frames())));
        }
        commands.add(DeskCommand.of("event.here", CommandGroup.LABEL, TEXTS)
                .under(Submenu.EVENTS)
                .keys("Insert")
                .once()
                .enabled(open)
                .action(this::eventHere));
        commands.add(command("zoomIn", Icon.ZOOM_IN)
                .keys("Alt+Plus", "Alt+Equals", "Alt+Add")
                .enabled(open)
                .action(() -> model.zoomAtPlayhead(2)));
        commands.add(command("zoomOut", Icon.ZOOM_OUT)
                .keys("Alt+Minus", "Alt+Subtract")
                .enabled(open)
                .action(() -> model.zoomAtPlayhead(0.5)));
        commands.add(command("showAll", Icon.FIT).keys("Alt+0").enabled(open).action(model::showAll));
        commands.add(command("focus", Icon.NONE).keys("Shift+T").enabled(open).action(surface::enter));
        commands.add(command("row.next", Icon.NONE).enabled(open).action(() -> surface.rows(1)));
        commands.add(command("row.previous", Icon.NONE).enabled(open).action(() -> surface.rows(-1)));
        commands.add(command("item.next", Icon.NONE).enabled(open).action(() -> surface.items(1)));
        commands.add(command("item.previous", Icon.NONE).enabled(open).action(() -> surface.items(-1)));
        commands.add(command("item.choose", Icon.NONE).once().enabled(open).action(surface::choose));
        commands.add(command("later", Icon.NONE).enabled(open).action(() -> model.pan(PAN)));
        commands.add(command("earlier", Icon.NONE).enabled(open).action(() -> model.pan(-PAN)));
        commands.add(command("tracks", Icon.FOLD).enabled(open).action(() -> model.fold(Row.Group.Kind.TRACKS)));
        commands.add(command("events", Icon.FOLD).enabled(open).action(() -> model.fold(Row.Group.Kind.EVENTS)));
    }

    private void eventHere() {
        if (!model.toggleEvent()) {
            workspace.errors().info(TEXTS.get("event.noLane"));
        }
    }

    private static DeskCommand.Builder command(String name, Icon icon) {
        return DeskCommand.of("timeline." + name, CommandGroup.VIEW, TEXTS.get("command." + name))
                .under(Submenu.TIMELINE)
                .description(TEXTS.get("command." + name + ".tip"))
                .icon(icon);
    }
}
