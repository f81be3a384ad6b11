package limner.model.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.SequenceId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.Interpolation;
import limner.model.label.Tolerance;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.LabelClass;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Policy;
import limner.model.provenance.ReleaseNote;
import limner.model.provenance.Run;
import limner.model.suggestion.Suggestion;

/// What a user (or a program on a user's behalf) wants. One command becomes one change: all its events are stored
/// together or not at all, and one undo takes them back together.
public sealed interface Command {

    record AddMedia(Media media) implements Command {}

    record RemoveMedia(MediaId media) implements Command {}

    /// Found again elsewhere, renamed, or its digest computed; the id stays.
    record ChangeMedia(Media media) implements Command {}

    /// New classes, and new versions of known ones.
    record EditClasses(List<LabelClass> classes) implements Command {
        public EditClasses {
            classes = List.copyOf(classes);
        }
    }

    /// Takes a class that nothing uses out of the ontology.
    record RemoveClass(ClassId classId) implements Command {}

    record AddSequence(Sequence sequence) implements Command {}

    record RemoveSequence(SequenceId sequence) implements Command {}

    record SetFrameState(MediaId media, FrameRange frames, FrameState state) implements Command {}

    /// A person drew something.
    record Draw(MediaId media, int frame, LabelId label, ClassId classId, Extent extent, Shape shape)
            implements Command {}

    /// Moves or reshapes a label at this frame; on a track, a frame without a keyframe gets one.
    record Reshape(MediaId media, int frame, LabelId label, Shape shape) implements Command {}

    /// The track is gone from this frame on (until a later keyframe says otherwise), or there again.
    record SetOutside(MediaId media, int frame, LabelId label, boolean outside) implements Command {}

    /// The label is partly hidden from this frame on, or plainly visible again.
    record SetOccluded(MediaId media, int frame, LabelId label, boolean occluded) implements Command {}

    /// Makes what is interpolated at this frame a keyframe.
    record AddKeyframe(MediaId media, int frame, LabelId label) implements Command {}

    record RemoveKeyframe(MediaId media, int frame, LabelId label) implements Command {}

    record Reclassify(MediaId media, Set<LabelId> labels, ClassId classId) implements Command {
        public Reclassify {
            labels = Set.copyOf(labels);
        }
    }

    /// Makes a track of a label of one frame, or the other way round where only one keyframe is left.
    record SetExtent(MediaId media, LabelId label, Extent extent) implements Command {}

    record Delete(MediaId media, Set<LabelId> labels) implements Command {
        public Delete {
            labels = Set.copyOf(labels);
        }
    }

    /// Changes several labels of one frame as one: what joining, cutting and shaping them comes to.
    ///
    /// @param how what the history calls it
    /// @param reshaped what labels that stay look like from now on, in this order
    /// @param pieces new labels cut off from labels of this frame
    /// @param removed labels that went up in others, or of which nothing is left
    record Recut(
            How how,
            MediaId media,
            int frame,
            SequencedMap<LabelId, Shape> reshaped,
            List<Piece> pieces,
            Set<LabelId> removed)
            implements Command {
        public Recut {
            reshaped = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(reshaped));
            pieces = List.copyOf(pieces);
            removed = Set.copyOf(removed);
        }

        public enum How {
            JOIN,
            CUT_OUT,
            SPLIT,
            SHAPE
        }

