package limner.model.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.SequenceId;
import limner.model.id.SuggestionId;
import limner.model.label.EventDetails;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.Interpolation;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.label.Tolerance;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.LabelClass;
import limner.model.project.ProjectState;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Policy;
import limner.model.provenance.ReleaseNote;
import limner.model.provenance.Run;
import limner.model.suggestion.Suggestion;
import org.jspecify.annotations.Nullable;

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

    /// The order in which people see the classes.
    ///
    /// @param order every class once
    record ArrangeClasses(List<ClassId> order) implements Command {
        public ArrangeClasses {
            order = List.copyOf(order);
        }
    }

    /// Puts a class, with those below it, below another one and before one of those that stand there.
    ///
    /// @param parent the more general class, or null for none
    /// @param before the class it is to stand right before, or null: after all others
    record PlaceClass(
            ClassId classId,
            @Nullable ClassId parent,
            @Nullable ClassId before) implements Command {}

    /// Gives all that is said with one class to another one and retires the first, as one change; also on frames that
    /// are done. [MergePreview] says beforehand what that touches. Suggestions that wait stay what the model said;
    /// accepting one makes a label of the other class.
    record MergeClasses(ClassId from, ClassId into) implements Command {}

    /// Takes a class that nothing uses out of the ontology.
    record RemoveClass(ClassId classId) implements Command {}

    record AddSequence(Sequence sequence) implements Command {}

    record RemoveSequence(SequenceId sequence) implements Command {}

    record SetFrameState(MediaId media, FrameRange frames, FrameState state) implements Command {}

    /// Says what one label looks like at one frame.
    sealed interface Shaping extends Command {
        MediaId media();

        int frame();

        LabelId label();

        Shape shape();
    }

    /// A person drew something.
    record Draw(MediaId media, int frame, LabelId label, ClassId classId, Extent extent, Shape shape)
            implements Shaping {}

    /// Moves or reshapes a label at this frame; on a track, a frame without a keyframe gets one.
    record Reshape(MediaId media, int frame, LabelId label, Shape shape) implements Shaping {}

    /// Moves labels at this frame by the same way, as one change, from where they are when it is made; together they go
    /// as
    /// far as all of them stay on the picture.
    ///
    /// @param dx pixels to the right
    /// @param dy pixels down
    record Nudge(MediaId media, int frame, Set<LabelId> labels, double dx, double dy) implements Command {
        public Nudge {
            labels = Set.copyOf(labels);
        }
    }

    /// Draws or reshapes a label and takes what was painted from the other masks on that frame, as one change. A mask
    /// of which nothing is left is gone on that frame, and altogether where it is on no other; what is taken from a
    /// track is taken on that frame alone. What is cut is decided on the masks as they are when the change is made.
    ///
    /// @param painted the pixels that the gesture covered, whatever they were before
    /// @param spared masks that keep theirs
    record Overpaint(Shaping stroke, Rle painted, Set<LabelId> spared) implements Command {
        public Overpaint {
            spared = Set.copyOf(spared);
        }
    }

    /// Several changes as one: each is decided on what those before it leave, and where one is refused nothing changes.
    ///
    /// @param parts at least one, each of a kind that can be taken back
    record Together(List<Command> parts) implements Command {
        public Together {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("nothing together");
            }
        }

        /// The only one of them, or all together.
        public static Command of(List<? extends Command> parts) {
            return parts.size() == 1 ? parts.getFirst() : new Together(List.copyOf(parts));
        }
    }

    /// Says what labels look like at several of their keyframes, as one change.
    ///
    /// @param shapes by frame, for each label; every frame is one of its keyframes
    record ReshapeKeyframes(MediaId media, SequencedMap<LabelId, SortedMap<Integer, Shape>> shapes) implements Command {
        public ReshapeKeyframes {
            SequencedMap<LabelId, SortedMap<Integer, Shape>> copy = new LinkedHashMap<>();
            shapes.forEach((label, keys) -> copy.put(label, Collections.unmodifiableSortedMap(new TreeMap<>(keys))));
            shapes = Collections.unmodifiableSequencedMap(copy);
        }
    }

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

    /// Says something of an attribute: of whole labels, or, where it changes, from this frame to the next keyframe of
    /// each; a frame without a keyframe gets one.
    ///
    /// @param value null to say nothing any more
    record SetAttribute(
            MediaId media,
            int frame,
            Set<LabelId> labels,
            AttributeId attribute,
            @Nullable AttributeValue value) implements Command {
        public SetAttribute {
            labels = Set.copyOf(labels);
        }
    }

    /// Says whether labels lie over others or under them; several keep their order among themselves.
    ///
    /// @param frame where they are looked at: front and back are meant among the labels of this frame
    record Restack(MediaId media, int frame, Set<LabelId> labels, Where where) implements Command {
        public Restack {
            labels = Set.copyOf(labels);
        }

        public enum Where {
            /// Over all others of the frame.
            FRONT,
            /// One step up.
            FORWARD,
            /// One step down.
            BACKWARD,
            /// Under all others of the frame.
            BACK
        }
    }

    /// Makes a track of a label of one frame, or the other way round where only one keyframe is left.
    record SetExtent(MediaId media, LabelId label, Extent extent) implements Command {}

    record Delete(MediaId media, Set<LabelId> labels) implements Command {
        public Delete {
            labels = Set.copyOf(labels);
        }
    }

    /// Changes several labels of one frame as one: what joining, cutting and shaping them comes to. Tracks change on
    /// this frame alone and go on before and after it as they were, except where they are shaped or a border is moved:
    /// then the new shape is a keyframe like any other, and the frames around it follow.
    ///
    /// @param how what the history calls it
    /// @param reshaped what labels that stay look like from now on, in this order
    /// @param pieces new labels of this frame, cut off from labels of this frame
    /// @param removed labels of this frame that went up in others, or of which nothing is left
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
            INTERSECT,
            EXCLUDE,
            SUBTRACT,
            CUT_OUT,
            SPLIT,
            SHAPE,
            /// A border that several labels share.
            BORDER
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

    /// Makes one track of several labels, which keeps the number and the origin of the first, and of
    /// attributes what the first of them says that says anything.
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
    /// @param stretches from which frame to which, of each track; they may reach beyond the video
    record SetInterpolation(MediaId media, Map<LabelId, FrameRange> stretches, Interpolation interpolation)
            implements Command {
        public SetInterpolation {
            stretches = Map.copyOf(stretches);
        }

        /// The same frames of all of them.
        public SetInterpolation(MediaId media, Set<LabelId> labels, FrameRange range, Interpolation interpolation) {
            this(media, labels.stream().collect(Collectors.toMap(l -> l, _ -> range)), interpolation);
        }

        /// The same for some of them alone.
        public SetInterpolation of(Set<LabelId> some) {
            Map<LabelId, FrameRange> left = new LinkedHashMap<>(stretches);
            left.keySet().retainAll(some);
            return new SetInterpolation(media, left, interpolation);
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

    /// Takes in what somebody's file says, as one change.
    ///
    /// @param source what the history calls the file
    /// @param classes that come with it
    /// @param labels in the order in which they are numbered; the numbers they have mean nothing
    record TakeIn(
            String source,
            List<LabelClass> classes,
            List<Label> labels,
            List<FrameTag> tags,
            List<IntervalEvent> intervals)
            implements Command {
        public TakeIn {
            classes = List.copyOf(classes);
            labels = List.copyOf(labels);
            tags = List.copyOf(tags);
            intervals = List.copyOf(intervals);
        }
    }

    /// Takes in a part of a project as it was there, as one change: with its classes, numbers, origins and states of
    /// frames. What is here stays as it is.
    ///
    /// @param source what the history calls the file
    /// @param part whose videos are those of the project, by their ids
    record Adopt(String source, ProjectState part) implements Command {}

    record Tag(MediaId media, int frame, ClassId classId) implements Command {}

    record Untag(MediaId media, int frame, ClassId classId) implements Command {}

    record AddInterval(MediaId media, IntervalId interval, ClassId classId, FrameRange range, EventDetails details)
            implements Command {
        /// Of which nothing else is said.
        public AddInterval(MediaId media, IntervalId interval, ClassId classId, FrameRange range) {
            this(media, interval, classId, range, EventDetails.NONE);
        }
    }

    /// Says of whom and about what events are; each gets its own.
    record DescribeIntervals(MediaId media, SortedMap<IntervalId, EventDetails> details) implements Command {
        public DescribeIntervals {
            details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        }
    }

    record MoveInterval(MediaId media, IntervalId interval, FrameRange range) implements Command {}

    record RemoveInterval(MediaId media, IntervalId interval) implements Command {}

    /// Takes several events away as one change.
    record RemoveIntervals(MediaId media, Set<IntervalId> intervals) implements Command {
        public RemoveIntervals {
            intervals = Set.copyOf(intervals);
        }
    }

    record KeepModel(ModelFile model) implements Command {}

    record RecordRun(Run run) implements Command {}

    /// What a run said about one frame; may be nothing.
    record OfferSuggestions(MediaId media, int frame, List<Suggestion> suggestions) implements Command {
        public OfferSuggestions {
            suggestions = List.copyOf(suggestions);
        }
    }

    /// Where a track is at one frame, as a run carried it there. It takes the place of what was carried there before,
    /// unless that is judged; where the track has a keyframe, or the frame is done, nothing is offered.
    ///
    /// @param place points at its track
    record OfferPlace(Suggestion place) implements Command {}

    /// Takes back the places of a track on these frames that nobody has judged.
    record WithdrawPlaces(MediaId media, LabelId label, FrameRange range) implements Command {}

    /// Makes keyframes of places of a track. Frames that have a keyframe or are done are passed over.
    record AcceptPlaces(MediaId media, LabelId label, Set<SuggestionId> places) implements Command {
        public AcceptPlaces {
            places = Set.copyOf(places);
        }
    }

    /// Takes back every suggestion on this video that nobody has judged; places of tracks stay.
    record WithdrawOpenSuggestions(MediaId media) implements Command {}

    record Accept(MediaId media, SuggestionId suggestion) implements Command {}

    /// Takes several suggestions as they are, as one change. Where one refines another, only the finer one is taken.
    ///
    /// @param policy the rule they were chosen by, which is recorded; null when a person looked at each
    record AcceptAll(
            MediaId media,
            Set<SuggestionId> suggestions,
            @Nullable Policy policy) implements Command {
        public AcceptAll {
            suggestions = Set.copyOf(suggestions);
        }
    }

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
