package limner.app.ui.masks;

import limner.model.geometry.MaskShaping;
import limner.model.geometry.Rle;

/// What can be done to a mask as a whole.
enum MaskOperation {
    FILL_HOLES(Amount.AREA, 100),
    DROP_ISLANDS(Amount.AREA, 100),
    KEEP_LARGEST(Amount.NONE, 0),
    GROW(Amount.RADIUS, 2),
    SHRINK(Amount.RADIUS, 2),
    SMOOTH(Amount.RADIUS, 4),
    HOLLOW(Amount.RADIUS, 3);

    /// What its number means.
    enum Amount {
        NONE,
        /// Pixels from centre to centre.
        RADIUS,
        /// Number of pixels.
        AREA
    }

    private final Amount amount;
    private final int usual;

    MaskOperation(Amount amount, int usual) {
        this.amount = amount;
        this.usual = usual;
    }

    Amount amount() {
        return amount;
    }

    /// What the number begins with.
    int usual() {
        return usual;
    }

    /// The largest number that makes sense.
    int most() {
        return amount == Amount.AREA ? 1_000_000 : 200;
    }

    Rle apply(Rle mask, int number) {
        return switch (this) {
            case FILL_HOLES -> MaskShaping.fillHoles(mask, number);
            case DROP_ISLANDS -> MaskShaping.dropIslands(mask, number);
            case KEEP_LARGEST -> MaskShaping.keepLargest(mask);
            case GROW -> MaskShaping.grow(mask, number);
            case SHRINK -> MaskShaping.shrink(mask, number);
            case SMOOTH -> MaskShaping.smooth(mask, number);
            case HOLLOW -> MaskShaping.hollow(mask, number);
        };
    }
}
