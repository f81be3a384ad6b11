package limner.app.ui.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.paint.Color;
import limner.app.ui.common.Selection;
import limner.media.frame.PngWriter;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineWindowTest {

    private static final double NAMES = 148;
    private static final double TOP = 30;
    private static final double ROW = 18;

    /// Sequences, Tracks, Car, Person, Labels, Events, Grasp, Blink, Tags.
    private static final double GRASP = TOP + 6.5 * ROW;

    private static final double BLINK = GRASP + ROW;

    @TempDir
    Path folder;

    private static double x(double frame) {
        return NAMES + (960 - NAMES) / TimingDesk.FRAMES * frame;
    }

    @Test
    void anEndDraggedByThePointerIsStored() {
        try (TimingWindow window = TimingWindow.open(folder, 960)) {
            TimingDesk desk = window.desk();
            window.move(x(100) - 1, GRASP);
            window.press();
            for (int f = 105; f <= 130; f += 5) {
                window.move(x(f) - 1, GRASP);
            }
            assertEquals(new FrameRange(50, 99), desk.event(), "the store is not touched by a preview");
            window.release();
            window.until("the event to be stored", () -> desk.event().equals(new FrameRange(50, 129)));
            window.until(
                    "the event to be selected",
                    () -> desk.workspace().selection().get().equals(new Selection.OfInterval(TimingDesk.EVENT)));
            window.type(KeyCode.PERIOD, KeyCode.CONTROL, KeyCode.ALT);
            window.until("the nudge to be stored", () -> desk.event().equals(new FrameRange(51, 130)));
            window.type(KeyCode.PERIOD, KeyCode.CONTROL, KeyCode.SHIFT);
            window.until("the end to be nudged", () -> desk.event().equals(new FrameRange(51, 131)));
        }
    }

    @Test
    void anEventIsDrawnOnItsLane() {
        try (TimingWindow window = TimingWindow.open(folder, 960)) {
            window.move(x(120) + 1, GRASP);
            window.press();
            window.move(x(130) + 1, GRASP);
            window.move(x(150) + 1, GRASP);
            window.release();
            window.until(
                    "the event to be stored",
                    () -> window.desk().session().state().labelsOf(TimingDesk.VIDEO).intervalsInOrder().stream()
                            .anyMatch(e -> e.range().equals(new FrameRange(120, 150))));
            WritableImage picture = TimingWindow.on(() -> window.scene().snapshot(null));
            Color lane = picture.getPixelReader().getColor((int) x(140), (int) (34 + GRASP));
            Color empty = picture.getPixelReader().getColor((int) x(160), (int) (34 + GRASP));
            assertTrue(
                    lane.getBrightness() - empty.getBrightness() > 0.3, "the event is seen: " + lane + " on " + empty);
        }
    }

    @Test
    void keysStepAndTheCounterShowsTheFrameThatWasDrawn() {
        try (TimingWindow window = TimingWindow.open(folder, 960)) {
            TextField field = (TextField) window.node("play-frame");
            window.act(() -> window.node("timeline").requestFocus());
            window.type(KeyCode.RIGHT);
            window.type(KeyCode.PERIOD);
            window.type(KeyCode.RIGHT, KeyCode.SHIFT);
            assertEquals("12", field.getText());
            window.type(KeyCode.LEFT);
            assertEquals("11", field.getText());
            window.act(() -> window.desk().screen(TimingDesk.Screen.STUCK));
            window.type(KeyCode.END);
            assertEquals(
                    TimingDesk.FRAMES - 1, window.desk().workspace().wanted().get());
            assertEquals("11", field.getText(), "the last frame has not been drawn yet");
            window.act(() -> window.desk().screen(TimingDesk.Screen.AT_ONCE));
            assertEquals("299", field.getText());
            window.type(KeyCode.HOME);
            assertEquals("0", field.getText());
        }
    }

    @Test
    void everyKeyIsOneThatAKeyboardHas() {
        try (TimingWindow window = TimingWindow.open(folder, 960)) {
            assertEquals(
                    List.of(),
                    window.commands().stream()
                            .flatMap(c -> c.keys().stream())
                            .filter(k -> !(k instanceof KeyCodeCombination))
                            .toList());
            window.act(() -> window.node("timeline").requestFocus());
            window.type(KeyCode.PAGE_DOWN);
            assertEquals(3, window.desk().workspace().wanted().get(), "frames 0 to 2 are done");
        }
    }

    @Test
    void aFrameIsTypedAndAWrongOneIsAnswered() {
        try (TimingWindow window = TimingWindow.open(folder, 960)) {
            Label refusal = (Label) window.node("play-refusal");
            window.act(() -> window.node("timeline").requestFocus());
            window.type(KeyCode.G);
            TextField field = (TextField) window.node("play-frame");
            assertTrue(field.isFocused());
            window.act(() -> field.setText("9999"));
            window.type(KeyCode.ENTER);
            assertEquals("Frames go from 0 to 299.", refusal.getText());
            assertTrue(refusal.isVisible());
            window.act(() -> field.setText("00:00.400"));
            window.type(KeyCode.ENTER);
            assertEquals(
                    9, window.desk().workspace().shown().get().orElseThrow().frame());
            assertFalse(refusal.isVisible());
            assertTrue(window.node("timeline").isFocused(), "the keyboard is back where it was");
        }
    }

    @Test
    void aSecondOfPlayingShowsASecondOfFrames() {
        try (TimingWindow window = TimingWindow.open(folder, 960)) {
            TimingDesk desk = window.desk();
            window.act(() -> window.node("timeline").requestFocus());
            long start = System.nanoTime();
            window.type(KeyCode.SPACE);
            window.until(
                    "20 frames",
                    () -> desk.workspace().shown().get().orElseThrow().frame() >= 20);
            double seconds = (System.nanoTime() - start) / 1e9;
            window.type(KeyCode.SPACE);
            assertFalse(desk.workspace().playing().get());
            double due = new ClockFeed(TimingDesk.FRAMES).seconds(20);
            assertTrue(seconds >= due - 0.1, "20 frames last " + due + " s, they were shown after " + seconds + " s");
            int at = desk.workspace().shown().get().orElseThrow().frame();
            window.act(() -> {});
            assertEquals(at, desk.workspace().shown().get().orElseThrow().frame(), "it stands still");
        }
    }

    @Test
    void theStateOfAFrameIsChosenAndStored() {
        try (TimingWindow window = TimingWindow.open(folder, 960)) {
            window.act(() -> window.desk().workspace().goTo(40));
            MenuButton state = (MenuButton) window.node("frame-state");
            assertEquals("Unseen", state.getText());
            window.act(() -> state.getItems().get(FrameState.DONE.ordinal()).fire());
            window.until("the button to say so", () -> state.getText().equals("Done"));
            assertEquals(
                    FrameState.DONE,
                    window.desk().session().state().labelsOf(TimingDesk.VIDEO).state(40));
        }
    }

    @Test
    void theKeyboardAloneReachesAndMovesAnEvent() {
        try (TimingWindow window = TimingWindow.open(folder, 960)) {
            window.type(KeyCode.T, KeyCode.SHIFT);
            for (int i = 0; i < 6; i++) {
                window.type(KeyCode.DOWN);
            }
            window.type(KeyCode.ENTER);
            assertEquals(
                    Optional.of(TimingDesk.EVENT),
                    window.desk().workspace().selection().get().interval());
            assertEquals(
                    50, window.desk().workspace().shown().get().orElseThrow().frame());
            window.type(KeyCode.COMMA, KeyCode.CONTROL, KeyCode.ALT);
            window.until("the move to be stored", () -> window.desk().event().equals(new FrameRange(49, 98)));
        }
    }

    @Test
    void aPictureOfBothIsWritten() throws IOException {
        try (TimingWindow window = TimingWindow.open(folder, 1600)) {
            window.act(() -> {
                window.desk().workspace().goTo(75);
                window.desk().workspace().selection().set(new Selection.OfInterval(TimingDesk.EVENT));
                window.desk().workspace().openEvents().press(TimingDesk.GRASP, 62);
                window.node("timeline").requestFocus();
            });
            Path file = Path.of("target", "screenshots", "timeline.png");
            WritableImage whole = picture(window, file);
            assertEquals(1600, whole.getWidth());
            window.move(400, BLINK);
            window.act(() -> window.desk().workspace().selection().set(Selection.of(TimingDesk.TRACK)));
            for (int i = 0; i < 3; i++) {
                window.type(KeyCode.EQUALS, KeyCode.ALT);
            }
            picture(window, file.resolveSibling("timeline-close.png"));
            assertTrue(Files.size(file) > 0);
        }
    }

    private static WritableImage picture(TimingWindow window, Path file) throws IOException {
        window.act(() -> {});
        WritableImage image = TimingWindow.on(() -> window.scene().snapshot(null));
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        byte[] rgb = new byte[w * h * 3];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int argb = image.getPixelReader().getArgb(x, y);
                int at = (y * w + x) * 3;
                rgb[at] = (byte) (argb >> 16);
                rgb[at + 1] = (byte) (argb >> 8);
                rgb[at + 2] = (byte) argb;
            }
        }
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            PngWriter.write(out, w, h, java.nio.ByteBuffer.wrap(rgb));
        }
        return image;
    }
}
