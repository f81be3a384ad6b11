package limner.model.release.coco;

import java.util.Objects;

/// An element of `tracks`: one object through many pictures of one video.
///
/// @param id from 1, unique in the data set
/// @param name what people call it
/// @param label id of the label in the project
public record CocoTrack(int id, int video, int category, String name, String label) {

    public CocoTrack {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
        if (id < 1 || video < 1 || category < 1) {
            throw new IllegalArgumentException(
                    "ids start at 1: track " + id + ", video " + video + ", category " + category);
        }
    }
}
