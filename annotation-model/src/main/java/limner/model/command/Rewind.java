package limner.model.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.*;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.ontology.AttributeValues;
import limner.model.project.ConflictException;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.jspecify.annotations.Nullable;

/// Says how one change is taken back while later ones stay: by its inverse, when nothing later touched the same thing,
/// else not at all, with a sentence that names what stands in the way. Pure.
public final class Rewind {

    private Rewind() {}

    /// A change with its facts.
    public record Done(History.Step step, List<LabelEvent> events) {
        public Done {
            events = List.copyOf(events);
        }
    }

    /// What a fact is about: one thing, and which side of it.
    ///
    /// @param side empty for all of it
    private record Thing(Object of, String side) {
        boolean meets(Thing other) {
            return of.equals(other.of) && (side.isEmpty() || other.side.isEmpty() || side.equals(other.side));
        }
    }

    /// @param later changes after it that stand, the newest first
    /// @return facts that fit the state, or a refusal with a sentence
    public static Decision undo(ProjectState state, Done change, List<Done> later) {
        if (later.isEmpty()) {
            List<LabelEvent> events = withPlaces(state, inverse(change.events()));
            // What merges classes goes through frames that are done both ways.
            boolean whole = events.stream().anyMatch(OntologyChanged.class::isInstance);
            return fits(state, change.step(), events, whole ? List.of() : events);
        }
        Set<Thing> things = new HashSet<>();
        for (LabelEvent event : change.events()) {
            Optional<Thing> thing = thing(event);
            if (thing.isEmpty()) {
                return new Decision.Refused(quoted(change) + " is about the whole project: it can be taken back only"
                        + " when everything after it was. Nothing was changed.");
            }
            if (!begins(event)) {
                things.add(thing.get());
            }
        }
        for (Done other : later) {
            boolean meets = other.events().stream()
                    .filter(e -> !begins(e))
                    .flatMap(e -> thing(e).stream())
                    .anyMatch(t -> things.stream().anyMatch(t::meets));
            if (meets) {
                return new Decision.Refused(quoted(other) + " stands in the way: it touched the same thing later. Take"
                        + " that back first. Nothing was changed.");
            }
        }
        List<LabelEvent> events = withPlaces(
                state, inverse(change.events().stream().filter(e -> !begins(e)).toList()));
        if (events.isEmpty()) {
            return new Decision.Refused(quoted(change) + " has nothing left to take back. Nothing was changed.");
        }
        return fits(state, change.step(), events, events);
    }

    /// The facts that do a change again. That its frame is in work by now is no hindrance.
    public static List<LabelEvent> redo(ProjectState state, List<LabelEvent> events) {
        List<LabelEvent> again = events.stream()
                .filter(e -> !(begins(e)
                        && e instanceof FrameStateChanged f
                        && state.labelsOf(f.media()).state(f.frame()) != f.before()))
                .toList();
        return withPlaces(state, again.isEmpty() ? events : again);
    }

    /// Without the places that a change moved from one track to another and that were judged, withdrawn or overtaken
    /// since: what a run found must not keep people from taking back what they did.
    private static List<LabelEvent> withPlaces(ProjectState state, List<LabelEvent> events) {
        Set<SuggestionId> moving = new HashSet<>();
        Set<SuggestionId> staying = new HashSet<>();
        for (LabelEvent e : events) {
            if (e instanceof SuggestionsWithdrawn w) {
                w.suggestions().stream()
                        .filter(s -> s.target() != null)
                        .forEach(s -> (waits(state, s) ? moving : staying).add(s.id()));
            }
            if (e instanceof SuggestionsOffered o) {
                o.suggestions().stream()
                        .filter(s -> moving.contains(s.id()) && isOvertaken(state, s))
                        .forEach(s -> staying.add(s.id()));
            }
        }
        return staying.isEmpty()
                ? events
                : events.stream().filter(e -> !isOf(e, staying)).toList();
    }