        /// A new label of the class of the one that it was cut from.
        public record Piece(LabelId label, LabelId from, Shape shape) {}
    }

    /// Takes labels away within a scope, as seen from one frame.
    record DeleteScoped(MediaId media, int frame, Set<LabelId> labels, Scope scope) implements Command {
        public DeleteScoped {
            labels = Set.copyOf(labels);
        }

        public enum Scope {
            /// Gone on this frame alone; a track goes on after it.
            FRAME,
            /// The keyframe here, so that the frames around it decide.
            KEYFRAME,
            /// Gone from this frame on.
            ONWARD,
            /// All of it.
            WHOLE
        }
    }

    /// Makes one track of several labels, which keeps the number and the origin of the first.
    ///
    /// Between the keyframes of one and those of the next the track is interpolated, unless one said that it was gone.
    /// A label of one frame is there on that frame only. Labels that are there on the same frames, from their first
    /// keyframe to their last, are refused with the frames.
    ///
    /// @param labels at least two, in any order but for the first
    record MergeTracks(MediaId media, List<LabelId> labels) implements Command {
        public MergeTracks {
            labels = List.copyOf(labels);
        }
    }

    /// Makes two tracks of one: from this frame on it is another.
    ///
    /// @param rest the id of the second, new track
    record SplitTrack(MediaId media, int frame, LabelId label, LabelId rest) implements Command {}

    /// Says that a track is gone on these frames; before and after them it stays what it was.
    record CutTrack(MediaId media, LabelId label, FrameRange range) implements Command {}

    /// Closes the gap around this frame, so that the track goes on through it.
    record RejoinTrack(MediaId media, int frame, LabelId label) implements Command {}

    /// Lets a track reach to this frame: on after it was gone, or back before it began. It keeps the nearest shape.
    record ExtendTrack(MediaId media, int frame, LabelId label) implements Command {}

    /// Takes away the keyframes that interpolation gives again within the tolerance.
    record ThinTracks(MediaId media, Set<LabelId> labels, Tolerance tolerance) implements Command {
        public ThinTracks {
            labels = Set.copyOf(labels);
        }
    }

    /// Says how tracks go on between two frames. Where such a frame is not a keyframe and lies in a stretch that goes
    /// on
    /// beyond it, it becomes one.
    ///
    /// @param range the stretches from the first of these frames to the last; it may reach beyond the video
    record SetInterpolation(MediaId media, Set<LabelId> labels, FrameRange range, Interpolation interpolation)
            implements Command {
        public SetInterpolation {
            labels = Set.copyOf(labels);
        }
    }

    /// Copies what labels are at one frame to other frames; frames that are done are left alone.
    ///
    /// @param to the frames; `frame` itself may be among them and is passed over
    /// @param copies ids for new labels, one for each of these frames and labels; none where keyframes are copied
    record CopyLabels(MediaId media, int frame, List<LabelId> labels, FrameRange to, As as, List<LabelId> copies)
            implements Command {
        public CopyLabels {
            labels = List.copyOf(labels);
            copies = List.copyOf(copies);
            int needed = as == As.KEYFRAMES ? 0 : Math.multiplyExact(labels.size(), to.length());
            if (copies.size() != needed) {
                throw new IllegalArgumentException(needed + " ids are needed, not " + copies.size());
            }
        }

        public enum As {
            /// Keyframes of the same track.
            KEYFRAMES,
            /// New labels of one frame each.
            LABELS
        }
    }

    record Tag(MediaId media, int frame, ClassId classId) implements Command {}

    record Untag(MediaId media, int frame, ClassId classId) implements Command {}

    record AddInterval(MediaId media, IntervalId interval, ClassId classId, FrameRange range) implements Command {}

    record MoveInterval(MediaId media, IntervalId interval, FrameRange range) implements Command {}

    record RemoveInterval(MediaId media, IntervalId interval) implements Command {}

    record KeepModel(ModelFile model) implements Command {}

    record RecordRun(Run run) implements Command {}

    /// What a run said about one frame; may be nothing.
    record OfferSuggestions(MediaId media, int frame, List<Suggestion> suggestions) implements Command {
        public OfferSuggestions {
            suggestions = List.copyOf(suggestions);
        }
    }

    /// Takes back every suggestion on this video that nobody has judged.
    record WithdrawOpenSuggestions(MediaId media) implements Command {}

    record Accept(MediaId media, SuggestionId suggestion) implements Command {}

    record Reject(MediaId media, Set<SuggestionId> suggestions) implements Command {
        public Reject {
            suggestions = Set.copyOf(suggestions);
        }
    }

    /// Takes a suggestion with a shape and a class a person has corrected.
    record Amend(MediaId media, SuggestionId suggestion, ClassId classId, Shape shape) implements Command {}

    /// Takes every open suggestion of these frames that scores at least the policy's threshold, and records the policy.
    ///
    /// @param frames the frames of the video to look at
    /// @param finish whether each of the frames that a model has looked at becomes done, also one with nothing on it
    record AcceptByPolicy(MediaId media, Policy policy, Set<Integer> frames, Finish finish) implements Command {
        public AcceptByPolicy {
            frames = Set.copyOf(frames);
        }

        public enum Finish {
            LEAVE_IN_WORK,
            MARK_DONE
        }
    }

    record RecordRelease(ReleaseNote release) implements Command {}
}
