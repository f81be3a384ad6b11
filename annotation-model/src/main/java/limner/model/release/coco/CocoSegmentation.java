package limner.model.release.coco;

import java.util.List;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;

/// The three things that stand under `segmentation`.
public sealed interface CocoSegmentation {

    /// An object of which only the box is known: an empty list.
    record None() implements CocoSegmentation {}

    /// Closed lines as flat lists of x and y. Readers take their union: a hole cannot be said this way.
    record Rings(List<Ring> rings) implements CocoSegmentation {
        public Rings {
            rings = List.copyOf(rings);
            if (rings.isEmpty()) {
                throw new IllegalArgumentException("rings without a ring are no segmentation");
            }
        }
    }

    /// Pixels as run lengths, in COCO's compressed string.
    record Runs(Rle rle) implements CocoSegmentation {}
}
