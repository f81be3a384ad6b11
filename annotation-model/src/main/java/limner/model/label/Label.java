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

    /// Where the label is at this frame, or empty where it is not. Between masks this takes milliseconds; who only asks
    /// whether it is there, or how that is known, asks [#source(int)].
    public Optional<Placement> at(int frame) {
        Optional<Placement.Source> source = source(frame);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Integer, Keyframe> left = keyframes.floorEntry(frame);
        Keyframe from = left.getValue();
        Shape shape = from.shape();
        if (source.get() == Placement.Source.INTERPOLATED) {
            Map.Entry<Integer, Keyframe> right = keyframes.higherEntry(frame);
            double t = (frame - left.getKey()) / (double) (right.getKey() - left.getKey());
            shape = Interpolator.between(from, right.getValue().shape(), t);
        }
        return Optional.of(new Placement(shape, from.occluded(), source.get()));
    }

    /// How it is known where the label is at this frame, or empty where it is not; without working the place out.
    public Optional<Placement.Source> source(int frame) {
        if (extent == Extent.FRAME) {
            return keyframe(frame).map(_ -> Placement.Source.KEYFRAME);
        }
        Map.Entry<Integer, Keyframe> before = keyframes.floorEntry(frame);
        if (before == null || before.getValue().outside()) {
            return Optional.empty();
        }
        if (before.getKey() == frame) {
            return Optional.of(Placement.Source.KEYFRAME);
        }
        Map.Entry<Integer, Keyframe> after = keyframes.higherEntry(frame);
        boolean moves = after != null
                && !after.getValue().outside()
                && Interpolator.moves(before.getValue(), after.getValue().shape());
        return Optional.of(moves ? Placement.Source.INTERPOLATED : Placement.Source.HELD);
    }

    /// How the track goes on from the last keyframe at or before this frame; before all of them, from the first.
    public Interpolation interpolation(int frame) {
        Map.Entry<Integer, Keyframe> before = keyframes.floorEntry(frame);
        return (before == null ? keyframes.firstEntry() : before).getValue().interpolation();
    }

    public Label withClass(ClassId newClass) {
        return new Label(id, media, number, newClass, extent, keyframes, origin);
    }

    public Label withExtent(Extent newExtent) {
        return new Label(id, media, number, classId, newExtent, keyframes, origin);
    }

    public Label withKeyframes(PSortedMap<Integer, Keyframe> newKeyframes) {
        return new Label(id, media, number, classId, extent, newKeyframes, origin);
    }

    public Label withKeyframe(int frame, Keyframe keyframe) {
        return new Label(id, media, number, classId, extent, keyframes.plus(frame, keyframe), origin);
    }

    public Label withoutKeyframe(int frame) {
        return new Label(id, media, number, classId, extent, keyframes.minus(frame), origin);
    }
}
