package limner.model.project;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// Everything said about one video, with the indexes that the screen asks by. Immutable and shared in pieces: one edit
/// among 100,000 labels copies a few nodes.
///
/// @param labels all labels
/// @param byNumber the same, in the order people numbered them
/// @param singles ids of the labels of one frame, by that frame
/// @param tracks ids of the labels that reach through time
/// @param states frames that are not unseen
/// @param tags classes said of whole frames
/// @param intervals what lies on the event lanes
/// @param layer what models said
public record MediaLabels(
        PMap<LabelId, Label> labels,
        PSortedMap<Integer, LabelId> byNumber,
        PSortedMap<Integer, PSet<LabelId>> singles,
        PSet<LabelId> tracks,
        PSortedMap<Integer, FrameState> states,
        PSortedMap<Integer, PSet<ClassId>> tags,
        PMap<IntervalId, IntervalEvent> intervals,
        SuggestionLayer layer) {

    /// The order in which suggestions are judged.
    public static final Comparator<Suggestion> BEST_FIRST =
            Comparator.comparingDouble(Suggestion::score).reversed().thenComparing(Suggestion::id);

    /// A video nobody has looked at.
    public static MediaLabels empty() {
        return new MediaLabels(
                TreePMap.empty(),
                TreePMap.empty(),
                TreePMap.empty(),
                TreePSet.empty(),
                TreePMap.empty(),
                TreePMap.empty(),
                HashTreePMap.empty(),
                SuggestionLayer.empty());
    }

    /// A video as it was kept: every label, tag and suggestion once, in any order.
    ///
    /// @param verdicts by suggestion, of these suggestions only; one that is missing here is open
    public static MediaLabels of(
            Collection<Label> labels,
            Map<Integer, FrameState> states,
            Collection<FrameTag> tags,
            Collection<IntervalEvent> intervals,
            Collection<Suggestion> suggestions,
            Map<SuggestionId, Verdict> verdicts) {
        MediaLabels all = of(labels);
        for (Map.Entry<Integer, FrameState> e : states.entrySet()) {
            all = all.withState(e.getKey(), e.getValue());
        }
        for (FrameTag tag : tags) {
            all = all.plus(tag);
        }
        for (IntervalEvent i : intervals) {
            all = all.withIntervals(all.intervals.plus(i.id(), i));
        }
        SuggestionLayer layer = SuggestionLayer.of(suggestions, verdicts);
        return all.withLayer(_ -> layer);
    }

    /// The same as adding one label after the other, without all the states between: trees are made of what is sorted
    /// already.
    private static MediaLabels of(Collection<Label> labels) {
        List<Label> sorted = new ArrayList<>(labels);
        sorted.sort(Comparator.comparing(Label::id));
        SortedMap<LabelId, Label> byId = new TreeMap<>();
        SortedSet<LabelId> tracks = new TreeSet<>();
        SortedMap<Integer, SortedSet<LabelId>> singles = new TreeMap<>();
        for (Label label : sorted) {
            byId.put(label.id(), label);
            if (label.tracked()) {
                tracks.add(label.id());
            } else {
                singles.computeIfAbsent(label.firstFrame(), _ -> new TreeSet<>())
                        .add(label.id());
            }
        }
        sorted.sort(Comparator.comparingInt(Label::number));
        SortedMap<Integer, LabelId> byNumber = new TreeMap<>();
        sorted.forEach(label -> byNumber.put(label.number(), label.id()));
        SortedMap<Integer, PSet<LabelId>> onFrames = new TreeMap<>();
        singles.forEach((frame, ids) -> onFrames.put(frame, TreePSet.fromSortedSet(ids)));
        MediaLabels none = empty();
        return new MediaLabels(
                TreePMap.fromSortedMap(byId),
                TreePMap.fromSortedMap(byNumber),
                TreePMap.fromSortedMap(onFrames),
                TreePSet.fromSortedSet(tracks),
                none.states,
                none.tags,
                none.intervals,
                none.layer);
    }

    /// What models said, by id.
    public PMap<SuggestionId, Suggestion> suggestions() {
        return layer.suggestions();
    }

    /// Ids of the suggestions that are things of their own, by frame.
    public PSortedMap<Integer, PSet<SuggestionId>> suggestedOn() {
        return layer.on();
    }

    /// Judged suggestions; one that is missing here is open.
    public PMap<SuggestionId, Verdict> verdicts() {
        return layer.verdicts();
    }

    public boolean isEmpty() {
        return labels.isEmpty()
                && states.isEmpty()
                && tags.isEmpty()
                && intervals.isEmpty()
                && suggestions().isEmpty();
    }

    public Optional<Label> label(LabelId id) {
        return Optional.ofNullable(labels.get(id));
    }

    /// The number the next label gets.
    public int nextNumber() {
        return byNumber.isEmpty() ? 1 : byNumber.lastKey() + 1;
    }

    /// All labels in the order of their numbers.
    public List<Label> labelsInOrder() {
        // Sorting them is quicker than looking each of them up.
        List<Label> all = new ArrayList<>(labels.values());
        all.sort(Comparator.comparingInt(Label::number));
        return all;
    }

    /// The labels that are on this frame, in the order of their numbers.
    public List<PlacedLabel> on(int frame) {
        List<PlacedLabel> placed = new ArrayList<>();
        PSet<LabelId> here = singles.get(frame);
        if (here != null) {
            here.forEach(id -> place(id, frame, placed));
        }
        tracks.forEach(id -> place(id, frame, placed));
        placed.sort(Comparator.comparingInt(p -> p.label().number()));
        return placed;
    }

    private void place(LabelId id, int frame, List<PlacedLabel> into) {
        Label label = present(labels, id);
        label.at(frame).ifPresent(p -> into.add(new PlacedLabel(label, p)));
    }

    public FrameState state(int frame) {
        return states.getOrDefault(frame, FrameState.UNSEEN);
    }

    /// The classes said of this frame, in the order of their ids.
    public List<ClassId> tagsOn(int frame) {
        Set<ClassId> here = tags.get(frame);
        return here == null ? List.of() : here.stream().sorted().toList();
    }

    /// What lies on the event lanes, from the first to the last.
    public List<IntervalEvent> intervalsInOrder() {
        return intervals.values().stream()
                .sorted(Comparator.comparing(IntervalEvent::range).thenComparing(IntervalEvent::id))
                .toList();
    }

    public Verdict verdict(SuggestionId id) {
        return verdicts().getOrDefault(id, Verdict.OPEN);
    }

    /// All suggestions on this frame, best first.
    public List<Suggestion> suggestionsOn(int frame) {
        Set<SuggestionId> here = suggestedOn().get(frame);
        return here == null
                ? List.of()
                : here.stream()
                        .map(id -> present(suggestions(), id))
                        .sorted(BEST_FIRST)
                        .toList();
    }

    /// The suggestions on this frame that wait for a verdict, best first; where one refines another, only the finer
    /// one.
    public List<Suggestion> openOn(int frame) {
        List<Suggestion> open = suggestionsOn(frame).stream()
                .filter(s -> verdict(s.id()) == Verdict.OPEN)
                .toList();
        return open.stream()
                .filter(s -> open.stream().noneMatch(o -> s.id().equals(o.refines())))
                .toList();
    }

    /// Frames that have suggestions waiting for a verdict, in order.
    public List<Integer> framesWithOpenSuggestions() {
        return List.copyOf(layer.waitingOn().keySet());
    }

    /// The place of a track at this frame that waits for a verdict.
    public Optional<Suggestion> openPlace(LabelId track, int frame) {
        return layer.openPlace(track, frame);
    }

    /// The places of a track within these frames that wait for a verdict, by frame. At frames where a
    /// keyframe says where the track is a place has nothing more to say, and is not among them.
    public SortedMap<Integer, Suggestion> openPlaces(LabelId track, FrameRange range) {
        SortedMap<Integer, Suggestion> open = new TreeMap<>();
        Label label = labels.get(track);
        if (label == null) {
            return open;
        }
        for (int frame : layer.placesOf(track)
                .subMap(range.first(), true, range.last(), true)
                .keySet()) {
            if (label.keyframe(frame).filter(k -> !k.outside()).isEmpty()) {
                layer.openPlace(track, frame).ifPresent(s -> open.put(frame, s));
            }
        }
        return open;
    }

    /// The places on this frame that wait for a verdict, of all tracks.
    public List<Suggestion> openPlacesOn(int frame) {
        List<Suggestion> open = new ArrayList<>();
        FrameRange here = FrameRange.of(frame);
        layer.places()
                .keySet()
                .forEach(track -> open.addAll(openPlaces(track, here).values()));
        open.sort(Comparator.comparing(Suggestion::id));
        return open;
    }

    /// What the keyframe of a track at this frame was carried there by: the place that was accepted, as long as nobody
    /// changed its shape since.
    public Optional<Suggestion> carried(Label track, int frame) {
        Keyframe here = track.keyframes().get(frame);
        PSet<SuggestionId> ids = layer.placesOf(track.id()).get(frame);
        return here == null || ids == null
                ? Optional.empty()
                : ids.stream()
                        .filter(id -> verdict(id) == Verdict.ACCEPTED)
                        .map(id -> present(suggestions(), id))
                        .filter(s -> s.shape().equals(here.shape()))
                        .min(Comparator.comparing(Suggestion::id));
    }

    // Changes, for ProjectState only.

    MediaLabels plus(Label label) {
        MediaLabels next = withLabels(labels.plus(label.id(), label), byNumber.plus(label.number(), label.id()));
        return label.extent() == Extent.TRACK
                ? next.withTracks(tracks.plus(label.id()))
                : next.withSingles(FrameSets.add(singles, label.firstFrame(), label.id()));
    }

    MediaLabels minus(Label label) {
        MediaLabels next = withLabels(labels.minus(label.id()), byNumber.minus(label.number()));
        return label.extent() == Extent.TRACK
                ? next.withTracks(tracks.minus(label.id()))
                : next.withSingles(FrameSets.remove(singles, label.firstFrame(), label.id()));
    }

    MediaLabels replace(Label before, UnaryOperator<Label> change) {
        return minus(before).plus(change.apply(before));
    }

    MediaLabels withState(int frame, FrameState state) {
        PSortedMap<Integer, FrameState> next =
                state == FrameState.UNSEEN ? states.minus(frame) : states.plus(frame, state);
        return new MediaLabels(labels, byNumber, singles, tracks, next, tags, intervals, layer);
    }

    MediaLabels plus(FrameTag tag) {
        return withTags(FrameSets.add(tags, tag.frame(), tag.classId()));
    }

    MediaLabels minus(FrameTag tag) {
        return withTags(FrameSets.remove(tags, tag.frame(), tag.classId()));
    }

    MediaLabels withIntervals(PMap<IntervalId, IntervalEvent> next) {
        return new MediaLabels(labels, byNumber, singles, tracks, states, tags, next, layer);
    }

    MediaLabels withLayer(UnaryOperator<SuggestionLayer> change) {
        return new MediaLabels(labels, byNumber, singles, tracks, states, tags, intervals, change.apply(layer));
    }

    private MediaLabels withLabels(PMap<LabelId, Label> nextLabels, PSortedMap<Integer, LabelId> nextNumbers) {
        return new MediaLabels(nextLabels, nextNumbers, singles, tracks, states, tags, intervals, layer);
    }

    private MediaLabels withSingles(PSortedMap<Integer, PSet<LabelId>> next) {
        return new MediaLabels(labels, byNumber, next, tracks, states, tags, intervals, layer);
    }

    private MediaLabels withTracks(PSet<LabelId> next) {
        return new MediaLabels(labels, byNumber, singles, next, states, tags, intervals, layer);
    }

    private MediaLabels withTags(PSortedMap<Integer, PSet<ClassId>> next) {
        return new MediaLabels(labels, byNumber, singles, tracks, states, next, intervals, layer);
    }

    private static <K, V> V present(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("index and content differ at " + key);
        }
        return value;
    }
}
