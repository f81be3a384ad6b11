package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.PaintOptions;
import limner.app.ui.common.PaintPolicy;
import limner.app.ui.common.Selection;
import limner.model.geometry.Mask;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.label.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Says what paint may do and paints, draws outlines on masks, and makes polygons of masks; reads the store back.
final class PaintDeskTest {

    private static final KeyCode[] NEW = {KeyCode.SHIFT};

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1280, 800);
        desk.key(KeyCode.M);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(40));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private List<Label> labels() {
        return desk.stored().labelsInOrder();
    }

    private Shape shape(int index) {
        return labels().get(index).at(0).orElseThrow().shape();
    }

    private Rle rle(int index) {
        return assertInstanceOf(Mask.class, shape(index)).rle();
    }

    private Rle pixels(Shape shape) {
        return Rasterizer.rasterize(shape, desk.media().width(), desk.media().height());
    }

    private PaintOptions paint() {
        return Toolkit.on(() -> desk.workspace().view().paint());
    }

    private long lastChange() {
        return Toolkit.on(() -> desk.workspace().session().snapshot().lastEvent());
    }

    private void undo() {
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
    }

    @Test
    void paintThatOverwritesTakesPixelsFromTheMaskUnderneathInOneChange() {
        desk.drag(100, 200, 400, 200);
        desk.settle();
        Rle before = rle(0);
        Toolkit.run(() -> paint().choose(PaintPolicy.OVERWRITE));
        desk.dragHolding(NEW, 250, 100, 250, 300);
        desk.settle();
        assertEquals(2, labels().size());
        Rle above = rle(1);
        assertTrue(above.contains(250, 200));
        assertEquals(before.subtract(above), rle(0), "what lies underneath is cut to the pixel");
        assertFalse(before.equals(rle(0)));

        long last = lastChange();
        desk.drag(250, 100, 150, 200);
        desk.settle();
        assertEquals(0, rle(0).intersectionArea(rle(1)), "the next stroke on the same mask cuts as well");
        assertEquals(last + 2, lastChange(), "both masks, at once");
        undo();
        undo();
        assertEquals(1, labels().size());
        assertEquals(before, rle(0), "one undo for each stroke");
    }

    @Test
    void aMaskThatIsPaintedOverGoesAndIsNamedAndALockedOneStays() {
        desk.drag(200, 200, 210, 200);
        desk.settle();
        desk.dragHolding(NEW, 400, 200, 410, 200);
        desk.settle();
        Rle locked = rle(1);
        Toolkit.run(() -> {
            desk.workspace().view().locked().add(labels().get(1).id());
            paint().choose(PaintPolicy.OVERWRITE);
            desk.workspace().view().brushSize().set(100);
        });
        desk.dragHolding(NEW, 150, 200, 450, 200);
        desk.settle();
        assertEquals(2, labels().size(), "the first one is gone");
        desk.await("it is named", () -> desk.says("Person 1"));
        assertEquals(locked, rle(0));
        assertEquals(0, locked.intersectionArea(rle(1)), "paint keeps off what is locked");
        undo();
        assertEquals(2, labels().size());
        assertEquals(locked, rle(1));
    }

    @Test
    void paintForEmptyPixelsLeavesOthersAsTheyAre() {
        desk.drag(100, 200, 400, 200);
        desk.settle();
        Rle first = rle(0);
        desk.key(KeyCode.SHIFT, KeyCode.C);
        assertEquals(PaintPolicy.EMPTY, Toolkit.on(() -> paint().policy().get()));
        desk.dragHolding(NEW, 250, 100, 250, 300);
        desk.settle();
        assertEquals(first, rle(0));
        assertEquals(0, first.intersectionArea(rle(1)));
        assertTrue(rle(1).contains(250, 110) && rle(1).contains(250, 290));
        desk.dragHolding(NEW, 200, 200, 220, 200);
        desk.settle();
        assertEquals(2, labels().size(), "where nothing is empty nothing is drawn");
        desk.await("which is said", () -> desk.says("may be painted"));
    }

    @Test
    void paintStaysInsideTheObjectThatWasChosen() {
        desk.key(KeyCode.B);
        desk.drag(200, 150, 400, 300);
        desk.settle();
        Rle box = pixels(shape(0));
        Toolkit.run(() -> paint().chooseInside(labels().getFirst().id()));
        desk.key(KeyCode.M);
        desk.drag(100, 200, 300, 200);
        desk.settle();
        Rle inside = rle(1);
        assertEquals(inside.area(), inside.intersectionArea(box));
        assertTrue(inside.contains(201, 200) && !inside.contains(190, 200));
        desk.drag(300, 160, 300, 350);
        desk.settle();
        assertEquals(2, labels().size(), "the next stroke goes on with the mask");
        assertEquals(rle(1).area(), rle(1).intersectionArea(box));
        desk.key(KeyCode.R);
        desk.drag(300, 160, 300, 350);
        desk.settle();
        assertFalse(rle(1).contains(300, 250), "the eraser as well");
    }

    @Test
    void aRangeOfValuesAndTheRestOfThemShareOutAStroke() {
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.G);
        Toolkit.run(() -> paint().high().set(255));
        Toolkit.pulses(4);
        // The same hand for all three strokes: the robot rounds places to whole screen pixels, made events do not.
        desk.dragHolding(NEW, 100, 200, 500, 260);
        desk.settle();
        Rle all = rle(0);
        undo();
        Toolkit.run(() -> {
            paint().low().set(0);
            paint().high().set(99);
        });
        desk.move(desk.place(300, 230));
        desk.await(
                "the value under the pointer is said",
                () -> Toolkit.on(() -> paint().under().get()).isPresent());
        desk.dragHolding(NEW, 100, 200, 500, 260);
        desk.settle();
        Rle dark = rle(0);
        Toolkit.run(() -> {
            paint().low().set(100);
            paint().high().set(255);
        });
        desk.dragHolding(NEW, 100, 200, 500, 260);
        desk.settle();
        Rle bright = rle(1);
        assertTrue(dark.area() > 100 && bright.area() > 100, dark.area() + " and " + bright.area() + " pixels");
        assertEquals(0, dark.intersectionArea(bright));
        assertEquals(all, dark.union(bright));
    }

    @Test
    void aPolygonIsAddedToAMaskAndTakenAway() {
        desk.drag(100, 200, 300, 200);
        desk.settle();
        Rle before = rle(0);
        desk.key(KeyCode.SHIFT, KeyCode.A);
        desk.click(300, 150);
        desk.click(500, 150);
        desk.click(500, 280);
        desk.click(300, 280);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(1, labels().size());
        Rle plus = rle(0);
        assertEquals(before, plus.intersect(before));
        assertTrue(plus.contains(490, 270) && plus.area() >= before.area() + 180 * 125);

        desk.clickAt(desk.place(350, 180), KeyCode.ALT);
        desk.click(450, 180);
        desk.click(450, 250);
        desk.click(350, 250);
        desk.clickAt(desk.place(350, 180));
        desk.settle();
        Rle minus = rle(0);
        assertFalse(minus.contains(400, 220), "a hole");
        assertTrue(minus.contains(490, 270));
        undo();
        assertEquals(plus, rle(0));
        desk.clickAt(desk.place(120, 300), KeyCode.SHIFT);
        desk.click(220, 300);
        desk.click(170, 340);
        desk.key(KeyCode.BACK_SPACE);
        desk.click(120, 400);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(2, labels().size(), "Shift begins a new mask");
    }

    @Test
    void theLassoLeavesOutCornersAsItDraws() {
        desk.key(KeyCode.SHIFT, KeyCode.Z);
        double[] round = new double[2 * 61];
        for (int i = 0; i <= 60; i++) {
            round[2 * i] = 300 + 100 * Math.cos(i * Math.PI / 30.5);
            round[2 * i + 1] = 220 + 100 * Math.sin(i * Math.PI / 30.5);
        }
        Toolkit.run(() -> paint().lassoTolerance().set(40));
        desk.drag(round);
        desk.settle();
        Polygon coarse = assertInstanceOf(Polygon.class, shape(0));
        int corners = coarse.rings().getFirst().points().size();
        assertTrue(corners >= 6 && corners < 30, corners + " corners of some 240 places");
        double disc = Math.PI * 100 * 100;
        assertTrue(
                Math.abs(pixels(coarse).area() / disc - 1) < 0.08,
                pixels(coarse).area() + " pixels");

        Toolkit.run(() -> {
            desk.workspace().selection().set(Selection.nothing());
            paint().lassoPaints().set(true);
        });
        desk.drag(round);
        desk.settle();
        assertTrue(Math.abs(rle(1).area() / disc - 1) < 0.08);
        desk.dragHolding(new KeyCode[] {KeyCode.ALT}, 280, 200, 320, 200, 320, 240, 280, 240, 280, 200);
        desk.settle();
        assertFalse(rle(1).contains(300, 220), "Alt takes away");
    }

    /// Not a corner for each pixel of it: that would be a polygon nobody can edit.
    @Test
    void aSlopingBorderBecomesOneEdge() {
        desk.drag(100, 150, 400, 343);
        desk.settle();
        Rle mask = rle(0);
        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.G);
        desk.await(
                "what comes out is shown",
                () -> desk.workspace().proposal().get().isPresent());
        desk.clickNode("#outline-apply");
        desk.settle();
        Polygon outline = assertInstanceOf(Polygon.class, shape(0));
        int corners = outline.rings().stream().mapToInt(r -> r.points().size()).sum();
        assertTrue(corners <= 20, corners + " corners");
        assertTrue(pixels(outline).iou(mask) > 0.95);
    }

    @Test
    void aMaskBecomesAPolygonWithTheErrorThatWasShownAndAMaskAgain() {
        desk.drag(100, 200, 400, 200, 400, 300);
        desk.settle();
        Rle mask = rle(0);
        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.G);
        Toolkit.run(() -> ((Slider) desk.node("#outline-tolerance")).setValue(0));
        desk.await("exact is exact", () -> desk.says("0 pixels differ, IoU 1."));
        desk.clickNode("#outline-apply");
        desk.settle();
        assertEquals(mask, pixels(assertInstanceOf(Polygon.class, shape(0))));
        undo();
        assertEquals(mask, rle(0));

        Toolkit.run(() -> ((Slider) desk.node("#outline-tolerance")).setValue(2));
        desk.await(
                "what comes out is shown",
                () -> !desk.says("0 pixels differ")
                        && desk.workspace().proposal().get().isPresent());
        String words = Toolkit.on(() -> ((Labeled) desk.node("#outline-change")).getText());
        desk.clickNode("#outline-apply");
        desk.settle();
        Polygon thin = assertInstanceOf(Polygon.class, shape(0));
        int corners = thin.rings().stream().mapToInt(r -> r.points().size()).sum();
        assertTrue(words.contains(corners + " corners"), words);
        assertTrue(words.contains(pixels(thin).xor(mask).area() + " pixels differ"), words);
        assertTrue(corners < 40, words);

        Toolkit.run(() ->
                ((ComboBox<?>) desk.node("#outline-to")).getSelectionModel().select(1));
        desk.await(
                "a mask is shown",
                () -> desk.workspace()
                        .proposal()
                        .get()
                        .filter(p -> p.shapes().values().stream().allMatch(Mask.class::isInstance))
                        .isPresent());
        desk.clickNode("#outline-apply");
        desk.settle();
        assertEquals(pixels(thin), rle(0));
    }
}
