package limner.test.ui;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import limner.app.task.PooledTaskRunner;
import limner.app.task.TaskRunner;
import limner.app.ui.DeskWindow;
import limner.app.ui.canvas.paint.ViewTransform;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Workspace;
import limner.app.usecase.Folders;
import limner.app.usecase.Services;
import limner.media.session.SessionOptions;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.project.MediaLabels;
import limner.model.provenance.Run;
import limner.model.session.Outcome;
import limner.model.suggestion.Suggestion;

/// The whole desk on a real clip, in a window of its own, and a hand that works on it. Places are given on the picture.
final class Desk implements AutoCloseable {

    static final ClassId PERSON = new ClassId(1);
    static final ClassId CUP = new ClassId(2);
    static final ClassId BLURRED = new ClassId(3);
    static final ClassId MOVING = new ClassId(4);

    private static final EventHandler<MouseEvent> NOT_MOVED = Event::consume;

    private final Stage stage;
    private final DeskWindow window;
    private final Robot robot;
    private final List<String> documents;

    private Desk(Stage stage, DeskWindow window, Robot robot, List<String> documents) {
        this.stage = stage;
        this.window = window;
        this.robot = robot;
        this.documents = documents;
    }

    /// A window on the first page.
    static Desk welcome(Path folder, double width, double height) {
        return shown(folder, width, height, new PooledTaskRunner(), DeskWindow::new);
    }

    /// A window as the program makes it for a project that is named at its start.
    static Desk beginning(Path folder, double width, double height, Path project) {
        return beginning(folder, width, height, project, new PooledTaskRunner());
    }

    /// @param tasks may be so quick that the project is there, or refused, before the window is
    static Desk beginning(Path folder, double width, double height, Path project, TaskRunner tasks) {
        return shown(
                folder,
                width,
                height,
                tasks,
                (stage, services, documents) -> DeskWindow.beginning(stage, services, documents, w -> w.open(project)));
    }

    private interface Windows {
        DeskWindow of(Stage stage, Services services, Consumer<String> documents);
    }

    private static Desk shown(Path folder, double width, double height, TaskRunner tasks, Windows windows) {
        return shown(folder, width, height, tasks, Clock.systemUTC(), windows);
    }

    private static Desk shown(
            Path folder, double width, double height, TaskRunner tasks, Clock clock, Windows windows) {
        Toolkit.start();
        Folders folders = new Folders(folder.resolve("config"), folder.resolve("cache"), folder.resolve("data"));
        return Toolkit.on(() -> {
            Services services = new Services(
                    folders, SessionOptions.usual().withIndexFolder(folder.resolve("cache")), tasks, clock);
            Stage stage = new Stage(StageStyle.UNDECORATED);
            List<String> documents = new ArrayList<>();
            DeskWindow window = windows.of(stage, services, documents::add);
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            stage.show();
            stage.toFront();
            return new Desk(stage, window, new Robot(), documents);
        });
    }

    /// As [#labelling(Path, double, double)], in a time of the test's own.
    static Desk labelling(Path folder, double width, double height, Clock clock) {
        Desk desk = shown(folder, width, height, new PooledTaskRunner(), clock, DeskWindow::new);
        desk.begin(folder);
        return desk;
    }

    /// A window with a new project on the bundled clip, four classes in it, its first frame on the screen.
    static Desk labelling(Path folder, double width, double height) {
        Desk desk = welcome(folder, width, height);
        desk.begin(folder);
        return desk;
    }

    /// A window with a new project on a picture or video of the tests' own, its first frame on the screen.
    static Desk looking(Path folder, double width, double height, String media) {
        Desk desk = welcome(folder, width, height);
        desk.look(folder, media);
        return desk;
    }

    /// Begins a project on a video, its first frame on the screen.
    void create(Path folder, Path video) {
        Toolkit.run(() -> window.create(folder.resolve("work.limner"), List.of(video)));
        Toolkit.await("the project is open", () -> window.workspace().isPresent());
        awaitFrame(0);
    }

