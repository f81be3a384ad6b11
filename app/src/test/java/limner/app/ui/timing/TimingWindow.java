package limner.app.ui.timing;

import atlantafx.base.theme.PrimerDark;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Film;
import limner.app.ui.common.FxThread;
import limner.app.ui.common.Sound;
import limner.app.ui.timeline.TimelineFeature;
import limner.app.ui.transport.TransportFeature;

/// Transport and timeline in a real window, with a robot's hand on pointer and keyboard.
final class TimingWindow implements AutoCloseable {

    private final TimingDesk desk;
    private final CommandRegistry commands = new CommandRegistry();
    private final Stage stage;
    private final Robot robot;
    private final Region timeline;

    private TimingWindow(TimingDesk desk, double width) {
        this.desk = desk;
        Film film = new Film(desk.workspace(), Runnable::run, Runnable::run);
        TransportFeature transport = new TransportFeature(desk.workspace(), Sound.none(), film);
        TimelineFeature lanes = new TimelineFeature(desk.workspace(), Sound.none(), film);
        transport.register(commands);
        lanes.register(commands);
        timeline = (Region) lanes.view();
        timeline.setPrefHeight(210);
        VBox root = new VBox(transport.view(), timeline);
        Scene scene = new Scene(root, width, 244);
        scene.addEventFilter(KeyEvent.ANY, e -> {
            boolean typing = scene.getFocusOwner() instanceof TextInputControl;
            if (!typing && lanes.key(e)) {
                e.consume();
            } else if (!typing && e.getEventType() == KeyEvent.KEY_PRESSED) {
                commands.matching(e).ifPresent(c -> {
                    c.run();
                    e.consume();
                });
            }
        });
        stage = new Stage();
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        root.requestFocus();
        robot = new Robot();
        desk.open();
    }

    static TimingWindow open(Path folder, double width) {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (IllegalStateException e) {
            // An earlier test of this run has started it.
        }
        TimingDesk desk = TimingDesk.on(new FxThread(), folder);
        return on(() -> {
            Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
            return new TimingWindow(desk, width);
        });
    }

    static <T> T on(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /// Runs work on the JavaFX thread and waits until it has been laid out and drawn twice.
    void act(Runnable work) {
        on(() -> {
            work.run();
            return true;
        });
        pulses();
    }

    private void pulses() {
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Boolean> pulse = new CompletableFuture<>();
            on(() -> {
                Runnable[] once = new Runnable[1];
                once[0] = () -> {
                    stage.getScene().removePostLayoutPulseListener(once[0]);
                    pulse.complete(true);
                };
                stage.getScene().addPostLayoutPulseListener(once[0]);
                Platform.requestNextPulse();
                return true;
            });
            pulse.orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!on(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited 20 s for: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    TimingDesk desk() {
        return desk;
    }

    List<DeskCommand> commands() {
        return on(() -> List.copyOf(commands.all()));
    }

    Node node(String id) {
        return java.util.Objects.requireNonNull(stage.getScene().lookup("#" + id), id);
    }

    Scene scene() {
        return stage.getScene();
    }

    /// Presses a key. The headless robot knows neither Shift nor punctuation, so keys come as events and only the
    /// pointer
    /// is the robot's.
    void type(KeyCode code, KeyCode... held) {
        List<KeyCode> with = List.of(held);
        act(() -> {
            for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                Event.fireEvent(
                        stage.getScene().getFocusOwner(),
                        new KeyEvent(
                                type,
                                "",
                                code.getName(),
                                code,
                                with.contains(KeyCode.SHIFT),
                                with.contains(KeyCode.CONTROL),
                                with.contains(KeyCode.ALT),
                                false));
            }
        });
    }

    /// Moves the pointer to a place on the timeline.
    void move(double x, double y) {
        act(() -> {
            Point2D p = timeline.localToScreen(x, y);
            robot.mouseMove(p.getX(), p.getY());
        });
    }

    void press() {
        act(() -> robot.mousePress(MouseButton.PRIMARY));
    }

    void release() {
        act(() -> robot.mouseRelease(MouseButton.PRIMARY));
    }

    @Override
    public void close() {
        on(() -> {
            stage.close();
            return true;
        });
        desk.close();
    }
}
