package limner.model.event;

import java.util.List;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.Ontology;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Policy;
import limner.model.provenance.ReleaseNote;
import limner.model.provenance.Run;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;

/// A fact: something that changed, with what was there before and what is there now, so that [#inverse()] is total.
/// Facts are appended to the log and never altered; taking one back appends its inverse.
public sealed interface LabelEvent {

    /// The fact that takes this one back: applying both, in order, leaves every state as it was.
    LabelEvent inverse();

    record MediaAdded(Media media) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new MediaRemoved(media);
        }
    }

    /// Only a video with nothing on it can be removed.
    record MediaRemoved(Media media) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new MediaAdded(media);
        }
    }

    /// Found again elsewhere, renamed, or its digest computed.
    record MediaChanged(Media before, Media after) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new MediaChanged(after, before);
        }
    }

    record OntologyChanged(Ontology before, Ontology after) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new OntologyChanged(after, before);
        }
    }

    record SequenceAdded(Sequence sequence) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new SequenceRemoved(sequence);
        }
    }

    record SequenceRemoved(Sequence sequence) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new SequenceAdded(sequence);
        }
    }

    record FrameStateChanged(MediaId media, int frame, FrameState before, FrameState after) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new FrameStateChanged(media, frame, after, before);
        }
    }

    record LabelAdded(Label label) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new LabelRemoved(label);
        }
    }

    record LabelRemoved(Label label) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new LabelAdded(label);
        }
    }

    record LabelReclassified(MediaId media, LabelId label, ClassId before, ClassId after) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new LabelReclassified(media, label, after, before);
        }
    }

    record LabelExtentChanged(MediaId media, LabelId label, Extent before, Extent after) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new LabelExtentChanged(media, label, after, before);
        }
    }

    /// What is said of the attributes of a whole label; those that change with the frames are said by its keyframes.
    record LabelAttributesChanged(MediaId media, LabelId label, AttributeValues before, AttributeValues after)
            implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new LabelAttributesChanged(media, label, after, before);
        }
    }

    /// It lies over others, or under them, other than before.
    record LabelRestacked(MediaId media, LabelId label, int before, int after) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new LabelRestacked(media, label, after, before);
        }
    }

    record KeyframeAdded(MediaId media, LabelId label, int frame, Keyframe keyframe) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new KeyframeRemoved(media, label, frame, keyframe);
        }
    }

    record KeyframeRemoved(MediaId media, LabelId label, int frame, Keyframe keyframe) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new KeyframeAdded(media, label, frame, keyframe);
        }
    }

    record KeyframeChanged(MediaId media, LabelId label, int frame, Keyframe before, Keyframe after)
            implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new KeyframeChanged(media, label, frame, after, before);
        }
    }

    record FrameTagged(FrameTag tag) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new FrameUntagged(tag);
        }
    }

    record FrameUntagged(FrameTag tag) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new FrameTagged(tag);
        }
    }

    record IntervalAdded(IntervalEvent interval) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new IntervalRemoved(interval);
        }
    }

    record IntervalRemoved(IntervalEvent interval) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new IntervalAdded(interval);
        }
    }

    record IntervalChanged(IntervalEvent before, IntervalEvent after) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new IntervalChanged(after, before);
        }
    }

    record RunRecorded(Run run) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new RunWithdrawn(run);
        }
    }

    record RunWithdrawn(Run run) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new RunRecorded(run);
        }
    }

    /// What one run said about one frame; all suggestions are of that video and frame.
    record SuggestionsOffered(MediaId media, int frame, List<Suggestion> suggestions) implements LabelEvent {
        public SuggestionsOffered {
            suggestions = List.copyOf(suggestions);
        }

        @Override
        public LabelEvent inverse() {
            return new SuggestionsWithdrawn(media, frame, suggestions);
        }
    }

    /// Only suggestions nobody has judged can be withdrawn.
    record SuggestionsWithdrawn(MediaId media, int frame, List<Suggestion> suggestions) implements LabelEvent {
        public SuggestionsWithdrawn {
            suggestions = List.copyOf(suggestions);
        }

        @Override
        public LabelEvent inverse() {
            return new SuggestionsOffered(media, frame, suggestions);
        }
    }

    record SuggestionJudged(MediaId media, SuggestionId suggestion, Verdict before, Verdict after)
            implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new SuggestionJudged(media, suggestion, after, before);
        }
    }

    record PolicyRecorded(Policy policy) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new PolicyWithdrawn(policy);
        }
    }

    record PolicyWithdrawn(Policy policy) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new PolicyRecorded(policy);
        }
    }

    record ModelKept(ModelFile model) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new ModelDropped(model);
        }
    }

    record ModelDropped(ModelFile model) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new ModelKept(model);
        }
    }

    record ReleaseRecorded(ReleaseNote release) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new ReleaseWithdrawn(release);
        }
    }

    record ReleaseWithdrawn(ReleaseNote release) implements LabelEvent {
        @Override
        public LabelEvent inverse() {
            return new ReleaseRecorded(release);
        }
    }
}