    private static boolean waits(ProjectState state, Suggestion place) {
        MediaLabels here = state.labelsOf(place.media());
        return place.equals(here.suggestions().get(place.id())) && here.verdict(place.id()) == Verdict.OPEN;
    }

    private static boolean isOvertaken(ProjectState state, Suggestion place) {
        @Nullable LabelId track = place.target();
        return track != null
                && state.labelsOf(place.media()).openPlace(track, place.frame()).isPresent();
    }

    private static boolean isOf(LabelEvent event, Set<SuggestionId> places) {
        List<Suggestion> all = switch (event) {
            case SuggestionsOffered e -> e.suggestions();
            case SuggestionsWithdrawn e -> e.suggestions();
            case LabelEvent _ -> List.of();
        };
        return all.size() == 1 && places.contains(all.getFirst().id());
    }

    /// @param reaching those that must not reach frames that are done
    private static Decision fits(
            ProjectState state, History.Step step, List<LabelEvent> events, List<LabelEvent> reaching) {
        try {
            ProjectState after = state.applyAll(events);
            Optional<String> closed = closed(state, after, reaching);
            return closed.<Decision>map(Decision.Refused::new)
                    .orElseGet(() -> new Decision.Accepted("Undo: " + step.title(), Decision.Undoable.YES, events));
        } catch (ConflictException e) {
            return new Decision.Refused(
                    "\"" + step.title() + "\" no longer fits what is there: " + e.getMessage() + ".");
        }
    }

    private static List<LabelEvent> inverse(List<LabelEvent> events) {
        List<LabelEvent> inverse = new ArrayList<>();
        events.reversed().forEach(e -> inverse.add(e.inverse()));
        return inverse;
    }

    private static String quoted(Done change) {
        return "\"" + change.step().title() + "\"";
    }

    /// That work on a frame began is no work by itself: others may have gone on there.
    private static boolean begins(LabelEvent event) {
        return event instanceof FrameStateChanged f
                && f.before() == FrameState.UNSEEN
                && f.after() == FrameState.IN_WORK;
    }

    private static Optional<Thing> thing(LabelEvent event) {
        return switch (event) {
            case FrameStateChanged e -> thing(new FrameOf(e.media(), e.frame()), "state");
            case LabelAdded(Label l) -> thing(l.id(), "");
            case LabelRemoved(Label l) -> thing(l.id(), "");
            case LabelReclassified e -> thing(e.label(), "class");
            case LabelAttributesChanged e -> thing(e.label(), "attributes");
            case LabelRestacked e -> thing(e.label(), "depth");
            case LabelExtentChanged e -> thing(e.label(), "");
            case KeyframeAdded e -> thing(e.label(), "frame " + e.frame());
            case KeyframeRemoved e -> thing(e.label(), "frame " + e.frame());
            case KeyframeChanged e -> thing(e.label(), "frame " + e.frame());
            case FrameTagged(var tag) -> thing(tag, "");
            case FrameUntagged(var tag) -> thing(tag, "");
            case IntervalAdded(var i) -> thing(i.id(), "");
            case IntervalRemoved(var i) -> thing(i.id(), "");
            case IntervalChanged e -> thing(e.before().id(), "");
            case SuggestionJudged e -> thing(e.suggestion(), "");
            case SuggestionsOffered e
            when isOnePlace(e.suggestions()) -> thing(e.suggestions().getFirst().id(), "");
            case SuggestionsWithdrawn e
            when isOnePlace(e.suggestions()) -> thing(e.suggestions().getFirst().id(), "");
            case MediaAdded _,
                    MediaRemoved _,
                    MediaChanged _,
                    OntologyChanged _,
                    SequenceAdded _,
                    SequenceRemoved _,
                    RunRecorded _,
                    RunWithdrawn _,
                    SuggestionsOffered _,
                    SuggestionsWithdrawn _,
                    PolicyRecorded _,
                    PolicyWithdrawn _,
                    ModelKept _,
                    ModelDropped _,
                    ReleaseRecorded _,
                    ReleaseWithdrawn _ -> Optional.empty();
        };
    }

