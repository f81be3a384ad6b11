package limner.model.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.media.FrameRange;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// Parts of a track, put so that what is left shows what it showed: where a cut goes through an interpolated stretch it
/// gets a keyframe on either side. Outlines and masks between the new keyframes may come out a little different, since
/// they go over into another shape then.
public final class TrackPart {

    private TrackPart() {}

    /// The keyframe that would say of this frame what the track shows there anyhow; before its first frame its first
    /// keyframe, and where it is gone the keyframe that said so.
    public static Keyframe keyframeAt(Label track, int frame) {
        Optional<Keyframe> exact = track.keyframe(frame);
        if (exact.isPresent()) {
            return exact.get();
        }
        return track.at(frame)
                .map(p -> new Keyframe(
                        p.shape(), false, p.occluded(), track.interpolation(frame), track.changingAt(frame)))
                .orElseGet(() -> {
                    Map.Entry<Integer, Keyframe> before = track.keyframes().floorEntry(frame);
                    return (before == null ? track.keyframes().firstEntry() : before).getValue();
                });
    }

    /// The keyframes before `frame`, and gone from there on; nothing when the track was not there before.
    public static PSortedMap<Integer, Keyframe> before(Label track, int frame) {
        PSortedMap<Integer, Keyframe> kept = TreePMap.empty();
        for (Map.Entry<Integer, Keyframe> e : track.keyframes().headMap(frame).entrySet()) {
            kept = kept.plus(e.getKey(), e.getValue());
        }
        if (kept.values().stream().allMatch(Keyframe::outside)) {
            return TreePMap.empty();
        }
        Optional<Placement.Source> last = track.source(frame - 1);
        if (last.isEmpty()) {
            return kept;
        }
        if (last.get() == Placement.Source.INTERPOLATED) {
            kept = kept.plus(frame - 1, keyframeAt(track, frame - 1));
        }
        return kept.plus(frame, kept.lastEntry().getValue().withOutside(true));
    }

    /// The keyframes from `frame` on; nothing when the track is not there any more.
    public static PSortedMap<Integer, Keyframe> from(Label track, int frame) {
        PSortedMap<Integer, Keyframe> kept = TreePMap.empty();
        for (Map.Entry<Integer, Keyframe> e : track.keyframes().tailMap(frame).entrySet()) {
            // Gone before it ever was there says nothing.
            if (!kept.isEmpty()
                    || !e.getValue().outside()
                    || track.source(frame).isPresent()) {
                kept = kept.plus(e.getKey(), e.getValue());
            }
        }
        if (track.source(frame).isPresent()) {
            kept = kept.plus(frame, keyframeAt(track, frame));
        }
        return kept;
    }

    /// The frames of which somebody said, by keyframes on either side, that the track is there: from a keyframe to the
    /// last before it is gone, or to the last of all. That it is held after its last keyframe says nothing here.
    public static List<FrameRange> said(Label track) {
        List<FrameRange> stretches = new ArrayList<>();
        int start = -1;
        int last = -1;
        for (Map.Entry<Integer, Keyframe> e : track.keyframes().entrySet()) {
            if (e.getValue().outside()) {
                if (start >= 0) {
                    stretches.add(new FrameRange(start, e.getKey() - 1));
                }
                start = -1;
            } else {
                start = start < 0 ? e.getKey() : start;
                last = e.getKey();
            }
        }
        if (start >= 0) {
            stretches.add(new FrameRange(start, last));
        }
        return stretches;
    }
}
