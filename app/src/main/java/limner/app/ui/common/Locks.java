package limner.app.ui.common;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.command.Command;
import limner.model.id.LabelId;
import limner.model.id.SuggestionId;

/// Holds commands off labels that are locked, which nothing changes, or pinned, which nothing moves. A command on
/// several labels is done to the others; one that needs all of them is not done.
record Locks(Set<LabelId> locked, Set<LabelId> pinned) {

    Locks {
        locked = Set.copyOf(locked);
        pinned = Set.copyOf(pinned);
    }

    /// What is done.
    ///
    /// @param command what is left of the command; empty when it is not done at all
    /// @param spared labels that it would have changed
    record Answer(Optional<Command> command, SequencedSet<LabelId> spared) {}

    /// @param target the track that a suggestion is a place of
    Answer to(Command command, Function<SuggestionId, Optional<LabelId>> target) {
        if (locked.isEmpty() && pinned.isEmpty()) {
            return new Answer(Optional.of(command), new LinkedHashSet<>());
        }
        if (command instanceof Command.Together(var parts)) {
            return toEach(parts, target);
        }
        Changes changes = changes(command, target);
        SequencedSet<LabelId> spared = new LinkedHashSet<>();
        SequencedSet<LabelId> rest = new LinkedHashSet<>();
        for (LabelId id : changes.labels()) {
            boolean free = !locked.contains(id) && !(moves(command) && pinned.contains(id));
            (free ? rest : spared).add(id);
        }
        if (spared.isEmpty()) {
            return new Answer(Optional.of(kept(command)), spared);
        }
        return new Answer(changes.rest().flatMap(f -> f.apply(rest)), spared);
    }

    private Answer toEach(List<Command> parts, Function<SuggestionId, Optional<LabelId>> target) {
        List<Command> left = new ArrayList<>();
        SequencedSet<LabelId> spared = new LinkedHashSet<>();
        for (Command part : parts) {
            Answer answer = to(part, target);
            answer.command().ifPresent(left::add);
            spared.addAll(answer.spared());
        }
        return new Answer(left.isEmpty() ? Optional.empty() : Optional.of(Command.Together.of(left)), spared);
    }

    /// The labels that a command changes.
    ///
    /// @param rest makes the same command of what is left when only these of them may be changed, where each is changed
    /// by itself
    private record Changes(Collection<LabelId> labels, Optional<Function<Set<LabelId>, Optional<Command>>> rest) {}

    private static final Changes NONE = new Changes(List.of(), Optional.empty());

    private static Changes all(Collection<LabelId> labels) {
        return new Changes(labels, Optional.empty());
    }

    private static Changes one(LabelId label) {
        return all(List.of(label));
    }

    private static Changes each(Collection<LabelId> labels, Function<Set<LabelId>, Command> some) {
        return new Changes(
                labels, Optional.of(rest -> rest.isEmpty() ? Optional.empty() : Optional.of(some.apply(rest))));
    }

