package limner.app.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import limner.app.sound.DeviceSink;
import limner.app.task.Lane;
import limner.app.ui.canvas.CanvasFeature;
import limner.app.ui.canvas.RailFeature;
import limner.app.ui.canvas.ToolOptionsFeature;
import limner.app.ui.clipboard.LabelClipboardFeature;
import limner.app.ui.clipboard.PictureFeature;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.CommandTurns;
import limner.app.ui.common.DeskKeys;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Film;
import limner.app.ui.common.FxThread;
import limner.app.ui.common.Sound;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Workspace;
import limner.app.ui.diff.DiffFeature;
import limner.app.ui.events.EventsFeature;
import limner.app.ui.events.ModifierPrompt;
import limner.app.ui.exchange.ExchangeFeature;
import limner.app.ui.film.FilmFeature;
import limner.app.ui.history.HistoryFeature;
import limner.app.ui.masks.MasksFeature;
import limner.app.ui.objects.InspectorFeature;
import limner.app.ui.objects.ObjectsFeature;
import limner.app.ui.ontology.ClassesFeature;
import limner.app.ui.ontology.GuidelineFeature;
import limner.app.ui.pace.PaceFeature;
import limner.app.ui.prelabel.PreLabelFeature;
import limner.app.ui.propagation.PropagationFeature;
import limner.app.ui.release.ReleaseFeature;
import limner.app.ui.restore.RestoreFeature;
import limner.app.ui.search.SearchFeature;
import limner.app.ui.shell.KeyFiles;
import limner.app.ui.shell.SheetHost;
import limner.app.ui.shell.ShellView;
import limner.app.ui.shell.ShellView.Panels;
import limner.app.ui.suggestions.SuggestionsFeature;
import limner.app.ui.timeline.TimelineFeature;
import limner.app.ui.tracks.TracksFeature;
import limner.app.ui.transport.TransportFeature;
import limner.app.ui.videos.VideosFeature;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;

/// Everything that is on the desk for one open project, put together by hand. Owns the project. JavaFX thread only.
final class Workbench implements AutoCloseable {

    private final OpenProject project;
    private final CommandRegistry commands;
    private final Tasks tasks;
    private final Workspace workspace;
    private final Sound sound;
    private final CanvasFeature canvas;
    private final ShellView shell;
    private final VideosFeature videos;
    private final ExchangeFeature exchange;
    private final PaceFeature pace;
    private final List<Feature> features;
    private final Lane pictures = new Lane("pictures");
    private final Lane labels = new Lane("labels");
    private final Lane reading = new Lane("reading");
    private final Lane glances = new Lane("glances");
    private final Lane looking = new Lane("smart");
    private final Film film;

