package limner.model.geometry;

import java.util.Random;

/// A picture of booleans and the slow, plain programs that the fast ones are compared with.
final class Pixels {
    private final int width;
    private final int height;
    private final boolean[][] rows;

    private Pixels(int width, int height) {
        this.width = width;
        this.height = height;
        rows = new boolean[height][width];
    }

    static Pixels blank(int width, int height) {
        return new Pixels(width, height);
    }

    /// `#` is inside, everything else outside.
    static Pixels of(String... lines) {
        Pixels pixels = blank(lines[0].length(), lines.length);
        for (int y = 0; y < lines.length; y++) {
            for (int x = 0; x < lines[y].length(); x++) {
                pixels.rows[y][x] = lines[y].charAt(x) == '#';
            }
        }
        return pixels;
    }

    static Pixels of(Rle rle) {
        return decoded(rle.width(), rle.height(), rle::decodeRowMajor);
    }

    static Pixels of(MaskEditor editor) {
        Pixels pixels = blank(editor.width(), editor.height());
        pixels.fill(editor::contains);
        return pixels;
    }

    /// Grains, blocks, stripes or sheets of random size, so that short and long runs, full columns and corners all
    /// occur.
    static Pixels random(Random random, int largestSide) {
        Pixels pixels = blank(1 + random.nextInt(largestSide), 1 + random.nextInt(largestSide));
        int kind = random.nextInt(4);
        double density = random.nextDouble();
        int block = 1 + random.nextInt(9);
        long salt = random.nextLong();
        switch (kind) {
            case 0 -> pixels.fill((_, _) -> random.nextDouble() < density);
            case 1 ->
                pixels.fill(
                        (x, y) -> new Random(salt + x / block * 7919L + y / block * 104_729L).nextDouble() < density);
            case 2 -> pixels.fill((x, y) -> (x + y) / block % 2 == 0);
            default -> {
                for (int i = random.nextInt(6); i > 0; i--) {
                    int left = random.nextInt(pixels.width);
                    int top = random.nextInt(pixels.height);
                    int right = left + random.nextInt(pixels.width - left) + 1;
                    int bottom = top + random.nextInt(pixels.height - top) + 1;
                    for (int y = top; y < bottom; y++) {
                        for (int x = left; x < right; x++) {
                            pixels.rows[y][x] ^= true;
                        }
                    }
                }
            }
        }
        return pixels;
    }

    /// Another random picture of the same size.
    Pixels randomSibling(Random random) {
        Pixels sibling = blank(width, height);
        Pixels other = random(random, Math.max(width, height));
        sibling.fill((x, y) -> y < other.height && x < other.width && other.rows[y][x]);
        return sibling;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    void fill(Test test) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rows[y][x] = test.at(x, y);
            }
        }
    }

    Pixels map(Test test) {
        Pixels result = blank(width, height);
        result.fill(test);
        return result;
    }

    boolean at(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && rows[y][x];
    }

    byte[] bytes() {
        byte[] bytes = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                bytes[y * width + x] = (byte) (rows[y][x] ? 1 : 0);
            }
        }
        return bytes;
    }

    Rle rle() {
        return Rle.ofRowMajor(width, height, bytes());
    }

    long area() {
        long area = 0;
        for (byte inside : bytes()) {
            area += inside;
        }
        return area;
    }

    /// As lines, which makes failures readable.
    String drawn() {
        StringBuilder drawn = new StringBuilder();
        for (boolean[] row : rows) {
            for (boolean inside : row) {
                drawn.append(inside ? '#' : '.');
            }
            drawn.append('\n');
        }
        return drawn.toString();
    }

    private static Pixels decoded(int width, int height, Decoder decoder) {
        byte[] bytes = new byte[width * height];
        decoder.decode(bytes, (byte) 1);
        Pixels pixels = blank(width, height);
        pixels.fill((x, y) -> bytes[y * width + x] == 1);
        return pixels;
    }

    /// What a pixel is.
    interface Test {
        boolean at(int x, int y);
    }

    private interface Decoder {
        void decode(byte[] into, byte value);
    }
}
