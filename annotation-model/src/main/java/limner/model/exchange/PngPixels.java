package limner.model.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Reads PNG pictures as the numbers that are stored: places in the palette, greys of any depth. Of coloured pictures
/// the number is red + 256 · green + 65536 · blue, as COCO's panoptic format has it. Nothing is made of palettes, gamma
/// or transparency (format: the PNG specification, third edition).
public final class PngPixels {

    /// No picture of a data set is larger.
    private static final long MOST_PIXELS = 1L << 27;

    /// Deflate makes no more out of a byte; what claims more is a trap.
    private static final long MOST_OF_A_BYTE = 1040;

    /// No row of a picture of a data set is longer; two are held.
    private static final long MOST_OF_A_ROW = 1L << 24;

    private static final long MARK = 0x89504E470D0A1A0AL;
    private static final int HEAD = 0x49484452;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454E44;

    /// Where the seven passes of an interlaced picture begin, and how far apart their pixels are.
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final int width;
    private final int height;
    private final int depth;
    private final int channels;
    private final boolean interlaced;
    private final byte[] packed;

    private PngPixels(int width, int height, int depth, int channels, boolean interlaced, byte[] packed) {
        this.width = width;
        this.height = height;
        this.depth = depth;
        this.channels = channels;
        this.interlaced = interlaced;
        this.packed = packed;
    }

    /// @throws IOException when it is no such picture, with a clause that says so
    public static Samples read(byte[] png) throws IOException {
        return parse(png).samples();
    }

    private static PngPixels parse(byte[] png) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(png);
        if (png.length < 8 || in.getLong() != MARK) {
            throw new IOException("it is no PNG picture");
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(png.length);
        int[] head = {};
        while (true) {
            if (in.remaining() < 12) {
                throw new IOException("it breaks off");
            }
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - 8) {
                throw new IOException("it breaks off");
            }
            CRC32 sum = new CRC32();
            sum.update(png, in.position(), length + 4);
            int chunk = in.getInt();
            int begin = in.position();
            in.position(begin + length);
            if (in.getInt() != (int) sum.getValue()) {
                throw new IOException("it is damaged");
            }
            if (head.length == 0 && (chunk != HEAD || length != 13)) {
                throw new IOException("it does not begin as PNG pictures do");
            }
            if (chunk == HEAD) {
                head = new int[] {
                    in.getInt(begin), in.getInt(begin + 4), png[begin + 8], png[begin + 9], png[begin + 12]
                };
            } else if (chunk == DATA) {
                packed.write(png, begin, length);
            } else if (chunk == END) {
                break;
            }
        }
        return of(head, packed.toByteArray());
    }

    private static PngPixels of(int[] head, byte[] packed) throws IOException {
        int width = head[0];
        int height = head[1];
        int depth = head[2];
        int channels = switch (head[3]) {
            case 0, 3 -> 1;
            case 4 -> 2;
            case 2 -> 3;
            case 6 -> 4;
            default -> throw new IOException("it has pixels of no kind that there is");
        };
        boolean isDepth = depth == 8 || depth == 16 || channels == 1 && (depth == 1 || depth == 2 || depth == 4);
        if (!isDepth || width < 1 || height < 1 || head[4] < 0 || head[4] > 1) {
            throw new IOException("it says of itself what cannot be");
        }
        long row = ((long) width * depth * channels + 7) / 8;
        long bytes = row * height;
        if (row > MOST_OF_A_ROW
                || (long) width * height > MOST_PIXELS
                || bytes > MOST_OF_A_BYTE * (packed.length + 1L)) {
            throw new IOException("it claims to be " + width + " × " + height);
        }
        return new PngPixels(width, height, depth, channels, head[4] == 1, packed);
    }

    private Samples samples() throws IOException {
        int[] values = new int[width * height];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            if (interlaced) {
                for (int[] pass : PASSES) {
                    pass(inflater, pass, values);
                }
            } else {
                pass(inflater, new int[] {0, 0, 1, 1}, values);
            }
        } catch (DataFormatException e) {
            throw new IOException("its pixels are damaged", e);
        } finally {
            inflater.end();
        }
        return new Samples(width, height, values);
    }

    private void pass(Inflater inflater, int[] pass, int[] values) throws IOException, DataFormatException {
        int columns = (width - pass[0] + pass[2] - 1) / pass[2];
        int rows = (height - pass[1] + pass[3] - 1) / pass[3];
        if (columns <= 0 || rows <= 0) {
            return;
        }
        int length = Math.toIntExact(((long) columns * depth * channels + 7) / 8);
        int back = Math.max(1, depth * channels / 8);
        byte[] above = new byte[length + 1];
        byte[] row = new byte[length + 1];
        for (int y = 0; y < rows; y++) {
            fill(inflater, row);
            unfilter(row, above, back);
            int at = (pass[1] + y * pass[3]) * width + pass[0];
            for (int x = 0; x < columns; x++) {
                values[at + x * pass[2]] = value(row, x);
            }
            byte[] next = above;
            above = row;
            row = next;
        }
    }

    private static void fill(Inflater inflater, byte[] row) throws IOException, DataFormatException {
        int at = 0;
        while (at < row.length) {
            int n = inflater.inflate(row, at, row.length - at);
            if (n == 0) {
                throw new IOException("its pixels break off");
            }
            at += n;
        }
    }

    private static void unfilter(byte[] row, byte[] above, int back) throws IOException {
        int filter = row[0];
        for (int i = 1; i < row.length; i++) {
            int left = i > back ? row[i - back] & 255 : 0;
            int up = above[i] & 255;
            int corner = i > back ? above[i - back] & 255 : 0;
            row[i] += (byte)
                    switch (filter) {
                        case 0 -> 0;
                        case 1 -> left;
                        case 2 -> up;
                        case 3 -> (left + up) / 2;
                        case 4 -> nearest(left, up, corner);
                        default -> throw new IOException("its pixels are filtered in no way that there is");
                    };
        }
    }

    /// Paeth's predictor.
    private static int nearest(int left, int up, int corner) {
        int guess = left + up - corner;
        int toLeft = Math.abs(guess - left);
        int toUp = Math.abs(guess - up);
        int toCorner = Math.abs(guess - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    private int value(byte[] row, int x) {
        if (depth < 8) {
            int bit = x * depth;
            return row[1 + bit / 8] >> 8 - depth - bit % 8 & (1 << depth) - 1;
        }
        int bytes = depth / 8;
        int at = 1 + x * channels * bytes;
        if (channels >= 3) {
            return row[at] & 255 | (row[at + bytes] & 255) << 8 | (row[at + 2 * bytes] & 255) << 16;
        }
        return bytes == 1 ? row[at] & 255 : (row[at] & 255) << 8 | row[at + 1] & 255;
    }
}
