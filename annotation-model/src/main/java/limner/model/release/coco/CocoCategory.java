package limner.model.release.coco;

import java.util.Objects;

/// An element of `categories`.
///
/// @param id from 1
/// @param supercategory name of the more general class, or empty
/// @param countable whether objects of it can be counted (`isthing` 1), or it is a region such as sky (0)
/// @param pose what its skeletons are made of
public record CocoCategory(int id, String name, String supercategory, boolean countable, String colour, CocoPose pose) {

    public CocoCategory {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(supercategory, "supercategory");
        Objects.requireNonNull(colour, "colour");
        Objects.requireNonNull(pose, "pose");
        if (id < 1) {
            throw new IllegalArgumentException("ids start at 1: " + id);
        }
    }
}
