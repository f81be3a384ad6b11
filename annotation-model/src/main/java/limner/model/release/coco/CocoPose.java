package limner.model.release.coco;

import java.util.List;

/// What the skeletons of a category are made of: its `keypoints` and its `skeleton`.
///
/// @param keypoints names, in the order in which annotations list them
/// @param bones lines between keypoints; readers count from 1
public record CocoPose(List<String> keypoints, List<Bone> bones) {

    /// No skeletons.
    public static final CocoPose NONE = new CocoPose(List.of(), List.of());

    /// A line between two keypoints, by their place in the list from 1.
    public record Bone(int from, int to) {}

    public CocoPose {
        keypoints = List.copyOf(keypoints);
        bones = List.copyOf(bones);
        for (Bone bone : bones) {
            if (Math.min(bone.from(), bone.to()) < 1 || Math.max(bone.from(), bone.to()) > keypoints.size()) {
                throw new IllegalArgumentException(
                        "a bone joins two of " + keypoints.size() + " keypoints: " + bone.from() + " and " + bone.to());
            }
        }
    }
}
