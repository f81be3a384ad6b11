package limner.model.release;

import java.util.OptionalInt;
import limner.model.project.PlacedLabel;
import limner.model.release.coco.CocoTrack;

/// Takes what [LabelPass] finds on the pictures, in the order in which it is written.
interface LabelSink {

    /// A label on a picture that becomes an annotation.
    ///
    /// @param id of the annotation, from 1
    /// @param track its track's id, where it is on one
    void annotation(int id, Spot spot, Segment segment, OptionalInt track);

    /// A label on a picture that covers no pixel and so cannot become an annotation.
    void kept(Spot spot);

    /// A track with at least one annotation; told after all labels.
    void track(CocoTrack track);

    /// One label on one picture.
    ///
    /// @param image id of the picture
    record Spot(Clip clip, int image, int frame, PlacedLabel placed) {}
}
