package limner.plugin.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import limner.plugin.api.PixelLayout;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import limner.plugin.opencv.MagicWand.Reach;
import org.junit.jupiter.api.Test;

class MagicWandTest {

    private static final Scene.Truth LEFT = Scene.disc(60, 50, 30);
    private static final Scene.Truth RIGHT = Scene.disc(150, 60, 20);
    private static final Scene DISCS =
            Scene.of(200, 120, (x, y) -> LEFT.holds(x, y) || RIGHT.holds(x, y), 0xd0a060, 0x203040, 6, 1);

    @Test
    void takesTheRegionThatIsJoinedToThePixel() throws Exception {
        try (Region region = DISCS.whole()) {
            SuggestedShape.Mask mask = MagicWand.at(region, 60, 50, 12, Reach.CONNECTED, Scene.patient());

            assertEquals(1, Scene.iou(mask, LEFT));
        }
    }

    @Test
    void takesEverythingThatLooksAlikeWhenAsked() throws Exception {
        try (Region region = DISCS.whole()) {
            SuggestedShape.Mask mask = MagicWand.at(region, 60, 50, 12, Reach.EVERYWHERE, Scene.patient());

            assertEquals(1, Scene.iou(mask, (x, y) -> LEFT.holds(x, y) || RIGHT.holds(x, y)));
        }
    }

    @Test
    void aSmallerToleranceTakesLess() throws Exception {
        try (Region region = DISCS.whole()) {
            long exact = MagicWand.at(region, 60, 50, 0, Reach.CONNECTED, Scene.patient())
                    .area();
            long little = MagicWand.at(region, 60, 50, 4, Reach.CONNECTED, Scene.patient())
                    .area();
            long all = MagicWand.at(region, 60, 50, 255, Reach.CONNECTED, Scene.patient())
                    .area();

            assertTrue(exact >= 1 && exact < little, exact + " < " + little);
            assertEquals(200 * 120, all);
        }
    }

    @Test
    void answersForTheWholePictureFromAPartOfIt() throws Exception {
        try (Region region = DISCS.part(new Area(20, 30, 90, 60))) {
            SuggestedShape.Mask mask = MagicWand.at(region, 60, 50, 12, Reach.CONNECTED, Scene.patient());

            assertEquals(200, mask.width());
            assertEquals(120, mask.height());
            assertEquals(1, Scene.iou(mask, (x, y) -> LEFT.holds(x, y) && y > 30));
        }
    }

    @Test
    void bothLayoutsOfPixelsGiveTheSame() throws Exception {
        Area all = new Area(0, 0, 200, 120);
        try (Region rgb = Region.of(DISCS.view(all, PixelLayout.RGB24, 5), 0, 0, 200, 120);
                Region bgra = Region.of(DISCS.view(all, PixelLayout.BGRA32, 0), 0, 0, 200, 120)) {
            assertEquals(
                    MagicWand.at(rgb, 55, 45, 7, Reach.CONNECTED, Scene.patient()),
                    MagicWand.at(bgra, 55, 45, 7, Reach.CONNECTED, Scene.patient()));
        }
    }

    @Test
    void refusesAPixelBesideThePartWithASentence() throws Exception {
        try (Region region = DISCS.part(new Area(20, 30, 90, 60))) {
            PluginException refused = assertThrows(
                    PluginException.class, () -> MagicWand.at(region, 10, 50, 12, Reach.CONNECTED, Scene.patient()));

            assertTrue(refused.sentence().contains("10, 50"), refused.sentence());
        }
    }

    @Test
    void refusesAPartThatIsNotInThePicture() {
        Area all = new Area(0, 0, 200, 120);
        PluginException refused = assertThrows(
                PluginException.class,
                () -> Region.of(DISCS.view(all, PixelLayout.RGB24, 0), 1, 0, 200, 120)
                        .close());

        assertFalse(refused.sentence().isBlank());
    }

    @Test
    void stopsWhenNobodyWaits() throws Exception {
        try (Region region = DISCS.whole()) {
            assertThrows(
                    CancellationException.class,
                    () -> MagicWand.at(region, 60, 50, 12, Reach.CONNECTED, Scene.cancelled()));
        }
    }
}
