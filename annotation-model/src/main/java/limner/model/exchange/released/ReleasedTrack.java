package limner.model.exchange.released;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import limner.model.exchange.SaidValues;
import limner.model.exchange.Value;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.label.Interpolation;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.Ontology;
import limner.model.release.CocoValues;

/// Finds the keyframes of a track whose places on some pictures are known, so that it has these places and no others on
/// these pictures. Those that were released as keyframes are; a place that does not follow from them becomes one. What
/// comes after the last picture is not known, so there the track ends: else it would say that it goes on.
///
/// @param keyframes by frame
/// @param made how many of them were computed places before
/// @param cut whether it ends because there are no more pictures, and not because it is on none of them
record ReleasedTrack(SortedMap<Integer, Keyframe> keyframes, int made, boolean cut) {

    private static final String KEYFRAME = name(Placement.Source.KEYFRAME);
    private static final String HELD = name(Placement.Source.HELD);

    /// A place of a label on a picture.
    ///
    /// @param source how it was known: the name of a [Placement.Source] in lower case
    /// @param interpolation how it goes on from a keyframe
    record Place(
            Shape shape, boolean occluded, String source, Interpolation interpolation, Map<String, Value> attributes) {

        Keyframe keyframe(AttributeValues changing) {
            return new Keyframe(shape, false, occluded, interpolation, changing);
        }
    }

    static String name(Placement.Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    /// @param places at least one
    /// @param pictures the frames of all pictures of the video
    /// @param frames how many frames the video has
    /// @param label the label with some keyframes
    static ReleasedTrack of(
            NavigableMap<Integer, Place> places,
            NavigableSet<Integer> pictures,
            int frames,
            Ontology ontology,
            ClassId classId,
            Function<SortedMap<Integer, Keyframe>, Label> label) {
        SortedMap<Integer, Keyframe> keyframes = new TreeMap<>();
        int made = 0;
        boolean cut = false;
        for (Map.Entry<Integer, Place> e : places.entrySet()) {
            int frame = e.getKey();
            Keyframe keyframe = keyframe(e.getValue(), ontology, classId);
            Integer before = pictures.lower(frame);
            boolean isDrawn = e.getValue().source().equals(KEYFRAME);
            if (isDrawn || before == null || !places.containsKey(before)) {
                keyframes.put(frame, keyframe);
                made += isDrawn ? 0 : 1;
            }
            Integer next = pictures.higher(frame);
            if (next != null && !places.containsKey(next)) {
                keyframes.put(next, keyframe.withOutside(true));
            } else if (next == null && frame + 1 < frames) {
                keyframes.put(frame + 1, keyframe.withOutside(true));
                cut = true;
            }
        }
        hold(places, keyframes, ontology, label);
        List<Integer> wrong = wrong(places, label.apply(keyframes), ontology);
        while (!wrong.isEmpty()) {
            for (int frame : wrong) {
                Place place = places.get(frame);
                if (place != null) {
                    keyframes.put(frame, keyframe(place, ontology, classId));
                }
            }
            made += wrong.size();
            wrong = wrong(places, label.apply(keyframes), ontology);
        }
        return new ReleasedTrack(keyframes, made, cut);
    }

    private static Keyframe keyframe(Place place, Ontology ontology, ClassId classId) {
        return place.keyframe(
                SaidValues.of(ontology, classId, place.attributes()).changing());
    }

    /// A release of an older Limner does not say which keyframes are held; their places do.
    private static void hold(
            NavigableMap<Integer, Place> places,
            SortedMap<Integer, Keyframe> keyframes,
            Ontology ontology,
            Function<SortedMap<Integer, Keyframe>, Label> label) {
        for (int frame : wrong(places, label.apply(keyframes), ontology)) {
            Place place = places.get(frame);
            SortedMap<Integer, Keyframe> before = keyframes.headMap(frame);
            if (place != null && place.source().equals(HELD) && !before.isEmpty()) {
                keyframes.computeIfPresent(before.lastKey(), (_, k) -> k.withInterpolation(Interpolation.HELD));
            }
        }
    }

    /// The frames on which a label is not as it was.
    private static List<Integer> wrong(NavigableMap<Integer, Place> places, Label label, Ontology ontology) {
        List<Integer> wrong = new ArrayList<>();
        places.forEach((frame, place) -> {
            if (!place.source().equals(KEYFRAME) && label.keyframe(frame).isEmpty()) {
                Optional<Placement> is = label.at(frame);
                boolean isSame = is.isPresent()
                        && is.get().shape().equals(place.shape())
                        && is.get().occluded() == place.occluded()
                        && name(is.get().source()).equals(place.source())
                        && CocoValues.of(ontology, label, frame).equals(place.attributes());
                if (!isSame) {
                    wrong.add(frame);
                }
            }
        });
        return wrong;
    }
}