    void look(Path folder, String media) {
        Path file = folder.resolve(media);
        try (InputStream in = Objects.requireNonNull(Desk.class.getResourceAsStream(media))) {
            Files.copy(in, file);
        } catch (IOException e) {
            throw new IllegalStateException(media + " is missing", e);
        }
        Toolkit.run(() -> window.create(folder.resolve(media + ".limner"), List.of(file)));
        Toolkit.await("the project is open", () -> window.workspace().isPresent());
        awaitFrame(0);
        await("the file's digest is stored", () -> !media().sha256().isEmpty());
        Toolkit.pulses(4);
    }

    void begin(Path folder) {
        Path clip = folder.resolve("gallery.mp4");
        try {
            Files.copy(
                    Path.of(System.getProperty("limner.root", ".."), "app", "src", "main", "sample", "gallery.mp4"),
                    clip,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalStateException("the bundled clip is missing", e);
        }
        create(folder, clip);
        LabelClass person = LabelClass.of(1, "Person", "#e69f00", ClassKind.THING);
        LabelClass cup = LabelClass.of(2, "Coffee cup", "#56b4e9", ClassKind.THING);
        LabelClass blurred = LabelClass.of(3, "Blurred", "#cc79a7", ClassKind.FRAME_TAG);
        LabelClass moving = LabelClass.of(4, "Camera moving", "#009e73", ClassKind.INTERVAL_EVENT);
        store(new Command.EditClasses(List.of(person, cup, blurred, moving)));
        Toolkit.await(
                "the classes are there", () -> workspace().ontology().classes().size() == 4);
        await("the file's digest is stored", () -> !media().sha256().isEmpty());
        Toolkit.pulses(4);
    }

    Stage stage() {
        return stage;
    }

    DeskWindow window() {
        return window;
    }

    /// What the desk had shown by other programs.
    List<String> documents() {
        return Toolkit.on(() -> List.copyOf(documents));
    }

    Workspace workspace() {
        return window.workspace().orElseThrow();
    }

    Media media() {
        return workspace().media().orElseThrow();
    }

    MediaId mediaId() {
        return media().id();
    }

    /// What the store has; read from the session, not from the screen.
    MediaLabels stored() {
        return Toolkit.on(() -> workspace().session().state().labelsOf(mediaId()));
    }

    /// Hands a command to the store, past the screen.
    void store(Command command) {
        try {
            Outcome outcome =
                    Toolkit.on(() -> workspace().session()).edit(command).join();
            if (outcome instanceof Outcome.Refused(String reason)) {
                throw new AssertionError("refused: " + reason);
            }
        } catch (CompletionException e) {
            throw new AssertionError("not stored", e.getCause());
        }
    }

    /// Lets a model say these boxes and masks about a frame, scores falling from 0.95.
    List<SuggestionId> suggest(int frame, ClassId classId, Shape... shapes) {
        RunId run = RunId.random();
        store(new Command.RecordRun(
                new Run(run, "limner.test", "1", "detector", "1", "00", java.util.Map.of("score", "0.4"))));
        MediaId media = Toolkit.on(this::mediaId);
        List<Suggestion> all = new java.util.ArrayList<>();
        double score = 0.95;
        for (Shape s : shapes) {
            all.add(new Suggestion(SuggestionId.random(), media, frame, classId, s, score, run, null));
            score -= 0.13;
        }
        store(new Command.OfferSuggestions(media, frame, all));
        List<SuggestionId> ids = all.stream().map(Suggestion::id).toList();
        await(
                "the suggestions are on the screen's side",
                () -> workspace().labels().suggestions().keySet().containsAll(ids));
        return ids;
    }

    void await(String what, java.util.function.BooleanSupplier condition) {
        Toolkit.await(what, condition);
    }

    /// Waits until nothing is on its way to the disk.
    void settle() {
        Toolkit.await("every edit is stored", () -> workspace().waiting().get() == 0);
        Toolkit.pulses(2);
    }

    void show(int frame) {
        Toolkit.run(() -> workspace().goTo(frame));
        awaitFrame(frame);
    }

    void awaitFrame(int frame) {
        Toolkit.await("frame " + frame + " is drawn", () -> shownFrame() == frame);
    }

    /// Waits until the panels of a project that had a picture to show stand beside and below it.
    void awaitPanels() {
        Toolkit.await("the panels are there", () -> stage.getScene().lookup("#play-frame") != null);
        Toolkit.pulses(2);
    }

    int shownFrame() {
        return workspace().shown().get().map(ShownFrame::frame).orElse(-1);
    }

    // The hand.

    Region canvas() {
        return (Region) stage.getScene().lookup(".frame-canvas");
    }

    /// Where a place of the picture is on the screen, while the picture is fitted.
    Point2D place(double x, double y) {
        return Toolkit.on(() -> {
            Region canvas = canvas();
            ViewTransform fit = fitted();
            return canvas.localToScreen(fit.toScreenX(x), fit.toScreenY(y));
        });
    }

    /// Screen pixels per picture pixel while the picture is fitted.
    double scale() {
        return Toolkit.on(() -> fitted().scale());
    }

    private ViewTransform fitted() {
        Media m = media();
        double aspect = workspace().feed().get().map(FrameFeed::pixelAspect).orElse(1.0);
        return ViewTransform.fit(m.width(), m.height(), aspect, canvas().getWidth(), canvas().getHeight());
    }

    void move(Point2D to) {
        Toolkit.run(() -> robot.mouseMove(to));
        Toolkit.pulses(1);
    }

    void click(double x, double y, KeyCode... held) {
        clickAt(place(x, y), held);
    }

    /// Clicks. With keys held the events are made by hand: the headless robot's pointer does not know of the keyboard.
    void clickAt(Point2D at, KeyCode... held) {
        move(at);
        pointer(MouseEvent.MOUSE_PRESSED, at, held);
        pointer(MouseEvent.MOUSE_RELEASED, at, held);
        Toolkit.pulses(1);
    }

    private void pointer(EventType<MouseEvent> type, Point2D at, KeyCode... held) {
        Toolkit.run(() -> {
            if (held.length == 0) {
                if (type == MouseEvent.MOUSE_PRESSED) {
                    robot.mousePress(MouseButton.PRIMARY);
                } else if (type == MouseEvent.MOUSE_RELEASED) {
                    robot.mouseRelease(MouseButton.PRIMARY);
                } else {
                    robot.mouseMove(at);
                }
                return;
            }
            List<KeyCode> keys = List.of(held);
            // The toolkit knows of no button that is down: on a new layout it would tell of a hand that moves without.
            if (type == MouseEvent.MOUSE_PRESSED) {
                canvas().addEventFilter(MouseEvent.MOUSE_MOVED, NOT_MOVED);
            } else if (type == MouseEvent.MOUSE_RELEASED) {
                canvas().removeEventFilter(MouseEvent.MOUSE_MOVED, NOT_MOVED);
            }
            // An event that comes from nowhere has its place in the scene.
            Point2D inScene = canvas().localToScene(canvas().screenToLocal(at));
            Event.fireEvent(
                    canvas(),
                    new MouseEvent(
                            type,
                            inScene.getX(),
                            inScene.getY(),
                            at.getX(),
                            at.getY(),
                            MouseButton.PRIMARY,
                            1,
                            keys.contains(KeyCode.SHIFT),
                            keys.contains(KeyCode.CONTROL),
                            keys.contains(KeyCode.ALT),
                            false,
                            type != MouseEvent.MOUSE_RELEASED,
                            false,
                            false,
                            true,
                            false,
                            true,
                            null));
        });
    }

    /// Presses a button where the pointer is and keeps it down.
    void down(MouseButton button) {
        Toolkit.run(() -> robot.mousePress(button));
        Toolkit.pulses(1);
    }

    void up(MouseButton button) {
        Toolkit.run(() -> robot.mouseRelease(button));
        Toolkit.pulses(1);
    }

    /// Where a frame is on the ruler of the timeline, the whole video being in view.
    Point2D onRuler(double frame) {
        Point2D lane = onTimeline(frame, 0);
        return Toolkit.on(() -> {
            Region timeline = (Region) stage.getScene().lookup("#timeline");
            return new Point2D(lane.getX(), timeline.localToScreen(0, 10).getY());
        });
    }

    /// Where a frame is on a lane of the timeline, the whole video being in view; below the filmstrip, where that has
    /// room.
    Point2D onTimeline(double frame, int row) {
        return Toolkit.on(() -> {
            Region timeline = (Region) stage.getScene().lookup("#timeline");
            double names = 148;
            double x = names + (timeline.getWidth() - names) / media().frameCount() * frame;
            return timeline.localToScreen(x, (timeline.getHeight() < 102 ? 30 : 66) + 18 * (row + 0.5));
        });
    }

    void doubleClick(double x, double y) {
        Point2D at = place(x, y);
        move(at);
        for (int i = 0; i < 2; i++) {
            Toolkit.run(() -> {
                robot.mousePress(MouseButton.PRIMARY);
                robot.mouseRelease(MouseButton.PRIMARY);
            });
        }
        Toolkit.pulses(1);
    }

    /// Presses at the first place, moves through the others, lets go at the last.
    void drag(double... places) {
        dragHolding(new KeyCode[0], places);
    }

    void dragHolding(KeyCode[] held, double... places) {
        press(held, places);
        release(place(places[places.length - 2], places[places.length - 1]), held);
    }

    /// Presses and moves without letting go.
    void press(KeyCode[] held, double... places) {
        Point2D start = place(places[0], places[1]);
        move(start);
        pointer(MouseEvent.MOUSE_PRESSED, start, held);
        for (int i = 2; i < places.length; i += 2) {
            Point2D from = place(places[i - 2], places[i - 1]);
            Point2D to = place(places[i], places[i + 1]);
            for (int step = 1; step <= 4; step++) {
                pointer(MouseEvent.MOUSE_DRAGGED, from.interpolate(to, step / 4.0), held);
            }
            Toolkit.pulses(1);
        }
    }

    void release(Point2D at, KeyCode... held) {
        pointer(MouseEvent.MOUSE_RELEASED, at, held);
        Toolkit.pulses(1);
    }

    /// Zooms so that a picture pixel is so many screen pixels wide, around a place of the fitted picture.
    void zoomTo(double scale, double x, double y) {
        zoom(ZoomEvent.ZOOM, place(x, y), scale / scale(), false);
    }

    /// Puts a second finger on the screen.
    void pinch(double x, double y) {
        zoom(ZoomEvent.ZOOM_STARTED, place(x, y), 1, true);
        zoom(ZoomEvent.ZOOM, place(x, y), 1.2, true);
    }

    private void zoom(EventType<ZoomEvent> type, Point2D at, double factor, boolean onScreen) {
        Toolkit.run(() -> {
            Point2D local = canvas().screenToLocal(at);
            Event.fireEvent(
                    canvas(),
                    new ZoomEvent(
                            type,
                            local.getX(),
                            local.getY(),
                            at.getX(),
                            at.getY(),
                            false,
                            false,
                            false,
                            false,
                            onScreen,
                            false,
                            factor,
                            factor,
                            null));
        });
        Toolkit.pulses(2);
    }

    /// Begins a stroke around the middle of the canvas, in screen pixels, and keeps the button down.
    void strokeOnScreen(double... places) {
        Point2D middle = Toolkit.on(() -> canvas().localToScreen(canvas().getWidth() / 2, canvas().getHeight() / 2));
        Point2D start = middle.add(places[0], places[1]);
        move(start);
        pointer(MouseEvent.MOUSE_PRESSED, start);
        for (int i = 2; i < places.length; i += 2) {
            pointer(MouseEvent.MOUSE_DRAGGED, middle.add(places[i], places[i + 1]));
            Toolkit.pulses(1);
        }
    }

    void endStroke() {
        Toolkit.run(() -> robot.mouseRelease(MouseButton.PRIMARY));
        settle();
    }

    void wheel(int notches) {
        Toolkit.run(() -> robot.mouseWheel(notches));
        Toolkit.pulses(2);
    }

    /// Presses keys together and lets them go.
    void key(KeyCode... keys) {
        hold(keys);
        letGo(keys);
        Toolkit.pulses(1);
    }

    void hold(KeyCode... keys) {
        // A control answers keys from its first picture on, and a hand is never as quick as a test.
        Toolkit.await(
                "what has the keyboard was drawn",
                () -> !(stage.getScene().getFocusOwner() instanceof Control control) || control.getSkin() != null);
        for (KeyCode k : keys) {
            Toolkit.run(() -> robot.keyPress(k));
        }
    }

    void letGo(KeyCode... keys) {
        for (int i = keys.length - 1; i >= 0; i--) {
            KeyCode k = keys[i];
            Toolkit.run(() -> robot.keyRelease(k));
        }
    }

    void type(String letters) {
        for (char c : letters.toCharArray()) {
            KeyCode code = c == ' ' ? KeyCode.SPACE : KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(c)));
            key(code);
        }
    }

    void clickNode(String selector) {
        await(selector + " can be pressed", () -> !node(selector).isDisabled());
        Toolkit.pulses(2);
        Node node = node(selector);
        clickAt(Toolkit.on(() -> {
            var b = node.localToScreen(node.getBoundsInLocal());
            return new Point2D(b.getCenterX(), b.getCenterY());
        }));
    }

    /// Chooses a command in its menu.
    void command(String id) {
        Toolkit.run(() -> {
            MenuBar bar = (MenuBar) stage.getScene().lookup(".menu-bar");
            items(bar.getMenus().stream())
                    .filter(i -> ("menu-" + id).equals(i.getId()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no menu has " + id))
                    .fire();
        });
        Toolkit.pulses(1);
    }

    /// What stands in menus and in the menus in them.
    static Stream<MenuItem> items(Stream<? extends MenuItem> some) {
        return some.flatMap(i -> i instanceof Menu m ? items(m.getItems().stream()) : Stream.of(i));
    }

    /// Lets the built-in models look at the frame shown, by the sheet at the right.
    void askModel() {
        key(KeyCode.CONTROL, KeyCode.L);
        clickNode("#frames-this");
        clickNode("#prelabel-start");
        await(
                "the models have looked",
                () -> !workspace().labels().suggestions().isEmpty());
        await("nothing runs any more", () -> window.tasks().running().isEmpty());
        settle();
    }

    /// Waits until a tool that looks at the picture has answered; the pointer is on the picture.
    void awaitAnswer() {
        await("the tool has answered", () -> canvas().getCursor() != Cursor.WAIT);
        Toolkit.pulses(2);
    }

    // Looking.

    /// Waits until it is there; on the JavaFX thread, which cannot wait, it has to be.
    Node node(String selector) {
        if (!Platform.isFxApplicationThread()) {
            await("there is " + selector, () -> stage.getScene().lookup(selector) != null);
        }
        return Toolkit.on(() -> {
            Node found = stage.getScene().lookup(selector);
            if (found == null) {
                throw new AssertionError("there is no " + selector);
            }
            return found;
        });
    }

    /// What is written below a node, in order.
    List<String> texts(Node from) {
        return Toolkit.on(() -> {
            List<String> all = new ArrayList<>();
            collect(from, all);
            return all;
        });
    }

    private static void collect(Node node, List<String> all) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled label && label.getText() != null) {
            all.add(label.getText());
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, all));
        }
    }

    /// The text of a status label that begins with these words.
    boolean says(String text) {
        return Toolkit.on(() -> stage.getScene().getRoot().lookupAll(".label").stream()
                .filter(Node::isVisible)
                .anyMatch(n -> n instanceof Label l
                        && l.getText() != null
                        && l.getText().contains(text)));
    }

    static Box box(double x, double y, double width, double height) {
        return new Box(x, y, width, height);
    }

    @Override
    public void close() {
        Toolkit.run(() -> {
            stage.close();
            window.close();
        });
    }
}
