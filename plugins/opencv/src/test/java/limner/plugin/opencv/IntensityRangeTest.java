package limner.plugin.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CancellationException;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.junit.jupiter.api.Test;

class IntensityRangeTest {

    /// Columns from black to white.
    private static final Scene RAMP = new Scene(ramp());

    private static java.awt.image.BufferedImage ramp() {
        var image = new java.awt.image.BufferedImage(256, 40, java.awt.image.BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 256; x++) {
                image.setRGB(x, y, x << 16 | x << 8 | x);
            }
        }
        return image;
    }

    @Test
    void takesBothEndsOfTheRange() throws Exception {
        try (Region region = RAMP.whole()) {
            SuggestedShape.Mask mask =
                    IntensityRange.between(region, new Area(0, 0, 256, 40), 100, 150, Scene.patient());

            assertEquals(1, Scene.iou(mask, (x, _) -> x > 100 && x < 151));
            assertEquals(51 * 40, mask.area());
        }
    }

    @Test
    void looksInTheBoxAlone() throws Exception {
        try (Region region = RAMP.part(new Area(50, 10, 150, 20))) {
            SuggestedShape.Mask mask =
                    IntensityRange.between(region, new Area(20, 0, 100, 15), 60, 90, Scene.patient());

            assertEquals(1, Scene.iou(mask, (x, y) -> x > 60 && x < 91 && y > 10 && y < 15));
        }
    }

    @Test
    void saysHowBrightAPixelIs() throws Exception {
        try (Region region = RAMP.whole()) {
            assertEquals(0, IntensityRange.at(region, 0, 0));
            assertEquals(77, IntensityRange.at(region, 77, 39));
        }
    }

    @Test
    void refusesABoxBesideThePart() throws Exception {
        try (Region region = RAMP.part(new Area(50, 10, 150, 20))) {
            assertThrows(
                    PluginException.class,
                    () -> IntensityRange.between(region, new Area(0, 0, 50, 40), 0, 255, Scene.patient()));
            assertThrows(
                    CancellationException.class,
                    () -> IntensityRange.between(region, new Area(60, 10, 50, 20), 0, 255, Scene.cancelled()));
        }
    }
}
