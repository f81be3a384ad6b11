package limner.model.geometry;

/// A picture of single bits, row by row, each row beginning with a new word. Mutable and not safe for use by several
/// threads.
final class BitRaster {
    private final int width;
    private final int height;
    private final int wordsPerRow;
    private final long[] words;

    BitRaster(int width, int height) {
        this.width = width;
        this.height = height;
        wordsPerRow = BitRows.words(width);
        words = new long[Math.multiplyExact(wordsPerRow, height)];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// Outside the raster nothing is set.
    boolean get(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && ((words[y * wordsPerRow + (x >>> 6)] >>> x) & 1) != 0;
    }

    /// Sets or clears the pixels [from, to) of a row; the caller has clipped them.
    void fill(int y, int from, int to, Ink ink) {
        if (from >= to) {
            return;
        }
        int first = y * wordsPerRow + (from >>> 6);
        int last = y * wordsPerRow + ((to - 1) >>> 6);
        long firstBits = -1L << from;
        long lastBits = -1L >>> -to;
        if (first == last) {
            put(first, firstBits & lastBits, ink);
            return;
        }
        put(first, firstBits, ink);
        for (int i = first + 1; i < last; i++) {
            put(i, -1L, ink);
        }
        put(last, lastBits, ink);
    }

    /// Sets or clears, in a row from column `x` on, the pixels whose bits are set in `bits`.
    void fill(int y, int x, long[] bits, Ink ink) {
        int first = y * wordsPerRow + (x >>> 6);
        int inRow = wordsPerRow - (x >>> 6);
        for (int i = 0; i < bits.length; i++) {
            put(first + i, bits[i] << x, ink);
            if ((x & 63) != 0 && i + 1 < inRow) {
                put(first + i + 1, bits[i] >>> -x, ink);
            }
        }
    }

    /// The same for those of the pixels [from, to) that are set in `through`, a raster of this size.
    void fill(int y, int from, int to, BitRaster through, Ink ink) {
        if (from >= to) {
            return;
        }
        int first = y * wordsPerRow + (from >>> 6);
        int last = y * wordsPerRow + ((to - 1) >>> 6);
        for (int i = first; i <= last; i++) {
            long bits = i == first ? -1L << from : -1L;
            if (i == last) {
                bits &= -1L >>> -to;
            }
            put(i, bits & through.words[i], ink);
        }
    }

    /// Sets or clears the pixels of a mask for a picture of this size.
    void fill(Rle rle, Ink ink) {
        rle.bounds().ifPresent(area -> {
            RowSweep sweep = new RowSweep(rle, area);
            for (int y = area.y(); sweep.next(); y++) {
                fill(y, area.x(), sweep.row(), ink);
            }
        });
    }

    /// Clears what is not set in another raster of this size.
    void keep(BitRaster other) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= other.words[i];
        }
    }

    private void put(int index, long bits, Ink ink) {
        switch (ink) {
            case PAINT -> words[index] |= bits;
            case ERASE -> words[index] &= ~bits;
        }
    }

    /// The first set pixel of a row at or after column `from`, or the width.
    int nextSet(int from, int y) {
        int base = y * wordsPerRow;
        for (int word = from >>> 6; word < wordsPerRow; word++) {
            long rest = words[base + word] & (word == from >>> 6 ? -1L << from : -1L);
            if (rest != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
        return width;
    }

    /// The set pixels that have no set pixel above.
    BitRaster upperSides() {
        BitRaster sides = new BitRaster(width, height);
        System.arraycopy(words, 0, sides.words, 0, words.length);
        for (int i = wordsPerRow; i < words.length; i++) {
            sides.words[i] &= ~words[i - wordsPerRow];
        }
        return sides;
    }

    /// Writes `value` for each set pixel of the area; the caller has checked that all fits.
    void decode(PixelBox area, byte[] into, int offset, int stride, byte value) {
        long[] row = new long[wordsPerRow];
        for (int y = 0; y < area.height(); y++) {
            System.arraycopy(words, (area.y() + y) * wordsPerRow, row, 0, wordsPerRow);
            BitRows.fillBytes(row, area.x(), area.right(), into, offset + y * stride, value);
        }
    }

    Rle toRle() {
        ColumnToggles toggles = new ColumnToggles(width, height);
        for (int word = 0; word < wordsPerRow; word++) {
            toggle(words[word], word, 0, toggles);
        }
        for (int y = 1; y < height; y++) {
            int row = y * wordsPerRow;
            for (int word = 0; word < wordsPerRow; word++) {
                toggle(words[row + word] ^ words[row + word - wordsPerRow], word, y, toggles);
            }
        }
        int last = (height - 1) * wordsPerRow;
        for (int word = 0; word < wordsPerRow; word++) {
            toggle(words[last + word], word, height, toggles);
        }
        return toggles.toRle();
    }

    private static void toggle(long changed, int word, int y, ColumnToggles toggles) {
        for (long rest = changed; rest != 0; rest &= rest - 1) {
            toggles.toggle((word << 6) + Long.numberOfTrailingZeros(rest), y);
        }
    }
}
