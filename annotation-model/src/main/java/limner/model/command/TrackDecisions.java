package limner.model.command;

import static limner.model.command.Decider.Case.refuseIf;
import static limner.model.command.Decider.Case.where;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.command.Command.*;
import limner.model.command.Decider.RefusedException;
import limner.model.command.Decision.Undoable;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.LabelAdded;
import limner.model.event.LabelEvent.LabelRemoved;
import limner.model.event.LabelEvent.SuggestionJudged;
import limner.model.event.LabelEvent.SuggestionsOffered;
import limner.model.event.LabelEvent.SuggestionsWithdrawn;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.Interpolation;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.label.Thinned;
import limner.model.label.TrackPart;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.AttributeValues;
import limner.model.project.MediaLabels;
import limner.model.provenance.Origin;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// What commands about whole tracks mean in one state.
record TrackDecisions(Decider.Case at) {

    // Taking away.

    Decision delete(DeleteScoped c) {
        if (c.scope() == DeleteScoped.Scope.WHOLE) {
            return at.delete(new Delete(c.media(), c.labels()));
        }
        at.demandFrame(c.media(), c.frame());
        List<LabelEvent> events = new ArrayList<>();
        List<Label> touched = new ArrayList<>();
        for (Label l : at.labels(c.media(), c.labels())) {
            List<LabelEvent> more = switch (c.scope()) {
                case FRAME -> without(l, c.frame());
                case KEYFRAME -> withoutKeyframe(l, c.frame());
                case ONWARD -> withoutRest(l, c.frame());
                case WHOLE -> List.of();
            };
            if (!more.isEmpty()) {
                touched.add(l);
                events.addAll(more);
            }
        }
        String title = switch (c.scope()) {
            case FRAME -> {
                refuseIf(events.isEmpty(), "nothing that is selected is on this frame");
                yield "Delete on this frame, ";
            }
            case KEYFRAME -> {
                refuseIf(events.isEmpty(), "nothing that is selected has a keyframe here");
                yield "Remove keyframe, ";
            }
            case ONWARD, WHOLE -> {
                refuseIf(events.isEmpty(), "nothing that is selected is there from this frame on");
                yield "Delete from here on, ";
            }
        };
        return at.work(c.media(), c.frame(), title + names(touched), events);
    }

    private List<LabelEvent> without(Label l, int frame) {
        if (l.source(frame).isEmpty()) {
            return List.of();
        }
        return l.tracked() ? cut(l, FrameRange.of(frame)).orElseGet(() -> removed(l)) : removed(l);
    }

    private List<LabelEvent> withoutKeyframe(Label l, int frame) {
        if (l.keyframe(frame).isEmpty()) {
            return List.of();
        }
        if (!l.tracked()) {
            return removed(l);
        }
        refuseIf(l.keyframes().size() == 1, "the last keyframe of " + at.called(l) + " stays; delete the track");
        return at.rewritten(l, l.withoutKeyframe(frame));
    }

    private List<LabelEvent> withoutRest(Label l, int frame) {
        if (!l.tracked()) {
            return l.firstFrame() >= frame ? removed(l) : List.of();
        }
        if (TrackPart.from(l, frame).isEmpty()) {
            return List.of();
        }
        at.demandOpen(l.media(), l, new FrameRange(frame, Integer.MAX_VALUE));
        PSortedMap<Integer, Keyframe> kept = TrackPart.before(l, frame);
        return kept.isEmpty() ? removed(l) : at.rewritten(l, l.withKeyframes(kept));
    }

    private List<LabelEvent> removed(Label l) {
        at.demandOpen(l.media(), l);
        return List.of(new LabelRemoved(l));
    }

    Decision cut(CutTrack c) {
        Label l = at.track(c.media(), c.label());
        at.demandFrame(c.media(), c.range().last());
        refuseIf(
                Stream.iterate(c.range().first(), f -> f <= c.range().last(), f -> f + 1)
                        .noneMatch(f -> l.source(f).isPresent()),
                at.called(l) + " is not there on " + frames(c.range()));
        List<LabelEvent> events = cut(l, c.range())
                .orElseThrow(() -> new RefusedException(at.called(l) + " would be nowhere: delete it instead"));
        return accepted("Cut " + at.called(l) + ", " + frames(c.range()), events);
    }

