package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import limner.app.ui.common.Selection;
import limner.model.command.Command;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Works on the timeline by pointer, wheel and keyboard, and reads the store back.
final class TimelineDeskTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1200, 800);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private IntervalId event(int first, int last) {
        IntervalId id = IntervalId.random();
        desk.store(new Command.AddInterval(desk.mediaId(), id, Desk.MOVING, new FrameRange(first, last)));
        desk.await(
                "it is on the desk", () -> desk.workspace().labels().intervals().containsKey(id));
        Toolkit.pulses(2);
        return id;
    }

    private FrameRange stored() {
        desk.settle();
        return desk.stored().intervalsInOrder().getFirst().range();
    }

    private void drag(Point2D from, Point2D to) {
        desk.move(from);
        desk.down(MouseButton.PRIMARY);
        desk.move(from.interpolate(to, 0.5));
        desk.move(to);
        desk.up(MouseButton.PRIMARY);
    }

    private void wheel(Point2D at, double dx, double dy, boolean shift, boolean shortcut) {
        Toolkit.run(() -> {
            Region timeline = timelineNow();
            Point2D inScene = timeline.localToScene(timeline.screenToLocal(at));
            Event.fireEvent(
                    timeline,
                    new ScrollEvent(
                            ScrollEvent.SCROLL,
                            inScene.getX(),
                            inScene.getY(),
                            at.getX(),
                            at.getY(),
                            shift,
                            shortcut,
                            false,
                            false,
                            false,
                            false,
                            dx,
                            dy,
                            dx,
                            dy,
                            ScrollEvent.HorizontalTextScrollUnits.NONE,
                            0,
                            ScrollEvent.VerticalTextScrollUnits.NONE,
                            0,
                            0,
                            null));
        });
        Toolkit.pulses(2);
    }

    private Region timelineNow() {
        return (Region) desk.stage().getScene().lookup("#timeline");
    }

    /// The bar across, which is there when not all frames are.
    private Optional<ScrollBar> across() {
        return Toolkit.on(() -> timelineNow().lookupAll(".scroll-bar").stream()
                .map(n -> (ScrollBar) n)
                .filter(b -> b.isVisible() && b.getOrientation() == javafx.geometry.Orientation.HORIZONTAL)
                .findFirst());
    }

    @Test
    void bothEndsOfAnEventAreDraggedAndItsBodyMovesIt() {
        event(20, 80);
        drag(desk.onTimeline(81, 0).add(-1, 0), desk.onTimeline(111, 0).add(-1, 0));
        FrameRange longer = stored();
        assertEquals(20, longer.first());
        assertEquals(110, longer.last(), 1);
        drag(desk.onTimeline(20, 0).add(1, 0), desk.onTimeline(5, 0).add(1, 0));
        FrameRange both = stored();
        assertEquals(5, both.first(), 1);
        assertEquals(longer.last(), both.last());
        drag(desk.onTimeline(60, 0), desk.onTimeline(70, 0));
        assertEquals(both.first() + 10, stored().first(), 1);
        assertEquals(both.length(), stored().length(), "as long as it was");
    }

    @Test
    void aRangeIsMarkedByADragWithShiftAndADoubleClickGoesToTheBeginningOfAnEvent() {
        event(30, 60);
        Point2D from = desk.onRuler(50.5);
        Point2D to = desk.onRuler(90.5);
        for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_DRAGGED, MouseEvent.MOUSE_RELEASED)) {
            Point2D at = type == MouseEvent.MOUSE_PRESSED ? from : to;
            Toolkit.run(() -> {
                Region timeline = timelineNow();
                Point2D inScene = timeline.localToScene(timeline.screenToLocal(at));
                Event.fireEvent(
                        timeline,
                        new MouseEvent(
                                type,
                                inScene.getX(),
                                inScene.getY(),
                                at.getX(),
                                at.getY(),
                                MouseButton.PRIMARY,
                                1,
                                true,
                                false,
                                false,
                                false,
                                true,
                                false,
                                false,
                                true,
                                false,
                                true,
                                null));
            });
        }
        assertEquals(
                Optional.of(new FrameRange(50, 90)),
                Toolkit.on(() -> desk.workspace().range().get()));
        desk.show(100);
        Point2D on = desk.onTimeline(45, 0);
        desk.clickAt(on);
        desk.clickAt(on);
        desk.await("a double click goes to its beginning", () -> desk.shownFrame() == 30);
    }

    @Test
    void theWheelZoomsWithShortcutAroundThePointerAndGoesThroughTimeWithShift() {
        assertTrue(across().isEmpty(), "all frames are there");
        Point2D at = desk.onRuler(60.5);
        for (int i = 0; i < 4; i++) {
            wheel(at, 0, 40, false, true);
        }
        double first = across().orElseThrow().getValue();
        desk.clickAt(at);
        desk.await("what was under the pointer is there still", () -> desk.shownFrame() == 60);
        wheel(at, 0, -80, true, false);
        assertTrue(across().orElseThrow().getValue() > first, "further on in time");
        for (int i = 0; i < 20; i++) {
            wheel(at, 0, -40, false, true);
        }
        assertTrue(across().isEmpty(), "all frames again");
    }

    @Test
    void whatZoomsTheTimelineIsChosenWithTheKeys() {
        Toolkit.run(() -> {
            var keys = desk.window().keys();
            keys.choose(keys.chosen().get().with("gesture.timeZoom", List.of("Shift")));
        });
        Point2D at = desk.onRuler(60.5);
        for (int i = 0; i < 4; i++) {
            wheel(at, 0, 40, true, false);
        }
        double first = across().orElseThrow().getValue();
        wheel(at, 0, -80, false, true);
        assertTrue(across().orElseThrow().getValue() > first, "what went through time has the key that was free");
    }

    /// Waits for what Enter does: it goes to a frame, and on an empty lane starts an event, for which keys wait.
    private void arrived() {
        desk.settle();
        desk.awaitFrame(Toolkit.on(() -> desk.workspace().wanted().get()));
    }

    @Test
    void rowsAndWhatLiesOnThemAreWalkedByKeyboardAlone() {
        LabelId track = LabelId.random();
        desk.store(new Command.Draw(
                Toolkit.on(desk::mediaId), 10, track, Desk.PERSON, Extent.TRACK, Desk.box(30, 30, 60, 40)));
        desk.store(new Command.Reshape(Toolkit.on(desk::mediaId), 50, track, Desk.box(90, 30, 60, 40)));
        IntervalId event = event(30, 60);
        desk.key(KeyCode.SHIFT, KeyCode.T);
        assertTrue(Toolkit.on(() -> timelineNow().isFocused()), "it has the keyboard");
        boolean found = false;
        for (int row = 0; row < 8 && !found; row++) {
            for (int item = 0; item < 4 && !found; item++) {
                desk.key(KeyCode.TAB);
                desk.key(KeyCode.ENTER);
                arrived();
                found = Toolkit.on(() -> desk.workspace().selection().get().interval())
                        .filter(event::equals)
                        .isPresent();
            }
            desk.key(KeyCode.DOWN);
        }
        assertTrue(found, "the event is reached and chosen");
        assertTrue(
                Toolkit.on(
                        () -> !String.valueOf(timelineNow().getAccessibleText()).isBlank()),
                "and told");
        found = false;
        for (int row = 0; row < 8 && !found; row++) {
            desk.key(KeyCode.UP);
            for (int item = 0; item < 4 && !found; item++) {
                desk.key(KeyCode.TAB);
                desk.key(KeyCode.ENTER);
                arrived();
                found = Toolkit.on(() -> desk.workspace().selection().get()).equals(Selection.of(track));
            }
        }
        assertTrue(found, "and so is the track");
    }

    @Test
    void commandsWalkTheTimelineFromAnywhereAndWithAnyKeys() {
        LabelId track = LabelId.random();
        desk.store(new Command.Draw(
                Toolkit.on(desk::mediaId), 10, track, Desk.PERSON, Extent.TRACK, Desk.box(30, 30, 60, 40)));
        desk.await(
                "it is on the desk",
                () -> desk.workspace().labels().label(track).isPresent());
        Toolkit.run(() -> {
            desk.workspace().selection().set(Selection.nothing());
            desk.canvas().requestFocus();
        });
        Toolkit.pulses(2);
        fire("timeline.row.next");
        desk.await("the timeline has the keyboard", () -> timelineNow().isFocused());
        String first = Toolkit.on(() -> timelineNow().getAccessibleText());
        fire("timeline.row.next");
        assertNotEquals(first, Toolkit.on(() -> timelineNow().getAccessibleText()), "the next row is told");
        fire("timeline.row.previous");
        assertEquals(first, Toolkit.on(() -> timelineNow().getAccessibleText()));
        fire("timeline.item.next");
        fire("timeline.item.previous");
        fire("timeline.item.choose");
        desk.await(
                "the track is chosen", () -> desk.workspace().selection().get().equals(Selection.of(track)));
    }

    @Test
    void commandsMoveTheTimelineThroughTime() {
        fire("timeline.zoomIn");
        fire("timeline.zoomIn");
        double before = across().orElseThrow().getValue();
        fire("timeline.later");
        assertTrue(across().orElseThrow().getValue() > before);
        fire("timeline.earlier");
        assertEquals(before, across().orElseThrow().getValue(), 1e-6);
    }

    private void fire(String command) {
        desk.command(command);
        Toolkit.pulses(2);
    }
}
