package limner.test.flow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import limner.media.frame.PngWriter;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;

/// Pictures of a patterned disc that goes 4 pixels right and 1 down a frame over another pattern, and from one frame on
/// hides
/// behind a third.
public final class MovingPictures {

    public static final int WIDTH = 320;
    public static final int HEIGHT = 200;
    private static final int RADIUS = 28;
    private static final int WALL = 190;
    private static final int CELL = 4;

    private final int[] behind;
    private final int[] skin;
    private final int[] wall;

    public MovingPictures() {
        Random random = new Random(11);
        behind = noise(random, 60);
        skin = noise(random, 130);
        wall = noise(random, 90);
    }

    private static int[] noise(Random random, int base) {
        int[] cells = new int[100 * 70];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = base + random.nextInt(90);
        }
        return cells;
    }

    /// Between the cells the pattern goes over evenly.
    private static int at(int[] cells, double x, double y) {
        double u = Math.clamp(x / CELL, 0, 98);
        double v = Math.clamp(y / CELL, 0, 68);
        int i = (int) u;
        int j = (int) v;
        double above = cells[j * 100 + i] * (1 - u + i) + cells[j * 100 + i + 1] * (u - i);
        double below = cells[j * 100 + 100 + i] * (1 - u + i) + cells[j * 100 + 101 + i] * (u - i);
        return (int) (above * (1 - v + j) + below * (v - j));
    }

    private static double middleX(int frame) {
        return 60 + 4 * frame;
    }

    private static double middleY(int frame) {
        return 80 + frame;
    }

    private static boolean in(int frame, int x, int y) {
        return Math.hypot(x + 0.5 - middleX(frame), y + 0.5 - middleY(frame)) <= RADIUS;
    }

    /// Writes so many pictures into a folder.
    ///
    /// @param hides whether the wall is there
    public Path write(Path folder, int frames, boolean hides) throws IOException {
        Files.createDirectories(folder);
        for (int f = 0; f < frames; f++) {
            ByteBuffer rgb = ByteBuffer.allocate(WIDTH * HEIGHT * 3);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int grey = hides && x >= WALL
                            ? at(wall, x, y)
                            : in(f, x, y) ? at(skin, x - middleX(f) + 150, y - middleY(f) + 100) : at(behind, x, y);
                    rgb.put((byte) grey).put((byte) Math.min(255, grey + 20)).put((byte) grey);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PngWriter.write(out, WIDTH, HEIGHT, rgb.flip());
            Files.write(folder.resolve(String.format(Locale.ROOT, "f%03d.png", f)), out.toByteArray());
        }
        return folder;
    }

    /// The disc, as if nothing hid it.
    public static Mask mask(int frame) {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixels[y * WIDTH + x] = (byte) (in(frame, x, y) ? 1 : 0);
            }
        }
        return new Mask(Rle.ofRowMajor(WIDTH, HEIGHT, pixels));
    }

    /// What is to be seen of the disc where the wall is there.
    public static Rle seen(int frame) {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WALL; x++) {
                pixels[y * WIDTH + x] = (byte) (in(frame, x, y) ? 1 : 0);
            }
        }
        return Rle.ofRowMajor(WIDTH, HEIGHT, pixels);
    }

    public static Box box(int frame) {
        return new Box(middleX(frame) - RADIUS, middleY(frame) - RADIUS, 2 * RADIUS, 2 * RADIUS);
    }
}
