package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.geometry.Point2D;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import limner.model.command.Command;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Works on the desk in a time of the test's own and asks for the pace by key, menu and check box.
final class PaceDeskTest {

    @TempDir
    private Path folder = Path.of("");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        InstantSource hands = now::get;
        desk = Desk.labelling(folder, 1280, 800, hands.withZone(ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void pass(Duration time) {
        now.updateAndGet(n -> n.plus(time));
    }

    private List<String> figures() {
        return desk.texts(desk.node("#pace-figures"));
    }

    private void awaitFigures(String... wanted) {
        desk.await(
                "the page says " + List.of(wanted),
                () -> desk.stage().getScene().lookup("#pace-figures") != null
                        && figures().equals(List.of(wanted)));
    }

    @Test
    void thePaceIsAskedForByKeyFollowsWhatIsStoredAndIsSwitchedOff() throws IOException {
        desk.key(KeyCode.B);
        desk.drag(80, 120, 200, 220);
        desk.settle();
        for (int i = 0; i < 6; i++) {
            pass(Duration.ofSeconds(30));
            desk.move(desk.place(100 + 10 * i, 300));
        }
        pass(Duration.ofHours(1));
        desk.key(KeyCode.SHIFT, KeyCode.F1);
        awaitFigures(
                "",
                "Today",
                "Session",
                "Time at work",
                "3 min 00 s",
                "3 min 00 s",
                "Frames done",
                "0",
                "0",
                "Frames an hour",
                "0.0",
                "0.0",
                "Time for a frame",
                "–",
                "–",
                "Objects",
                "1",
                "1",
                "Objects an hour",
                "20.0",
                "20.0",
                "Time for an object",
                "3 min 00 s",
                "3 min 00 s");

        desk.store(new Command.SetFrameState(Toolkit.on(desk::mediaId), new FrameRange(0, 1), FrameState.DONE));
        desk.await("what is stored meanwhile is seen", () -> figures().contains("1 min 30 s"));
        assertTrue(figures().contains("40.0"), () -> figures().toString());

        desk.clickNode("#pace-on");
        Path file = folder.resolve("data").resolve("pace.json");
        desk.await("it is switched off for good", () -> read(file).contains("\"measured\" : false"));
        desk.await("nothing is said any more", () -> !figures().contains("40.0"));
        assertEquals(14, figures().stream().filter("–"::equals).count());
        assertFalse(read(file).contains("180000"));

        pass(Duration.ofSeconds(30));
        desk.command("help.measured");
        desk.await("the box follows the menu", () -> ((CheckBox) desk.node("#pace-on")).isSelected());
        desk.await("it is measured again", () -> read(file).contains("\"measured\" : true"));
        assertTrue(Files.exists(file));
    }

    @Test
    void aPointerThatRestsIsNotAtWork() {
        Point2D at = desk.place(300, 200);
        desk.move(at);
        pass(Duration.ofHours(1));
        // As the toolkit does when something moves below the pointer.
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofSeconds(30));
            Toolkit.run(() -> desk.canvas().fireEvent(moved(at)));
        }
        desk.key(KeyCode.SHIFT, KeyCode.F1);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#pace-figures") != null);
        assertEquals("0.0 s", figures().get(4));
    }

    private MouseEvent moved(Point2D at) {
        Point2D in = desk.canvas().localToScene(desk.canvas().screenToLocal(at));
        return new MouseEvent(
                MouseEvent.MOUSE_MOVED,
                in.getX(),
                in.getY(),
                at.getX(),
                at.getY(),
                null,
                0,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                true,
                null);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
