package limner.test.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import limner.app.task.PooledTaskRunner;
import limner.app.ui.DeskWindow;
import limner.app.usecase.Folders;
import limner.app.usecase.Services;
import limner.media.session.SessionOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Timeout;
import org.openjdk.jmh.annotations.Warmup;

/// A real window of 1000 × 1000 by the software pipeline, a picture of 1920 × 1080 in it with thousands of polygons of
/// 20 points: the time from one pulse of the scene to the next while the view is panned and zoomed at every pulse, how
/// long after that the labels are sharp again, and what pointing and clicking take. JMH's score is only how long it
/// took.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xmx1500m",
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            // Pulses come as soon as the one before is done, or else every figure would be that of the timer.
            "-Djavafx.animation.pulse=250"
        })
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Timeout(time = 30, timeUnit = TimeUnit.MINUTES)
public class DeskPulseBench {
    private static final double SIDE = 1000;
    private static final int PULSES = 240;
    private static final int STOPS = 20;
    private static final int POINTED = 120;
    private static final int CLICKED = 60;
    private static final double MEDIAN = 16;
    private static final double P95 = 33;
    private static final double SHARP = 150;
    private static final PseudoClass SHARPLY = PseudoClass.getPseudoClass("sharp");
    private static final double ANSWER = 10;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    /// How many polygons, separated by `+`.
    @Param({"1000+5000+50000"})
    public String labels = "";

    /// What to measure, separated by `+`.
    @Param({"move+sharp+point+click"})
    public String parts = "move+sharp+point+click";

    /// Everything, and the table.
    @Benchmark
    public int tables() throws IOException {
        Path clip = BenchClip.HD
                .file()
                .orElseThrow(() -> new IllegalStateException("There is no clip: no ffmpeg command with libx264."));
        startToolkit();
        int done = 0;
        for (String count : labels.split("\\+")) {
            try (ScratchFolder scratch = ScratchFolder.make()) {
                Path project = scratch.path().resolve("many.limner");
                try (Desk desk = new Desk(scratch.path())) {
                    desk.create(project, clip);
                }
                ManyPolygons.fill(project, Integer.parseInt(count), 1);
                try (Desk desk = new Desk(scratch.path())) {
                    desk.open(project, Integer.parseInt(count));
                    measure(Integer.parseInt(count), desk);
                }
            }
            done++;
        }
        return done;
    }

    private void measure(int count, Desk desk) {
        Table table = new Table(String.format(
                Locale.ROOT,
                "%d polygons, canvas %.0f x %.0f",
                count,
                desk.canvas().getWidth(),
                desk.canvas().getHeight()));
        List<String> wanted = List.of(parts.split("\\+"));
        if (wanted.contains("move")) {
            // The compiler sees everything once before anything counts.
            desk.moving(PULSES, i -> desk.zoom(i % 80 < 40 ? 1.03 : 1 / 1.03));
            moving(table, "panning, fitted", desk, i -> desk.pan(i % 60 < 30 ? 9 : -9));
            moving(table, "zooming", desk, i -> desk.zoom(i % 80 < 40 ? 1.03 : 1 / 1.03));
            desk.zoom(3);
            moving(table, "panning, three times", desk, i -> desk.pan(i % 60 < 30 ? 9 : -9));
            moving(table, "zooming, three times", desk, i -> desk.zoom(i % 80 < 40 ? 1.03 : 1 / 1.03));
            desk.zoom(1 / 3.0);
        }
        if (wanted.contains("sharp")) {
            Figures sharp = new Figures();
            for (int i = 0; i < STOPS; i++) {
                int turn = i;
                // Never back to a zoom that was there before.
                double by = 1.05 + turn * 0.001;
                desk.moving(6, _ -> desk.zoom(turn % 2 == 0 ? by : 1 / by));
                sharp.add(desk.untilSharp());
            }
            table.medianAndP95("sharp after standing still", sharp, SHARP);
        }
        if (wanted.contains("point")) {
            pointing(table, desk);
        }
        if (wanted.contains("click")) {
            clicking(table, desk);
        }
        table.print(System.out);
    }

