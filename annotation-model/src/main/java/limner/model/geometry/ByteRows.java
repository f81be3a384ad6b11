package limner.model.geometry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Finds where a picture of bytes differs from the row above it: the changes down the columns, found without walking
/// down
/// any column, so that memory is read in its own order.
final class ByteRows {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// How many bytes are first asked about as a whole, which the machine does many at a time.
    private static final int BLOCK = 256;

    private ByteRows() {}

    static void toggles(byte[] pixels, int width, int height, ColumnToggles toggles) {
        compare(pixels, 0, new byte[width], 0, width, 0, toggles);
        for (int y = 1; y < height; y++) {
            compare(pixels, y * width, pixels, (y - 1) * width, width, y, toggles);
        }
        // A column that ends inside must not run on into the next one.
        int last = (height - 1) * width;
        for (int x = 0; x < width; x++) {
            if (pixels[last + x] != 0) {
                toggles.toggle(x, height);
            }
        }
    }

    private static void compare(
            byte[] row, int at, byte[] above, int aboveAt, int width, int y, ColumnToggles toggles) {
        int x = 0;
        for (; x + BLOCK <= width; x += BLOCK) {
            int from = at + x;
            int aboveFrom = aboveAt + x;
            if (Arrays.equals(row, from, from + BLOCK, above, aboveFrom, aboveFrom + BLOCK)) {
                continue;
            }
            for (int part = x; part < x + BLOCK; part += 32) {
                if ((difference(row, at + part, above, aboveAt + part)
                                | difference(row, at + part + 8, above, aboveAt + part + 8)
                                | difference(row, at + part + 16, above, aboveAt + part + 16)
                                | difference(row, at + part + 24, above, aboveAt + part + 24))
                        == 0) {
                    continue;
                }
                for (int word = part; word < part + 32; word += 8) {
                    compareWord(row, at, above, aboveAt, word, y, toggles);
                }
            }
        }
        for (; x + 8 <= width; x += 8) {
            compareWord(row, at, above, aboveAt, x, y, toggles);
        }
        for (; x < width; x++) {
            compareByte(row, at, above, aboveAt, x, y, toggles);
        }
    }

    private static void compareWord(
            byte[] row, int at, byte[] above, int aboveAt, int x, int y, ColumnToggles toggles) {
        long difference = difference(row, at + x, above, aboveAt + x);
        while (difference != 0) {
            int index = Long.numberOfTrailingZeros(difference) >>> 3;
            compareByte(row, at, above, aboveAt, x + index, y, toggles);
            difference &= ~(0xFFL << (index * 8));
        }
    }

    private static void compareByte(
            byte[] row, int at, byte[] above, int aboveAt, int x, int y, ColumnToggles toggles) {
        if ((row[at + x] != 0) != (above[aboveAt + x] != 0)) {
            toggles.toggle(x, y);
        }
    }

    private static long difference(byte[] row, int at, byte[] above, int aboveAt) {
        return (long) LONG.get(row, at) ^ (long) LONG.get(above, aboveAt);
    }
}