    private static boolean isOnePlace(List<Suggestion> suggestions) {
        return suggestions.size() == 1 && suggestions.getFirst().target() != null;
    }

    private record FrameOf(MediaId media, int frame) {}

    private static Optional<Thing> thing(Object of, String side) {
        return Optional.of(new Thing(of, side));
    }

    /// Frames that are done stay as they are, whatever is taken back: says which one would not. A change that itself
    /// says a frame is done or open takes its frames back with it.
    private static Optional<String> closed(ProjectState before, ProjectState after, List<LabelEvent> events) {
        Set<FrameOf> own = new HashSet<>();
        for (LabelEvent e : events) {
            if (e instanceof FrameStateChanged f) {
                own.add(new FrameOf(f.media(), f.frame()));
            }
        }
        for (LabelEvent e : events) {
            Optional<Reach> reach = reach(before, after, e);
            if (reach.isEmpty()) {
                continue;
            }
            Reach r = reach.get();
            var states = before.labelsOf(r.media())
                    .states()
                    .subMap(r.frames().first(), true, r.frames().last(), true);
            for (Map.Entry<Integer, FrameState> s : states.entrySet()) {
                int frame = s.getKey();
                if (s.getValue() == FrameState.DONE
                        && !own.contains(new FrameOf(r.media(), frame))
                        && !at(before, r, frame).equals(at(after, r, frame))) {
                    return Optional.of("Frame " + frame + " is done, and this would change what is on it. Reopen the"
                            + " frame first. Nothing was changed.");
                }
            }
        }
        return Optional.empty();
    }

    private record Reach(MediaId media, LabelId label, FrameRange frames) {}

    private static Optional<Reach> reach(ProjectState before, ProjectState after, LabelEvent event) {
        return switch (event) {
            case LabelAdded(Label l) -> Optional.of(everywhere(l.media(), l.id()));
            case LabelRemoved(Label l) -> Optional.of(everywhere(l.media(), l.id()));
            case LabelReclassified e -> Optional.of(everywhere(e.media(), e.label()));
            case LabelAttributesChanged e -> Optional.of(everywhere(e.media(), e.label()));
            case LabelRestacked e -> Optional.of(everywhere(e.media(), e.label()));
            case LabelExtentChanged e -> Optional.of(everywhere(e.media(), e.label()));
            case KeyframeAdded e -> Optional.of(around(before, after, e.media(), e.label(), e.frame()));
            case KeyframeRemoved e -> Optional.of(around(before, after, e.media(), e.label(), e.frame()));
            case KeyframeChanged e -> Optional.of(around(before, after, e.media(), e.label(), e.frame()));
            case LabelEvent _ -> Optional.empty();
        };
    }

    private static Reach everywhere(MediaId media, LabelId label) {
        return new Reach(media, label, new FrameRange(0, Integer.MAX_VALUE));
    }

    private static Reach around(ProjectState before, ProjectState after, MediaId media, LabelId label, int frame) {
        int left = 0;
        int right = Integer.MAX_VALUE;
        Optional<Label> one = before.labelsOf(media).label(label);
        Optional<Label> other = after.labelsOf(media).label(label);
        if (one.isPresent() && other.isPresent()) {
            left = Math.min(below(one.get(), frame), below(other.get(), frame));
            right = Math.max(above(one.get(), frame), above(other.get(), frame));
        }
        return new Reach(media, label, new FrameRange(left, right));
    }

    private static int below(Label l, int frame) {
        Integer key = l.keyframes().lowerKey(frame);
        return key == null ? 0 : key;
    }

    private static int above(Label l, int frame) {
        Integer key = l.keyframes().higherKey(frame);
        return key == null ? Integer.MAX_VALUE : key;
    }

    private record Seen(ClassId classId, AttributeValues said, Placement placed) {}

    private static Optional<Seen> at(ProjectState state, Reach r, int frame) {
        return state.labelsOf(r.media())
                .label(r.label())
                .flatMap(l -> l.at(frame).map(p -> new Seen(l.classId(), l.attributes(), p)));
    }
}
