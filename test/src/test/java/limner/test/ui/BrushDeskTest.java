package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.robot.Robot;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import limner.app.ui.common.Selection;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskShaping;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Rle;
import limner.model.geometry.Tip;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sizes and tips of the brush as the hand sets them, and the pixels that come of it; and what two fingers do.
final class BrushDeskTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1200, 1000);
        desk.key(KeyCode.M);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private double size() {
        return Toolkit.on(() -> desk.workspace().view().brushSize().get());
    }

    /// The pixels of what is painted last.
    private Rle painted() {
        desk.settle();
        return ((Mask) desk.stored()
                        .labelsInOrder()
                        .getLast()
                        .at(0)
                        .orElseThrow()
                        .shape())
                .rle();
    }

    /// Paints a dot as an object of its own.
    private Rle dot(double x, double y) {
        Toolkit.run(() -> desk.workspace().selection().set(Selection.nothing()));
        desk.clickAt(desk.place(x, y), KeyCode.SHIFT);
        return painted();
    }

    private void scroll(EventType<ScrollEvent> type, Point2D at, double dx, double dy, KeyCode... held) {
        Toolkit.run(() -> {
            // An event that comes from nowhere has its place in the scene.
            Point2D local = desk.canvas().localToScene(desk.canvas().screenToLocal(at));
            boolean shift = held.length > 0 && held[0] == KeyCode.SHIFT;
            Event.fireEvent(
                    desk.canvas(),
                    new ScrollEvent(
                            type,
                            local.getX(),
                            local.getY(),
                            at.getX(),
                            at.getY(),
                            shift,
                            false,
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
                            type == ScrollEvent.SCROLL ? 0 : 2,
                            null));
        });
        Toolkit.pulses(1);
    }

    @Test
    void bracketsTakeTheBrushFromOnePixelToFiveHundred() {
        for (int i = 0; i < 40; i++) {
            desk.key(KeyCode.OPEN_BRACKET);
        }
        assertEquals(1, size());
        assertEquals(1, dot(100.5, 100.5).area(), "one pixel");
        desk.key(KeyCode.CLOSE_BRACKET);
        desk.key(KeyCode.CLOSE_BRACKET);
        assertEquals(3, size(), "by one pixel while it is small");
        PixelBox three = dot(120.5, 100.5).bounds().orElseThrow();
        assertEquals(3, three.width());
        assertEquals(3, three.height());
        for (int i = 0; i < 80; i++) {
            desk.key(KeyCode.CLOSE_BRACKET);
        }
        assertEquals(500, size());
        int height = Toolkit.on(() -> desk.media().height());
        PixelBox most = dot(320, height / 2.0).bounds().orElseThrow();
        assertEquals(Math.min(500, Toolkit.on(() -> desk.media().width())), most.width(), 1);
        assertEquals(Math.min(500, height), most.height(), "as much of it as there is picture");
    }

    @Test
    void theWheelWithShiftSizesTheBrushAndWithoutItZooms() {
        double before = size();
        Point2D at = desk.place(200, 200);
        desk.move(at);
        scroll(ScrollEvent.SCROLL, at, 0, 40, KeyCode.SHIFT);
        scroll(ScrollEvent.SCROLL, at, 0, 40, KeyCode.SHIFT);
        double larger = size();
        assertTrue(larger > before, "two notches up");
        // Systems turn the wheel sideways while Shift is held.
        scroll(ScrollEvent.SCROLL, at, -40, 0, KeyCode.SHIFT);
        assertTrue(size() < larger, "one notch down");
        double now = size();
        PixelBox dot = dot(200.5, 200.5).bounds().orElseThrow();
        assertEquals(now, dot.width(), 1);
        scroll(ScrollEvent.SCROLL, at, 0, 40);
        assertEquals(now, size(), "without Shift it is the picture that grows");
    }

    @Test
    void aSizeIsWrittenOrSetByTheSliderUpToFiveHundredPixels() {
        TextField field = (TextField) desk.node("#brush-size");
        Toolkit.run(() -> {
            field.requestFocus();
            field.setText("37");
        });
        desk.key(KeyCode.ENTER);
        assertEquals(37, size());
        Toolkit.run(() -> field.setText("9000"));
        desk.key(KeyCode.ENTER);
        assertEquals(500, size());
        Toolkit.run(() -> field.setText("many"));
        desk.key(KeyCode.ENTER);
        assertEquals(500, size());
        assertTrue(desk.says("is no number"));
        assertEquals("500", Toolkit.on(field::getText));
        Slider slider = (Slider) desk.node("#brush-slider");
        Toolkit.run(() -> slider.setValue(slider.getMin()));
        assertEquals(1, size());
        assertEquals("1", Toolkit.on(field::getText));
        Toolkit.run(() -> slider.setValue(slider.getMax()));
        assertEquals(500, size());
        Toolkit.run(() -> desk.workspace().view().brushSize().set(37));
        assertEquals(37, size(), "the slider only follows");
        Toolkit.run(() -> desk.canvas().requestFocus());
        PixelBox dot = dot(200.5, 200.5).bounds().orElseThrow();
        assertEquals(37, dot.width());
        assertEquals(37, dot.height());
    }

    @Test
    void aSquareTipPaintsSquares() {
        Toolkit.run(() -> desk.workspace().view().brushSize().set(21));
        long round = dot(100.5, 100.5).area();
        assertTrue(round < 21 * 21 * 0.85, "a disc: " + round);
        desk.clickAt(Toolkit.on(() -> {
            var button = desk.stage().getScene().getRoot().lookupAll(".toggle-button").stream()
                    .filter(n -> n instanceof ToggleButton b
                            && b.getText() != null
                            && b.getText().equals("\u25a0")
                            && b.isVisible())
                    .findFirst()
                    .orElseThrow();
            var b = button.localToScreen(button.getBoundsInLocal());
            return new Point2D(b.getCenterX(), b.getCenterY());
        }));
        Rle square = dot(200.5, 200.5);
        assertEquals(21 * 21, square.area());
        assertEquals(new PixelBox(190, 190, 21, 21), square.bounds().orElseThrow());
    }

    /// Where the outline of the brush is on the canvas; empty while none is to be seen.
    private Optional<Bounds> tip(Class<? extends Shape> kind) {
        return Toolkit.on(() -> {
            Group tip = (Group) desk.node("#brush-tip");
            return tip.isVisible()
                    ? tip.getChildren().stream()
                            .filter(kind::isInstance)
                            .filter(Node::isVisible)
                            .map(n -> n.getLayoutBounds())
                            .findFirst()
                    : Optional.empty();
        });
    }

    /// The brush stands for the pointer: as large as what it paints, where it paints.
    @Test
    void theOutlineOfTheBrushIsWhereAndAsLargeAsWhatItPaints() {
        Toolkit.run(() -> desk.workspace().view().brushSize().set(60));
        desk.move(desk.place(100, 100));
        Bounds round = tip(Ellipse.class).orElseThrow();
        double wide = 60 * desk.scale();
        assertEquals(wide, round.getWidth() - 3, 0.01, "without the halo");
        assertEquals(wide, round.getHeight() - 3, 0.01);
        desk.move(desk.place(150, 120));
        Bounds moved = tip(Ellipse.class).orElseThrow();
        assertEquals(50 * desk.scale(), moved.getCenterX() - round.getCenterX(), 1);
        assertEquals(20 * desk.scale(), moved.getCenterY() - round.getCenterY(), 1);
        assertEquals(Optional.empty(), tip(Rectangle.class));
        Toolkit.run(() -> desk.workspace().view().brushTip().set(Tip.SQUARE));
        assertEquals(wide, tip(Rectangle.class).orElseThrow().getWidth() - 3, 0.01);
        assertEquals(Optional.empty(), tip(Ellipse.class));
        Toolkit.run(() -> desk.workspace().view().brushSize().set(10));
        assertEquals(10 * desk.scale(), tip(Rectangle.class).orElseThrow().getWidth() - 3, 0.01);
        desk.key(KeyCode.V);
        assertEquals(Optional.empty(), tip(Rectangle.class), "another tool has an arrow");
    }

    private String pixel() {
        return Toolkit.on(() -> desk.stage().getScene().getRoot().lookupAll(".status .label").stream()
                .map(n -> ((javafx.scene.control.Label) n).getText())
                .filter(t -> t.matches("\\d+, \\d+"))
                .findFirst()
                .orElse(""));
    }

    @Test
    void twoFingersMoveThePictureAndNothingElse() {
        desk.zoomTo(4, 300, 200);
        Point2D at = desk.place(300, 200);
        desk.move(at);
        desk.await("the pixel is told", () -> !pixel().isEmpty());
        String[] before = pixel().split(", ");
        double size = size();
        scroll(ScrollEvent.SCROLL_STARTED, at, 0, 0);
        scroll(ScrollEvent.SCROLL, at, 40, -20);
        scroll(ScrollEvent.SCROLL, at, 40, -20);
        scroll(ScrollEvent.SCROLL_FINISHED, at, 0, 0);
        desk.move(at.add(1, 0));
        desk.move(at);
        String moved = (Integer.parseInt(before[0]) - 20) + ", " + (Integer.parseInt(before[1]) + 10);
        desk.await("80 screen pixels right and 40 up at four times its size", () -> pixel().equals(moved));
        assertEquals(size, size());
        assertEquals(0, desk.stored().labelsInOrder().size());
        scroll(ScrollEvent.SCROLL, at, 0, 40);
        assertEquals(moved, pixel(), "after that the wheel zooms, around the pointer");
    }

    /// The image of the mask in hand is used for one mask after the other.
    @Test
    void theMaskInHandShowsItsOwnPixelsAndNoneOfTheOneBefore() {
        KeyCode[] anew = {KeyCode.SHIFT};
        desk.drag(60, 60, 120, 60);
        desk.settle();
        Selection first = Toolkit.on(() -> desk.workspace().selection().get());
        desk.press(anew, 300, 200, 360, 200);
        assertEquals(0, inHand(90, 60));
        assertTrue(inHand(330, 200) != 0);
        desk.release(desk.place(360, 200), anew);
        desk.settle();
        Toolkit.run(() -> desk.workspace().selection().set(first));
        desk.press(new KeyCode[0], 60, 120, 120, 120);
        assertTrue(inHand(90, 60) != 0, "what the mask had before");
        assertTrue(inHand(90, 120) != 0, "what this stroke adds");
        assertEquals(0, inHand(330, 200));
        Toolkit.pulses(2);
        // All of it is in the part of the image that is seen.
        Rectangle2D seen = Toolkit.on(() -> inHand().getViewport());
        assertTrue(seen.contains(90, 60) && seen.contains(90, 120), seen::toString);
        desk.release(desk.place(120, 120));
        desk.settle();
    }

    /// Its pixels are kept from stroke to stroke, and written before there is one.
    @Test
    void theMaskInHandIsAsItIsWhateverHappenedSinceItWasShown() {
        desk.drag(60, 60, 120, 60);
        desk.drag(60, 120, 120, 120);
        desk.settle();
        Toolkit.run(() -> desk.workspace().undo());
        desk.settle();
        desk.press(new KeyCode[0], 60, 180, 120, 180);
        assertTrue(inHand(90, 60) != 0 && inHand(90, 180) != 0, "what it has, and what this stroke adds");
        assertEquals(0, inHand(90, 120), "a stroke that was undone");
        desk.key(KeyCode.ESCAPE);
        desk.release(desk.place(120, 180));
        desk.move(desk.place(200, 60));
        desk.await("what was dropped is gone, before a stroke begins", () -> inHand(90, 180) == 0);
        assertTrue(inHand(90, 60) != 0, "and the rest is ready");
        assertFalse(Toolkit.on(() -> inHand().isVisible()), "but not shown twice");
        int colour = inHand(90, 60);
        desk.press(new KeyCode[0], 60, 240, 120, 240);
        assertEquals(colour, inHand(90, 60));
        assertEquals(colour, inHand(90, 240));
        assertEquals(0, inHand(90, 180));
        desk.release(desk.place(120, 240));
        assertEquals(2, MaskShaping.parts(painted()).size());
    }

    /// Where picture pixels are squares they are drawn in another way.
    @Test
    void whatIsPaintedIsSeenAtOnceHoweverFarThePictureIsEnlarged() {
        Toolkit.run(() -> desk.workspace().view().brushSize().set(20));
        for (double scale : new double[] {1, 3, 6}) {
            desk.zoomTo(scale, 200, 150);
            desk.settle();
            // What lies there is at the same place of the window, whatever is beside it.
            desk.move(desk.place(260, 200));
            desk.await(
                    "nothing is left of the stroke before",
                    () -> desk.node("#label-image")
                            .getPseudoClassStates()
                            .contains(PseudoClass.getPseudoClass("sharp")));
            Toolkit.pulses(3);
            Color before = colourAt(203, 150);
            desk.press(new KeyCode[0], 200, 150, 206, 150);
            desk.await(
                    "what is painted is seen before it is let go, enlarged " + scale + " times",
                    () -> !before.equals(colourAt(203, 150)));
            desk.release(desk.place(206, 150));
            desk.settle();
            Toolkit.run(() -> desk.workspace().undo());
            desk.settle();
        }
    }

    private Color colourAt(double x, double y) {
        Point2D at = desk.place(x, y);
        return Toolkit.on(() -> new Robot().getPixelColor(at));
    }

    private ImageView inHand() {
        return (ImageView) desk.node("#painted-mask");
    }

    private int inHand(int x, int y) {
        return Toolkit.on(() -> inHand().getImage().getPixelReader().getArgb(x, y));
    }
}
