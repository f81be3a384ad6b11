package limner.model.geometry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets a gesture change some pixels and keeps it off the others: by where they lie, and by what the picture shows
/// there.
/// The picture is read in squares, and only in those that a gesture comes to.
///
/// Reading fills what is kept here; belongs to one thread at a time.
public final class Stencil {
    private static final int TILE = 64;

    private final BitRaster open;
    private final @Nullable Gate gate;
    private final int tilesPerRow;
    private final boolean[] read;
    private final byte[] values;

    private Stencil(BitRaster open, @Nullable Gate gate) {
        this.open = open;
        this.gate = gate;
        tilesPerRow = tiles(open.width());
        read = new boolean[gate == null ? 0 : tilesPerRow * tiles(open.height())];
        values = new byte[gate == null ? 0 : TILE * TILE];
    }

    /// Pixels whose values lie in a range are let through.
    ///
    /// @param low the smallest value, 0 to 255
    /// @param high the largest value, `low` to 255
    public record Gate(PixelValues values, int low, int high) {
        public Gate {
            if (low < 0 || low > high || high > 255) {
                throw new IllegalArgumentException("A range lies in 0 to 255, but got " + low + " to " + high + ".");
            }
        }
    }

    /// @param inside the only pixels that may change; empty for all
    /// @param outside pixels that may not
    /// @throws IllegalArgumentException when a mask is for a picture of another size, or the size is none for a mask
    public static Stencil of(int width, int height, Optional<Rle> inside, List<Rle> outside, Optional<Gate> gate) {
        Rle.requirePicture(width, height);
        BitRaster open = new BitRaster(width, height);
        if (inside.isPresent()) {
            requireSize(inside.get(), width, height);
            open.fill(inside.get(), Ink.PAINT);
        } else {
            for (int y = 0; y < height; y++) {
                open.fill(y, 0, width, Ink.PAINT);
            }
        }
        for (Rle mask : outside) {
            requireSize(mask, width, height);
            open.fill(mask, Ink.ERASE);
        }
        return new Stencil(open, gate.orElse(null));
    }

    private static void requireSize(Rle mask, int width, int height) {
        if (mask.width() != width || mask.height() != height) {
            throw new IllegalArgumentException("A stencil of " + width + " × " + height
                    + " cannot be cut after a mask of " + mask.width() + " × " + mask.height() + ".");
        }
    }

    int width() {
        return open.width();
    }

    int height() {
        return open.height();
    }

    /// Whether the pixel may change; outside the picture none may.
    public boolean lets(int x, int y) {
        if (x < 0 || y < 0 || x >= width() || y >= height()) {
            return false;
        }
        return upTo(y, x, x + 1).get(x, y);
    }

    /// Those pixels of a mask that may change.
    ///
    /// @throws IllegalArgumentException when the mask is for a picture of another size
    public Rle allowed(Rle mask) {
        requireSize(mask, width(), height());
        Optional<PixelBox> bounds = mask.bounds();
        if (bounds.isEmpty()) {
            return mask;
        }
        BitRaster pixels = new BitRaster(width(), height());
        pixels.fill(mask, Ink.PAINT);
        for (int y = bounds.get().y(); y < bounds.get().bottom(); y++) {
            upTo(y, bounds.get().x(), bounds.get().right());
        }
        pixels.keep(open);
        return pixels.toRle();
    }

    /// What may change, right for the pixels [from, to) of a row inside the picture.
    BitRaster upTo(int y, int from, int to) {
        if (gate != null) {
            int row = y / TILE * tilesPerRow;
            for (int tile = from / TILE; tile <= (to - 1) / TILE; tile++) {
                if (!read[row + tile]) {
                    read[row + tile] = true;
                    look(gate, tile * TILE, y / TILE * TILE);
                }
            }
        }
        return open;
    }

    private void look(Gate by, int left, int top) {
        PixelBox tile = new PixelBox(left, top, Math.min(TILE, width() - left), Math.min(TILE, height() - top));
        by.values().read(tile, values);
        for (int y = 0, i = 0; y < tile.height(); y++) {
            for (int x = 0; x < tile.width(); x++, i++) {
                int value = values[i] & 0xff;
                if (value < by.low() || value > by.high()) {
                    open.fill(top + y, left + x, left + x + 1, Ink.ERASE);
                }
            }
        }
    }

    private static int tiles(int pixels) {
        return (pixels + TILE - 1) / TILE;
    }
}