    /// Empty when nothing of the track would be left.
    private Optional<List<LabelEvent>> cut(Label l, FrameRange range) {
        at.demandOpen(l.media(), l, range);
        PSortedMap<Integer, Keyframe> kept = TrackPart.before(l, range.first());
        if (media(l.media()).has(range.last() + 1)) {
            kept = kept.plusAll(TrackPart.from(l, range.last() + 1));
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(at.rewritten(l, l.withKeyframes(kept)));
    }

    // This frame alone.

    /// Gives a label another shape on one frame; a track is held on the frames beside it to what it was there.
    Decision reshapeHere(Reshape c) {
        Label l = at.label(c.media(), c.label());
        refuseIf(l.source(c.frame()).isEmpty(), at.called(l) + " is not on this frame");
        if (!l.tracked()) {
            return at.reshape(c);
        }
        at.within(c.media(), c.shape());
        refuseIf(
                l.keyframe(c.frame())
                        .map(Keyframe::shape)
                        .filter(c.shape()::equals)
                        .isPresent(),
                at.called(l) + " has that shape");
        PSortedMap<Integer, Keyframe> after =
                l.keyframes().plus(c.frame(), TrackPart.keyframeAt(l, c.frame()).withShape(c.shape()));
        if (media(c.media()).has(c.frame() + 1)) {
            after = after.plus(c.frame() + 1, TrackPart.keyframeAt(l, c.frame() + 1));
        }
        if (c.frame() > 0 && l.source(c.frame() - 1).isPresent()) {
            after = after.plus(c.frame() - 1, TrackPart.keyframeAt(l, c.frame() - 1));
        }
        return at.work(
                c.media(),
                c.frame(),
                "Reshape on this frame, " + at.called(l),
                at.rewritten(l, l.withKeyframes(after)));
    }

    // One of several, several of one.

    Decision split(SplitTrack c) {
        Label l = at.track(c.media(), c.label());
        at.demandFrame(c.media(), c.frame());
        PSortedMap<Integer, Keyframe> first = TrackPart.before(l, c.frame());
        PSortedMap<Integer, Keyframe> second = TrackPart.from(l, c.frame());
        refuseIf(first.isEmpty(), at.called(l) + " is not there before this frame: there is nothing to split off");
        refuseIf(
                second.isEmpty(),
                at.called(l) + " is not there any more from this frame on: there is nothing to split");
        at.demandOpen(c.media(), l, new FrameRange(c.frame(), Integer.MAX_VALUE));
        Label rest = new Label(
                c.rest(),
                c.media(),
                at.state().labelsOf(c.media()).nextNumber(),
                l.classId(),
                Extent.TRACK,
                second,
                l.origin(),
                l.attributes(),
                l.depth());
        List<LabelEvent> events = new ArrayList<>(at.rewritten(l, l.withKeyframes(first)));
        events.add(new LabelAdded(rest));
        MediaLabels here = at.state().labelsOf(c.media());
        // Where the split put a keyframe, a place has nothing more to say; where the rest is gone, it may come still.
        here.openPlaces(l.id(), new FrameRange(c.frame(), Integer.MAX_VALUE))
                .values()
                .forEach(p -> events.addAll(here(rest, p.frame()) ? List.of(withdrawn(p)) : moved(p, rest.id())));
        return at.work(c.media(), c.frame(), "Split " + at.called(l), events);
    }

    /// Lets a place that waits for a verdict be one of another track.
    private static List<LabelEvent> moved(Suggestion place, LabelId track) {
        return List.of(
                withdrawn(place),
                new SuggestionsOffered(place.media(), place.frame(), List.of(place.withTarget(track))));
    }

    Decision merge(MergeTracks c) {
        List<Label> labels = new ArrayList<>();
        for (LabelId id : c.labels().stream().distinct().toList()) {
            labels.add(at.label(c.media(), id));
        }
        refuseIf(labels.size() < 2, "merging takes two labels or more");
        Label first = labels.getFirst();
        for (Label l : labels) {
            refuseIf(
                    !l.classId().equals(first.classId()),
                    at.called(first) + " and " + at.called(l) + " are of two classes: give them one class first");
        }
        PSortedMap<Integer, Keyframe> merged = TreePMap.empty();
        PSortedMap<Integer, Keyframe> gone = TreePMap.empty();
        for (Label l : labels) {
            for (Map.Entry<Integer, Keyframe> e : asTrack(l).entrySet()) {
                if (e.getValue().outside()) {
                    gone = gone.plus(e.getKey(), e.getValue());
                } else {
                    merged = merged.plus(e.getKey(), e.getValue());
                }
            }
        }
        List<FrameRange> there = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            for (FrameRange range : TrackPart.said(labels.get(i))) {
                for (int j = 0; j < i; j++) {
                    demandApart(labels.get(j), labels.get(i), range);
                }
                there.add(range);
            }
        }
        refuseIf(merged.isEmpty(), "none of the tracks is there on any frame");
        int start = merged.firstKey();
        for (Map.Entry<Integer, Keyframe> e : gone.entrySet()) {
            boolean says = e.getKey() > start && there.stream().noneMatch(r -> r.contains(e.getKey()));
            if (says) {
                merged = merged.plus(e.getKey(), e.getValue());
            }
        }
        List<LabelEvent> events = new ArrayList<>();
        MediaLabels here = at.state().labelsOf(c.media());
        FrameRange all = new FrameRange(0, Integer.MAX_VALUE);
        Set<Integer> taken = merged.entrySet().stream()
                .filter(e -> !e.getValue().outside())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
        here.openPlaces(first.id(), all).values().forEach(p -> taken.add(p.frame()));
        for (Label l : labels.subList(1, labels.size())) {
            for (Suggestion place : here.openPlaces(l.id(), all).values()) {
                // On a frame that has been decided, or where another place waits, it has nothing more to say.
                if (taken.add(place.frame())) {
                    events.addAll(moved(place, first.id()));
                }
            }
            events.addAll(removed(l));
        }
        AttributeValues said = AttributeValues.none();
        for (Label l : labels.reversed()) {
            said = said.and(l.attributes());
        }
        events.addAll(at.rewritten(
                first, first.withExtent(Extent.TRACK).withKeyframes(merged).withAttributes(said)));
        return accepted("Merge " + labels.size() + " tracks into " + at.called(first), events);
    }

