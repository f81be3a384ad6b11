package limner.model.release.coco;

import java.util.Objects;
import java.util.OptionalInt;
import limner.model.geometry.Box;

/// An element of `annotations`: one object on one picture. `iscrowd` is always 0.
///
/// @param id from 1
/// @param area number of pixels
/// @param track id of its track, where it is on one
/// @param label id of the label in the project
/// @param shape what was drawn, in lower case
/// @param source how the place is known, in lower case
public record CocoAnnotation(
        int id,
        int image,
        int category,
        CocoSegmentation segmentation,
        long area,
        Box box,
        OptionalInt track,
        boolean occluded,
        String label,
        String shape,
        String source) {

    public CocoAnnotation {
        Objects.requireNonNull(segmentation, "segmentation");
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(track, "track");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(source, "source");
        if (id < 1 || image < 1 || category < 1) {
            throw new IllegalArgumentException(
                    "ids start at 1: annotation " + id + ", image " + image + ", category " + category);
        }
    }
}
