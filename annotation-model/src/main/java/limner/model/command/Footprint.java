package limner.model.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import limner.model.event.LabelEvent;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.suggestion.Suggestion;

/// Where facts happened: the video, the frames they name, and the frames over which a whole label or event lies.
///
/// @param media of the first fact that names one; empty where the facts are about the project
/// @param frames that are named
/// @param spans over which something lies that came, went or changed as a whole
/// @param labels that are touched
public record Footprint(
        Optional<MediaId> media, SortedSet<Integer> frames, List<FrameRange> spans, List<LabelId> labels) {

    public Footprint {
        frames = new TreeSet<>(frames);
        spans = List.copyOf(spans);
        labels = List.copyOf(labels);
    }

    /// @param state in which labels and suggestions named by the facts are looked up
    public static Footprint of(List<LabelEvent> events, ProjectState state) {
        Collector all = new Collector(state);
        events.forEach(all::take);
        return new Footprint(all.videos.stream().findFirst(), all.frames, all.spans, all.labels);
    }

    /// Whether something of it is to be seen on this frame.
    public boolean touches(MediaId video, int frame) {
        return media.filter(video::equals).isPresent()
                && (frames.contains(frame) || spans.stream().anyMatch(s -> s.contains(frame)));
    }

    /// The frame to look at: the first that is named, else the first of what lies somewhere.
    public Optional<Integer> first() {
        return frames.stream()
                .findFirst()
                .or(() -> spans.stream().map(FrameRange::first).findFirst());
    }

    private static final class Collector {
        private final ProjectState state;
        private final SequencedSet<MediaId> videos = new LinkedHashSet<>();
        private final SortedSet<Integer> frames = new TreeSet<>();
        private final List<FrameRange> spans = new ArrayList<>();
        private final List<LabelId> labels = new ArrayList<>();

        Collector(ProjectState state) {
            this.state = state;
        }

        void take(LabelEvent event) {
            switch (event) {
                case LabelEvent.FrameStateChanged e -> at(e.media(), e.frame());
                case LabelEvent.LabelAdded(Label l) -> whole(l);
                case LabelEvent.LabelRemoved(Label l) -> whole(l);
                case LabelEvent.LabelReclassified e -> named(e.media(), e.label());
                case LabelEvent.LabelAttributesChanged e -> named(e.media(), e.label());
                case LabelEvent.LabelRestacked e -> named(e.media(), e.label());
                case LabelEvent.LabelExtentChanged e -> named(e.media(), e.label());
                case LabelEvent.KeyframeAdded e -> keyframe(e.media(), e.label(), e.frame());
                case LabelEvent.KeyframeRemoved e -> keyframe(e.media(), e.label(), e.frame());
                case LabelEvent.KeyframeChanged e -> keyframe(e.media(), e.label(), e.frame());
                case LabelEvent.FrameTagged(var tag) -> at(tag.media(), tag.frame());
                case LabelEvent.FrameUntagged(var tag) -> at(tag.media(), tag.frame());
                case LabelEvent.IntervalAdded(IntervalEvent i) -> lies(i);
                case LabelEvent.IntervalRemoved(IntervalEvent i) -> lies(i);
                case LabelEvent.IntervalChanged e -> {
                    lies(e.before());
                    lies(e.after());
                }
                case LabelEvent.SuggestionsOffered e -> at(e.media(), e.frame());
                case LabelEvent.SuggestionsWithdrawn e -> at(e.media(), e.frame());
                case LabelEvent.SuggestionJudged e -> {
                    Suggestion s = labels(e.media()).suggestions().get(e.suggestion());
                    if (s != null) {
                        at(e.media(), s.frame());
                    }
                }
                case LabelEvent.MediaAdded(var m) -> in(m.id());
                case LabelEvent.MediaRemoved(var m) -> in(m.id());
                case LabelEvent.MediaChanged e -> in(e.after().id());
                case LabelEvent.OntologyChanged _,
                        LabelEvent.SequenceAdded _,
                        LabelEvent.SequenceRemoved _,
                        LabelEvent.RunRecorded _,
                        LabelEvent.RunWithdrawn _,
                        LabelEvent.PolicyRecorded _,
                        LabelEvent.PolicyWithdrawn _,
                        LabelEvent.ModelKept _,
                        LabelEvent.ModelDropped _,
                        LabelEvent.ReleaseRecorded _,
                        LabelEvent.ReleaseWithdrawn _ -> {
                    // Said of the project.
                }
            }
        }

        private MediaLabels labels(MediaId video) {
            return state.labelsOf(video);
        }

        private void in(MediaId video) {
            videos.add(video);
        }

        private void at(MediaId video, int frame) {
            in(video);
            frames.add(frame);
        }

        private void keyframe(MediaId video, LabelId label, int frame) {
            at(video, frame);
            labels.add(label);
        }

        private void whole(Label l) {
            in(l.media());
            labels.add(l.id());
            int first = l.firstFrame();
            spans.add(l.tracked() ? new FrameRange(first, Integer.MAX_VALUE) : FrameRange.of(first));
        }

        private void named(MediaId video, LabelId label) {
            in(video);
            labels(video).label(label).ifPresentOrElse(this::whole, () -> labels.add(label));
        }

        private void lies(IntervalEvent i) {
            in(i.media());
            spans.add(i.range());
        }
    }
}
