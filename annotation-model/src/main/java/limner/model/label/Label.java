package limner.model.label;

import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.ontology.AttributeValues;
import limner.model.provenance.Origin;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// One thing drawn on a video: on a single frame, or as a track through many.
///
/// @param number what people call it together with its class ("Car 12"); unique in its video, never reused while it
/// lives
/// @param keyframes by frame, at least one; exactly one when the extent is a single frame
/// @param attributes what is said of those that hold for all of it
/// @param depth where it lies among others: what has more lies over what has less; 0 until somebody says otherwise
public record Label(
        LabelId id,
        MediaId media,
        int number,
        ClassId classId,
        Extent extent,
        PSortedMap<Integer, Keyframe> keyframes,
        Origin origin,
        AttributeValues attributes,
        int depth) {

    public Label {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(classId, "classId");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(attributes, "attributes");
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

    /// A label of whose attributes nothing is said.
    public Label(
            LabelId id,
            MediaId media,
            int number,
            ClassId classId,
            Extent extent,
            PSortedMap<Integer, Keyframe> keyframes,
            Origin origin) {
        this(id, media, number, classId, extent, keyframes, origin, AttributeValues.none());
    }

    /// A label that lies where labels lie until somebody says otherwise.
    public Label(
            LabelId id,
            MediaId media,
            int number,
            ClassId classId,
            Extent extent,
            PSortedMap<Integer, Keyframe> keyframes,
            Origin origin,
            AttributeValues attributes) {
        this(id, media, number, classId, extent, keyframes, origin, attributes, 0);
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

    /// What is done with the place of a label at a frame.
    public interface PlaceReader {
        void read(int frame, Shape shape);
    }

    /// Goes through the places at these frames, in order, passing over those where the label is not: for all of them
    /// cheaper than asking [#at(int)] of each. Where the label stays as it is the same shape comes again.
    public void places(BitSet frames, PlaceReader reader) {
        if (extent == Extent.FRAME) {
            if (frames.get(firstFrame())) {
                reader.read(firstFrame(), keyframes.firstEntry().getValue().shape());
            }
            return;
        }
        Map.@Nullable Entry<Integer, Keyframe> left = null;
        for (Map.Entry<Integer, Keyframe> right : keyframes.entrySet()) {
            if (left != null) {
                places(left, right, frames, reader);
            }
            left = right;
        }
        Map.Entry<Integer, Keyframe> last = keyframes.lastEntry();
        if (!last.getValue().outside()) {
            for (int f = frames.nextSetBit(last.getKey()); f >= 0; f = frames.nextSetBit(f + 1)) {
                reader.read(f, last.getValue().shape());
            }
        }
    }

    private static void places(
            Map.Entry<Integer, Keyframe> left, Map.Entry<Integer, Keyframe> right, BitSet frames, PlaceReader reader) {
        int first = left.getKey();
        int end = right.getKey();
        Keyframe from = left.getValue();
        if (from.outside()) {
            return;
        }
        Shape to = right.getValue().shape();
        boolean moves = !right.getValue().outside() && Interpolator.moves(from, to);
        for (int f = frames.nextSetBit(first); f >= 0 && f < end; f = frames.nextSetBit(f + 1)) {
            boolean there = f == first || !moves;
            reader.read(f, there ? from.shape() : Interpolator.between(from, to, (f - first) / (double) (end - first)));
        }
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

    public Label withNumber(int newNumber) {
        return new Label(id, media, newNumber, classId, extent, keyframes, origin, attributes, depth);
    }

    /// The same on another video.
    public Label withMedia(MediaId other) {
        return new Label(id, other, number, classId, extent, keyframes, origin, attributes, depth);
    }

    public Label withClass(ClassId newClass) {
        return new Label(id, media, number, newClass, extent, keyframes, origin, attributes, depth);
    }

    public Label withExtent(Extent newExtent) {
        return new Label(id, media, number, classId, newExtent, keyframes, origin, attributes, depth);
    }

    public Label withDepth(int newDepth) {
        return new Label(id, media, number, classId, extent, keyframes, origin, attributes, newDepth);
    }

    public Label withKeyframes(PSortedMap<Integer, Keyframe> newKeyframes) {
        return new Label(id, media, number, classId, extent, newKeyframes, origin, attributes, depth);
    }

    public Label withKeyframe(int frame, Keyframe keyframe) {
        return new Label(
                id, media, number, classId, extent, keyframes.plus(frame, keyframe), origin, attributes, depth);
    }

    public Label withoutKeyframe(int frame) {
        return new Label(id, media, number, classId, extent, keyframes.minus(frame), origin, attributes, depth);
    }

    public Label withAttributes(AttributeValues newAttributes) {
        return new Label(id, media, number, classId, extent, keyframes, origin, newAttributes, depth);
    }

    /// What is said of its attributes at this frame: of the whole label, and by the last keyframe at or before it;
    /// before all of them, by the first.
    public AttributeValues attributesAt(int frame) {
        return attributes.and(changingAt(frame));
    }

    /// What the last keyframe at or before this frame says of the attributes that change.
    public AttributeValues changingAt(int frame) {
        Map.Entry<Integer, Keyframe> before = keyframes.floorEntry(frame);
        return (before == null ? keyframes.firstEntry() : before).getValue().attributes();
    }
}
