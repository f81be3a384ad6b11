package limner.model.label;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.provenance.Origin;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// One thing drawn on a video: on a single frame, or as a track through many.
///
/// @param number what people call it together with its class ("Car 12"); unique in its video, never reused while it
/// lives
/// @param keyframes by frame, at least one; exactly one when the extent is a single frame
public record Label(
        LabelId id,
        MediaId media,
        int number,
        ClassId classId,
        Extent extent,
        PSortedMap<Integer, Keyframe> keyframes,
        Origin origin) {

    public Label {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(classId, "classId");
        Objects.requireNonNull(origin, "origin");
        if (number < 1) {
            throw new IllegalArgumentException("labels are numbered from 1: " + number);
        }
        if (keyframes.isEmpty() || keyframes.firstKey() < 0) {
            throw new IllegalArgumentException("a label has a keyframe at frame 0 or later");
        }
        if (extent == Extent.FRAME && keyframes.size() != 1) {
            throw new IllegalArgumentException("a label of one frame has one keyframe: " + keyframes.keySet());
        }
    }

    /// A label with its first keyframe.
    public static Label drawn(
            LabelId id,
            MediaId media,
            int number,
            ClassId classId,
            Extent extent,
            int frame,
            Shape shape,
            Origin origin) {
        return new Label(
                id,
                media,
                number,
                classId,
                extent,
                TreePMap.<Integer, Keyframe>empty().plus(frame, Keyframe.of(shape)),
                origin);
    }

    public boolean tracked() {
        return extent == Extent.TRACK;
    }

    public int firstFrame() {
        return keyframes.firstKey();
    }

    /// The keyframe exactly at this frame.
    public Optional<Keyframe> keyframe(int frame) {
        return Optional.ofNullable(keyframes.get(frame));
    }

    /// Where the label is at this frame, or empty where it is not.
    public Optional<Placement> at(int frame) {
        if (extent == Extent.FRAME) {
            return keyframe(frame).map(k -> new Placement(k.shape(), k.occluded(), Placement.Source.KEYFRAME));
        }
        Map.Entry<Integer, Keyframe> before = keyframes.floorEntry(frame);
        if (before == null || before.getValue().outside()) {
            return Optional.empty();
        }
        Keyframe left = before.getValue();
        if (before.getKey() == frame) {
            return Optional.of(new Placement(left.shape(), left.occluded(), Placement.Source.KEYFRAME));
        }
        Map.Entry<Integer, Keyframe> after = keyframes.higherEntry(frame);
        if (after == null || after.getValue().outside()) {
            return Optional.of(new Placement(left.shape(), left.occluded(), Placement.Source.HELD));
        }
        double t = (frame - before.getKey()) / (double) (after.getKey() - before.getKey());
        return Interpolator.between(left.shape(), after.getValue().shape(), t)
                .map(s -> new Placement(s, left.occluded(), Placement.Source.INTERPOLATED))
                .or(() -> Optional.of(new Placement(left.shape(), left.occluded(), Placement.Source.HELD)));
    }

    public Label withClass(ClassId newClass) {
        return new Label(id, media, number, newClass, extent, keyframes, origin);
    }

    public Label withExtent(Extent newExtent) {
        return new Label(id, media, number, classId, newExtent, keyframes, origin);
    }

    public Label withKeyframe(int frame, Keyframe keyframe) {
        return new Label(id, media, number, classId, extent, keyframes.plus(frame, keyframe), origin);
    }

    public Label withoutKeyframe(int frame) {
        return new Label(id, media, number, classId, extent, keyframes.minus(frame), origin);
    }
}
