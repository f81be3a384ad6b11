package limner.app.ui;

import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import limner.app.task.Work;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.Decoding;
import limner.app.ui.common.Density;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.DeskKeys;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.FxThread;
import limner.app.ui.common.Icon;
import limner.app.ui.common.KeyText;
import limner.app.ui.common.Language;
import limner.app.ui.common.Notice;
import limner.app.ui.common.PictureDisk;
import limner.app.ui.common.PictureMemory;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Theme;
import limner.app.ui.common.Workspace;
import limner.app.ui.exchange.ExchangeFeature;
import limner.app.ui.shell.KeyFiles;
import limner.app.ui.shell.NoticesView;
import limner.app.ui.welcome.WelcomeView;
import limner.app.usecase.Keymap;
import limner.app.usecase.Keymaps;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Projects;
import limner.app.usecase.Services;
import limner.media.cache.PictureBudget;
import limner.media.decode.Accelerator;
import limner.media.session.Accelerators;
import limner.media.session.Frame;
import limner.media.session.FrameSession;
import limner.media.session.Priority;
import limner.model.store.Access;
import limner.model.store.ProjectInUseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one window: shows the welcome screen or the workbench of the open project, opens and closes projects, and keeps
/// look and size. JavaFX thread only.
public final class DeskWindow implements WelcomeView.Doors, KeyFiles {

    private static final Texts TEXTS = Texts.beside(DeskWindow.class);

    private static final Logger LOG = LoggerFactory.getLogger(DeskWindow.class);

    /// What a window manager puts around a window, about: a window as large as the screen must not hang over its edge.
    private static final double TITLE_BAR = 40;

    /// So long a window without a page is nothing to wonder at.
    private static final Duration PATIENCE = Duration.millis(700);

    private static final String NEW = "Shortcut+N";
    private static final String OPEN = "Shortcut+O";
    private static final String QUIT = "Shortcut+Q";

