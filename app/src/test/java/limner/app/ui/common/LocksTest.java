package limner.app.ui.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.label.Interpolation;
import limner.model.label.Tolerance;
import limner.model.media.FrameRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LocksTest {

    private static final MediaId V = MediaId.random();
    private static final LabelId FIXED = LabelId.random();
    private static final LabelId FREE = LabelId.random();
    private static final Locks PINNED = new Locks(Set.of(), Set.of(FIXED));
    private static final Locks LOCKED = new Locks(Set.of(FIXED), Set.of());
    private static final Shape SHAPE = new Box(1, 1, 5, 5);

    private static Optional<Command> left(Locks locks, Command command) {
        return locks.to(command, _ -> Optional.empty()).command();
    }

    static List<Command> movingOne() {
        return List.of(
                new Command.RemoveKeyframe(V, 3, FIXED),
                new Command.ExtendTrack(V, 3, FIXED),
                new Command.RejoinTrack(V, 3, FIXED),
                new Command.MergeTracks(V, List.of(FREE, FIXED)),
                new Command.ThinTracks(V, Set.of(FIXED), new Tolerance(1, 1)),
                new Command.SetInterpolation(V, Set.of(FIXED), new FrameRange(0, 9), Interpolation.HELD),
                new Command.DeleteScoped(V, 3, Set.of(FIXED), Command.DeleteScoped.Scope.KEYFRAME));
    }

    @ParameterizedTest
    @MethodSource("movingOne")
    void whatIsPinnedOrLockedIsNotMovedBetweenItsKeyframesEither(Command command) {
        assertEquals(Optional.empty(), left(PINNED, command));
        assertEquals(Optional.empty(), left(LOCKED, command));
        assertEquals(Optional.of(command), left(new Locks(Set.of(LabelId.random()), Set.of()), command));
    }

    @Test
    void ofSeveralTracksTheOthersAreThinnedAndInterpolated() {
        Set<LabelId> both = Set.of(FIXED, FREE);
        assertEquals(
                Optional.of(new Command.ThinTracks(V, Set.of(FREE), new Tolerance(1, 1))),
                left(PINNED, new Command.ThinTracks(V, both, new Tolerance(1, 1))));
        assertEquals(
                Optional.of(new Command.SetInterpolation(V, Set.of(FREE), new FrameRange(0, 9), Interpolation.HELD)),
                left(LOCKED, new Command.SetInterpolation(V, both, new FrameRange(0, 9), Interpolation.HELD)));
    }

    @Test
    void ofManySuggestionsThoseAreTakenThatChangeNothingFixed() {
        SuggestionId place = SuggestionId.random();
        SuggestionId other = SuggestionId.random();
        SuggestionId loose = SuggestionId.random();
        Map<SuggestionId, LabelId> tracks = Map.of(place, FIXED, other, FREE);
        for (Locks locks : List.of(PINNED, LOCKED)) {
            Locks.Answer answer = locks.to(
                    new Command.AcceptAll(V, Set.of(place, other, loose), null),
                    s -> Optional.ofNullable(tracks.get(s)));
            assertEquals(Optional.of(new Command.AcceptAll(V, Set.of(other, loose), null)), answer.command());
            assertEquals(List.of(FIXED), List.copyOf(answer.spared()), "and it is told");
            assertEquals(
                    Optional.of(new Command.AcceptAll(V, Set.of(loose), null)),
                    locks.to(
                                    new Command.AcceptAll(V, Set.of(place, loose), null),
                                    s -> Optional.ofNullable(tracks.get(s)))
                            .command());
            assertEquals(
                    Optional.empty(),
                    locks.to(new Command.AcceptAll(V, Set.of(place), null), s -> Optional.ofNullable(tracks.get(s)))
                            .command());
        }
    }

    @Test
    void nothingIsCutOffFromWhatIsFixed() {
        Command cut = new Command.Recut(
                Command.Recut.How.SPLIT,
                V,
                0,
                new LinkedHashMap<>(Map.of(FREE, SHAPE)),
                List.of(new Command.Recut.Piece(LabelId.random(), FIXED, SHAPE)),
                Set.of());
        assertEquals(Optional.empty(), left(LOCKED, cut));
        assertEquals(Optional.empty(), left(PINNED, cut));
    }
}