    private static void moving(Table table, String what, Desk desk, Step step) {
        desk.untilSharp();
        Busy before = Busy.now();
        Figures figures = desk.moving(PULSES, step);
        Busy after = Busy.now();
        table.row(what + ", median", figures.median(), MEDIAN, "ms", "");
        table.row(what + ", p95", figures.p95(), P95, "ms", figures.note());
        table.row("  processor time a pulse, desk", after.desk(before) / PULSES, "ms", "");
        table.row("  processor time a pulse, renderer", after.renderer(before) / PULSES, "ms", "");
    }

    private static void pointing(Table table, Desk desk) {
        Figures moved = new Figures();
        Figures painted = new Figures();
        Random random = new Random(3);
        for (int i = 0; i < POINTED; i++) {
            Point2D at = desk.somewhere(random);
            moved.add(desk.pointer(at, MouseEvent.MOUSE_MOVED));
            painted.add(desk.untilSharp());
        }
        table.medianAndP95("pointer moved over shapes, the event", moved, ANSWER);
        table.medianAndP95("pointer moved over shapes, then painted", painted);
    }

    private static void clicking(Table table, Desk desk) {
        Figures clicked = new Figures();
        Figures painted = new Figures();
        Random random = new Random(5);
        for (int i = 0; i < CLICKED; i++) {
            Point2D at = desk.somewhere(random);
            desk.pointer(at, MouseEvent.MOUSE_MOVED);
            long pressed = desk.pointer(at, MouseEvent.MOUSE_PRESSED);
            clicked.add(pressed + desk.pointer(at, MouseEvent.MOUSE_RELEASED));
            painted.add(desk.untilSharp());
        }
        table.medianAndP95("click to select, the events", clicked, ANSWER);
        table.medianAndP95("click to select, then lists, panels and labels", painted);
    }

    /// How long the two threads of the screen have worked, in nanoseconds.
    private record Busy(long desk, long renderer) {
        private static final double NANOS_PER_MILLI = 1e6;

        static Busy now() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long desk = 0;
            long renderer = 0;
            for (ThreadInfo t : threads.getThreadInfo(threads.getAllThreadIds())) {
                if (t != null && t.getThreadName().startsWith("JavaFX Application")) {
                    desk += threads.getThreadCpuTime(t.getThreadId());
                } else if (t != null && t.getThreadName().startsWith("QuantumRenderer")) {
                    renderer += threads.getThreadCpuTime(t.getThreadId());
                }
            }
            return new Busy(desk, renderer);
        }

        double desk(Busy before) {
            return (desk - before.desk) / NANOS_PER_MILLI;
        }