    /// @param panels how the panels begin
    /// @param keys which keys the commands have
    /// @param keyFiles hands keys on and takes them over
    /// @param own adds the commands of the window
    Workbench(
            OpenProject project,
            Services services,
            ErrorPresenter errors,
            FxThread fx,
            Choosers choosers,
            Panels panels,
            DeskKeys keys,
            KeyFiles keyFiles,
            Consumer<CommandRegistry> own) {
        this.project = project;
        this.tasks = new Tasks(services.tasks(), fx, errors);
        this.workspace = new Workspace(project.session(), fx, errors);
        this.sound = new Sound(workspace, tasks, services.media().indexFolder(), DeviceSink::open);
        new SoundMemory(sound, services.profiles(), services.videoViews(), fx, reading).recall();
        new ColouringMemory(workspace.view().colouring(), services.profiles(), fx, reading).recall();
        this.film = new Film(workspace, fx, glances);
        SheetHost sheets = new SheetHost();
        this.commands = new CommandRegistry(keys);
        CommandTurns commandTurns = new CommandTurns(workspace);
        commands.doneBy(commandTurns::take);
        workspace.view().wheel().bind(keys.wheel());
        workspace.view().holds().bind(keys.holds());
        own.accept(commands);
        this.canvas = new CanvasFeature(workspace, fx, pictures, labels, services.displayMemory(), reading, looking);
        SuggestionsFeature suggestions = new SuggestionsFeature(workspace, tasks, sheets, fx, glances);
        ClassesFeature classes = new ClassesFeature(workspace, tasks, sheets);
        this.videos =
                new VideosFeature(workspace, project, services, tasks, sheets, choosers::videos, choosers::pictures);
        new SteppingMemory(workspace, services.videoViews(), fx, reading).recall();
        this.features = new ArrayList<>(List.of(
                // Gets keys before the canvas: Esc leaves the question and keeps the event.
                new ModifierPrompt(workspace),
                canvas,
                new FilmFeature(workspace, film),
                new RailFeature(),
                new ToolOptionsFeature(workspace),
                new TransportFeature(workspace, sound, film),
                new TimelineFeature(workspace, sound, film),
                videos,
                suggestions,
                new ObjectsFeature(workspace, fx, canvas.neighbours()),
                new InspectorFeature(workspace, fx, reading, canvas.neighbours()),
                classes,
                new GuidelineFeature(workspace, tasks)));
        new HistoryFeature(workspace, tasks, sheets).register(commands);
        new LabelClipboardFeature(workspace, tasks, canvas::pointer).register(commands);
        new PictureFeature(workspace, project.file(), tasks, canvas::painted, choosers::newFile).register(commands);
        new TracksFeature(workspace, tasks, sheets).register(commands);
        features.forEach(f -> f.register(commands));
        new MasksFeature(workspace, tasks, sheets, canvas::pointer).register(commands);
        new EventsFeature(workspace, project.file(), tasks, sheets, choosers::newFile).register(commands);
        new PreLabelFeature(workspace, project, services, tasks, sheets, choosers::model).register(commands);
        new PropagationFeature(workspace, project, services, tasks).register(commands);
        new SearchFeature(workspace, tasks, sheets).register(commands);
        new ReleaseFeature(workspace, project, services, tasks, sheets, choosers).register(commands);
        this.exchange = new ExchangeFeature(workspace, project, services.importMedia(), tasks, sheets, choosers);
        exchange.register(commands);
        new DiffFeature(workspace, project, services, tasks, sheets, choosers).register(commands);
        new RestoreFeature(workspace, services.restore(), tasks, sheets, choosers).register(commands);
        this.pace = new PaceFeature(workspace, services.pace(), tasks, sheets, reading);
        pace.register(commands);
        this.shell = new ShellView(
                workspace,
                commands,
                features,
                sheets,
                tasks,
                errors,
                new ShellView.StatusTexts(
                        ToolOptionsFeature.hint(workspace), canvas.pixelText(), canvas.valueText(), canvas.zoomText()),
                canvas.focus(),
                panels,
                keys,
                keyFiles);
        pace.watch(shell);
        suggestions.headerButtons(commands, List.of("suggestion.run", "suggestion.gallery", "suggestion.policy"));
        classes.registerKeys();
    }

    /// Called once the shell is in its window.
    void begin() {
        shell.begin(canvas::isWhole);
    }

    CommandRegistry commands() {
        return commands;
    }

    ShellView shell() {
        return shell;
    }

    Workspace workspace() {
        return workspace;
    }

    ExchangeFeature exchange() {
        return exchange;
    }

    VideosFeature videos() {
        return videos;
    }

    Film film() {
        return film;
    }

    /// What runs for this project.
    Tasks tasks() {
        return tasks;
    }

    /// Asks what runs to stop and lets go of what the screen holds; on the JavaFX thread, before [#close()].
    void leave() {
        tasks.close();
        workspace.errors().dropOffers();
        features.forEach(Feature::close);
        pace.close();
        sound.rest();
        film.close();
    }

    /// Lets what is queued become durable and closes the file, which waits for the disk: not for the JavaFX thread
    /// while
    /// the window is to be used.
    @Override
    public void close() {
        sound.close();
        pictures.close();
        labels.close();
        reading.close();
        glances.close();
        looking.close();
        project.close();
    }
}
