package limner.test.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import limner.app.task.PooledTaskRunner;
import limner.app.ui.DeskWindow;
import limner.app.ui.canvas.paint.ViewTransform;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.Workspace;
import limner.app.usecase.Folders;
import limner.app.usecase.Services;
import limner.media.session.SessionOptions;
import limner.model.command.Command;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.Point;
import limner.model.geometry.Tip;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
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
/// long after that the labels are sharp again, and what pointing and clicking take. Beside that, a brush of 60 pixels
/// on
/// masks of 3840 × 2160: from the event to the pixel on the screen, and from the end of a stroke until it is stored.
/// JMH's
/// score is only how long it took.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        // As bin/limner has it.
        jvmArgsPrepend = {
            "-Xms48m",
            "-XX:NewSize=24m",
            "-XX:GCTimeRatio=9",
            "-XX:G1HeapRegionSize=2m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:InitiatingHeapOccupancyPercent=85",
            "-XX:-G1UseAdaptiveIHOP"
        },
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
    private static final double BRUSH = 60;
    private static final int PAIRS_OF_STROKES = 15;
    private static final double PAINTED = 16;
    private static final double COMMITTED = 20;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    /// How many polygons, separated by `+`.
    @Param({"1000+5000+50000"})
    public String labels = "";

    /// What to measure, separated by `+`.
    @Param({"move+sharp+point+click+brush"})
    public String parts = "move+sharp+point+click+brush";

    /// Everything, and the table.
    @Benchmark
    public int tables() throws IOException {
        startToolkit();
        List<String> wanted = List.of(parts.split("\\+"));
        int done = 0;
        if (wanted.contains("brush")) {
            painting();
            done++;
        }
        if (wanted.equals(List.of("brush"))) {
            return done;
        }
        Path clip = there(BenchClip.HD);
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

    private static Path there(BenchClip clip) {
        return clip.file()
                .orElseThrow(() -> new IllegalStateException("There is no clip: no ffmpeg command with libx264."));
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

    private static void painting() throws IOException {
        try (ScratchFolder scratch = ScratchFolder.make();
                Desk desk = new Desk(scratch.path())) {
            desk.create(scratch.path().resolve("brush.limner"), there(BenchClip.UHD));
            LabelId base = desk.takeBrush();
            // The compiler sees everything once before anything counts.
            double whole = desk.scale();
            painting("", desk, base, whole);
            painting("whole picture", desk, base, whole).print(System.out);
            desk.zoom(1 / whole);
            painting("pixel by pixel", desk, base, 1).print(System.out);
            desk.zoom(4.5);
            painting("4.5 times enlarged", desk, base, 4.5).print(System.out);
        }
    }

    /// Strokes on a new mask, on one of the project and further ones on both, each pair taken back before the next.
    private static Table painting(String how, Desk desk, LabelId base, double scale) {
        Figures begun = new Figures();
        Figures dragged = new Figures();
        Figures stored = new Figures();
        Figures both = new Figures();
        for (int i = 0; i < PAIRS_OF_STROKES; i++) {
            Selection first = i % 2 == 0 ? Selection.of(base) : Selection.nothing();
            run(() -> desk.workspace().selection().set(first));
            desk.untilSharp();
            for (double row : List.of(0.3, 0.7)) {
                desk.stroke(row, scale, begun, dragged, both, stored);
            }
            desk.undo(2);
        }
        Table table = new Table("Brush of 60 pixels, 3840 x 2160, " + how);
        table.medianAndP95("stroke begun, until its pixels are seen", begun, PAINTED);
        table.medianAndP95("pointer dragged, until its pixels are seen", dragged, PAINTED);
        table.medianAndP95("of both, any event of the pointer", both, PAINTED);
        table.medianAndP95("stroke ended, until it is stored", stored, COMMITTED);
        return table;
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
        private final Robot robot = on(Robot::new);

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
            // The middle stays where it is: an event's place is one of the scene.
            Point2D at = canvas.localToScene(canvas.getWidth() / 2, canvas.getHeight() / 2);
            double x = at.getX();
            double y = at.getY();
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

        Workspace workspace() {
            return window.workspace().orElseThrow();
        }

        /// A class, a large mask on the right of the picture, and the brush.
        LabelId takeBrush() {
            LabelId base = LabelId.random();
            LabelClass cell = LabelClass.of(1, "Cell", "#e69f00", ClassKind.THING);
            edit(new Command.EditClasses(List.of(cell)));
            Media media = on(() -> workspace().media().orElseThrow());
            MaskEditor blob = MaskEditor.blank(media.width(), media.height());
            blob.stroke(new Point(2800, 600), new Point(3000, 1500), 700, Tip.ROUND, Ink.PAINT);
            blob.dab(2900, 1000, 200, Tip.ROUND, Ink.ERASE);
            // Seen in the middle too: the view would go to a label of which nothing is to be seen.
            blob.dab(1960, 1080, 20, Tip.ROUND, Ink.PAINT);
            edit(new Command.Draw(media.id(), 0, base, cell.id(), Extent.FRAME, new Mask(blob.toRle())));
            run(() -> {
                workspace().currentClass().set(Optional.of(cell.id()));
                workspace().tool().set(ToolKind.BRUSH);
                workspace().view().brushSize().set(BRUSH);
            });
            return base;
        }

        private void edit(Command command) {
            run(() -> {
                var _ = workspace().edit(command);
            });
            await(() -> workspace().waiting().get() == 0);
        }

        void undo(int times) {
            for (int i = 0; i < times; i++) {
                run(() -> workspace().undo());
                await(() -> workspace().waiting().get() == 0);
            }
            untilSharp();
        }

        /// Screen pixels for one picture pixel while the whole picture is seen.
        double scale() {
            return on(() -> {
                Media media = workspace().media().orElseThrow();
                return ViewTransform.fit(media.width(), media.height(), 1, canvas().getWidth(), canvas().getHeight())
                        .scale();
            });
        }

        /// One stroke over the left half of what is seen.
        ///
        /// @param row 0 to 1, of the part of the canvas in which the whole picture is seen
        void stroke(double row, double scale, Figures begun, Figures dragged, Figures both, Figures stored) {
            Region canvas = canvas();
            double radius = BRUSH / 2 * scale;
            double height = Math.min(canvas.getHeight(), 2160 * scale);
            double y = (canvas.getHeight() - height) / 2 + row * height;
            // Each place has pixels of its own, and none of them is where the outline of the brush is drawn.
            double step = Math.max(14, 0.7 * radius);
            double ahead = radius < 14 ? 0 : 0.6 * radius;
            Point2D at = new Point2D(0.05 * canvas.getWidth(), y);
            // A pointer comes from somewhere.
            Point2D start = at;
            run(() -> Event.fireEvent(canvas, mouse(canvas, start, MouseEvent.MOUSE_MOVED, MouseButton.NONE)));
            untilSharp();
            long seen = untilSeen(at, at.add(ahead, 0), MouseEvent.MOUSE_PRESSED);
            begun.add(seen);
            both.add(seen);
            while (at.getX() + step < 0.45 * canvas.getWidth()) {
                at = at.add(step, 0);
                seen = untilSeen(at, at.add(ahead, 0), MouseEvent.MOUSE_DRAGGED);
                dragged.add(seen);
                both.add(seen);
            }
            Point2D last = at;
            CountDownLatch done = new CountDownLatch(1);
            long[] took = {0};
            run(() -> {
                long before = System.nanoTime();
                workspace().waiting().addListener(new ChangeListener<>() {
                    @Override
                    public void changed(ObservableValue<? extends Number> of, Number was, Number now) {
                        if (now.intValue() == 0) {
                            took[0] = System.nanoTime() - before;
                            of.removeListener(this);
                            done.countDown();
                        }
                    }
                });
                Event.fireEvent(canvas, mouse(canvas, last, MouseEvent.MOUSE_RELEASED, MouseButton.PRIMARY));
            });
            DeskPulseBench.await(done);
            stored.add(took[0]);
            untilSharp();
        }

        /// Nanoseconds from a press or drag until a pixel of the screen has another colour.
        private long untilSeen(Point2D at, Point2D pixel, EventType<MouseEvent> type) {
            Region canvas = canvas();
            Point2D place = on(() -> canvas.localToScreen(pixel));
            int before = colour(place);
            long fired = on(() -> {
                long now = System.nanoTime();
                Event.fireEvent(canvas, mouse(canvas, at, type, MouseButton.PRIMARY));
                return now;
            });
            long end = fired + PATIENCE;
            while (colour(place) == before) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("nothing was painted");
                }
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
            }
            return System.nanoTime() - fired;
        }

        /// What is really on the screen.
        private int colour(Point2D place) {
            return on(() -> robot.getPixelColor(place).hashCode());
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
