package limner.plugin.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.SuggestedShape.Point;
import org.junit.jupiter.api.Test;

class BoxCutTest {

    /// The opening of the cup in `cup.jpg` with its rim: an ellipse laid over what is seen.
    private static final Scene.Truth RIM = (x, y) -> Math.hypot((x - 438.5) / 201.5, (y - 164) / 162) <= 1;

    private static final Scene.Truth BLOB =
            (x, y) -> Math.hypot(x - 150, y - 100) <= 50 + 12 * Math.sin(5 * Math.atan2(y - 100, x - 150));
    private static final Scene CUP = Scene.cup();
    private static final Area OPENING = new Area(228, 0, 422, 336);

    private static final Scene BLOBS = Scene.of(300, 200, BLOB, 0xb06040, 0x508050, 30, 5);

    @Test
    void cutsTheObjectOutOfItsBox() throws Exception {
        Area box = new Area(80, 30, 140, 140);
        try (Region region = BLOBS.part(BoxCut.around(box, 300, 200))) {
            SuggestedShape.Mask mask = BoxCut.cut(region, box, List.of(), Scene.patient());

            double iou = Scene.iou(mask, BLOB);
            assertTrue(iou > 0.98, "IoU " + iou);
        }
    }

    @Test
    void theSameQuestionHasTheSameAnswer() throws Exception {
        Area box = new Area(80, 30, 140, 140);
        try (Region region = BLOBS.part(BoxCut.around(box, 300, 200))) {
            SuggestedShape.Mask once = BoxCut.cut(region, box, List.of(), Scene.patient());

            assertEquals(once, BoxCut.cut(region, box, List.of(), Scene.patient()));
        }
    }

    @Test
    void findsTheOpeningOfACup() throws Exception {
        try (Region region = CUP.part(BoxCut.around(OPENING, CUP.width(), CUP.height()))) {
            double iou = Scene.iou(BoxCut.cut(region, OPENING, List.of(), Scene.patient()), RIM);

            assertTrue(iou > 0.93, "IoU with the ellipse is " + iou);
        }
    }

    @Test
    void strokesSayWhatColoursCannot() throws Exception {
        Scene.Truth empty = (x, y) -> RIM.holds(x, y) && !RegionGrowingTest.COFFEE.holds(x, y);
        Mark coffee = new Mark(
                new Stroke(List.of(new Point(330, 200), new Point(430, 225), new Point(540, 240)), 30),
                Mark.Says.SURELY_OUT);
        try (Region region = CUP.part(BoxCut.around(OPENING, CUP.width(), CUP.height()))) {
            double alone = Scene.iou(BoxCut.cut(region, OPENING, List.of(), Scene.patient()), empty);
            double marked = Scene.iou(BoxCut.cut(region, OPENING, List.of(coffee), Scene.patient()), empty);

            assertTrue(marked > 0.8, "IoU with the rim and the inside without the coffee is " + marked);
            assertTrue(marked > alone + 0.1, marked + " with a stroke, " + alone + " without");
        }
    }

    @Test
    void whatIsSurelyOutStaysOut() throws Exception {
        Area box = new Area(80, 30, 140, 140);
        Mark out = new Mark(new Stroke(List.of(new Point(150, 100)), 30), Mark.Says.SURELY_OUT);
        try (Region region = BLOBS.part(BoxCut.around(box, 300, 200))) {
            SuggestedShape.Mask mask = BoxCut.cut(region, box, List.of(out), Scene.patient());

            assertFalse(Scene.contains(mask, 150, 100));
            assertTrue(Scene.contains(mask, 150, 140));
        }
    }

    @Test
    void aLargePartIsCutInASmallerPicture() throws Exception {
        Scene.Truth disc = Scene.disc(640, 400, 300);
        Scene scene = Scene.of(1280, 800, disc, 0xb06040, 0x508050, 30, 6);
        Area box = new Area(320, 80, 640, 640);
        Area around = BoxCut.around(box, 1280, 800);
        assertTrue(around.pixels() > BoxCut.MOST_PIXELS);
        try (Region region = scene.part(around)) {
            double iou = Scene.iou(BoxCut.cut(region, box, List.of(), Scene.patient()), disc);

            assertTrue(iou > 0.98, "IoU " + iou);
        }
    }

    @Test
    void aBoxAroundTheWholePictureWorksToo() throws Exception {
        Area box = new Area(0, 0, 300, 200);
        try (Region region = BLOBS.part(BoxCut.around(box, 300, 200))) {
            double iou = Scene.iou(BoxCut.cut(region, box, List.of(), Scene.patient()), BLOB);

            assertTrue(iou > 0.95, "IoU " + iou);
        }
    }

    @Test
    void endsEarlyWhenTheTimeIsOverAndStopsWhenNobodyWaits() throws Exception {
        Area box = new Area(80, 30, 140, 140);
        try (Region region = BLOBS.part(BoxCut.around(box, 300, 200))) {
            SuggestedShape.Mask hasty = BoxCut.cut(region, box, List.of(), Patience.of(Duration.ZERO, () -> false));
            assertTrue(Scene.iou(hasty, BLOB) > 0.8, "one round is an answer: " + Scene.iou(hasty, BLOB));

            AtomicInteger asked = new AtomicInteger();
            Patience leaves = Patience.of(Duration.ofMinutes(5), () -> asked.incrementAndGet() > 1);
            assertThrows(CancellationException.class, () -> BoxCut.cut(region, box, List.of(), leaves));
        }
    }

    @Test
    void saysWhyABoxCannotBeCut() throws Exception {
        try (Region region = BLOBS.part(new Area(0, 0, 100, 100))) {
            for (Area box : List.of(new Area(10, 10, 3, 50), new Area(50, 50, 60, 20))) {
                PluginException refused =
                        assertThrows(PluginException.class, () -> BoxCut.cut(region, box, List.of(), Scene.patient()));
                assertTrue(refused.sentence().startsWith("The box"), refused.sentence());
            }
            Mark all = new Mark(new Stroke(List.of(new Point(50, 50)), 200), Mark.Says.SURELY_OUT);
            PluginException refused = assertThrows(
                    PluginException.class,
                    () -> BoxCut.cut(region, new Area(10, 10, 60, 60), List.of(all), Scene.patient()));
            assertTrue(refused.sentence().contains("nothing to cut"), refused.sentence());
        }
    }
}
