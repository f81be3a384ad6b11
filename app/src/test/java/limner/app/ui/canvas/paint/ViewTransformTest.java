package limner.app.ui.canvas.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import org.junit.jupiter.api.Test;

final class ViewTransformTest {

    @Test
    void thePixelUnderThePointerStaysWhereItIsWhenZooming() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            ViewTransform v = new ViewTransform(
                    0.1 + random.nextDouble() * 20,
                    0.5 + random.nextDouble(),
                    random.nextDouble() * 500 - 250,
                    random.nextDouble() * 500);
            double x = random.nextDouble() * 1900;
            double y = random.nextDouble() * 1000;
            Point before = v.toPicture(x, y);
            Point after = v.zoomedAt(x, y, 0.3 + random.nextDouble() * 3).toPicture(x, y);
            assertEquals(before.x(), after.x(), 1e-6);
            assertEquals(before.y(), after.y(), 1e-6);
        }
    }

    @Test
    void fittingShowsTheWholePictureInTheMiddle() {
        ViewTransform v = ViewTransform.fit(1920, 1080, 1, 960, 700);
        assertEquals(0.5, v.scale());
        assertEquals(0, v.x());
        assertEquals(80, v.y());
        assertEquals(new Point(1920, 1080), v.toPicture(960, 620));
    }

    @Test
    void longPixelsAreStretchedAcrossAndPlacesStayInStoredPixels() {
        ViewTransform v = ViewTransform.fit(720, 576, 16.0 / 11, 1200, 576);
        assertEquals(1, v.scale());
        assertEquals(16.0 / 11, v.scaleX(), 1e-9);
        assertEquals(Math.rint((1200 - 720 * 16.0 / 11) / 2), v.x());
        Point last = v.toPicture(v.toScreenX(720), v.toScreenY(576));
        assertEquals(720, last.x(), 1e-9);
        assertEquals(576, last.y(), 1e-9);
        assertEquals(16.0 / 11, v.zoomedAt(10, 10, 2).panned(3, 4).times(2).aspect());
        Box seen = v.visible(1200, 576);
        assertEquals(1200 / (16.0 / 11), seen.width(), 1e-9);
    }

    @Test
    void panningNeverLosesThePicture() {
        ViewTransform v = new ViewTransform(1, 0, 0).panned(-100_000, 100_000).keepingInSight(800, 600, 400, 300);
        Box seen = v.visible(400, 300);
        assertTrue(seen.x() < 800 && seen.right() > 0, () -> "columns " + seen);
        assertTrue(seen.y() < 600 && seen.bottom() > 0, () -> "rows " + seen);
    }
}
