package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Speed;
import limner.media.pace.StepGrid;
import limner.media.pace.Stepping;
import limner.media.source.Rational;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plays real clips whose pictures carry their own numbers, as 16 black or white cells at the top and their opposites
/// below, and reads them off what is on the screen.
final class PlayingTest {

    private static final int CELLS = 16;

    @TempDir
    private Path folder = Path.of("");

    private Optional<Desk> open = Optional.empty();

    @AfterEach
    void close() {
        open.ifPresent(Desk::close);
    }

    private Desk desk(String clip) {
        Path file = Path.of(System.getProperty("limner.media", "../../shared/media"), clip);
        assumeTrue(Files.exists(file), "left out: the shared clip " + file + " is not there");
        Desk desk = Desk.welcome(folder, 1000, 700);
        open = Optional.of(desk);
        desk.create(folder, file);
        return desk;
    }

    /// What was shown, as the desk says and as the pictures say.
    private static final class Seen implements ChangeListener<Optional<ShownFrame>> {

        private final Desk desk;
        private final List<Integer> frames = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();

        Seen(Desk desk) {
            this.desk = desk;
            Toolkit.run(() -> desk.workspace().shown().addListener(this));
        }

        @Override
        public void changed(
                javafx.beans.value.ObservableValue<? extends Optional<ShownFrame>> shown,
                Optional<ShownFrame> before,
                Optional<ShownFrame> now) {
            now.ifPresent(s -> {
                frames.add(s.frame());
                int written = written(desk);
                if (written != s.frame()) {
                    wrong.add("frame " + s.frame() + " shows picture " + written);
                }
            });
        }

        List<Integer> frames() {
            Toolkit.run(() -> desk.workspace().shown().removeListener(this));
            assertEquals(List.of(), wrong);
            return frames;
        }
    }

    private static int written(Desk desk) {
        Image image = desk.canvas().getChildrenUnmodifiable().stream()
                .filter(n -> n instanceof ImageView v && v.getImage() != null)
                .map(n -> ((ImageView) n).getImage())
                .findFirst()
                .orElseThrow();
        int number = 0;
        for (int i = 0; i < CELLS; i++) {
            int x = (int) (image.getWidth() * (i + 0.5) / CELLS);
            boolean one = image.getPixelReader().getColor(x, 6).getBrightness() > 0.5;
            boolean opposite = image.getPixelReader().getColor(x, 18).getBrightness() > 0.5;
            if (one == opposite) {
                return -1;
            }
            number = number * 2 + (one ? 1 : 0);
        }
        return number;
    }

    private static void stopped(Desk desk) {
        String before = state(desk);
        try {
            desk.await(
                    "it has come to an end", () -> !desk.workspace().playing().get());
        } catch (AssertionError e) {
            String after = state(desk);
            Toolkit.pulses(10);
            throw new AssertionError(before + "; then " + after + "; ten pulses later " + state(desk), e);
        }
        desk.await(
                "the last picture is drawn",
                () -> desk.shownFrame() == desk.workspace().wanted().get());
    }

    private static String state(Desk desk) {
        return Toolkit.on(() -> (desk.workspace().playing().get() ? "playing" : "standing") + " at frame "
                + desk.shownFrame() + " of " + desk.workspace().stops().get().frameCount() + ", "
                + desk.workspace().wanted().get() + " wanted, "
                + desk.workspace().speed().get());
    }

    private static void rising(List<Integer> frames, int by) {
        for (int i = 1; i < frames.size(); i++) {
            assertTrue((frames.get(i) - frames.get(i - 1)) * by > 0, frames.toString());
        }
    }