    /// Suggestions that change nothing there is, and those that change what may be changed.
    private static Changes accepting(Command.AcceptAll c, Function<SuggestionId, Optional<LabelId>> target) {
        List<LabelId> labels =
                c.suggestions().stream().flatMap(s -> target.apply(s).stream()).toList();
        return new Changes(labels, Optional.of(rest -> {
            Set<SuggestionId> left = c.suggestions().stream()
                    .filter(s -> target.apply(s).filter(l -> !rest.contains(l)).isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
            return left.isEmpty() ? Optional.empty() : Optional.of(new Command.AcceptAll(c.media(), left, c.policy()));
        }));
    }

    /// Paint that takes pixels from other masks leaves these alone.
    private Command kept(Command command) {
        if (command instanceof Command.Overpaint(var stroke, var painted, var before)) {
            Set<LabelId> more = new LinkedHashSet<>(before);
            more.addAll(locked);
            more.addAll(pinned);
            return new Command.Overpaint(stroke, painted, more);
        }
        return command;
    }

    private static Changes changes(Command command, Function<SuggestionId, Optional<LabelId>> target) {
        return switch (command) {
            case Command.Reshape c -> one(c.label());
            case Command.Overpaint(Command.Reshape c, var _, var _) -> one(c.label());
            case Command.Nudge c ->
                each(c.labels(), some -> new Command.Nudge(c.media(), c.frame(), some, c.dx(), c.dy()));
            case Command.ReshapeKeyframes c -> all(c.shapes().keySet());
            case Command.SetOutside c -> one(c.label());
            case Command.SetOccluded c -> one(c.label());
            case Command.AddKeyframe c -> one(c.label());
            case Command.RemoveKeyframe c -> one(c.label());
            case Command.Reclassify c -> each(c.labels(), some -> new Command.Reclassify(c.media(), some, c.classId()));
            case Command.SetAttribute c ->
                each(
                        c.labels(),
                        some -> new Command.SetAttribute(c.media(), c.frame(), some, c.attribute(), c.value()));
            case Command.Restack c ->
                each(c.labels(), some -> new Command.Restack(c.media(), c.frame(), some, c.where()));
            case Command.SetExtent c -> one(c.label());
            case Command.Delete c -> each(c.labels(), some -> new Command.Delete(c.media(), some));
            case Command.DeleteScoped c ->
                each(c.labels(), some -> new Command.DeleteScoped(c.media(), c.frame(), some, c.scope()));
            case Command.Recut c ->
                all(Stream.of(
                                c.reshaped().keySet(),
                                c.removed(),
                                c.pieces().stream()
                                        .map(Command.Recut.Piece::from)
                                        .toList())
                        .flatMap(Collection::stream)
                        .distinct()
                        .toList());
            case Command.MergeTracks c -> all(c.labels());
            case Command.SplitTrack c -> one(c.label());
            case Command.CutTrack c -> one(c.label());
            case Command.RejoinTrack c -> one(c.label());
            case Command.ExtendTrack c -> one(c.label());
            case Command.ThinTracks c ->
                each(c.labels(), some -> new Command.ThinTracks(c.media(), some, c.tolerance()));
            case Command.SetInterpolation c -> each(c.stretches().keySet(), c::of);
            case Command.CopyLabels c ->
                switch (c.as()) {
                    case LABELS -> NONE;
                    case KEYFRAMES ->
                        each(
                                c.labels(),
                                some -> new Command.CopyLabels(
                                        c.media(), c.frame(), List.copyOf(some), c.to(), c.as(), c.copies()));
                };
            case Command.AcceptPlaces c -> one(c.label());
            case Command.Accept c -> all(target.apply(c.suggestion()).stream().toList());
            case Command.Amend c -> all(target.apply(c.suggestion()).stream().toList());
            case Command.AcceptAll c -> accepting(c, target);
            case Command.Draw _,
                    Command.Together _,
                    Command.Overpaint _,
                    Command.AddMedia _,
                    Command.RemoveMedia _,
                    Command.ChangeMedia _,
                    Command.AddSequence _,
                    Command.RemoveSequence _,
                    Command.EditClasses _,
                    Command.ArrangeClasses _,
                    Command.PlaceClass _,
                    Command.MergeClasses _,
                    Command.RemoveClass _,
                    Command.SetFrameState _,
                    Command.Tag _,
                    Command.Untag _,
                    Command.AddInterval _,
                    Command.DescribeIntervals _,
                    Command.MoveInterval _,
                    Command.RemoveInterval _,
                    Command.RemoveIntervals _,
                    Command.KeepModel _,
                    Command.RecordRun _,
                    Command.OfferSuggestions _,
                    Command.OfferPlace _,
                    Command.WithdrawPlaces _,
                    Command.WithdrawOpenSuggestions _,
                    Command.Reject _,
                    Command.AcceptByPolicy _,
                    Command.TakeIn _,
                    Command.Adopt _,
                    Command.RecordRelease _ -> NONE;
        };
    }

    /// Whether labels lie elsewhere or have another form after it, on this frame or between keyframes.
    private static boolean moves(Command command) {
        return command instanceof Command.Reshape
                || command instanceof Command.RemoveKeyframe
                || (command instanceof Command.DeleteScoped c && c.scope() == Command.DeleteScoped.Scope.KEYFRAME)
                || command instanceof Command.ThinTracks
                || command instanceof Command.SetInterpolation
                || command instanceof Command.MergeTracks
                || command instanceof Command.ExtendTrack
                || command instanceof Command.RejoinTrack
                || command instanceof Command.Overpaint
                || command instanceof Command.Nudge
                || command instanceof Command.ReshapeKeyframes
                || command instanceof Command.Recut
                || command instanceof Command.CopyLabels
                || command instanceof Command.AcceptPlaces
                || command instanceof Command.Accept
                || command instanceof Command.Amend
                || command instanceof Command.AcceptAll;
    }
}
