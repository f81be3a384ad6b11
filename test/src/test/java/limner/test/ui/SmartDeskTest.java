package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.label.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uses the tools that look at pixels on a cup of coffee, with pointer and keyboard, and reads the store back.
final class SmartDeskTest {

    private static final int CUP = 192;
    private static final KeyCode[] NOTHING = {};

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 1000);
        desk.show(CUP);
        Toolkit.pulses(4);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// The coffee, drawn by hand along what is seen.
    private static Rle coffee() {
        double[] xy = {
            292, 210, 308, 182, 330, 155, 360, 141, 400, 134, 440, 136, 480, 145, 520, 160, 545, 182, 562, 205, 572,
            235, 569, 256, 545, 270, 520, 282, 480, 294, 440, 300, 405, 299, 370, 288, 330, 267, 303, 240
        };
        List<Point> points = new java.util.ArrayList<>();
        for (int i = 0; i < xy.length; i += 2) {
            points.add(new Point(xy[i], xy[i + 1]));
        }
        return Rasterizer.rasterize(Polygon.of(points), 960, 540);
    }

    /// The opening of the cup with its rim: an ellipse laid over what is seen.
    private static Rle opening() {
        List<Point> points = new java.util.ArrayList<>();
        for (int i = 0; i < 180; i++) {
            points.add(new Point(
                    438.5 + 201.5 * Math.cos(Math.toRadians(2 * i)), 164 + 162 * Math.sin(Math.toRadians(2 * i))));
        }
        return Rasterizer.rasterize(Polygon.of(points), 960, 540);
    }

    private Rle rle() {
        List<Label> labels = desk.stored().labelsInOrder();
        assertEquals(1, labels.size(), "labels in the store");
        return rle(labels.getFirst());
    }

    private static Rle rle(Label label) {
        return assertInstanceOf(Mask.class, label.at(CUP).orElseThrow().shape()).rle();
    }

    private void awaitLabels(int count) {
        desk.await(
                count + " labels",
                () -> desk.workspace().labels().on(CUP).size() == count
                        && desk.workspace().waiting().get() == 0);
        desk.settle();
    }

    private void awaitProposal() {
        desk.await(
                "a mask is proposed",
                () -> desk.stage().getScene().lookup("#painted-mask").isVisible());
    }

    private void undo() {
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
    }

    @Test
    void theWandShowsWhatAClickThenStoresAsOneEvent() {
        Toolkit.run(() -> desk.workspace().view().smart().tolerance().set(20));
        desk.key(KeyCode.A);
        desk.move(desk.place(430, 230));
        awaitProposal();
        assertTrue(desk.stored().labelsInOrder().isEmpty(), "nothing is stored while the pointer hovers");

        desk.click(430, 230);
        awaitLabels(1);
        Rle taken = rle();
        assertTrue(taken.contains(430, 230));
        double inside = taken.intersectionArea(coffee()) / (double) taken.area();
        assertTrue(inside > 0.9 && taken.area() > 10_000, inside + " of " + taken.area() + " pixels are coffee");

        desk.clickAt(desk.place(430, 230), KeyCode.ALT);
        desk.await("most of what was taken is taken away", () -> rle().area() < taken.area() / 5);
        desk.settle();
        assertEquals(rle().area(), rle().intersectionArea(taken), "nothing is added");
        undo();
        assertEquals(taken, rle());
        undo();
        assertTrue(desk.stored().labelsInOrder().isEmpty());
    }

    @Test
    void toleranceIsChangedByKeysAndASecondClickAddsToTheMask() {
        Toolkit.run(() -> desk.workspace().view().smart().tolerance().set(10));
        desk.key(KeyCode.A);
        desk.key(KeyCode.CLOSE_BRACKET);
        assertEquals(12, (int)
                Toolkit.on(() -> desk.workspace().view().smart().tolerance().get()));
        desk.click(430, 230);
        awaitLabels(1);
        Rle first = rle();
        desk.click(400, 90);
        desk.await("more is taken", () -> rle().area() > first.area());
        desk.settle();
        assertEquals(first.area(), rle().intersectionArea(first), "the first click's pixels are still there");
        assertTrue(rle().contains(400, 90));

        desk.clickAt(desk.place(120, 330), KeyCode.SHIFT);
        awaitLabels(2);
    }

    @Test
    void aRegionGrowsFromAStroke() {
        desk.key(KeyCode.Q);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(16));
        desk.press(NOTHING, 400, 145, 430, 225, 440, 290);
        awaitProposal();
        desk.release(desk.place(440, 290));
        awaitLabels(1);
        assertTrue(rle().iou(coffee()) > 0.8, "IoU with the coffee " + rle().iou(coffee()));
        undo();
        assertTrue(desk.stored().labelsInOrder().isEmpty());
    }

    @Test
    void brightPixelsOfABoxAreTakenByEnter() {
        desk.key(KeyCode.I);
        desk.drag(225, 5, 655, 330);
        awaitProposal();
        assertTrue(desk.stored().labelsInOrder().isEmpty(), "the box alone stores nothing");
        Toolkit.run(() -> desk.workspace().view().smart().darkest().set(190));
        desk.key(KeyCode.ENTER);
        awaitLabels(1);
        Rle taken = rle();
        assertTrue(taken.contains(258, 140), "the rim");
        assertFalse(taken.contains(430, 240), "not the coffee");
        assertEquals(taken.area(), taken.intersectionArea(rectangle(225, 5, 655, 330)), "nothing beside the box");
    }

    private static Rle rectangle(double left, double top, double right, double bottom) {
        return Rasterizer.rasterize(
                limner.model.geometry.Box.between(
                        new Point(Math.floor(left - 1), Math.floor(top - 1)),
                        new Point(Math.ceil(right + 1), Math.ceil(bottom + 1))),
                960,
                540);
    }

    @Test
    void anObjectIsCutOutOfABoxAndAStrokeSaysWhatDoesNotBelongToIt() {
        desk.key(KeyCode.Z);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(30));
        desk.drag(228, 1, 650, 336);
        desk.awaitAnswer();
        awaitProposal();
        desk.dragHolding(new KeyCode[] {KeyCode.ALT}, 330, 200, 430, 225, 540, 240);
        assertTrue(desk.stored().labelsInOrder().isEmpty(), "nothing is stored before Enter");
        desk.key(KeyCode.ENTER);
        awaitLabels(1);
        Rle empty = opening().subtract(coffee());
        assertFalse(rle().contains(430, 225), "the stroke took the coffee out");
        assertTrue(rle().iou(empty) > 0.65, "IoU with rim and inside without the coffee " + rle().iou(empty));
        undo();
        assertTrue(desk.stored().labelsInOrder().isEmpty(), "one event");
    }

    @Test
    void backspaceTakesAStrokeBackAndEscapeLeavesNothing() {
        desk.key(KeyCode.Z);
        desk.drag(228, 1, 650, 336);
        awaitProposal();
        desk.drag(430, 500, 500, 500);
        desk.key(KeyCode.BACK_SPACE);
        assertTrue(Toolkit.on(() -> desk.workspace().gesture().get()), "the box is still there");
        desk.key(KeyCode.ESCAPE);
        desk.await("the gesture is over", () -> !desk.workspace().gesture().get());
        desk.settle();
        assertTrue(desk.stored().labelsInOrder().isEmpty());
        desk.key(KeyCode.ESCAPE);
        desk.show(CUP + 1);
    }

    @Test
    void aBoxThatIsNoneIsAnsweredWithASentence() {
        desk.key(KeyCode.Z);
        desk.drag(300, 300, 301, 301);
        desk.await("it is said", () -> desk.says("Drag a box around the object first."));
        assertFalse(Toolkit.on(() -> desk.workspace().gesture().get()));
    }

    @Test
    void scissorsFollowTheRimAndCloseByEnter() {
        desk.key(KeyCode.S);
        for (double[] at :
                new double[][] {{237, 165}, {310, 40}, {438, 3}, {570, 45}, {639, 160}, {560, 295}, {420, 326}}) {
            desk.click(at[0], at[1]);
        }
        desk.click(290, 275);
        desk.key(KeyCode.ENTER);
        awaitLabels(1);
        double iou = rle().iou(opening());
        assertTrue(iou > 0.9, "IoU with the ellipse " + iou);
        undo();
        assertTrue(desk.stored().labelsInOrder().isEmpty(), "one event");
    }

    @Test
    void scissorsTakeAnAnchorBackAndDropTheRest() {
        desk.key(KeyCode.S);
        desk.click(237, 165);
        desk.click(310, 40);
        desk.key(KeyCode.BACK_SPACE);
        desk.key(KeyCode.ENTER);
        desk.await("it is said", () -> desk.says("An outline needs two anchors"));
        desk.key(KeyCode.ESCAPE);
        desk.await("the gesture is over", () -> !desk.workspace().gesture().get());
        assertTrue(desk.stored().labelsInOrder().isEmpty());
    }

    @Test
    void piecesAreGatheredByADragAsOneEvent() {
        desk.key(KeyCode.Y);
        desk.move(desk.place(350, 230));
        awaitProposal();
        desk.drag(350, 230, 430, 230, 500, 230);
        awaitLabels(1);
        Rle taken = rle();
        assertTrue(taken.contains(350, 230) && taken.contains(500, 230));
        assertTrue(taken.area() < 40_000, "only pieces that were touched: " + taken.area());
        assertTrue(taken.intersectionArea(coffee()) > 0.7 * taken.area(), "pieces end at the coffee's edge");
        undo();
        assertTrue(desk.stored().labelsInOrder().isEmpty(), "one event");
    }

    @Test
    void anotherToolOrLeavingThePictureTakesTheProposalAway() {
        desk.key(KeyCode.A);
        desk.move(desk.place(430, 230));
        awaitProposal();
        desk.key(KeyCode.V);
        desk.await("no mask is shown", () -> !desk.node("#painted-mask").isVisible());
        assertEquals(
                Selection.nothing(),
                Toolkit.on(() -> desk.workspace().selection().get()));
        assertTrue(desk.stored().labelsInOrder().isEmpty());
    }
}
