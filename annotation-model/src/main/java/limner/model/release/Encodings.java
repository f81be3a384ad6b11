package limner.model.release;

import java.util.Objects;

/// The encoding for each kind of shape that covers pixels.
///
/// @param boxes [Encoding#NONE] says honestly that only a box was drawn
/// @param polygons rings or pixels
/// @param masks rings or pixels
public record Encodings(Encoding boxes, Encoding polygons, Encoding masks) {

    public Encodings {
        Objects.requireNonNull(boxes, "boxes");
        if (polygons == Encoding.NONE || masks == Encoding.NONE) {
            throw new IllegalArgumentException("polygons and masks are written as polygons or as run lengths");
        }
        Objects.requireNonNull(polygons, "polygons");
        Objects.requireNonNull(masks, "masks");
    }

    /// Everything as it was made: boxes as boxes, drawn regions as rings, painted ones as pixels.
    public static Encodings asDrawn() {
        return new Encodings(Encoding.NONE, Encoding.POLYGONS, Encoding.RLE);
    }

    /// Boxes as boxes, every region as pixels: nothing differs by a single pixel.
    public static Encodings exact() {
        return new Encodings(Encoding.NONE, Encoding.RLE, Encoding.RLE);
    }

    /// Boxes as boxes, regions as rings where rings can say them.
    public static Encodings rings() {
        return new Encodings(Encoding.NONE, Encoding.POLYGONS, Encoding.POLYGONS);
    }
}
