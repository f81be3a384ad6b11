package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import limner.media.frame.PngWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks at a folder of pictures of several sizes in a real window, one of them larger than any screen. Pictures of the
/// windows are left in `target/screenshots`.
final class PicturesDeskTest {

    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();
    private static final int WIDE = 12_000;
    private static final int HIGH = 9_000;

    @TempDir
    private Path folder = Path.of("");

    /// Fields of a thousand pixels, each of another gray.
    private static int gray(int x, int y) {
        return 10 + x / 1000 * 18 + y / 1000 * 2;
    }

    private static void large(Path file) throws IOException {
        int[][] tags = {
            {256, WIDE},
            {257, HIGH},
            {258, 8},
            {259, 1},
            {262, 1},
            {273, 4096},
            {277, 1},
            {278, HIGH},
            {279, WIDE * HIGH}
        };
        ByteBuffer head = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            head.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(head.array());
            byte[] row = new byte[WIDE];
            for (int y = 0; y < HIGH; y++) {
                for (int x = 0; x < WIDE; x++) {
                    row[x] = (byte) gray(x, y);
                }
                out.write(row);
            }
        }
    }

    private static void small(Path file, int width, int height, int red) throws IOException {
        ByteBuffer rgb = ByteBuffer.allocate(width * height * 3);
        while (rgb.hasRemaining()) {
            rgb.put((byte) red).put((byte) 60).put((byte) 90);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter.write(out, width, height, rgb.flip());
        Files.write(file, out.toByteArray());
    }

    private static Color colourAt(Desk desk, Point2D at) {
        return Toolkit.on(() -> {
            WritableImage image = desk.stage().getScene().snapshot(null);
            return image.getPixelReader().getColor((int) at.getX(), (int) at.getY());
        });
    }

    private static void awaitGray(Desk desk, Point2D at, int wanted) {
        Color seen = Color.RED;
        for (int i = 0; i < 300; i++) {
            seen = colourAt(desk, at);
            if (Math.abs(seen.getRed() * 255 - wanted) < 3 && Math.abs(seen.getBlue() * 255 - wanted) < 3) {
                return;
            }
            Toolkit.pulses(2);
        }
        throw new AssertionError("gray " + wanted + " is never seen at " + at + " but " + seen);
    }

    private static boolean says(Desk desk, String end) {
        return desk.stage().getScene().getRoot().lookupAll(".status .label").stream()
                .anyMatch(n -> ((Label) n).getText().endsWith(end));
    }

    @Test
    void aFolderWithPicturesOfSeveralSizesAndOneLargerThanAnyScreen() throws IOException {
        Path place = Files.createDirectories(folder.resolve("shots"));
        small(place.resolve("shot 1.png"), 300, 200, 200);
        large(place.resolve("shot 2.tif"));
        small(place.resolve("shot 10.png"), 150, 250, 100);
        try (Desk desk = Desk.welcome(folder, 1000, 700)) {
            Toolkit.run(() -> desk.window().create(folder.resolve("shots.limner"), List.of(place)));
            Toolkit.await("the project is open", () -> desk.window().workspace().isPresent());
            desk.awaitFrame(0);
            desk.await("the name is told", () -> says(desk, "shot 1.png"));
            assertEquals(300, desk.media().width());
            assertEquals(3, desk.media().frameCount());

            desk.show(1);
            desk.await("the name is told", () -> says(desk, "shot 2.tif"));
            assertEquals(WIDE, desk.media().width());
            assertEquals(HIGH, desk.media().height());
            awaitGray(desk, desk.place(500, 500), gray(500, 500));
            awaitGray(desk, desk.place(11_500, 8_500), gray(11_500, 8_500));
            awaitGray(desk, desk.place(6_500, 3_500), gray(6_500, 3_500));
            Pngs.write(desk.stage(), PICTURES.resolve("large-picture.png"));

            // The place under the pointer stays where it is while one comes nearer. The event takes its place for one
            // in
            // the window.
            Point2D corner = desk.place(8_000.5, 5_000.5);
            Point2D canvas = Toolkit.on(() -> desk.canvas().localToScene(0, 0));
            double scale = desk.scale();
            desk.zoomTo(1, 8_000.5 + canvas.getX() / scale, 5_000.5 + canvas.getY() / scale);
            awaitGray(desk, corner.add(20, 20), gray(8_001, 5_001));
            awaitGray(desk, corner.add(-20, -20), gray(7_999, 4_999));
            Pngs.write(desk.stage(), PICTURES.resolve("large-picture-near.png"));

            desk.show(2);
            desk.await("the name is told", () -> says(desk, "shot 10.png"));
            assertEquals(150, desk.media().width());
            assertTrue(desk.workspace().writable());
        }
    }
}
