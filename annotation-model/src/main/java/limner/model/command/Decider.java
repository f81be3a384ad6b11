package limner.model.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.command.Command.*;
import limner.model.command.Decision.Undoable;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.*;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.PolicyId;
import limner.model.id.SuggestionId;
import limner.model.label.EventDetails;
import limner.model.label.EventLink;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.label.Thinned;
import limner.model.label.Tolerance;
import limner.model.label.TrackPart;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.ConflictException;
import limner.model.project.MediaLabels;
import limner.model.project.PlacedLabel;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.provenance.Policy;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.jspecify.annotations.Nullable;

/// Says what a command means in a state: the facts it makes, or why it may not happen. Pure: no clock, no chance, no
/// disk.
public final class Decider {

    /// Steps up or down that nobody needs, far from where numbers end.
    private static final int DEEPEST = 1_000_000;

    private Decider() {}

    /// A decision and where it leads.
    ///
    /// @param after the state with the facts, or as it was where there are none
    public record Ruling(Decision decision, ProjectState after) {}

    /// @return facts that fit the state (each was applied once to be sure), or a refusal with a sentence
    public static Decision decide(ProjectState state, Command command) {
        return rule(state, command).decision();
    }

    /// As [#decide(ProjectState, Command)], with the state that the facts were applied to.
    public static Ruling rule(ProjectState state, Command command) {
        try {
            Decision decision = new Decider.Case(state).decide(command);
            if (decision instanceof Decision.Accepted accepted) {
                Decision.Accepted whole = withoutLinksToNowhere(state, accepted, heirs(command));
                return new Ruling(whole, state.applyAll(whole.events()));
            }
            return new Ruling(decision, state);
        } catch (RefusedException | ConflictException e) {
            return new Ruling(new Decision.Refused(sentence(e)), state);
        }
    }

    /// What lives on in another label.
    private static Map<LabelId, LabelId> heirs(Command command) {
        if (!(command instanceof MergeTracks c)) {
            return Map.of();
        }
        return c.labels().stream()
                .skip(1)
                .distinct()
                .collect(Collectors.toMap(l -> l, _ -> c.labels().getFirst()));
    }

    /// Events are no longer about labels that go, but about those that what goes lives on in.
    private static Decision.Accepted withoutLinksToNowhere(
            ProjectState state, Decision.Accepted accepted, Map<LabelId, LabelId> heirs) {
        Map<LabelId, MediaId> gone = new LinkedHashMap<>();
        for (LabelEvent e : accepted.events()) {
            if (e instanceof LabelRemoved(Label l)) {
                gone.put(l.id(), l.media());
            } else if (e instanceof LabelAdded(Label l)) {
                gone.remove(l.id());
            }
        }
        List<LabelEvent> all = new ArrayList<>(accepted.events());
        for (MediaId media : new LinkedHashSet<>(gone.values())) {
            for (IntervalEvent before : state.labelsOf(media).intervalsInOrder()) {
                EventDetails left = before.details();
                for (LabelId label : gone.keySet()) {
                    if (left.isAbout(label)) {
                        LabelId heir = heirs.get(label);
                        left = heir == null ? left.without(label) : left.with(heir, label);
                    }
                }
                if (!left.equals(before.details())) {
                    all.add(new IntervalChanged(before, before.withDetails(left)));
                }
            }
        }
        return all.size() == accepted.events().size()
                ? accepted
                : new Decision.Accepted(accepted.title(), accepted.undoable(), all);
    }

    /// What is left of a track when [Command.ThinTracks] takes keyframes away: for showing it beforehand. Keyframes
    /// next to
    /// frames that are done stay.
    public static Thinned thinned(MediaLabels labels, Label track, Tolerance tolerance) {
        return Thinned.of(track, tolerance, frame -> {
            Integer before = track.keyframes().lowerKey(frame);
            Integer after = track.keyframes().higherKey(frame);
            return labels.states()
                    .subMap(before == null ? 0 : before, false, after == null ? Integer.MAX_VALUE : after, false)
                    .containsValue(FrameState.DONE);
        });
    }

    private static String sentence(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }

