package limner.model.release.coco;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SequencedMap;
import limner.model.exchange.Value;
import limner.model.geometry.Box;

/// An element of `annotations`: one object on one picture. `iscrowd` is always 0.
///
/// @param id from 1
/// @param area number of pixels
/// @param track id of its track, where it is on one
/// @param label id of the label in the project
/// @param shape what was drawn, in lower case
/// @param source how the place is known, in lower case
/// @param attributes by name, in their order; none where nothing is said
/// @param keypoints of a skeleton, as its category lists them; none for everything else
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
        String source,
        SequencedMap<String, Value> attributes,
        List<CocoKeypoint> keypoints) {

    public CocoAnnotation {
        Objects.requireNonNull(segmentation, "segmentation");
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(track, "track");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(source, "source");
        attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
        keypoints = List.copyOf(keypoints);
        if (id < 1 || image < 1 || category < 1) {
            throw new IllegalArgumentException(
                    "ids start at 1: annotation " + id + ", image " + image + ", category " + category);
        }
    }
}