    private final Stage stage;
    private final Services services;
    private final FxThread fx = new FxThread();
    private final ErrorPresenter errors = new ErrorPresenter(Clock.systemUTC());
    private final Tasks tasks;
    private final Choosers choosers;
    private final StackPane welcomeRoot;
    private final Scene scene;
    private final long usualPictures;
    private final ObjectProperty<PictureDisk> disk = new SimpleObjectProperty<>(PictureDisk.NONE);
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.SYSTEM);
    private final ObjectProperty<Decoding> decoding = new SimpleObjectProperty<>(Decoding.SOFTWARE);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    /// Projects on their way to the screen or from it.
    private final Queue<AutoCloseable> unsettled = new ConcurrentLinkedQueue<>();
    private final Thread.UncaughtExceptionHandler before =
            Thread.currentThread().getUncaughtExceptionHandler();
    private final DeskKeys keys;
    /// What is to be written down of them; written one after the other.
    private final AtomicReference<@Nullable Keymap> unkept = new AtomicReference<>();
    private DeskSettings settings;
    private @Nullable Workbench workbench;
    /// The first page, made when it is seen.
    private @Nullable WelcomeView welcome;

    /// A window with the first page. Takes the services over; they close with the window.
    ///
    /// @param documents shows what a URI names in the system's own program for it
    public DeskWindow(Stage stage, Services services, Consumer<String> documents) {
        this(stage, services, documents, _ -> {});
        showWelcome();
    }

    /// A window for something that is begun before anything else, such as a project that is opened. The first page
    /// comes only where that fails or takes its time.
    ///
    /// @param documents shows what a URI names in the system's own program for it
    /// @param first begins it
    public static DeskWindow beginning(
            Stage stage, Services services, Consumer<String> documents, Consumer<DeskWindow> first) {
        DeskWindow window = new DeskWindow(stage, services, documents, first);
        PauseTransition patience = new PauseTransition(PATIENCE);
        patience.setOnFinished(_ -> window.comeForward());
        patience.play();
        return window;
    }

    private DeskWindow(Stage stage, Services services, Consumer<String> documents, Consumer<DeskWindow> first) {
        // What nobody foresaw in an answer to a key or a click is said like any other failure.
        Thread.currentThread().setUncaughtExceptionHandler((_, thrown) -> errors.failed(thrown, ""));
        this.stage = stage;
        this.services = services;
        // Always later: what is begun below may have ended before this is all there.
        this.tasks = new Tasks(services.tasks(), fx::later, errors);
        this.choosers = new Choosers(stage, documents);
        // Beside the rest of this, which takes about as long.
        first.accept(this);
        this.settings = load();
        this.keys = new DeskKeys(services.keymaps().profiles(), loadKeys(), this::keep);
        tellFaults();
        this.usualPictures = services.media().pictures().bytes();
        this.welcomeRoot = new StackPane(new NoticesView(errors));
        welcomeRoot.getStyleClass().add(Styles.DESK);
        // The same keys as with a project open.
        welcomeRoot.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (asks(e, "project.quit", QUIT)) {
                stage.close();
            } else if (tasks.running().isEmpty() && asks(e, "project.open", OPEN)) {
                openProject();
            } else if (tasks.running().isEmpty() && asks(e, "project.new", NEW)) {
                openVideos();
            }
        });
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        this.scene = new Scene(
                welcomeRoot,
                Math.min(settings.width(), screen.getWidth()),
                Math.min(settings.height(), screen.getHeight() - TITLE_BAR));
        scene.addEventHandler(DragEvent.DRAG_OVER, this::dragged);
        scene.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
        stage.setScene(scene);
        stage.setTitle("Limner");
        stage.setMinWidth(720);
        stage.setMinHeight(480);
        look();
        pictures();
        services.proxies().setBytes(settings.disk().bytes());
        disk.set(settings.disk());
        language.set(settings.language());
        decoding();
        density();
    }

    private DeskSettings load() {
        try {
            return DeskSettings.of(services.profiles().load());
        } catch (RuntimeException e) {
            errors.failed(e, TEXTS.get("usualLook"));
            return DeskSettings.usual();
        }
    }

    private boolean asks(KeyEvent e, String command, String usual) {
        return keys.keysOf(command, List.of(KeyText.parse(usual))).stream().anyMatch(k -> k.match(e));
    }

    private Keymap loadKeys() {
        try {
            return services.keymaps().load();
        } catch (RuntimeException e) {
            errors.failed(e, "");
            return Keymap.of(Keymaps.USUAL);
        }
    }

    private void tellFaults() {
        if (!keys.faults().isEmpty()) {
            errors.problem(TEXTS.get("keys.faults", String.join("; ", keys.faults())));
        }
    }

    // Keys.

    private void keep(Keymap chosen) {
        unkept.set(chosen);
        tasks().io(
                        TEXTS.get("keys.keeping"),
                        _ -> {
                            keepKeys();
                            return chosen;
                        },
                        _ -> {});
    }

    /// Writes down the newest choice that is not written yet.
    private void keepKeys() {
        synchronized (unkept) {
            Keymap newest = unkept.getAndSet(null);
            if (newest != null) {
                services.keymaps().keep(newest);
            }
        }
    }

    @Override
    public void handOn() {
        choosers.newFile(TEXTS.get("keys.handOn"), "limner-keys.json").ifPresent(this::handOnKeys);
    }

    /// Writes the keys that were chosen for somebody else.
    public void handOnKeys(Path file) {
        Keymap chosen = keys.chosen().get();
        Optional<Path> project = Optional.ofNullable(workbench)
                .map(Workbench::workspace)
                .map(w -> w.session().file());
        tasks().io(
                        TEXTS.get("keys.handingOn"),
                        _ -> {
                            services.keymaps().write(file, project, chosen);
                            return file;
                        },
                        written -> errors.info(TEXTS.get("keys.handedOn", written)));
    }

    @Override
    public void takeOver() {
        choosers.keys().ifPresent(this::takeOverKeys);
    }

    /// Takes over keys that somebody handed on, and says what of them could not be taken.
    public void takeOverKeys(Path file) {
        tasks().io(TEXTS.get("keys.takingOver"), _ -> services.keymaps().read(file), taken -> {
            keys.choose(taken);
            tellFaults();
        });
    }

    /// What the window shows of the open project; empty on the welcome screen.
    public Optional<Workspace> workspace() {
        return Optional.ofNullable(workbench).map(Workbench::workspace);
    }

    /// What can be done with the open project; empty on the welcome screen.
    public Optional<CommandRegistry> commands() {
        return Optional.ofNullable(workbench).map(Workbench::commands);
    }

    /// Which keys the commands have.
    public DeskKeys keys() {
        return keys;
    }

    public Scene scene() {
        return scene;
    }

    /// What runs now: for the open project, or to get one.
    public Tasks tasks() {
        return workbench == null ? tasks : workbench.tasks();
    }

    // Projects.

    @Override
    public void openVideos() {
        List<Path> videos = choosers.videos();
        if (!videos.isEmpty()) {
            newProjectFor(videos);
        }
    }

    private void newProjectFor(List<Path> videos) {
        Path first = videos.getFirst();
        String stem = String.valueOf(first.getFileName()).replaceFirst("\\.[^.]*$", "");
        choosers.newProject(TEXTS.get("newProject"), first.resolveSibling(stem + Projects.ENDING))
                .ifPresent(file -> create(file, videos));
    }

    /// Makes a project and takes these videos into it. Where none of them is a video, nothing is made and what is open
    /// stays open.
    public void create(Path file, List<Path> videos) {
        String title = TEXTS.get("creating", file.getFileName());
        errors.dismissAll();
        tasks.io(
                title,
                _ -> {
                    services.importMedia().demandAny(videos, services.media());
                    return videos;
                },
                _ -> opening(title, _ -> services.projects().create(file), () -> {
                    if (workbench != null) {
                        workbench.videos().add(videos);
                    }
                }),
                failure -> errors.failed(failure, TEXTS.get("notMade")));
    }

    @Override
    public void openProject() {
        choosers.project().ifPresent(file -> {
            errors.dismissAll();
            open(file);
        });
    }

    @Override
    public void openSample() {
        opening(TEXTS.get("sample"), services.sample()::open, () -> {});
    }

    @Override
    public void open(Path project) {
        open(project, Access.WRITE);
    }

    private void open(Path project, Access access) {
        opening(
                TEXTS.get("opening", project.getFileName()),
                _ -> switch (access) {
                    case WRITE, WRITE_OR_READ -> services.projects().openAsAllowed(project);
                    case READ -> services.projects().open(project, access);
                },
                () -> {
                    if (access != Access.READ
                            && !workspace().map(Workspace::writable).orElse(true)) {
                        errors.info(TEXTS.get("readOnlyHere"));
                    }
                },
                failure -> {
                    if (cause(failure) instanceof ProjectInUseException e) {
                        errors.show(Notice.problem(String.valueOf(e.getMessage()))
                                .with(new Notice.Action(TEXTS.get("readOnly"), () -> open(project, Access.READ))));
                    } else {
                        errors.failed(failure, "");
                    }
                });
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public void forget(Path project) {
        tasks.io(
                TEXTS.get("forgetting"),
                _ -> {
                    services.projects().forget(project);
                    return services.projects().recent();
                },
                welcome()::recent);
    }

    private void opening(String title, Work<OpenProject> work, Runnable then) {
        opening(title, work, then, failure -> errors.failed(failure, ""));
    }

    /// One project at a time: whoever asks while another one is on its way has asked in vain.
    private void opening(String title, Work<OpenProject> work, Runnable then, Consumer<Throwable> failed) {
        if (busy.get()) {
            return;
        }
        closeProject(() -> {
            busy.set(true);
            tasks.io(
                    title,
                    progress -> ready(arriving(work.run(progress))),
                    project -> {
                        unsettled.remove(project);
                        busy.set(false);
                        begin(project);
                        then.run();
                    },
                    failure -> {
                        busy.set(false);
                        comeForward();
                        failed.accept(failure);
                    });
        });
    }

    /// A project on its way to the screen: when the window closes before it gets there, it is closed all the same.
    private OpenProject arriving(OpenProject project) {
        unsettled.add(project);
        return project;
    }

    /// What is looked at first is opened, and its first picture decoded, while the desk is set up for it. What is wrong
    /// with it is said when it is shown.
    private OpenProject ready(OpenProject project) {
        project.state().mediaInOrder().stream()
                .findFirst()
                .ifPresent(m -> services.tasks().io(m.name(), _ -> {
                    FrameSession session = project.media(m.id());
                    session.frame(0, Priority.BACKGROUND).thenAccept(Frame::close);
                    return session;
                }));
        return project;
    }

    private void begin(OpenProject project) {
        try {
            show(project);
        } catch (RuntimeException e) {
            // A desk that cannot be set up must not keep the project locked.
            unsettled.add(project);
            var _ = services.tasks().io(TEXTS.get("closing"), _ -> closed(project));
            comeForward();
            throw e;
        }
    }

    private void show(OpenProject project) {
        Workbench next =
                new Workbench(project, services, errors, fx, choosers, settings.panels(), keys, this, this::register);
        workbench = next;
        next.film().stripShown().set(settings.film());
        // First of all: its picture is asked for while everything is laid out, and its labels as soon as the canvas has
        // a size.
        next.videos().openFirst();
        scene.setRoot(next.shell());
        next.begin();
        density();
        stage.setTitle(TEXTS.get("title", project.state().name()));
    }

    private void showWelcome() {
        WelcomeView first = welcome();
        scene.setRoot(welcomeRoot);
        density();
        stage.setTitle("Limner");
        tasks.io(TEXTS.get("recent"), _ -> services.projects().recent(), first::recent);
    }

    /// Shows the first page where neither it nor a project has been there yet.
    private void comeForward() {
        if (welcome == null && workbench == null) {
            showWelcome();
        }
    }

    private WelcomeView welcome() {
        WelcomeView made = welcome;
        if (made == null) {
            made = new WelcomeView(this, tasks, busy.getReadOnlyProperty());
            welcome = made;
            welcomeRoot.getChildren().addFirst(made);
        }
        return made;
    }

    /// Closes the open project beside the JavaFX thread, then goes on.
    private void closeProject(Runnable then) {
        Workbench open = workbench;
        if (open == null) {
            then.run();
            return;
        }
        workbench = null;
        leave(open);
        showWelcome();
        busy.set(true);
        unsettled.add(open);
        tasks.io(
                TEXTS.get("closing"),
                _ -> closed(open),
                _ -> {
                    busy.set(false);
                    then.run();
                },
                failure -> {
                    // The file is let go of all the same, so what comes next need not wait.
                    errors.failed(failure, "");
                    busy.set(false);
                    then.run();
                });
    }

    private void leave(Workbench open) {
        settings = settings.withPanels(open.shell().panels())
                .withFilm(open.film().stripShown().get());
        open.leave();
    }

    // Commands of the window.

    private void register(CommandRegistry registry) {
        registry.add(command("project.new", CommandGroup.PROJECT)
                .icon(Icon.NEW_PROJECT)
                .keys(NEW)
                .action(this::openVideos));
        registry.add(command("project.open", CommandGroup.PROJECT)
                .icon(Icon.PROJECT)
                .keys(OPEN)
                .action(this::openProject));
        registry.add(command("project.sample", CommandGroup.PROJECT)
                .icon(Icon.SAMPLE)
                .action(this::openSample));
        registry.add(command("project.close", CommandGroup.PROJECT)
                .keys("Shortcut+W")
                .action(() -> closeProject(() -> {})));
        registry.add(command("project.quit", CommandGroup.PROJECT).keys(QUIT).action(stage::close));
        registry.add(command("view.theme", CommandGroup.VIEW)
                .under(Submenu.LOOK)
                .icon(Icon.THEME)
                .keys("Shortcut+Shift+T")
                .action(() -> theme(settings.theme().next())));
        for (Theme t : Theme.values()) {
            registry.add(command("view.theme." + t.name().toLowerCase(Locale.ROOT), CommandGroup.VIEW)
                    .under(Submenu.LOOK)
                    .action(() -> theme(t)));
        }
        for (Language l : Language.values()) {
            registry.add(command("view.language." + l.name().toLowerCase(Locale.ROOT), CommandGroup.VIEW)
                    .under(Submenu.LANGUAGE)
                    .selected(language.isEqualTo(l))
                    .action(() -> language(l)));
        }
        registry.add(command("view.density", CommandGroup.VIEW)
                .under(Submenu.LOOK)
                .icon(Icon.DENSITY)
                .action(() -> density(settings.density() == Density.NORMAL ? Density.COMPACT : Density.NORMAL)));
        for (PictureMemory m : PictureMemory.values()) {
            registry.add(command("view.pictures." + m.name().toLowerCase(Locale.ROOT), CommandGroup.VIEW)
                    .under(Submenu.PICTURES)
                    .action(() -> pictures(m)));
        }
        for (PictureDisk d : PictureDisk.values()) {
            registry.add(command("view.proxies." + d.name().toLowerCase(Locale.ROOT), CommandGroup.VIEW)
                    .under(Submenu.PROXIES)
                    .selected(disk.isEqualTo(d))
                    .action(() -> proxies(d)));
        }
        for (Decoding d : Decoding.values()) {
            registry.add(command("view.decoding." + d.name().toLowerCase(Locale.ROOT), CommandGroup.VIEW)
                    .under(Submenu.DECODING)
                    .selected(decoding.isEqualTo(d))
                    .action(() -> decoding(d)));
        }
    }

    private static DeskCommand.Builder command(String id, CommandGroup group) {
        return DeskCommand.of(id, group, TEXTS);
    }

    // Look.

    /// Changes the look; kept for the next start.
    public void theme(Theme next) {
        settings = settings.withTheme(next);
        look();
    }

    private void look() {
        Application.setUserAgentStylesheet(settings.theme().userAgentStylesheet());
        scene.getStylesheets().setAll(settings.theme().stylesheets());
    }

    /// Changes how much air rows have; kept for the next start.
    public void density(Density next) {
        settings = settings.withDensity(next);
        density();
    }

    /// Changes how much memory decoded pictures may take, and says what that means here; kept for the next start.
    public void pictures(PictureMemory next) {
        settings = settings.withPictures(next);
        pictures();
        PictureBudget budget = services.media().pictures();
        errors.info(TEXTS.get(
                budget.isMemoryShort() ? "pictures.short" : "pictures",
                megabytes(budget.bytes()),
                megabytes(budget.used())));
    }

    /// Changes how much of the disk lossy pictures may take, and says what that means; kept for the next start. With
    /// none, those that are there go.
    public void proxies(PictureDisk next) {
        settings = settings.withDisk(next);
        disk.set(next);
        tasks().io(
                        TEXTS.get("proxies.changing"),
                        _ -> {
                            services.proxies().setBytes(next.bytes());
                            if (next == PictureDisk.NONE) {
                                services.proxies().clear();
                            } else {
                                services.proxies().refresh();
                            }
                            return services.proxies().used();
                        },
                        used -> {
                            if (workbench != null) {
                                workbench.film().keepAnew();
                            }
                            errors.info(
                                    next == PictureDisk.NONE
                                            ? TEXTS.get("proxies.none")
                                            : TEXTS.get("proxies", next.bytes() >> 30, megabytes(used)));
                        });
    }

    /// Changes the language of the desk; kept, and spoken from the next start on.
    public void language(Language next) {
        settings = settings.withLanguage(next);
        language.set(next);
        errors.info(TEXTS.get("language"));
    }

    private void pictures() {
        services.media().pictures().setBytes(settings.pictures().bytes(usualPictures));
    }

    /// Changes what decodes the videos that are opened from now on; kept for the next start.
    public void decoding(Decoding next) {
        settings = settings.withDecoding(next);
        decoding();
        List<Accelerator> devices = services.media().accelerators().devices();
        errors.info(
                devices.isEmpty()
                        ? TEXTS.get(next == Decoding.SOFTWARE ? "decoding.software" : "decoding.none")
                        : TEXTS.get(
                                "decoding.hardware",
                                devices.stream().map(Accelerator::name).collect(Collectors.joining(", "))));
    }

    private void decoding() {
        decoding.set(settings.decoding());
        services.media()
                .accelerators()
                .use(settings.decoding() == Decoding.HARDWARE ? Accelerators.listed() : List.of());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes >> 20);
    }

    private void density() {
        Parent root = scene.getRoot();
        root.getStyleClass().remove(Styles.COMPACT);
        if (settings.density() == Density.COMPACT) {
            root.getStyleClass().add(Styles.COMPACT);
        }
    }

    // Files dropped on the window.

    private void dragged(DragEvent e) {
        if (e.getDragboard().hasFiles() && !busy.get()) {
            e.acceptTransferModes(TransferMode.COPY);
            e.consume();
        }
    }

    private void dropped(DragEvent e) {
        List<Path> files =
                e.getDragboard().getFiles().stream().map(File::toPath).toList();
        // A dialog must not open before the drop is over.
        fx.later(() -> take(files));
        e.setDropCompleted(true);
        e.consume();
    }

    /// Does what files are for: opens a project, looks at labels of others for the one that is open or adds videos to
    /// it,
    /// or makes one for them.
    public void take(List<Path> files) {
        Optional<Path> project = files.stream()
                .filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(Projects.ENDING))
                .findFirst();
        if (project.isPresent()) {
            open(project.get());
        } else if (workbench != null && files.size() == 1 && ExchangeFeature.isFor(files.getFirst())) {
            workbench.exchange().take(Optional.of(files.getFirst()));
        } else if (workbench != null) {
            workbench.videos().add(files);
        } else if (!files.isEmpty()) {
            newProjectFor(files);
        }
    }

    /// Keeps look and sizes, closes the project and everything else; waits until all of it is safe. Whatever fails on
    /// the
    /// way, the next step is taken.
    public void close() {
        Workbench open = workbench;
        workbench = null;
        // What arrives from now on must not set up a desk.
        tasks.close();
        if (open != null) {
            leave(open);
        }
        keepSettings();
        try (Closing _ = () -> Thread.currentThread().setUncaughtExceptionHandler(before);
                Closing _ = this::settle;
                Closing _ = services::close) {
            if (open != null) {
                open.close();
            }
        }
    }

    /// A step of closing.
    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    /// Closes what is on its way from the screen. Where this is cancelled before it began, [#settle()] does it.
    private <T extends AutoCloseable> T closed(T leaving) throws Exception {
        unsettled.remove(leaving);
        leaving.close();
        return leaving;
    }

    private void settle() {
        for (AutoCloseable late = unsettled.poll(); late != null; late = unsettled.poll()) {
            try {
                late.close();
            } catch (Exception e) {
                LOG.warn("a project was not closed in order", e);
            }
        }
    }

    private void keepSettings() {
        try {
            keepKeys();
        } catch (RuntimeException e) {
            LOG.warn("the keys could not be kept", e);
        }
        try {
            services.profiles()
                    .change(p -> settings.withSize(scene.getWidth(), scene.getHeight())
                            .into(p));
        } catch (RuntimeException e) {
            // The look is a convenience; the project is not.
            LOG.warn("look and sizes could not be kept", e);
        }
    }
}
