package limner.app.ui.canvas.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import org.junit.jupiter.api.Test;

final class LabelRasterizerTest {

    private static final int RED = 0xff0000;
    private static final Window WINDOW = new Window(0, 0, 100, 100);
    private static final ViewTransform SAME = new ViewTransform(1, 0, 0);

    private static int[] paint(Shape shape, ViewTransform view, double fill, double line, Look.Dash dash) {
        LabelRasterizer painter = new LabelRasterizer(100, 100);
        return painter.paint(List.of(new PaintItem(shape, new Look(RED, fill, line, dash))), view, 1, WINDOW);
    }

    private static int alpha(int[] argb, int x, int y) {
        return argb[y * 100 + x] >>> 24;
    }

    private static int red(int[] argb, int x, int y) {
        return (argb[y * 100 + x] >> 16) & 0xff;
    }

    @Test
    void aBoxHasACrispLineAndATintedInside() {
        int[] p = paint(new Box(20, 20, 40, 30), SAME, 0.5, 1, Look.Dash.SOLID);
        assertEquals(255, red(p, 40, 20), "the line lies on one row of pixels");
        assertEquals(255, alpha(p, 40, 20));
        assertEquals(0, red(p, 40, 18), "beside it only the halo");
        assertEquals(128, alpha(p, 40, 35), 1, "the inside is half opaque");
        assertEquals(0, alpha(p, 70, 35), "outside nothing");
    }

    @Test
    void aHoleInAPolygonStaysClear() {
        Ring outer = ring(10, 10, 90);
        Ring inner = ring(40, 40, 60);
        int[] p = paint(new Polygon(List.of(outer, inner)), SAME, 0.5, 1, Look.Dash.SOLID);
        assertTrue(alpha(p, 25, 25) > 100);
        assertEquals(0, alpha(p, 50, 50));
    }

    private static Ring ring(double left, double top, double end) {
        return new Ring(List.of(new Point(left, top), new Point(end, top), new Point(end, end), new Point(left, end)));
    }

    @Test
    void maskPixelsAreSquaresAtEightfoldZoom() {
        byte[] pixels = new byte[10 * 10];
        pixels[3 * 10 + 4] = 1;
        Mask mask = new Mask(Rle.ofRowMajor(10, 10, pixels));
        int[] p = paint(mask, new ViewTransform(8, 0, 0), 0.4, 1, Look.Dash.SOLID);
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                boolean inside = x / 8 == 4 && y / 8 == 3;
                assertEquals(inside, alpha(p, x, y) > 0, "pixel " + x + ", " + y);
            }
        }
    }

    @Test
    void aDashedLineHasGapsAndASolidOneHasNone() {
        Shape box = new Box(5, 5, 90, 90);
        int[] solid = paint(box, SAME, 0, 1, Look.Dash.SOLID);
        int[] dashed = paint(box, SAME, 0, 1, Look.Dash.DASHED);
        int gaps = 0;
        for (int x = 10; x < 90; x++) {
            assertEquals(255, red(solid, x, 5));
            gaps += red(dashed, x, 5) == 0 ? 1 : 0;
        }
        assertTrue(gaps > 15 && gaps < 60, "columns without ink: " + gaps);
    }

    @Test
    void whatLiesOutsideTheViewCostsNothingAndPaintsNothing() {
        int[] p = paint(new Box(1e6, 1e6, 50, 50), SAME, 1, 2, Look.Dash.SOLID);
        assertEquals(0, Arrays.stream(p).filter(v -> v != 0).count());
        int[] huge = paint(new Box(-1e6, -1e6, 2e6, 2e6), SAME, 0.5, 2, Look.Dash.SOLID);
        assertEquals(128, alpha(huge, 50, 50), 1);
    }

    @Test
    void fiveThousandPolygonsArePaintedBesideTheScreensThreadInAFewPulses() {
        Random random = new Random(7);
        List<PaintItem> items = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            double x = random.nextDouble() * 1500;
            double y = random.nextDouble() * 800;
            List<Point> points = new ArrayList<>();
            for (int k = 0; k < 20; k++) {
                double angle = k * Math.PI / 10;
                points.add(new Point(x + 20 * Math.cos(angle), y + 20 * Math.sin(angle)));
            }
            items.add(new PaintItem(Polygon.of(points), new Look(RED, 0.2, 1.5, Look.Dash.SOLID)));
        }
        LabelRasterizer painter = new LabelRasterizer(1580, 840);
        long best = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++) {
            long start = System.nanoTime();
            painter.paint(items, SAME, 1, new Window(0, 0, 1580, 840));
            best = Math.min(best, System.nanoTime() - start);
        }
        assertTrue(best < 2_000_000_000L, "it took " + best / 1_000_000 + " ms");
    }
}