    /// A label of one frame is gone right after it.
    private PSortedMap<Integer, Keyframe> asTrack(Label l) {
        int next = l.firstFrame() + 1;
        if (l.tracked() || !media(l.media()).has(next)) {
            return l.keyframes();
        }
        return l.keyframes().plus(next, TrackPart.keyframeAt(l, l.firstFrame()).withOutside(true));
    }

    private void demandApart(Label a, Label b, FrameRange ofB) {
        for (FrameRange ofA : TrackPart.said(a)) {
            int first = Math.max(ofA.first(), ofB.first());
            int last = Math.min(ofA.last(), ofB.last());
            refuseIf(
                    first <= last,
                    at.called(a) + " and " + at.called(b) + " are both there on "
                            + (first <= last ? frames(new FrameRange(first, last)) : "")
                            + ": cut one of them there first");
        }
    }

    // Gaps and ends.

    Decision rejoin(RejoinTrack c) {
        Label l = at.track(c.media(), c.label());
        at.demandFrame(c.media(), c.frame());
        refuseIf(l.source(c.frame()).isPresent(), at.called(l) + " is there on this frame: there is no gap");
        @Nullable Integer left = visible(l.keyframes().headMap(c.frame(), true).descendingMap());
        @Nullable Integer right = visible(l.keyframes().tailMap(c.frame(), true));
        if (left == null || right == null) {
            throw new RefusedException(at.called(l) + " is not there on both sides of this frame: extend it instead");
        }
        return at.work(
                c.media(),
                c.frame(),
                "Re-join " + at.called(l),
                at.rewritten(l, l.withKeyframes(between(l, left, right))));
    }

    Decision extend(ExtendTrack c) {
        Label l = at.track(c.media(), c.label());
        at.demandFrame(c.media(), c.frame());
        refuseIf(l.source(c.frame()).isPresent(), at.called(l) + " is there on this frame already");
        @Nullable Integer left = visible(l.keyframes().headMap(c.frame(), true).descendingMap());
        @Nullable Integer right = visible(l.keyframes().tailMap(c.frame(), true));
        PSortedMap<Integer, Keyframe> extended;
        if (left != null) {
            Keyframe last = TrackPart.keyframeAt(l, left);
            int next = c.frame() + 1;
            extended = between(l, left, next).plus(c.frame(), last);
            if (media(c.media()).has(next) && !extended.containsKey(next)) {
                extended = extended.plus(next, last.withOutside(true));
            }
        } else if (right != null) {
            extended = between(l, c.frame() - 1, right).plus(c.frame(), TrackPart.keyframeAt(l, right));
        } else {
            throw new RefusedException(at.called(l) + " is not there on any frame");
        }
        return at.work(c.media(), c.frame(), "Extend " + at.called(l), at.rewritten(l, l.withKeyframes(extended)));
    }

