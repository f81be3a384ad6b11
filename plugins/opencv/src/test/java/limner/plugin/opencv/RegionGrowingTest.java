package limner.plugin.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.SuggestedShape.Point;
import org.junit.jupiter.api.Test;

class RegionGrowingTest {

    /// The coffee in `cup.jpg`, drawn by hand along what is seen.
    static final Scene.Truth COFFEE = Scene.polygon(
            292, 210, 308, 182, 330, 155, 360, 141, 400, 134, 440, 136, 480, 145, 520, 160, 545, 182, 562, 205, 572,
            235, 569, 256, 545, 270, 520, 282, 480, 294, 440, 300, 405, 299, 370, 288, 330, 267, 303, 240);

    @Test
    void growsToTheBorderOfWhatTheStrokeLiesIn() throws Exception {
        Scene.Truth disc = Scene.disc(100, 80, 55);
        Scene scene = Scene.of(220, 160, disc, 0x88a070, 0x404850, 10, 2);
        try (Region region = scene.whole()) {
            Stroke stroke = new Stroke(List.of(new Point(80, 80), new Point(120, 85)), 8);

            SuggestedShape.Mask mask = RegionGrowing.from(region, stroke, 3, Scene.patient());

            double iou = Scene.iou(mask, disc);
            assertTrue(iou > 0.99, "IoU " + iou);
        }
    }

    @Test
    void findsTheCoffeeInTheCup() throws Exception {
        try (Region region = Scene.cup().whole()) {
            Stroke stroke = new Stroke(List.of(new Point(400, 145), new Point(430, 225), new Point(440, 290)), 16);

            SuggestedShape.Mask mask = RegionGrowing.from(region, stroke, 2.5, Scene.patient());

            double iou = Scene.iou(mask, COFFEE);
            assertTrue(iou > 0.85, "IoU with the outline drawn by hand is " + iou);
        }
    }

    @Test
    void neverLeavesThePartsThatTheStrokeTouches() throws Exception {
        Scene.Truth near = Scene.disc(50, 50, 30);
        Scene.Truth far = Scene.disc(150, 50, 30);
        Scene scene = Scene.of(200, 100, (x, y) -> near.holds(x, y) || far.holds(x, y), 0xc0c0c0, 0x303030, 4, 3);
        try (Region region = scene.whole()) {
            SuggestedShape.Mask mask =
                    RegionGrowing.from(region, new Stroke(List.of(new Point(50, 50)), 10), 4, Scene.patient());

            assertEquals(1, Scene.iou(mask, near));
            assertFalse(Scene.contains(mask, 150, 50));
        }
    }

    @Test
    void theStrokeItselfBelongsToIt() throws Exception {
        Scene scene = Scene.of(60, 60, (x, _) -> x < 30, 0xffffff, 0, 0, 4);
        try (Region region = scene.whole()) {
            SuggestedShape.Mask mask = RegionGrowing.from(
                    region, new Stroke(List.of(new Point(10, 30), new Point(50, 30)), 3), 0.1, Scene.patient());

            assertTrue(Scene.contains(mask, 12, 30) && Scene.contains(mask, 48, 30));
        }
    }

    @Test
    void refusesAStrokeBesideThePartAndStopsWhenNobodyWaits() throws Exception {
        try (Region region = Scene.cup().part(new Area(0, 0, 100, 100))) {
            Stroke beside = new Stroke(List.of(new Point(500, 500)), 5);
            assertThrows(PluginException.class, () -> RegionGrowing.from(region, beside, 2, Scene.patient()));
            assertThrows(CancellationException.class, () -> RegionGrowing.from(region, beside, 2, Scene.cancelled()));
        }
    }
}
