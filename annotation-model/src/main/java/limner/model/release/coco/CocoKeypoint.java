package limner.model.release.coco;

import java.util.Objects;

/// One of the `keypoints` of an annotation; written as x, y and a number that says what is to be seen of it.
public record CocoKeypoint(double x, double y, Seen seen) {

    /// What is to be seen of a keypoint, in the order of COCO's numbers from 0.
    public enum Seen {
        /// It is not labelled; x and y are 0.
        NOT_LABELLED,
        /// It is labelled and something hides it.
        HIDDEN,
        VISIBLE
    }

    /// Not labelled.
    public static final CocoKeypoint NONE = new CocoKeypoint(0, 0, Seen.NOT_LABELLED);

    public CocoKeypoint {
        Objects.requireNonNull(seen, "seen");
        if (seen == Seen.NOT_LABELLED && (x != 0 || y != 0)) {
            throw new IllegalArgumentException("a keypoint that is not labelled lies nowhere: " + x + ", " + y);
        }
    }

    public boolean labelled() {
        return seen != Seen.NOT_LABELLED;
    }
}