    /// The first of these keyframes at which the track is there.
    private static @Nullable Integer visible(Map<Integer, Keyframe> keyframes) {
        return keyframes.entrySet().stream()
                .filter(e -> !e.getValue().outside())
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /// Without the keyframes between these two frames that say it is gone.
    private static PSortedMap<Integer, Keyframe> between(Label l, int left, int right) {
        PSortedMap<Integer, Keyframe> kept = l.keyframes();
        for (Map.Entry<Integer, Keyframe> e : l.keyframes().entrySet()) {
            if (e.getKey() > left && e.getKey() < right && e.getValue().outside()) {
                kept = kept.minus(e.getKey());
            }
        }
        return kept;
    }

    // Keyframes.

    Decision thin(ThinTracks c) {
        List<LabelEvent> events = new ArrayList<>();
        List<Label> touched = new ArrayList<>();
        MediaLabels here = at.state().labelsOf(c.media());
        int gone = 0;
        for (Label l : at.labels(c.media(), c.labels())) {
            Thinned thinned = Decider.thinned(here, l, c.tolerance());
            if (!thinned.gone().isEmpty()) {
                touched.add(l);
                gone += thinned.gone().size();
                events.addAll(at.rewritten(l, thinned.track()));
            }
        }
        refuseIf(events.isEmpty(), "no keyframe can go within this tolerance");
        return accepted("Thin " + names(touched) + " by " + gone + (gone == 1 ? " keyframe" : " keyframes"), events);
    }

    Decision interpolate(SetInterpolation c) {
        List<LabelEvent> events = new ArrayList<>();
        List<Label> touched = new ArrayList<>();
        int first = Integer.MAX_VALUE;
        for (Label l : at.labels(c.media(), c.stretches().keySet())) {
            PSortedMap<Integer, Keyframe> after = l.keyframes();
            @Nullable FrameRange stretch = c.stretches().get(l.id());
            if (l.tracked() && stretch != null) {
                after = interpolated(l, stretch, c.interpolation());
                first = Math.min(first, stretch.first());
            }
            if (!after.equals(l.keyframes())) {
                touched.add(l);
                events.addAll(at.rewritten(l, l.withKeyframes(after)));
            }
        }
        String how = switch (c.interpolation()) {
            case LINEAR -> "linear";
            case HELD -> "held";
            case PAIRED -> "paired";
        };
        refuseIf(events.isEmpty(), "what is selected is " + how + " there already");
        return accepted("Make " + names(touched) + " " + how + where(first), events);
    }

    private static PSortedMap<Integer, Keyframe> interpolated(Label l, FrameRange range, Interpolation how) {
        PSortedMap<Integer, Keyframe> after = l.keyframes();
        if (goesThrough(l, range.first()) && l.interpolation(range.first()) != how) {
            after = after.plus(range.first(), TrackPart.keyframeAt(l, range.first()));
        }
        if (goesThrough(l, range.last()) && l.interpolation(range.last()) != how) {
            after = after.plus(range.last(), TrackPart.keyframeAt(l, range.last()));
        }
        for (Map.Entry<Integer, Keyframe> e : after.entrySet()) {
            int key = e.getKey();
            boolean begins = key >= range.first() && (key < range.last() || key == range.first());
            if (begins) {
                after = after.plus(e.getKey(), e.getValue().withInterpolation(how));
            }
        }
        return after;
    }

    /// Whether a stretch between two keyframes begins before this frame and ends after it.
    private static boolean goesThrough(Label l, int frame) {
        return l.source(frame).filter(s -> s != Placement.Source.KEYFRAME).isPresent()
                && l.keyframes().higherKey(frame) != null;
    }

    Decision copy(CopyLabels c) {
        at.demandFrame(c.media(), c.frame());
        at.demandFrame(c.media(), c.to().last());
        MediaLabels here = at.state().labelsOf(c.media());
        List<Integer> open = Stream.iterate(c.to().first(), f -> f <= c.to().last(), f -> f + 1)
                .filter(f -> f != c.frame() && here.state(f) != FrameState.DONE)
                .toList();
        refuseIf(open.isEmpty(), "there is no frame to copy to that is not done");
        List<Label> labels = c.labels().stream()
                .distinct()
                .map(id -> at.label(c.media(), id))
                .toList();
        refuseIf(labels.isEmpty(), "nothing is selected");
        List<LabelEvent> events = new ArrayList<>();
        int number = here.nextNumber();
        for (int i = 0; i < labels.size(); i++) {
            Label l = labels.get(i);
            Placement placed =
                    l.at(c.frame()).orElseThrow(() -> new RefusedException(at.called(l) + " is not on this frame"));
            Keyframe copied = new Keyframe(
                    placed.shape(), false, placed.occluded(), l.interpolation(c.frame()), l.changingAt(c.frame()));
            switch (c.as()) {
                case KEYFRAMES -> {
                    refuseIf(
                            !l.tracked(),
                            at.called(l) + " is no track: make it one first, or copy it as labels of one frame");
                    // The frame copied from keeps what is seen on it.
                    PSortedMap<Integer, Keyframe> after = l.keyframes().plus(c.frame(), copied);
                    for (int frame : open) {
                        after = after.plus(frame, copied);
                    }
                    events.addAll(at.rewritten(l, l.withKeyframes(after)));
                }
                case LABELS -> {
                    at.drawable(l.classId());
                    for (int frame : open) {
                        LabelId id = c.copies().get(i * c.to().length() + frame - c.to().first());
                        PSortedMap<Integer, Keyframe> only =
                                TreePMap.<Integer, Keyframe>empty().plus(frame, copied);
                        events.add(new LabelAdded(new Label(
                                id,
                                c.media(),
                                number++,
                                l.classId(),
                                Extent.FRAME,
                                only,
                                new Origin.Manual(),
                                l.attributes(),
                                l.depth())));
                    }
                }
            }
        }
        for (int frame : open) {
            if (here.state(frame) == FrameState.UNSEEN) {
                events.add(new LabelEvent.FrameStateChanged(c.media(), frame, FrameState.UNSEEN, FrameState.IN_WORK));
            }
        }
        return accepted(
                "Copy " + names(labels) + " to " + open.size() + (open.size() == 1 ? " frame" : " frames")
                        + where(c.frame()),
                events);
    }

    // Places that a run carried a track to.

    Decision offer(OfferPlace c) {
        Suggestion place = c.place();
        Label l = at.label(place.media(), trackOf(place));
        at.demandFrame(place.media(), place.frame());
        at.demandOpenFrame(place.media(), place.frame());
        at.within(place.media(), place.shape());
        refuseIf(here(l, place.frame()), at.called(l) + " has a keyframe on frame " + place.frame() + ": it stays");
        List<LabelEvent> events = new ArrayList<>();
        at.state()
                .labelsOf(place.media())
                .openPlace(l.id(), place.frame())
                .ifPresent(old -> events.add(withdrawn(old)));
        events.add(new SuggestionsOffered(place.media(), place.frame(), List.of(place)));
        return new Decision.Accepted("Carry " + at.called(l) + where(place.frame()), Undoable.NO, events);
    }

    private static LabelEvent withdrawn(Suggestion place) {
        return new SuggestionsWithdrawn(place.media(), place.frame(), List.of(place));
    }

    private static LabelId trackOf(Suggestion place) {
        @Nullable LabelId track = place.target();
        if (track == null) {
            throw new RefusedException("the suggestion is no place of a track");
        }
        return track;
    }

    Decision withdraw(WithdrawPlaces c) {
        Label l = at.label(c.media(), c.label());
        List<LabelEvent> events = new ArrayList<>();
        at.state().labelsOf(c.media()).openPlaces(l.id(), c.range()).values().forEach(s -> events.add(withdrawn(s)));
        refuseIf(events.isEmpty(), "no place of " + at.called(l) + " waits for a verdict there");
        // As offering them: taken back it would stand against what was offered since, and block all older steps.
        return new Decision.Accepted(
                "Withdraw " + places(events.size()) + " of " + at.called(l), Decision.Undoable.NO, events);
    }

    Decision accept(AcceptPlaces c) {
        Label l = at.label(c.media(), c.label());
        MediaLabels here = at.state().labelsOf(c.media());
        SortedMap<Integer, Suggestion> taken = new TreeMap<>();
        for (SuggestionId id : c.places()) {
            Suggestion place = at.open(c.media(), id);
            refuseIf(!place.isPlaceOf(l.id()), "the suggestion is no place of " + at.called(l));
            if (!here(l, place.frame()) && here.state(place.frame()) != FrameState.DONE) {
                taken.put(place.frame(), place);
            }
        }
        refuseIf(
                taken.isEmpty(),
                c.places().isEmpty()
                        ? "no place of " + at.called(l) + " waits for a verdict there"
                        : at.called(l) + " has keyframes there already, or the frames are done");
        SortedMap<Integer, Shape> shapes = new TreeMap<>();
        taken.forEach((frame, place) -> shapes.put(frame, place.shape()));
        String what = taken.size() == 1
                ? "Accept place of " + at.called(l) + where(taken.firstKey())
                : "Accept " + places(taken.size()) + " of " + at.called(l) + ", "
                        + frames(new FrameRange(taken.firstKey(), taken.lastKey()));
        return taken(l, what, shapes, taken.values(), Verdict.ACCEPTED);
    }

    Decision amend(Suggestion place, ClassId classId, Shape shape) {
        Label l = at.label(place.media(), trackOf(place));
        boolean another = !classId.equals(l.classId())
                && !classId.equals(at.state().ontology().current(place.classId()));
        refuseIf(
                another,
                "this is a place of " + at.called(l) + ", which has one class on all its frames: change the class of "
                        + at.called(l) + " itself");
        at.demandOpenFrame(place.media(), place.frame());
        refuseIf(here(l, place.frame()), at.called(l) + " has a keyframe here: reshape it instead");
        SortedMap<Integer, Shape> shapes = new TreeMap<>(Map.of(place.frame(), shape));
        String what = "Amend place of " + at.called(l) + where(place.frame());
        return taken(l, what, shapes, List.of(place), Verdict.AMENDED);
    }

    private Decision taken(
            Label l, String title, SortedMap<Integer, Shape> shapes, Collection<Suggestion> judged, Verdict verdict) {
        PSortedMap<Integer, Keyframe> after = asTrack(l);
        for (Map.Entry<Integer, Shape> e : shapes.entrySet()) {
            Keyframe like = TrackPart.keyframeAt(l, e.getKey());
            after = after.plus(e.getKey(), like.withShape(e.getValue()).withOutside(false));
        }
        for (int frame : shapes.keySet()) {
            int next = frame + 1;
            @Nullable Keyframe said = after.get(frame);
            if (said != null && media(l.media()).has(next) && !after.containsKey(next) && isGone(l, next)) {
                // A place speaks for its frame alone: the track is gone after it as it was before.
                after = after.plus(next, said.withOutside(true));
            }
        }
        // A label of one frame that was carried to others is a track from now on.
        List<LabelEvent> events =
                new ArrayList<>(at.rewritten(l, l.withExtent(Extent.TRACK).withKeyframes(after)));
        MediaLabels here = at.state().labelsOf(l.media());
        for (Suggestion place : judged) {
            events.add(new SuggestionJudged(l.media(), place.id(), Verdict.OPEN, verdict));
            if (here.state(place.frame()) == FrameState.UNSEEN) {
                events.add(new LabelEvent.FrameStateChanged(
                        l.media(), place.frame(), FrameState.UNSEEN, FrameState.IN_WORK));
            }
        }
        return accepted(title, events);
    }

    /// Whether a keyframe says that the label is on this frame. Where one says that it is gone, a place may still come.
    private static boolean here(Label l, int frame) {
        return l.keyframe(frame).filter(k -> !k.outside()).isPresent();
    }

    /// Whether it was said that the label is not on this frame. Of the frames before a track nobody said anything.
    private static boolean isGone(Label l, int frame) {
        return l.source(frame).isEmpty() && (!l.tracked() || frame > l.firstFrame());
    }

    private static String places(int count) {
        return count == 1 ? "1 place" : count + " places";
    }

    // Words.

    private static Decision accepted(String title, List<LabelEvent> events) {
        return new Decision.Accepted(title, Undoable.YES, events);
    }

    private Media media(MediaId id) {
        return at.media(id);
    }

    private String names(Collection<Label> labels) {
        return labels.size() == 1 ? at.called(labels.iterator().next()) : labels.size() + " labels";
    }

    private static String frames(FrameRange range) {
        return range.length() == 1 ? "frame " + range.first() : "frames " + range.first() + " to " + range.last();
    }
}