        double renderer(Busy before) {
            return (renderer - before.renderer) / NANOS_PER_MILLI;
        }
    }

    private interface Step {
        void at(int pulse);
    }

    /// One window on one project. Its methods are called on the measuring thread.
    private static final class Desk implements AutoCloseable {
        private final Stage stage;
        private final DeskWindow window;

        Desk(Path folder) {
            Folders folders = new Folders(folder.resolve("config"), folder.resolve("cache"), folder.resolve("data"));
            SessionOptions options =
                    SessionOptions.usual().withIndexFolder(BenchClip.folder().resolve("indexes"));
            stage = on(() -> new Stage(StageStyle.UNDECORATED));
            window = on(() -> {
                DeskWindow desk = new DeskWindow(
                        stage, new Services(folders, options, new PooledTaskRunner(), Clock.systemUTC()), _ -> {});
                stage.setX(0);
                stage.setY(0);
                stage.setWidth(SIDE);
                stage.setHeight(SIDE);
                stage.show();
                return desk;
            });
        }

        void create(Path project, Path clip) {
            run(() -> window.create(project, List.of(clip)));
            shown();
            await(() -> !window.workspace()
                    .orElseThrow()
                    .media()
                    .orElseThrow()
                    .sha256()
                    .isEmpty());
        }

        void open(Path project, int count) {
            run(() -> window.open(project));
            shown();
            await(() -> window.workspace().orElseThrow().labels().labels().size() == count);
            untilSharp();
        }

        private void shown() {
            await(() ->
                    window.workspace().filter(w -> w.shown().get().isPresent()).isPresent());
        }

        private Region canvas() {
            return (Region) stage.getScene().lookup(".frame-canvas");
        }

        /// A place on the picture that is seen.
        Point2D somewhere(Random random) {
            Region canvas = canvas();
            return new Point2D(
                    canvas.getWidth() * (0.1 + 0.8 * random.nextDouble()),
                    canvas.getHeight() * (0.3 + 0.4 * random.nextDouble()));
        }

        private ImageView labels() {
            return (ImageView) stage.getScene().lookup("#label-image");
        }

        void pan(double by) {
            Region canvas = canvas();
            Point2D middle = new Point2D(canvas.getWidth() / 2, canvas.getHeight() / 2);
            Event.fireEvent(canvas, mouse(canvas, middle, MouseEvent.MOUSE_PRESSED, MouseButton.MIDDLE));
            Point2D there = middle.add(by, by / 3);
            Event.fireEvent(canvas, mouse(canvas, there, MouseEvent.MOUSE_DRAGGED, MouseButton.MIDDLE));
            Event.fireEvent(canvas, mouse(canvas, there, MouseEvent.MOUSE_RELEASED, MouseButton.MIDDLE));
        }

        void zoom(double factor) {
            if (!Platform.isFxApplicationThread()) {
                run(() -> zoom(factor));
                return;
            }
            Region canvas = canvas();
            double x = canvas.getWidth() / 2;
            double y = canvas.getHeight() / 2;
            EventType<ZoomEvent> type = ZoomEvent.ZOOM;
            Event.fireEvent(
                    canvas,
                    new ZoomEvent(type, x, y, x, y, false, false, false, false, false, false, factor, factor, null));
        }

        /// Does a step before each of so many pulses; the times from one pulse to the next.
        Figures moving(int pulses, Step step) {
            Figures figures = new Figures();
            CountDownLatch left = new CountDownLatch(1);
            long[] last = {0};
            int[] seen = {0};
            Runnable listener = new Runnable() {
                @Override
                public void run() {
                    long now = System.nanoTime();
                    if (last[0] != 0) {
                        figures.add(now - last[0]);
                    }
                    last[0] = now;
                    if (seen[0]++ < pulses) {
                        step.at(seen[0]);
                        Platform.requestNextPulse();
                    } else if (left.getCount() > 0) {
                        stage.getScene().removePreLayoutPulseListener(this);
                        left.countDown();
                    }
                }
            };
            DeskPulseBench.run(() -> {
                stage.getScene().addPreLayoutPulseListener(listener);
                Platform.requestNextPulse();
            });
            await(left);
            return figures;
        }

        /// Nanoseconds until the labels on the screen were painted for what is seen.
        long untilSharp() {
            long before = System.nanoTime();
            DeskPulseBench.await(() -> {
                ImageView image = labels();
                return image != null && image.getPseudoClassStates().contains(SHARPLY);
            });
            return System.nanoTime() - before;
        }

        /// Nanoseconds that the desk works for one event.
        long pointer(Point2D at, EventType<MouseEvent> type) {
            return on(() -> {
                Region canvas = canvas();
                MouseButton button = type == MouseEvent.MOUSE_MOVED ? MouseButton.NONE : MouseButton.PRIMARY;
                long before = System.nanoTime();
                Event.fireEvent(canvas, mouse(canvas, at, type, button));
                return System.nanoTime() - before;
            });
        }

        private static MouseEvent mouse(Region canvas, Point2D at, EventType<MouseEvent> type, MouseButton button) {
            Point2D inScene = canvas.localToScene(at);
            Point2D onScreen = canvas.localToScreen(at);
            boolean down = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
            return new MouseEvent(
                    type,
                    inScene.getX(),
                    inScene.getY(),
                    onScreen.getX(),
                    onScreen.getY(),
                    button,
                    1,
                    false,
                    false,
                    false,
                    false,
                    down && button == MouseButton.PRIMARY,
                    down && button == MouseButton.MIDDLE,
                    false,
                    true,
                    false,
                    true,
                    null);
        }

        @Override
        public void close() {
            run(() -> {
                stage.close();
                window.close();
            });
        }
    }

    private static void startToolkit() {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(() -> {
            Platform.setImplicitExit(false);
            started.countDown();
        });
        await(started);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE, TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("The desk did not answer.");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!on(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void run(Runnable work) {
        on(() -> {
            work.run();
            return true;
        });
    }

    private static <T> T on(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