    @Test
    void atEightTimesItsSpeedAnUnevenClipKeepsItsNumbersAndEndsOnItsLastFrame() {
        Desk desk = desk("vfr_drop.mp4");
        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.UP);
        desk.type("8");
        desk.key(KeyCode.ENTER);
        assertEquals(
                new Speed(8, Speed.Way.FORWARDS),
                Toolkit.on(() -> desk.workspace().speed().get()));
        Seen seen = new Seen(desk);
        long start = System.nanoTime();
        desk.key(KeyCode.SPACE);
        stopped(desk);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Integer> frames = seen.frames();
        rising(frames, 1);
        assertEquals(249, frames.getLast());
        assertTrue(frames.size() >= 10, "pictures are seen on the way: " + frames);
        assertTrue(seconds > 17.28 / 8 - 0.1, "17.3 seconds at 8× were over after " + seconds);
    }

    @Test
    void backwardsItKeepsItsNumbersAndEndsOnItsFirstFrame() {
        Desk desk = desk("vfr_pause.mp4");
        int last = Toolkit.on(() -> desk.media().frameCount()) - 1;
        desk.show(last);
        Toolkit.run(() -> desk.workspace().speed().set(Speed.NORMAL.at(8)));
        Seen seen = new Seen(desk);
        desk.key(KeyCode.SHIFT, KeyCode.SPACE);
        desk.await("it plays", () -> desk.workspace().playing().get() || desk.shownFrame() == 0);
        stopped(desk);
        List<Integer> frames = seen.frames();
        rising(frames, -1);
        assertEquals(0, frames.getLast());
        assertTrue(frames.size() >= 10, "pictures are seen on the way: " + frames);
    }

    @Test
    void aMarkedRangeIsLoopedBothWaysAndNothingBesideItIsSeen() {
        Desk desk = desk("hevc_bpyr.mp4");
        desk.show(25);
        Toolkit.run(() -> {
            desk.workspace().range().set(Optional.of(new FrameRange(20, 31)));
            desk.workspace().speed().set(Speed.NORMAL.at(4));
        });
        desk.key(KeyCode.SHIFT, KeyCode.L);
        for (KeyCode[] keys : List.of(new KeyCode[] {KeyCode.SPACE}, new KeyCode[] {KeyCode.SHIFT, KeyCode.SPACE})) {
            Seen seen = new Seen(desk);
            desk.key(keys);
            int[] laps = {0, 0};
            int[] before = {desk.shownFrame()};
            ChangeListener<Optional<ShownFrame>> count = (_, _, now) -> now.ifPresent(s -> {
                laps[0] += s.frame() < before[0] ? 1 : 0;
                laps[1] += s.frame() > before[0] ? 1 : 0;
                before[0] = s.frame();
            });
            Toolkit.run(() -> desk.workspace().shown().addListener(count));
            desk.await("three laps", () -> Math.min(laps[0], laps[1]) >= 3);
            Toolkit.run(() -> {
                desk.workspace().shown().removeListener(count);
                desk.workspace().playing().set(false);
            });
            stopped(desk);
            List<Integer> frames = seen.frames();
            assertTrue(frames.stream().allMatch(f -> f >= 20 && f <= 31), frames.toString());
        }
    }

    @Test
    void atFiveFramesASecondOnlyTheStopsAreSeenAndTheChoiceIsRemembered() {
        Desk desk = desk("vfr_drop.mp4");
        desk.key(KeyCode.SHIFT, KeyCode.G);
        desk.type("5 fps");
        desk.key(KeyCode.ENTER);
        Stepping five = new Stepping.AtRate(new Rational(5, 1));
        assertEquals(five, Toolkit.on(() -> desk.workspace().stepping().get()));
        StepGrid stops = Toolkit.on(() -> desk.workspace().stops().get());
        assertFalse(stops.isWhole());
        desk.key(KeyCode.RIGHT);
        desk.awaitFrame(stops.stop(1));
        desk.key(KeyCode.LEFT);
        desk.awaitFrame(0);
        Toolkit.run(() -> desk.workspace().speed().set(Speed.NORMAL.at(8)));
        Seen seen = new Seen(desk);
        desk.key(KeyCode.SPACE);
        stopped(desk);
        List<Integer> frames = seen.frames();
        rising(frames, 1);
        assertTrue(frames.stream().allMatch(stops::isStop), frames.toString());
        assertEquals(stops.stop(stops.count() - 1), frames.getLast());
        Label stop = (Label) desk.node("#play-stop");
        assertEquals("stop " + stops.count() + " of " + stops.count(), Toolkit.on(stop::getText));
        int between = stops.stop(3) + 1;
        assertFalse(stops.isStop(between));
        desk.key(KeyCode.G);
        desk.type(Integer.toString(between));
        desk.key(KeyCode.ENTER);
        desk.awaitFrame(between);
        assertEquals("between", Toolkit.on(stop::getText));

        desk.close();
        open = Optional.empty();
        Desk again = Desk.welcome(folder, 1000, 700);
        open = Optional.of(again);
        Toolkit.run(() -> again.window().open(folder.resolve("work.limner")));
        Toolkit.await("the project is open", () -> again.window().workspace().isPresent());
        again.await(
                "its steps are remembered",
                () -> again.workspace().stepping().get().equals(five));
    }

    private static final ClassId WALK = new ClassId(1);
    private static final ClassId TALK = new ClassId(2);
    private static final ClassId BLINK = new ClassId(3);

    private Desk coding() {
        Desk desk = desk("vfr_drop.mp4");
        desk.store(new Command.EditClasses(List.of(
                LabelClass.of(3, "Blink", "#cc79a7", ClassKind.POINT_EVENT),
                LabelClass.of(1, "Walk", "#e69f00", ClassKind.INTERVAL_EVENT),
                LabelClass.of(2, "Talk", "#56b4e9", ClassKind.INTERVAL_EVENT))));
        desk.await(
                "the classes are there",
                () -> desk.workspace().ontology().classes().size() == 3);
        Toolkit.pulses(4);
        return desk;
    }

    /// Presses a key while it plays.
    ///
    /// @return the number that was written in the picture on the screen when the key came
    private static int code(Desk desk, KeyCode key) {
        AtomicInteger written = new AtomicInteger(-1);
        EventHandler<KeyEvent> look = e -> written.set(written(desk));
        Toolkit.run(() -> desk.stage().getScene().addEventFilter(KeyEvent.KEY_PRESSED, look));
        desk.key(key);
        desk.await("the key has come", () -> written.get() >= 0);
        Toolkit.run(() -> desk.stage().getScene().removeEventFilter(KeyEvent.KEY_PRESSED, look));
        return written.get();
    }

    private static void playsOn(Desk desk) {
        int now = Toolkit.on(desk::shownFrame);
        desk.await("it plays on", () -> Math.abs(desk.shownFrame() - now) >= 3);
    }

    private static List<FrameRange> ranges(Desk desk, ClassId classId) {
        return desk.stored().intervalsInOrder().stream()
                .filter(e -> e.classId().equals(classId))
                .map(IntervalEvent::range)
                .toList();
    }

    private static FrameRange between(int a, int b) {
        return new FrameRange(Math.min(a, b), Math.max(a, b));
    }

    @Test
    void eventsAreCodedWhileAClipPlaysAtAnySpeedBothWaysOnTheFramesThatAreSeen() {
        Desk desk = coding();
        for (Speed speed : List.of(
                new Speed(1, Speed.Way.FORWARDS),
                new Speed(4, Speed.Way.FORWARDS),
                new Speed(2, Speed.Way.BACKWARDS))) {
            desk.show(speed.forwards() ? 0 : 249);
            int walks = ranges(desk, WALK).size();
            Toolkit.run(() -> desk.workspace().play(speed));
            playsOn(desk);
            int walk = code(desk, KeyCode.DIGIT2);
            desk.await("the side tells it at once", () -> desk.says("since " + walk));
            playsOn(desk);
            int talk = code(desk, KeyCode.DIGIT3);
            playsOn(desk);
            int walked = code(desk, KeyCode.DIGIT2);
            playsOn(desk);
            int blink = code(desk, KeyCode.DIGIT1);
            playsOn(desk);
            int talked = code(desk, KeyCode.DIGIT3);
            assertTrue(Toolkit.on(() -> desk.workspace().playing().get()), "it plays on while it is coded");
            Toolkit.run(() -> desk.workspace().playing().set(false));
            desk.settle();
            String how = speed + ": ";
            assertTrue(ranges(desk, WALK).contains(between(walk, walked)), how + ranges(desk, WALK));
            assertTrue(ranges(desk, TALK).contains(between(talk, talked)), how + ranges(desk, TALK));
            assertTrue(ranges(desk, BLINK).contains(FrameRange.of(blink)), how + ranges(desk, BLINK));
            assertEquals(walks + 1, ranges(desk, WALK).size());
            assertNotEquals(walk, walked);
            assertTrue(Toolkit.on(() -> desk.workspace().openEvents().isEmpty()));
        }
    }

    @Test
    void escapeDropsTheEventBegunLastAndWhatIsStillOpenIsStoredAndEndsWhereTheVideoIsLeft() {
        Desk desk = coding();
        Toolkit.run(() -> desk.workspace().play(Speed.NORMAL));
        playsOn(desk);
        int walk = code(desk, KeyCode.DIGIT2);
        playsOn(desk);
        int talk = code(desk, KeyCode.DIGIT3);
        desk.settle();
        assertEquals(List.of(FrameRange.of(walk)), ranges(desk, WALK), "stored as soon as it is begun");
        assertEquals(List.of(FrameRange.of(talk)), ranges(desk, TALK));
        playsOn(desk);
        desk.key(KeyCode.ESCAPE);
        desk.settle();
        assertEquals(List.of(), ranges(desk, TALK));
        assertTrue(Toolkit.on(() -> desk.workspace().playing().get()), "it plays on");
        desk.key(KeyCode.SPACE);
        desk.await("it stands", () -> !desk.workspace().playing().get());
        desk.settle();
        int left = Toolkit.on(desk::shownFrame);
        assertTrue(left > walk);
        MediaId video = Toolkit.on(desk::mediaId);
        Toolkit.run(() -> desk.workspace().open(MediaId.random()));
        desk.settle();
        Toolkit.run(() -> desk.workspace().open(video));
        desk.settle();
        assertEquals(List.of(between(walk, left)), ranges(desk, WALK));
    }

    @Test
    void undoOfAnEventThatIsOpenIsItsEnd() {
        Desk desk = coding();
        desk.key(KeyCode.DIGIT2);
        desk.settle();
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(List.of(), ranges(desk, WALK));
        assertTrue(Toolkit.on(() -> desk.workspace().openEvents().isEmpty()));
    }

    @Test
    void bothEndsOfTheSelectedEventAndAPointEventAreNudgedByKeys() {
        Desk desk = coding();
        desk.show(20);
        desk.key(KeyCode.DIGIT1);
        desk.key(KeyCode.DIGIT2);
        desk.show(40);
        desk.key(KeyCode.DIGIT2);
        desk.settle();
        assertEquals(List.of(new FrameRange(20, 40)), ranges(desk, WALK));
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.COMMA);
        desk.settle();
        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.PERIOD);
        desk.settle();
        assertEquals(List.of(new FrameRange(19, 41)), ranges(desk, WALK));
        // Below the heading of the group there is a lane for each class, in the order of the ontology.
        desk.clickAt(desk.onTimeline(20.5, 1));
        assertEquals(
                Optional.of(FrameRange.of(20)),
                Toolkit.on(() -> desk.workspace().selection().get().interval())
                        .map(id ->
                                Objects.requireNonNull(desk.stored().intervals().get(id)))
                        .filter(e -> e.classId().equals(BLINK))
                        .map(IntervalEvent::range));
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.PERIOD);
        desk.settle();
        assertEquals(List.of(FrameRange.of(21)), ranges(desk, BLINK));
        double contrast =
                Toolkit.on(() -> desk.workspace().view().display().get().contrast());
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.RIGHT);
        desk.settle();
        assertTrue(Toolkit.on(() -> desk.workspace().view().display().get().contrast()) > contrast);
        assertEquals(List.of(FrameRange.of(21)), ranges(desk, BLINK), "that key has one meaning");
    }
}
