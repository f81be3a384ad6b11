package limner.model.project;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import limner.model.id.LabelId;
import limner.model.id.SuggestionId;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// What models said about one video, and what became of it. Immutable and shared in pieces.
///
/// @param suggestions what models said
/// @param on ids of the suggestions that are things of their own, by frame
/// @param verdicts judged suggestions; one that is missing here is open
/// @param waitingOn ids of the open ones among these, by frame
/// @param places ids of the suggestions that are places of a track, by track and frame, open and judged
public record SuggestionLayer(
        PMap<SuggestionId, Suggestion> suggestions,
        PSortedMap<Integer, PSet<SuggestionId>> on,
        PMap<SuggestionId, Verdict> verdicts,
        PSortedMap<Integer, PSet<SuggestionId>> waitingOn,
        PMap<LabelId, PSortedMap<Integer, PSet<SuggestionId>>> places) {

    static SuggestionLayer empty() {
        PSortedMap<Integer, PSet<SuggestionId>> nowhere = TreePMap.empty();
        return new SuggestionLayer(HashTreePMap.empty(), nowhere, HashTreePMap.empty(), nowhere, HashTreePMap.empty());
    }

    /// @param verdicts of these suggestions only
    static SuggestionLayer of(Collection<Suggestion> suggestions, Map<SuggestionId, Verdict> verdicts) {
        SuggestionLayer all = empty();
        for (Suggestion s : suggestions) {
            all = all.plus(s);
        }
        for (Map.Entry<SuggestionId, Verdict> e : verdicts.entrySet()) {
            if (e.getValue() != Verdict.OPEN) {
                all = all.judge(e.getKey(), e.getValue());
            }
        }
        return all;
    }

    SuggestionLayer plus(Suggestion s) {
        @Nullable LabelId track = s.target();
        if (track != null) {
            return new SuggestionLayer(
                    suggestions.plus(s.id(), s),
                    on,
                    verdicts,
                    waitingOn,
                    places.plus(track, FrameSets.add(placesOf(track), s.frame(), s.id())));
        }
        PSortedMap<Integer, PSet<SuggestionId>> nextOn = FrameSets.add(on, s.frame(), s.id());
        // As long as nothing is judged, both indexes are one and cost the memory of one.
        return new SuggestionLayer(
                suggestions.plus(s.id(), s),
                nextOn,
                verdicts,
                waitingOn == on ? nextOn : FrameSets.add(waitingOn, s.frame(), s.id()),
                places);
    }

    /// @param s an open one
    SuggestionLayer minus(Suggestion s) {
        @Nullable LabelId track = s.target();
        if (track != null) {
            PSortedMap<Integer, PSet<SuggestionId>> rest = FrameSets.remove(placesOf(track), s.frame(), s.id());
            return new SuggestionLayer(
                    suggestions.minus(s.id()),
                    on,
                    verdicts,
                    waitingOn,
                    rest.isEmpty() ? places.minus(track) : places.plus(track, rest));
        }
        PSortedMap<Integer, PSet<SuggestionId>> nextOn = FrameSets.remove(on, s.frame(), s.id());
        return new SuggestionLayer(
                suggestions.minus(s.id()),
                nextOn,
                verdicts,
                waitingOn == on ? nextOn : FrameSets.remove(waitingOn, s.frame(), s.id()),
                places);
    }

    SuggestionLayer judge(SuggestionId id, Verdict verdict) {
        @Nullable Suggestion s = suggestions.get(id);
        if (s == null) {
            throw new IllegalStateException("a verdict on a suggestion that is not there: " + id);
        }
        PSortedMap<Integer, PSet<SuggestionId>> waiting = waitingOn;
        if (s.target() == null) {
            waiting = verdict == Verdict.OPEN
                    ? FrameSets.add(waitingOn, s.frame(), id)
                    : FrameSets.remove(waitingOn, s.frame(), id);
        }
        return new SuggestionLayer(
                suggestions,
                on,
                verdict == Verdict.OPEN ? verdicts.minus(id) : verdicts.plus(id, verdict),
                waiting,
                places);
    }

    /// Ids of the suggestions that are places of this track, open and judged, by frame.
    PSortedMap<Integer, PSet<SuggestionId>> placesOf(LabelId track) {
        @Nullable PSortedMap<Integer, PSet<SuggestionId>> known = places.get(track);
        return known == null ? TreePMap.empty() : known;
    }

    /// The place of a track at a frame that waits for a verdict; there is one at most.
    Optional<Suggestion> openPlace(LabelId track, int frame) {
        return at(placesOf(track).get(frame))
                .filter(s -> !verdicts.containsKey(s.id()))
                .findFirst();
    }

    private Stream<Suggestion> at(@Nullable PSet<SuggestionId> ids) {
        return ids == null ? Stream.empty() : ids.stream().map(suggestions::get);
    }
}
