package limner.model.release;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.event.LabelEvent.*;
import limner.model.event.Recorded;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.ProjectId;
import limner.model.project.ConflictException;
import limner.model.project.ProjectState;
import limner.model.provenance.ReleaseNote;
import limner.model.store.LogHead;
import org.jspecify.annotations.Nullable;

/// A project as it was right after one event, read off its log and never from what is on the screen. Immutable.
public final class ReleaseSource {

    /// When something was recorded, and by whom.
    record Moment(Recorded first, Recorded last) {}

    /// A frame of a video.
    private record Place(MediaId media, int frame) {}

    private final ProjectState state;
    private final LogHead head;
    private final Map<LabelId, Moment> labels;
    private final Map<Place, Recorded> states;
    private final SortedMap<Long, ProjectState> earlier;

    private ReleaseSource(
            ProjectState state,
            LogHead head,
            Map<LabelId, Moment> labels,
            Map<Place, Recorded> states,
            SortedMap<Long, ProjectState> earlier) {
        this.state = state;
        this.head = head;
        this.labels = labels;
        this.states = states;
        this.earlier = earlier;
    }

    /// Replays a log up to and including the event of `head`.
    ///
    /// @param log all events from the first on, in order; later ones than the head's are not looked at
    /// @param head the event to read at, with its hash in the chain
    /// @throws IllegalArgumentException when the log does not hold that event
    /// @throws ConflictException when the log contradicts itself
    public static ReleaseSource replay(ProjectId project, String name, List<Recorded> log, LogHead head) {
        Objects.requireNonNull(head, "head");
        ProjectState state = ProjectState.empty(project, name);
        Map<LabelId, Moment> labels = new HashMap<>();
        Map<Place, Recorded> states = new HashMap<>();
        Set<Long> released = releasedBefore(log, head.number());
        SortedMap<Long, ProjectState> earlier = new TreeMap<>();
        long last = 0;
        for (Recorded recorded : log) {
            if (recorded.number() > head.number()) {
                break;
            }
            state = state.apply(recorded.event());
            last = recorded.number();
            note(recorded, labels, states);
            if (released.contains(last)) {
                earlier.put(last, state);
            }
        }
        if (last != head.number()) {
            throw new IllegalArgumentException(
                    "the log ends at event " + last + " and does not hold event " + head.number());
        }
        return new ReleaseSource(state, head, labels, states, earlier);
    }

    /// The events at which releases were read that were recorded before the head.
    private static Set<Long> releasedBefore(List<Recorded> log, long head) {
        Set<Long> events = new HashSet<>();
        for (Recorded recorded : log) {
            if (recorded.number() <= head && recorded.event() instanceof ReleaseRecorded(ReleaseNote note)) {
                events.add(note.upTo());
            }
        }
        return events;
    }

    /// Number of the last event that can change what a release holds: the one a release is read at unless somebody
    /// names
    /// another. That a release was made is recorded in the log too; reading past those notes would make the second of
    /// two
    /// equal releases differ from the first.
    ///
    /// @return 0 when there is no such event
    public static long lastChange(List<Recorded> log) {
        for (Recorded recorded : log.reversed()) {
            if (!(recorded.event() instanceof ReleaseRecorded) && !(recorded.event() instanceof ReleaseWithdrawn)) {
                return recorded.number();
            }
        }
        return 0;
    }

    public ProjectState state() {
        return state;
    }

    public LogHead head() {
        return head;
    }

    /// The project as it was at releases that were recorded before this event, by the event they were read at.
    SortedMap<Long, ProjectState> earlier() {
        return earlier;
    }

    Moment momentsOf(LabelId label) {
        Moment moment = labels.get(label);
        if (moment == null) {
            throw new IllegalStateException("label " + label + " is in the state and not in the log");
        }
        return moment;
    }

    /// The event that put a frame into its state, or null for one that was never in another.
    @Nullable
    Recorded stateSetBy(MediaId media, int frame) {
        return states.get(new Place(media, frame));
    }

    private static void note(Recorded recorded, Map<LabelId, Moment> labels, Map<Place, Recorded> states) {
        switch (recorded.event()) {
            case LabelAdded(var label) -> touch(label.id(), recorded, labels);
            case LabelRemoved(var label) -> touch(label.id(), recorded, labels);
            case LabelReclassified e -> touch(e.label(), recorded, labels);
            case LabelRestacked e -> touch(e.label(), recorded, labels);
            case LabelExtentChanged e -> touch(e.label(), recorded, labels);
            case LabelAttributesChanged e -> touch(e.label(), recorded, labels);
            case KeyframeAdded e -> touch(e.label(), recorded, labels);
            case KeyframeRemoved e -> touch(e.label(), recorded, labels);
            case KeyframeChanged e -> touch(e.label(), recorded, labels);
            case FrameStateChanged e -> states.put(new Place(e.media(), e.frame()), recorded);
            case MediaAdded _,
                    MediaRemoved _,
                    MediaChanged _,
                    OntologyChanged _,
                    SequenceAdded _,
                    SequenceRemoved _,
                    FrameTagged _,
                    FrameUntagged _,
                    IntervalAdded _,
                    IntervalRemoved _,
                    IntervalChanged _,
                    RunRecorded _,
                    RunWithdrawn _,
                    SuggestionsOffered _,
                    SuggestionsWithdrawn _,
                    SuggestionJudged _,
                    PolicyRecorded _,
                    PolicyWithdrawn _,
                    ModelKept _,
                    ModelDropped _,
                    ReleaseRecorded _,
                    ReleaseWithdrawn _ -> {
                // Neither a label nor a frame's state.
            }
        }
    }

    private static void touch(LabelId label, Recorded recorded, Map<LabelId, Moment> labels) {
        labels.merge(label, new Moment(recorded, recorded), (known, now) -> new Moment(known.first(), now.last()));
    }
}