    /// A refusal deep inside a case; never leaves this class.
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message, null, false, false);
        }
    }

    /// One state, and what commands mean in it; shared with [TrackDecisions].
    record Case(ProjectState state) {

        Decision decide(Command command) {
            TrackDecisions tracks = new TrackDecisions(this);
            ClassDecisions classes = new ClassDecisions(this);
            return switch (command) {
                case AddMedia(Media m) -> {
                    refuseIf(
                            state.media().values().stream()
                                    .anyMatch(o -> o.name().equals(m.name())),
                            "a video named " + m.name() + " is already in the project");
                    yield fact("Add video " + m.name(), new MediaAdded(m));
                }
                case RemoveMedia(MediaId id) -> fact("Remove video " + media(id).name(), new MediaRemoved(media(id)));
                case ChangeMedia(Media m) -> {
                    Media before = media(m.id());
                    refuseIf(before.equals(m), "nothing about video " + m.name() + " changes");
                    refuseIf(
                            state.media().values().stream()
                                    .anyMatch(o ->
                                            !o.id().equals(m.id()) && o.name().equals(m.name())),
                            "a video named " + m.name() + " is already in the project");
                    yield fact("Update video " + m.name(), new MediaChanged(before, m));
                }
                case EditClasses c -> classes.edit(c);
                case ArrangeClasses c -> classes.arrange(c);
                case PlaceClass c -> classes.place(c);
                case MergeClasses c -> classes.merge(c);
                case RemoveClass c -> classes.remove(c);
                case SetAttribute c -> classes.set(c);
                case AddSequence(Sequence s) -> done("Add sequence " + s.name(), new SequenceAdded(s));
                case RemoveSequence(var id) -> {
                    Sequence s = Optional.ofNullable(state.sequences().get(id))
                            .orElseThrow(() -> new RefusedException("the sequence is not there any more"));
                    yield done("Remove sequence " + s.name(), new SequenceRemoved(s));
                }
                case SetFrameState c -> setFrameState(c);
                case Draw c -> draw(c, new Origin.Manual(), presets(c.classId()));
                case Reshape c -> reshape(c);
                case Nudge c -> nudge(c);
                case Together c -> together(c);
                case SetOutside c -> setOutside(c);
                case SetOccluded c -> setOccluded(c);
                case AddKeyframe c -> {
                    Label l = track(c.media(), c.label());
                    refuseIf(l.keyframe(c.frame()).isPresent(), called(l) + " has a keyframe here");
                    yield onTrack(l, c.frame(), "Add keyframe, " + called(l), keyframeAdded(l, c.frame()));
                }
                case RemoveKeyframe c -> {
                    Label l = track(c.media(), c.label());
                    Keyframe k = l.keyframe(c.frame())
                            .orElseThrow(() -> new RefusedException(called(l) + " has no keyframe here"));
                    refuseIf(
                            l.keyframes().size() == 1,
                            "the last keyframe of " + called(l) + " stays; delete the track");
                    yield onTrack(
                            l,
                            c.frame(),
                            "Remove keyframe, " + called(l),
                            new KeyframeRemoved(c.media(), c.label(), c.frame(), k));
                }
                case Reclassify c -> reclassify(c);
                case Restack c -> restack(c);
                case SetExtent c -> setExtent(c);
                case Delete c -> delete(c);
                case Recut c -> recut(c);
                case Overpaint c -> overpaint(c);
                case ReshapeKeyframes c -> reshapeKeyframes(c);
                case DeleteScoped c -> tracks.delete(c);
                case MergeTracks c -> tracks.merge(c);
                case SplitTrack c -> tracks.split(c);
                case CutTrack c -> tracks.cut(c);
                case RejoinTrack c -> tracks.rejoin(c);
                case ExtendTrack c -> tracks.extend(c);
                case ThinTracks c -> tracks.thin(c);
                case SetInterpolation c -> tracks.interpolate(c);
                case CopyLabels c -> tracks.copy(c);
                case TakeIn c -> new TakeInDecision(this).decide(c);
                case Adopt c -> new AdoptDecision(this).decide(c);
                case Tag(MediaId m, int frame, ClassId id) -> {
                    LabelClass c = offered(id);
                    refuseIf(!c.kind().equals(ClassKind.FRAME_TAG), c.name() + " is no frame tag");
                    yield work(m, frame, "Tag " + c.name(), new FrameTagged(new FrameTag(m, frame, id)));
                }
                case Untag(MediaId m, int frame, ClassId id) ->
                    work(
                            m,
                            frame,
                            "Remove tag " + state.ontology().nameOf(id),
                            new FrameUntagged(new FrameTag(m, frame, id)));
                case AddInterval(MediaId m, var id, ClassId classId, var range, var details) -> {
                    LabelClass c = offered(classId);
                    refuseIf(!c.kind().timed(), c.name() + " is no event");
                    refuseIf(
                            c.kind() == ClassKind.POINT_EVENT && range.length() != 1,
                            c.name() + " is a point event: it happens at one frame");
                    yield done(
                            "Add " + c.name() + where(range.first()),
                            new IntervalAdded(new IntervalEvent(
                                    id, m, classId, range, said(m, classId, details, EventDetails.NONE))));
                }
                case DescribeIntervals(MediaId m, var all) -> {
                    List<LabelEvent> events = new ArrayList<>();
                    all.forEach((id, details) -> {
                        IntervalEvent before = interval(m, id);
                        if (!before.details().equals(details)) {
                            events.add(new IntervalChanged(
                                    before, before.withDetails(said(m, before.classId(), details, before.details()))));
                        }
                    });
                    refuseIf(events.isEmpty(), "nothing about the event changes");
                    String what = all.size() == 1
                            ? state.ontology()
                                            .nameOf(interval(m, all.firstKey()).classId())
                                    + where(interval(m, all.firstKey()).range().first())
                            : events.size() + " events";
                    yield new Decision.Accepted("Describe " + what, Undoable.YES, events);
                }
                case MoveInterval(MediaId m, var id, var range) -> {
                    IntervalEvent before = interval(m, id);
                    refuseIf(before.range().equals(range), "the event is there already");
                    refuseIf(
                            labelClass(before.classId()).kind() == ClassKind.POINT_EVENT && range.length() != 1,
                            "a point event happens at one frame");
                    yield done(
                            movedEvent(before.range(), range, state.ontology().nameOf(before.classId())),
                            new IntervalChanged(before, before.withRange(range)));
                }
                case RemoveInterval(MediaId m, var id) -> {
                    IntervalEvent before = interval(m, id);
                    yield done(
                            "Remove " + state.ontology().nameOf(before.classId())
                                    + where(before.range().first()),
                            new IntervalRemoved(before));
                }
                case RemoveIntervals(MediaId m, var ids) -> {
                    refuseIf(ids.isEmpty(), "no event is selected");
                    List<LabelEvent> events = new ArrayList<>();
                    ids.stream().sorted().forEach(id -> events.add(new IntervalRemoved(interval(m, id))));
                    yield new Decision.Accepted(
                            "Remove " + ids.size() + (ids.size() == 1 ? " event" : " events"), Undoable.YES, events);
                }
                case KeepModel(var model) -> {
                    refuseIf(state.models().containsKey(model.sha256()), "model " + model.name() + " is already kept");
                    yield fact("Keep model " + model.name(), new ModelKept(model));
                }
                case RecordRun(var run) -> fact("Run " + run.model(), new RunRecorded(run));
                case OfferSuggestions c -> {
                    demandFrame(c.media(), c.frame());
                    refuseIf(
                            c.suggestions().stream().anyMatch(s -> s.target() != null),
                            "a place of a track is offered by itself");
                    yield fact(
                            "Suggestions" + where(c.frame()),
                            new SuggestionsOffered(c.media(), c.frame(), c.suggestions()));
                }
                case OfferPlace c -> tracks.offer(c);
                case WithdrawPlaces c -> tracks.withdraw(c);
                case AcceptPlaces c -> tracks.accept(c);
                case WithdrawOpenSuggestions(MediaId m) -> withdraw(m);
                case Accept(MediaId m, SuggestionId id) -> {
                    Suggestion s = open(m, id);
                    @Nullable LabelId track = s.target();
                    if (track != null) {
                        yield tracks.accept(new AcceptPlaces(m, track, Set.of(id)));
                    }
                    String title =
                            "Accept " + state.ontology().nameOf(state.ontology().current(s.classId()));
                    yield work(m, s.frame(), title, take(s, s.classId(), s.shape(), Origin.How.ACCEPTED, null));
                }
                case Amend(MediaId m, SuggestionId id, ClassId classId, Shape shape) -> {
                    Suggestion s = open(m, id);
                    drawable(classId);
                    within(m, shape);
                    if (s.target() != null) {
                        yield tracks.amend(s, classId, shape);
                    }
                    String title = "Amend " + state.ontology().nameOf(classId);
                    yield work(m, s.frame(), title, take(s, classId, shape, Origin.How.AMENDED, null));
                }
                case AcceptAll c -> acceptAll(c);
                case Reject c -> reject(c);
                case AcceptByPolicy c -> acceptByPolicy(c);
                case RecordRelease(var r) -> fact("Release " + r.name(), new ReleaseRecorded(r));
            };
        }

        private Decision setFrameState(SetFrameState c) {
            demandFrame(c.media(), c.frames().last());
            MediaLabels here = state.labelsOf(c.media());
            List<LabelEvent> events = new ArrayList<>();
            for (int f = c.frames().first(); f <= c.frames().last(); f++) {
                if (here.state(f) != c.state()) {
                    events.add(new FrameStateChanged(c.media(), f, here.state(f), c.state()));
                }
            }
            refuseIf(events.isEmpty(), "the frame is in that state already");
            String what = switch (c.state()) {
                case UNSEEN -> "Mark unseen";
                case IN_WORK -> "Reopen";
                case DONE -> "Mark done";
            };
            return new Decision.Accepted(what + where(c.frames().first()), Undoable.YES, events);
        }

        /// What is said of a new label of a class: of all of it, and at its keyframe.
        private record Said(AttributeValues constant, AttributeValues changing) {}

        private Said presets(ClassId id) {
            List<Attribute> asked = state.ontology().attributesOf(id);
            return new Said(
                    AttributeValues.presets(asked, Attribute.Holding.CONSTANT),
                    AttributeValues.presets(asked, Attribute.Holding.CHANGING));
        }

        private static Label said(Label l, Said said) {
            int frame = l.firstFrame();
            return l.withAttributes(said.constant())
                    .withKeyframe(frame, TrackPart.keyframeAt(l, frame).withAttributes(said.changing()));
        }

        private Decision draw(Draw c, Origin origin, Said said) {
            LabelClass labelClass = drawable(c.classId());
            within(c.media(), c.shape());
            int number = state.labelsOf(c.media()).nextNumber();
            Label label = said(
                    Label.drawn(c.label(), c.media(), number, c.classId(), c.extent(), c.frame(), c.shape(), origin),
                    said);
            demandOpenFrame(c.media(), c.frame());
            List<LabelEvent> events = new ArrayList<>();
            events.add(new LabelAdded(label));
            events.addAll(pins(null, label, List.of(c.frame())));
            return work(c.media(), c.frame(), "Draw " + labelClass.name() + " " + number, events);
        }

        Decision reshape(Reshape c) {
            Label l = label(c.media(), c.label());
            within(c.media(), c.shape());
            Optional<Keyframe> here = l.keyframe(c.frame());
            refuseIf(here.isEmpty() && !l.tracked(), called(l) + " is not on this frame");
            refuseIf(here.map(Keyframe::shape).filter(c.shape()::equals).isPresent(), called(l) + " has that shape");
            LabelEvent event = here.<LabelEvent>map(
                            k -> new KeyframeChanged(c.media(), c.label(), c.frame(), k, k.withShape(c.shape())))
                    .orElseGet(() -> new KeyframeAdded(
                            c.media(),
                            c.label(),
                            c.frame(),
                            TrackPart.keyframeAt(l, c.frame()).withShape(c.shape())));
            String what = l.at(c.frame())
                    .map(p -> ReshapeTitle.of(p.shape(), c.shape()))
                    .orElse("Reshape");
            return onTrack(l, c.frame(), what + ", " + called(l), event);
        }

        /// Each of them as by itself, and all of it one change.
        private Decision nudge(Nudge c) {
            refuseIf(c.labels().isEmpty(), "nothing is selected");
            Media media = media(c.media());
            double dx = c.dx();
            double dy = c.dy();
            SortedMap<LabelId, Shape> here = new TreeMap<>();
            for (LabelId id : c.labels()) {
                Label l = label(c.media(), id);
                Shape shape = l.at(c.frame())
                        .orElseThrow(() -> new RefusedException(called(l) + " is not on this frame"))
                        .shape();
                Box b = shape.bounds();
                dx = Math.clamp(dx, Math.min(0, -b.x()), Math.max(0, media.width() - b.right()));
                dy = Math.clamp(dy, Math.min(0, -b.y()), Math.max(0, media.height() - b.bottom()));
                here.put(id, shape);
            }
            refuseIf(dx == 0 && dy == 0, "nothing moves: the border of the picture is reached");
            if (here.size() == 1) {
                Map.Entry<LabelId, Shape> only = here.firstEntry();
                Shape moved = only.getValue().translated(dx, dy);
                return reshape(new Reshape(c.media(), c.frame(), only.getKey(), moved));
            }
            Set<LabelEvent> events = new LinkedHashSet<>();
            for (Map.Entry<LabelId, Shape> each : here.entrySet()) {
                LabelId id = each.getKey();
                Shape moved = each.getValue().translated(dx, dy);
                switch (reshape(new Reshape(c.media(), c.frame(), id, moved))) {
                    case Decision.Accepted a -> events.addAll(a.events());
                    case Decision.Refused(String reason) -> throw new RefusedException(reason);
                }
            }
            return new Decision.Accepted(
                    "Move " + c.labels().size() + " objects" + where(c.frame()), Undoable.YES, List.copyOf(events));
        }

        private Decision setOutside(SetOutside c) {
            Label l = track(c.media(), c.label());
            boolean gone = l.source(c.frame()).isEmpty();
            refuseIf(gone == c.outside(), called(l) + (c.outside() ? " is gone already" : " is there already"));
            Keyframe next = TrackPart.keyframeAt(l, c.frame()).withOutside(c.outside());
            List<LabelEvent> events = new ArrayList<>(held(l, c.frame(), _ -> next));
            if (c.outside()) {
                // Who says that it is gone here says so of the place that waits here.
                state.labelsOf(c.media())
                        .openPlace(l.id(), c.frame())
                        .ifPresent(place -> events.add(
                                new SuggestionJudged(c.media(), place.id(), Verdict.OPEN, Verdict.REJECTED)));
            }
            return work(c.media(), c.frame(), (c.outside() ? "End " : "Resume ") + called(l), events);
        }

        private Decision setOccluded(SetOccluded c) {
            Label l = label(c.media(), c.label());
            refuseIf(!l.tracked() && l.keyframe(c.frame()).isEmpty(), called(l) + " is not on this frame");
            Keyframe now = TrackPart.keyframeAt(l, c.frame());
            refuseIf(now.occluded() == c.occluded(), called(l) + " is so already");
            return keyframe(
                    c.media(), c.frame(), l, now.withOccluded(c.occluded()), c.occluded() ? "Occlude " : "Show ");
        }

        private Decision keyframe(MediaId media, int frame, Label l, Keyframe next, String verb) {
            return work(media, frame, verb + called(l), held(l, frame, _ -> next));
        }

        /// Says something else from this frame to the next keyframe, and holds the label on frames that are done.
        List<LabelEvent> held(Label l, int frame, UnaryOperator<Keyframe> change) {
            Keyframe next = change.apply(TrackPart.keyframeAt(l, frame));
            LabelEvent event = l.keyframe(frame)
                    .<LabelEvent>map(k -> new KeyframeChanged(l.media(), l.id(), frame, k, next))
                    .orElseGet(() -> new KeyframeAdded(l.media(), l.id(), frame, next));
            return withPins(l, frame, event);
        }

        private LabelEvent keyframeAdded(Label l, int frame) {
            return new KeyframeAdded(l.media(), l.id(), frame, TrackPart.keyframeAt(l, frame));
        }

        private Decision reclassify(Reclassify c) {
            LabelClass to = drawable(c.classId());
            List<LabelEvent> events = new ArrayList<>();
            for (Label l : labels(c.media(), c.labels())) {
                if (!l.classId().equals(c.classId())) {
                    demandOpen(c.media(), l);
                    events.addAll(new ClassDecisions(this).reclassified(l, c.classId()));
                }
            }
            refuseIf(events.isEmpty(), "the class is " + to.name() + " already");
            return new Decision.Accepted("Change class to " + to.name(), Undoable.YES, events);
        }

        private Decision restack(Restack c) {
            List<Label> moved = labels(c.media(), c.labels());
            IntSummaryStatistics own = moved.stream().mapToInt(Label::depth).summaryStatistics();
            IntSummaryStatistics others = state.labelsOf(c.media()).on(c.frame()).stream()
                    .map(PlacedLabel::label)
                    .filter(l -> !c.labels().contains(l.id()))
                    .mapToInt(Label::depth)
                    .summaryStatistics();
            boolean alone = others.getCount() == 0;
            int by = switch (c.where()) {
                case FRONT -> alone || own.getMin() > others.getMax() ? 0 : others.getMax() + 1 - own.getMin();
                case FORWARD -> 1;
                case BACKWARD -> -1;
                case BACK -> alone || own.getMax() < others.getMin() ? 0 : others.getMin() - 1 - own.getMax();
            };
            refuseIf(
                    by == 0,
                    "nothing else of this frame lies " + (c.where() == Restack.Where.FRONT ? "over it" : "under it"));
            refuseIf(
                    own.getMax() + (long) by > DEEPEST || own.getMin() + (long) by < -DEEPEST,
                    "nothing goes further than " + DEEPEST + " steps");
            List<LabelEvent> events = new ArrayList<>();
            for (Label l : moved) {
                demandOpen(c.media(), l);
                events.add(new LabelRestacked(c.media(), l.id(), l.depth(), l.depth() + by));
            }
            String what = moved.size() == 1 ? called(moved.getFirst()) : moved.size() + " labels";
            String title = switch (c.where()) {
                case FRONT -> "Bring " + what + " to the front";
                case FORWARD -> "Bring " + what + " forward";
                case BACKWARD -> "Send " + what + " backward";
                case BACK -> "Send " + what + " to the back";
            };
            return new Decision.Accepted(title, Undoable.YES, events);
        }

        private Decision setExtent(SetExtent c) {
            Label l = label(c.media(), c.label());
            refuseIf(l.extent() == c.extent(), called(l) + (l.tracked() ? " is a track already" : " is no track"));
            refuseIf(
                    c.extent() == Extent.FRAME && l.keyframes().size() > 1,
                    called(l) + " has " + l.keyframes().size() + " keyframes: remove all but one first");
            return onTrack(
                    l,
                    l.firstFrame(),
                    (c.extent() == Extent.TRACK ? "Track " : "Untrack ") + called(l),
                    new LabelExtentChanged(c.media(), l.id(), l.extent(), c.extent()));
        }

        Decision delete(Delete c) {
            List<LabelEvent> events = new ArrayList<>();
            List<Label> labels = labels(c.media(), c.labels());
            for (Label l : labels) {
                demandOpen(c.media(), l);
                events.add(new LabelRemoved(l));
            }
            refuseIf(events.isEmpty(), "nothing is selected");
            String what = labels.size() == 1 ? called(labels.getFirst()) : labels.size() + " labels";
            return new Decision.Accepted("Delete " + what, Undoable.YES, events);
        }

        /// Each step is decided on what the steps before it leave, so that the rules of each hold. What joining,
        /// cutting
        /// out and splitting do to a track they do on this frame alone: what lies around it is another picture.
        private Decision recut(Recut c) {
            List<Function<Case, Decision>> steps = new ArrayList<>();
            c.reshaped().forEach((label, shape) -> {
                Reshape reshape = new Reshape(c.media(), c.frame(), label, shape);
                steps.add(
                        c.how() == Recut.How.SHAPE || c.how() == Recut.How.BORDER
                                ? at -> at.reshape(reshape)
                                : at -> new TrackDecisions(at).reshapeHere(reshape));
            });
            for (Recut.Piece piece : c.pieces()) {
                Label from = label(c.media(), piece.from());
                Draw draw = new Draw(c.media(), c.frame(), piece.label(), from.classId(), Extent.FRAME, piece.shape());
                Said said = new Said(from.attributes(), from.changingAt(c.frame()));
                steps.add(at -> at.draw(draw, from.origin(), said));
            }
            for (Label gone : labels(c.media(), c.removed())) {
                refuseIf(gone.source(c.frame()).isEmpty(), called(gone) + " is not on this frame");
            }
            if (!c.removed().isEmpty()) {
                steps.add(at -> at.gone(c.media(), c.frame(), c.removed()));
            }
            refuseIf(steps.isEmpty(), "nothing changes");
            return new Decision.Accepted(title(c) + where(c.frame()), Undoable.YES, inTurn(steps));
        }

        private Decision together(Together c) {
            List<LabelEvent> events = new ArrayList<>();
            String title = "";
            Case now = this;
            for (Command part : c.parts()) {
                switch (now.decide(part)) {
                    case Decision.Accepted(String what, Undoable undoable, List<LabelEvent> more) -> {
                        refuseIf(undoable != Undoable.YES, "this cannot be taken back, and is done by itself");
                        events.addAll(more);
                        now = new Case(now.state.applyAll(more));
                        title = title.isEmpty() ? what : title;
                    }
                    case Decision.Refused(String reason) -> throw new RefusedException(reason);
                }
            }
            int others = c.parts().size() - 1;
            return new Decision.Accepted(
                    others == 0 ? title : title + " and " + others + " more", Undoable.YES, events);
        }

        /// The events of all steps, each of which sees what those before it leave.
        private List<LabelEvent> inTurn(List<Function<Case, Decision>> steps) {
            List<LabelEvent> events = new ArrayList<>();
            Case now = this;
            for (Function<Case, Decision> step : steps) {
                if (step.apply(now) instanceof Decision.Accepted(var _, var _, var more)) {
                    events.addAll(more);
                    now = new Case(now.state.applyAll(more));
                }
            }
            return events;
        }

        private Decision gone(MediaId media, int frame, Set<LabelId> labels) {
            return new TrackDecisions(this).delete(new DeleteScoped(media, frame, labels, DeleteScoped.Scope.FRAME));
        }

        private Decision overpaint(Overpaint c) {
            Shaping stroke = c.stroke();
            MediaId media = stroke.media();
            int frame = stroke.frame();
            List<Function<Case, Decision>> steps = new ArrayList<>();
            boolean same = stroke instanceof Reshape r
                    && label(media, r.label())
                            .at(frame)
                            .filter(p -> p.shape().equals(r.shape()))
                            .isPresent();
            if (!same) {
                steps.add(at -> at.decide(stroke));
            }
            Set<LabelId> emptied = new HashSet<>();
            for (PlacedLabel other : state.labelsOf(media).on(frame)) {
                LabelId id = other.label().id();
                if (id.equals(stroke.label())
                        || c.spared().contains(id)
                        || !(other.placement().shape() instanceof Mask(Rle before))
                        || before.intersectionArea(c.painted()) == 0) {
                    continue;
                }
                Rle left = before.subtract(c.painted());
                if (left.isEmpty()) {
                    emptied.add(id);
                } else {
                    Reshape cut = new Reshape(media, frame, id, new Mask(left));
                    steps.add(at -> new TrackDecisions(at).reshapeHere(cut));
                }
            }
            if (!emptied.isEmpty()) {
                steps.add(at -> at.gone(media, frame, emptied));
            }
            refuseIf(steps.isEmpty(), "nothing changes");
            List<LabelEvent> events = inTurn(steps);
            String what = switch (stroke) {
                case Draw d ->
                    "Draw " + labelClass(d.classId()).name() + " "
                            + state.labelsOf(media).nextNumber();
                case Reshape r -> "Reshape " + called(label(media, r.label()));
            };
            int others = steps.size() - (same ? 0 : 1) - (emptied.isEmpty() ? 0 : 1) + emptied.size();
            String over = others == 0 ? "" : others == 1 ? " over another" : " over " + others + " others";
            return new Decision.Accepted(what + over + where(frame), Undoable.YES, events);
        }

        private Decision reshapeKeyframes(ReshapeKeyframes c) {
            List<Function<Case, Decision>> steps = new ArrayList<>();
            c.shapes()
                    .forEach((id, shapes) -> shapes.forEach((frame, shape) -> {
                        Label l = label(c.media(), id);
                        refuseIf(l.keyframe(frame).isEmpty(), called(l) + " has no keyframe at " + frame);
                        steps.add(at -> at.reshape(new Reshape(c.media(), frame, id, shape)));
                    }));
            refuseIf(steps.isEmpty(), "nothing changes");
            int labels = c.shapes().size();
            String what = labels == 1
                    ? called(label(c.media(), c.shapes().firstEntry().getKey()))
                    : labels + " labels";
            return new Decision.Accepted(
                    "Reshape " + what + " at " + steps.size() + " keyframes", Undoable.YES, inTurn(steps));
        }

        private String title(Recut c) {
            int touched = c.reshaped().size() + c.removed().size();
            String what = touched == 1 && c.removed().isEmpty()
                    ? called(label(c.media(), c.reshaped().firstEntry().getKey()))
                    : touched + " labels";
            return switch (c.how()) {
                case JOIN -> "Join " + what;
                case INTERSECT -> "Intersect " + what;
                case EXCLUDE -> "Exclude overlap of " + what;
                case SUBTRACT -> "Subtract from " + what;
                case CUT_OUT -> "Cut out of " + what;
                case SPLIT -> "Split " + what;
                case BORDER -> "Move border of " + what;
                case SHAPE -> "Shape " + what;
            };
        }

        private Decision withdraw(MediaId m) {
            MediaLabels here = state.labelsOf(m);
            List<LabelEvent> events = new ArrayList<>();
            for (int frame : here.framesWithOpenSuggestions()) {
                List<Suggestion> open = here.suggestionsOn(frame).stream()
                        .filter(s -> here.verdict(s.id()) == Verdict.OPEN)
                        .toList();
                events.add(new SuggestionsWithdrawn(m, frame, open));
            }
            refuseIf(events.isEmpty(), "no suggestion waits for a verdict");
            return new Decision.Accepted("Withdraw open suggestions", Undoable.YES, events);
        }

        private Decision reject(Reject c) {
            List<LabelEvent> events = new ArrayList<>();
            int frame = -1;
            Families families = new Families(state.labelsOf(c.media()));
            for (SuggestionId id : sorted(c.suggestions())) {
                Suggestion s = open(c.media(), id);
                frame = s.frame();
                events.add(new SuggestionJudged(c.media(), id, Verdict.OPEN, Verdict.REJECTED));
                for (Suggestion kin : families.kin(s)) {
                    if (!c.suggestions().contains(kin.id())) {
                        events.add(new SuggestionJudged(c.media(), kin.id(), Verdict.OPEN, Verdict.REJECTED));
                    }
                }
            }
            refuseIf(events.isEmpty(), "nothing is selected");
            int said = c.suggestions().size();
            String title = said == 1 ? "Reject suggestion" + where(frame) : "Reject " + said + " suggestions";
            return new Decision.Accepted(title, Undoable.YES, distinct(events));
        }

        private Decision acceptAll(AcceptAll c) {
            MediaLabels here = state.labelsOf(c.media());
            @Nullable Policy policy = c.policy();
            SortedMap<Integer, List<Suggestion>> chosen = new TreeMap<>();
            for (SuggestionId id : c.suggestions()) {
                Suggestion s = open(c.media(), id);
                refuseIf(s.target() != null, "a place of a track is accepted with its track");
                demandFrame(c.media(), s.frame());
                demandOpenFrame(c.media(), s.frame());
                chosen.computeIfAbsent(s.frame(), _ -> new ArrayList<>()).add(s);
            }
            refuseIf(chosen.isEmpty(), "nothing is selected");
            List<LabelEvent> events = new ArrayList<>();
            if (policy != null) {
                events.add(new PolicyRecorded(policy));
            }
            Taking taking = new Taking(here, policy == null ? null : policy.id());
            chosen.forEach((frame, some) -> {
                some.sort(MediaLabels.BEST_FIRST);
                finest(some).forEach(s -> events.addAll(taking.take(this, s)));
                if (here.state(frame) == FrameState.UNSEEN) {
                    events.add(new FrameStateChanged(c.media(), frame, FrameState.UNSEEN, FrameState.IN_WORK));
                }
            });
            String what = "accept " + taking.taken.size() + (taking.taken.size() == 1 ? " suggestion" : " suggestions");
            String title = policy == null
                    ? Character.toUpperCase(what.charAt(0)) + what.substring(1)
                    : "Policy " + policy.name() + ": " + what;
            return new Decision.Accepted(title, Undoable.YES, events);
        }

        /// Suggestions that become labels one after the other, each thing once.
        private static final class Taking {
            private final Set<SuggestionId> judged = new HashSet<>();
            private final Families families;
            private final @Nullable PolicyId policy;
            private final int next;
            private final List<SuggestionId> taken = new ArrayList<>();

            Taking(MediaLabels here, @Nullable PolicyId policy) {
                this.families = new Families(here);
                this.next = here.nextNumber();
                this.policy = policy;
            }

            List<LabelEvent> take(Case in, Suggestion s) {
                if (!judged.add(s.id())) {
                    return List.of();
                }
                List<Suggestion> kin = families.kin(s);
                kin.forEach(k -> judged.add(k.id()));
                int number = next + taken.size();
                taken.add(s.id());
                return in.take(s, s.classId(), s.shape(), Origin.How.ACCEPTED, policy, number, kin);
            }
        }

        private Decision acceptByPolicy(AcceptByPolicy c) {
            MediaLabels here = state.labelsOf(c.media());
            Policy policy = c.policy();
            List<LabelEvent> events = new ArrayList<>();
            events.add(new PolicyRecorded(policy));
            Taking taking = new Taking(here, policy.id());
            for (int frame : c.frames().stream().sorted().toList()) {
                demandFrame(c.media(), frame);
                if (here.state(frame) == FrameState.DONE) {
                    continue;
                }
                good(here, frame, policy.threshold()).forEach(s -> events.addAll(taking.take(this, s)));
                FrameState after = c.finish() == AcceptByPolicy.Finish.MARK_DONE ? FrameState.DONE : FrameState.IN_WORK;
                if (here.state(frame) != after) {
                    events.add(new FrameStateChanged(c.media(), frame, here.state(frame), after));
                }
            }
            String title = "Policy " + policy.name() + ": accept " + taking.taken.size()
                    + (taking.taken.size() == 1 ? " suggestion" : " suggestions");
            return new Decision.Accepted(title, Undoable.YES, events);
        }

        /// The open suggestions of a frame that a threshold lets through, best first; where one refines another and
        /// both
        /// pass, only the finer one. Places of a track are taken with their track, or not.
        private static List<Suggestion> good(MediaLabels here, int frame, double threshold) {
            List<Suggestion> good = here.suggestionsOn(frame).stream()
                    .filter(s -> here.verdict(s.id()) == Verdict.OPEN && s.target() == null && s.score() >= threshold)
                    .toList();
            return finest(good);
        }

        /// Those that none of the others refines.
        private static List<Suggestion> finest(List<Suggestion> some) {
            Set<SuggestionId> refined = refined(some);
            return some.stream().filter(s -> !refined.contains(s.id())).toList();
        }

        private List<LabelEvent> take(
                Suggestion s, ClassId classId, Shape shape, Origin.How how, @Nullable PolicyId policy) {
            MediaLabels here = state.labelsOf(s.media());
            return take(s, classId, shape, how, policy, here.nextNumber(), new Families(here).kin(s));
        }

        private List<LabelEvent> take(
                Suggestion s,
                ClassId classId,
                Shape shape,
                Origin.How how,
                @Nullable PolicyId policy,
                int number,
                List<Suggestion> kin) {
            Origin origin = new Origin.Suggested(s.id(), s.run(), s.score(), how, policy);
            // The label takes the suggestion's number as its own, so that deciding needs no chance.
            LabelId id = new LabelId(s.id().value());
            refuseIf(state.labelsOf(s.media()).labels().containsKey(id), "that suggestion is a label already");
            List<LabelEvent> events = new ArrayList<>();
            ClassId taken = state.ontology().current(classId);
            events.add(new LabelAdded(said(
                    Label.drawn(id, s.media(), number, taken, Extent.FRAME, s.frame(), shape, origin),
                    presets(taken))));
            Verdict verdict = how == Origin.How.AMENDED ? Verdict.AMENDED : Verdict.ACCEPTED;
            events.add(new SuggestionJudged(s.media(), s.id(), Verdict.OPEN, verdict));
            for (Suggestion k : kin) {
                events.add(new SuggestionJudged(s.media(), k.id(), Verdict.OPEN, Verdict.SUPERSEDED));
            }
            return events;
        }

        /// Which suggestions are said of the same thing; what was found out about a frame is kept for the next
        /// question.
        private static final class Families {
            private final MediaLabels here;
            private final Map<Integer, List<Suggestion>> joined = new HashMap<>();

            Families(MediaLabels here) {
                this.here = here;
            }

            /// The other open suggestions for the same thing: whatever is joined to this one by refining and being
            /// refined.
            List<Suggestion> kin(Suggestion s) {
                List<Suggestion> all = joined.computeIfAbsent(s.frame(), this::joinedOn);
                Set<SuggestionId> family = new HashSet<>();
                family.add(s.id());
                int known;
                do {
                    known = family.size();
                    for (Suggestion o : all) {
                        @Nullable SuggestionId coarser = o.refines();
                        if (family.contains(o.id()) || (coarser != null && family.contains(coarser))) {
                            family.add(o.id());
                            if (coarser != null) {
                                family.add(coarser);
                            }
                        }
                    }
                } while (family.size() > known);
                return all.stream()
                        .filter(o -> !o.id().equals(s.id()) && family.contains(o.id()))
                        .filter(o -> here.verdict(o.id()) == Verdict.OPEN)
                        .toList();
            }

            /// Those of a frame that refine another or are refined: of most models none.
            private List<Suggestion> joinedOn(int frame) {
                List<Suggestion> all = here.suggestionsOn(frame);
                Set<SuggestionId> refined = refined(all);
                return all.stream()
                        .filter(o -> o.refines() != null || refined.contains(o.id()))
                        .toList();
            }
        }

        private static Set<SuggestionId> refined(List<Suggestion> some) {
            Set<SuggestionId> refined = new HashSet<>();
            for (Suggestion s : some) {
                @Nullable SuggestionId coarser = s.refines();
                if (coarser != null) {
                    refined.add(coarser);
                }
            }
            return refined;
        }

        // The frame a change works on: refused when it is done, and in work from now on.

        private Decision work(MediaId media, int frame, String title, LabelEvent event) {
            return work(media, frame, title, List.of(event));
        }

        Decision work(MediaId media, int frame, String title, List<LabelEvent> events) {
            demandFrame(media, frame);
            demandOpenFrame(media, frame);
            FrameState now = state.labelsOf(media).state(frame);
            List<LabelEvent> all = new ArrayList<>(events);
            if (now == FrameState.UNSEEN) {
                all.add(new FrameStateChanged(media, frame, FrameState.UNSEEN, FrameState.IN_WORK));
            }
            return new Decision.Accepted(title + where(frame), Undoable.YES, all);
        }

        /// A change to a label at one frame: the frame must be open, and frames that are done stay as they are.
        private Decision onTrack(Label before, int frame, String title, LabelEvent event) {
            return work(before.media(), frame, title, withPins(before, frame, event));
        }

        private List<LabelEvent> withPins(Label before, int frame, LabelEvent event) {
            demandFrame(before.media(), frame);
            demandOpenFrame(before.media(), frame);
            Label after = label(state.apply(event), before.media(), before.id());
            demandSomewhere(after);
            List<LabelEvent> events = new ArrayList<>();
            events.add(event);
            events.addAll(pins(before, after, List.of(frame)));
            return events;
        }

        /// What makes a track out of another state of it, and the keyframes that hold it on frames that are done. None
        /// of these may be among those whose keyframes come, go or change and show another thing afterwards.
        List<LabelEvent> rewritten(Label before, Label after) {
            List<LabelEvent> events = new ArrayList<>();
            if (before.extent() != after.extent()) {
                events.add(new LabelExtentChanged(before.media(), before.id(), before.extent(), after.extent()));
            }
            if (!before.attributes().equals(after.attributes())) {
                demandOpen(before.media(), before);
                events.add(new LabelAttributesChanged(
                        before.media(), before.id(), before.attributes(), after.attributes()));
            }
            // A label of one frame that becomes a track reaches on from there.
            SortedSet<Integer> edited = new TreeSet<>(
                    before.extent() == after.extent()
                            ? Set.of()
                            : before.keyframes().keySet());
            List<LabelEvent> removed = new ArrayList<>();
            SortedSet<Integer> frames = new TreeSet<>(before.keyframes().keySet());
            frames.addAll(after.keyframes().keySet());
            for (int frame : frames) {
                @Nullable Keyframe was = before.keyframes().get(frame);
                @Nullable Keyframe is = after.keyframes().get(frame);
                if (was != null && is != null && !was.equals(is)) {
                    events.add(new KeyframeChanged(before.media(), before.id(), frame, was, is));
                } else if (was == null && is != null) {
                    events.add(new KeyframeAdded(before.media(), before.id(), frame, is));
                } else if (was != null && is == null) {
                    // After all others: a label never is without keyframes.
                    removed.add(new KeyframeRemoved(before.media(), before.id(), frame, was));
                } else {
                    continue;
                }
                edited.add(frame);
                refuseIf(
                        state.labelsOf(before.media()).state(frame) == FrameState.DONE && differs(before, after, frame),
                        "frame " + frame + " is done: reopen it to change " + called(before));
            }
            events.addAll(removed);
            refuseIf(events.isEmpty(), "nothing about " + called(before) + " changes");
            demandSomewhere(after);
            events.addAll(pins(before, after, edited));
            return events;
        }

        private void demandSomewhere(Label after) {
            refuseIf(
                    after.keyframes().values().stream().allMatch(Keyframe::outside),
                    called(after) + " would be nowhere: delete it instead");
        }

        /// Keyframes that hold a track where it was on frames that are done, although something changes at the edited
        /// frames: one on either side of each, and more only where interpolation would come out a hair's breadth off.
        ///
        /// @param before null for a new label
        /// @param edited ascending
        private List<LabelEvent> pins(@Nullable Label before, Label after, Collection<Integer> edited) {
            List<Integer> reached = edited.stream()
                    .flatMap(f -> doneFrames(after.media(), reach(before, after, f)))
                    .distinct()
                    .sorted()
                    .toList();
            List<Integer> touched =
                    reached.stream().filter(f -> differs(before, after, f)).toList();
            if (touched.isEmpty()) {
                return List.of();
            }
            refuseIf(
                    !after.tracked(), "frame " + touched.getFirst() + " is done: reopen it to change " + called(after));
            List<LabelEvent> pins = new ArrayList<>();
            Label pinned = after;
            SortedSet<Integer> nearest = new TreeSet<>();
            for (int frame : edited) {
                touched.stream()
                        .filter(f -> f < frame)
                        .reduce((_, last) -> last)
                        .ifPresent(nearest::add);
                touched.stream().filter(f -> f > frame).findFirst().ifPresent(nearest::add);
            }
            pinned = pinned(before, pinned, nearest, pins);
            // A keyframe may move the last digit of what is computed for other frames around it, so that all are looked
            // at until none is off. That ends: a frame with a keyframe of its own stays as it was.
            int known;
            do {
                known = pins.size();
                pinned = pinned(before, pinned, reached, pins);
            } while (pins.size() > known);
            return pins;
        }

        /// The label held at those of `frames` where it is not what it was; the keyframes which that takes are added to
        /// `pins`.
        private static Label pinned(
                @Nullable Label before, Label after, Collection<Integer> frames, List<LabelEvent> pins) {
            Label pinned = after;
            for (int frame : frames) {
                if (differs(before, pinned, frame)) {
                    Keyframe pin = pin(before, pinned, frame);
                    pins.add(new KeyframeAdded(after.media(), after.id(), frame, pin));
                    pinned = pinned.withKeyframe(frame, pin);
                }
            }
            return pinned;
        }

        /// The keyframe that says of a frame what the label said there before.
        private static Keyframe pin(@Nullable Label before, Label after, int frame) {
            Optional<Placement> was = before == null ? Optional.empty() : before.at(frame);
            return was.map(p -> new Keyframe(
                            p.shape(), false, p.occluded(), after.interpolation(frame), said(before, frame)))
                    .orElseGet(() -> TrackPart.keyframeAt(after, frame).withOutside(true));
        }

        private static AttributeValues said(@Nullable Label label, int frame) {
            return label == null ? AttributeValues.none() : label.changingAt(frame);
        }

        private static boolean differs(@Nullable Label before, Label after, int frame) {
            if (before != null && surroundings(before, frame).equals(surroundings(after, frame))) {
                return false;
            }
            Optional<Placement> was = before == null ? Optional.empty() : before.at(frame);
            Optional<Placement> is = after.at(frame);
            return was.isPresent() != is.isPresent()
                    || was.isPresent()
                            && !(was.get().occluded() == is.get().occluded()
                                    && said(before, frame).equals(after.changingAt(frame))
                                    && was.get().shape().equals(is.get().shape()));
        }

        /// All that decides where a label is at a frame, so that masks need not be worked out where nothing has
        /// changed.
        private static List<Object> surroundings(Label label, int frame) {
            List<Object> all = new ArrayList<>();
            all.add(label.extent());
            Map.@Nullable Entry<Integer, Keyframe> left = label.keyframes().floorEntry(frame);
            Map.@Nullable Entry<Integer, Keyframe> right = label.keyframes().higherEntry(frame);
            if (left != null) {
                all.add(left);
                if (label.source(frame)
                                .filter(Placement.Source.INTERPOLATED::equals)
                                .isPresent()
                        && right != null) {
                    all.add(right);
                }
            }
            return all;
        }

        /// The frames on which a change at one frame can show: up to the keyframes on either side of it.
        private static FrameRange reach(@Nullable Label before, Label after, int edited) {
            if (!after.tracked() && (before == null || !before.tracked())) {
                return FrameRange.of(edited);
            }
            Integer left = after.keyframes().lowerKey(edited);
            Integer right = after.keyframes().higherKey(edited);
            return new FrameRange(left == null ? edited : left + 1, right == null ? Integer.MAX_VALUE : right - 1);
        }

        private Stream<Integer> doneFrames(MediaId media, FrameRange among) {
            return state.labelsOf(media).states().subMap(among.first(), true, among.last(), true).entrySet().stream()
                    .filter(e -> e.getValue() == FrameState.DONE)
                    .map(Map.Entry::getKey);
        }

        private static Decision done(String title, LabelEvent event) {
            return new Decision.Accepted(title, Undoable.YES, List.of(event));
        }

        private static Decision fact(String title, LabelEvent event) {
            return new Decision.Accepted(title, Undoable.NO, List.of(event));
        }

        /// A label that is seen on a frame that is done stays.
        void demandOpen(MediaId media, Label l) {
            FrameRange life = new FrameRange(l.firstFrame(), l.tracked() ? Integer.MAX_VALUE : l.firstFrame());
            demandOpen(media, l, life);
        }

        /// A label that is seen on one of these frames, and that is done, stays there.
        void demandOpen(MediaId media, Label l, FrameRange among) {
            doneFrames(media, among)
                    .filter(f -> l.source(f).isPresent())
                    .findFirst()
                    .ifPresent(f -> {
                        throw new RefusedException("frame " + f + " is done: reopen it to change " + called(l));
                    });
        }

        void demandOpenFrame(MediaId media, int frame) {
            refuseIf(
                    state.labelsOf(media).state(frame) == FrameState.DONE,
                    "frame " + frame + " is done: reopen it to change it");
        }

        void demandFrame(MediaId media, int frame) {
            refuseIf(!media(media).has(frame), "video " + media(media).name() + " has no frame " + frame);
        }

        /// A shape must leave something on the picture, and a mask must have its size; how large the pictures of a
        /// sequence
        /// are is not known here.
        void within(MediaId media, Shape shape) {
            ShapeOnPicture.problem(media(media), shape).ifPresent(problem -> refuseIf(true, problem));
        }

        /// Frames and shapes of a label that comes from elsewhere.
        void demandPlaces(Label l) {
            demandFrame(l.media(), l.firstFrame());
            demandFrame(l.media(), l.keyframes().lastKey());
            for (Keyframe k : l.keyframes().values()) {
                within(l.media(), k.shape());
            }
        }

        /// That a label would lie on no frame that is done.
        void demandNoneDone(Label l) {
            state.labelsOf(l.media())
                    .states()
                    .forEach((frame, is) -> refuseIf(
                            is == FrameState.DONE && l.source(frame).isPresent(),
                            "frame " + frame + " is marked done, and "
                                    + state.ontology().nameOf(l.classId()) + " would lie on it"));
        }

        Media media(MediaId id) {
            return state.media(id).orElseThrow(() -> new RefusedException("the video is not in the project any more"));
        }

        private LabelClass labelClass(ClassId id) {
            return labelClass(state.ontology(), id);
        }

        private static LabelClass labelClass(Ontology in, ClassId id) {
            return in.find(id).orElseThrow(() -> new RefusedException("the ontology has no class " + id));
        }

        LabelClass offered(ClassId id) {
            LabelClass c = labelClass(id);
            refuseIf(c.retired(), "class " + c.name() + " is retired");
            return c;
        }

        LabelClass drawable(ClassId id) {
            LabelClass c = offered(id);
            refuseIf(!c.kind().drawn(), "class " + c.name() + " is not drawn on the picture");
            return c;
        }

        Label label(MediaId media, LabelId id) {
            return label(state, media, id);
        }

        private static Label label(ProjectState in, MediaId media, LabelId id) {
            return in.labelsOf(media)
                    .label(id)
                    .orElseThrow(() -> new RefusedException("the label is not there any more"));
        }

        Label track(MediaId media, LabelId id) {
            Label l = label(media, id);
            refuseIf(!l.tracked(), called(l) + " is no track");
            return l;
        }

        List<Label> labels(MediaId media, Set<LabelId> ids) {
            return ids.stream()
                    .map(id -> label(media, id))
                    .sorted(Comparator.comparingInt(Label::number))
                    .toList();
        }

        /// Details as they may be said: what is new about them must be there.
        private EventDetails said(MediaId media, ClassId classId, EventDetails details, EventDetails before) {
            @Nullable ClassId subject = details.subject();
            if (subject != null && !subject.equals(before.subject())) {
                LabelClass c = offered(subject);
                refuseIf(c.kind() != ClassKind.SUBJECT, c.name() + " is no subject");
            }
            details.modifiers().asMap().forEach((id, value) -> {
                if (before.modifiers().of(id).filter(value::equals).isEmpty()) {
                    Attribute a = state.ontology().attributesOf(classId).stream()
                            .filter(o -> o.id().equals(id))
                            .findFirst()
                            .orElseThrow(() ->
                                    new RefusedException(state.ontology().nameOf(classId) + " is not asked for that"));
                    a.type().problem(value).ifPresent(p -> {
                        throw new RefusedException(a.name() + ": " + p);
                    });
                }
            });
            for (EventLink link : details.links()) {
                if (!before.links().contains(link)) {
                    var _ = label(media, link.label());
                }
            }
            return details;
        }

        /// An event that is coded while playing goes on with every frame until it is ended: what is said of it names
        /// the frame that was chosen.
        private static String movedEvent(FrameRange before, FrameRange after, String name) {
            if (before.first() == after.first()) {
                return "Move the end of " + name + where(after.last());
            }
            return before.last() == after.last()
                    ? "Move the start of " + name + where(after.first())
                    : "Move " + name + where(after.first());
        }

        private IntervalEvent interval(MediaId media, IntervalId id) {
            return Optional.ofNullable(state.labelsOf(media).intervals().get(id))
                    .orElseThrow(() -> new RefusedException("the event is not there any more"));
        }

        Suggestion open(MediaId media, SuggestionId id) {
            MediaLabels here = state.labelsOf(media);
            Suggestion s = Optional.ofNullable(here.suggestions().get(id))
                    .orElseThrow(() -> new RefusedException("the suggestion is not there any more"));
            refuseIf(here.verdict(id) != Verdict.OPEN, "the suggestion is judged already");
            return s;
        }

        private static List<SuggestionId> sorted(Set<SuggestionId> ids) {
            return ids.stream().sorted().toList();
        }

        private static List<LabelEvent> distinct(List<LabelEvent> events) {
            return events.stream().distinct().toList();
        }

        String called(Label l) {
            return state.ontology().nameOf(l.classId()) + " " + l.number();
        }

        static String where(int frame) {
            return ", frame " + frame;
        }

        static void refuseIf(boolean wrong, String sentence) {
            if (wrong) {
                throw new RefusedException(sentence);
            }
        }
    }
}
