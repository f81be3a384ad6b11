package limner.model.project;

import java.util.Collection;
import java.util.Map;
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
/// @param on ids of suggestions, by frame
/// @param verdicts judged suggestions; one that is missing here is open
/// @param waitingOn ids of the open suggestions, by frame
public record SuggestionLayer(
        PMap<SuggestionId, Suggestion> suggestions,
        PSortedMap<Integer, PSet<SuggestionId>> on,
        PMap<SuggestionId, Verdict> verdicts,
        PSortedMap<Integer, PSet<SuggestionId>> waitingOn) {

    static SuggestionLayer empty() {
        PSortedMap<Integer, PSet<SuggestionId>> nowhere = TreePMap.empty();
        return new SuggestionLayer(HashTreePMap.empty(), nowhere, HashTreePMap.empty(), nowhere);
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
        PSortedMap<Integer, PSet<SuggestionId>> nextOn = FrameSets.add(on, s.frame(), s.id());
        // As long as nothing is judged, both indexes are one and cost the memory of one.
        return new SuggestionLayer(
                suggestions.plus(s.id(), s),
                nextOn,
                verdicts,
                waitingOn == on ? nextOn : FrameSets.add(waitingOn, s.frame(), s.id()));
    }

    /// @param s an open one
    SuggestionLayer minus(Suggestion s) {
        PSortedMap<Integer, PSet<SuggestionId>> nextOn = FrameSets.remove(on, s.frame(), s.id());
        return new SuggestionLayer(
                suggestions.minus(s.id()),
                nextOn,
                verdicts,
                waitingOn == on ? nextOn : FrameSets.remove(waitingOn, s.frame(), s.id()));
    }

    SuggestionLayer judge(SuggestionId id, Verdict verdict) {
        @Nullable Suggestion s = suggestions.get(id);
        if (s == null) {
            throw new IllegalStateException("a verdict on a suggestion that is not there: " + id);
        }
        return verdict == Verdict.OPEN
                ? new SuggestionLayer(suggestions, on, verdicts.minus(id), FrameSets.add(waitingOn, s.frame(), id))
                : new SuggestionLayer(
                        suggestions, on, verdicts.plus(id, verdict), FrameSets.remove(waitingOn, s.frame(), id));
    }
}
