package limner.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import limner.model.command.Command.*;
import limner.model.command.Decision.Undoable;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.*;
import limner.model.fixture.Fixture;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.PolicyId;
import limner.model.id.ProjectId;
import limner.model.id.RunId;
import limner.model.id.SequenceId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.Interpolation;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Misfit;
import limner.model.label.Placement;
import limner.model.label.Thinned;
import limner.model.label.Tolerance;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Origin;
import limner.model.provenance.Policy;
import limner.model.provenance.ReleaseNote;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// One instance for all tests, so that in the end it is known which commands were accepted and refused.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeciderTest {

    private static final MediaId V = Fixture.VIDEO;
    private static final LabelId TRACK = new LabelId(Fixture.uuid("track"));
    private static final LabelId SINGLE = new LabelId(Fixture.uuid("single"));
    private static final IntervalId TURN = new IntervalId(Fixture.uuid("turn"));

    private ProjectState state = ProjectState.empty(new ProjectId(Fixture.uuid("p")), "p");
    private final Set<Class<?>> accepted = new HashSet<>();
    private final Set<Class<?>> refused = new HashSet<>();

    private int tests;

    @BeforeEach
    void open() {
        tests++;
        state = ProjectState.empty(new ProjectId(Fixture.uuid("p")), "p");
        accept(new AddMedia(Fixture.video()));
        accept(new EditClasses(Fixture.classes()));
        accept(new RecordRun(Fixture.run()));
    }

    @AfterAll
    void everyCommandWasAcceptedAndRefused() {
        long all = Arrays.stream(DeciderTest.class.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Test.class))
                .count();
        if (tests == all) {
            Set<Class<?>> commands = new HashSet<>(Arrays.asList(Command.class.getPermittedSubclasses()));
            assertEquals(commands, accepted);
            assertEquals(commands, refused);
        }
    }

    private Decision.Accepted accept(Command command) {
        Decision decision = Decider.decide(state, command);
        Decision.Accepted yes = assertInstanceOf(Decision.Accepted.class, decision, () -> command + ": " + decision);
        state = state.applyAll(yes.events());
        accepted.add(command.getClass());
        return yes;
    }

    private void refuse(Command command, String clause) {
        Decision decision = Decider.decide(state, command);
        Decision.Refused no = assertInstanceOf(Decision.Refused.class, decision, command::toString);
        assertTrue(no.reason().toLowerCase(Locale.ROOT).contains(clause), no::reason);
        assertTrue(
                no.reason().endsWith(".") && Character.isUpperCase(no.reason().charAt(0)), no::reason);
        refused.add(command.getClass());
    }

    private MediaLabels here() {
        return state.labelsOf(V);
    }

    private Label label(LabelId id) {
        return here().label(id).orElseThrow();
    }

    private Optional<Shape> shapeAt(LabelId id, int frame) {
        return label(id).at(frame).map(Placement::shape);
    }

    private void done(int first, int last) {
        accept(new SetFrameState(V, new FrameRange(first, last), FrameState.DONE));
    }

    private void drawTrack(int frame) {
        accept(new Draw(V, frame, TRACK, Fixture.CAR, Extent.TRACK, Fixture.box(0, 0)));
    }

    private void drawSingle(int frame) {
        accept(new Draw(V, frame, SINGLE, Fixture.CAR, Extent.FRAME, Fixture.box(5, 5)));
    }

    private void offer(int frame, Suggestion... suggestions) {
        accept(new OfferSuggestions(V, frame, List.of(suggestions)));
    }

    private Verdict verdict(Suggestion s) {
        return here().verdict(s.id());
    }

    private static Policy policy(double threshold) {
        return new Policy(new PolicyId(Fixture.uuid("policy")), "strict", "in words", threshold);
    }

    // Videos, classes, sequences.

    @Test
    void videosHaveNamesOfTheirOwnAndLeaveOnlyWhenEmpty() {
        refuse(new AddMedia(Fixture.video(new MediaId(Fixture.uuid("other")), "street.mp4")), "already in the project");
        MediaId other = new MediaId(Fixture.uuid("other"));
        accept(new AddMedia(Fixture.video(other, "b.mp4")));
        drawSingle(1);
        refuse(new RemoveMedia(V), "still carries labels");
        assertEquals(Undoable.NO, accept(new RemoveMedia(other)).undoable());
        refuse(new RemoveMedia(other), "not in the project any more");
    }

    @Test
    void aVideoMayMoveButItsPicturesStay() {
        accept(new ChangeMedia(Fixture.video().withPath("elsewhere/street.mp4")));
        assertEquals("elsewhere/street.mp4", state.media(V).orElseThrow().path());
        refuse(new ChangeMedia(state.media(V).orElseThrow()), "nothing");
        drawSingle(1);
        Media shorter = new Media(V, "street.mp4", "p", "f", "", Fixture.WIDTH, Fixture.HEIGHT, 5, 25);
        refuse(new ChangeMedia(shorter), "carries labels");
    }

    @Test
    void classesInUseStay() {
        drawSingle(1);
        int version = state.ontology().version();
        refuse(new RemoveClass(Fixture.CAR), "in use: retire it");
        refuse(new RemoveClass(new ClassId(99)), "no class 99");
        refuse(new EditClasses(List.of(LabelClass.of(1, "Car", "#e69f00", ClassKind.FRAME_TAG))), "in use");
        refuse(new EditClasses(List.of(LabelClass.of(9, "Sky", "#e69f00", ClassKind.THING))), "is there twice");
        refuse(new EditClasses(Fixture.classes()), "no class changes");
        accept(new RemoveClass(Fixture.TRUCK));
        assertEquals(version + 1, state.ontology().version());
        refuse(new Reclassify(V, Set.of(SINGLE), Fixture.TRUCK), "no class 6");
    }

    @Test
    void aClassWithClassesBelowItOrInAReleaseStays() {
        refuse(new RemoveClass(Fixture.CAR), "classes below it");
        accept(new RecordRelease(new ReleaseNote("first", 1, "cd".repeat(32))));
        refuse(new RemoveClass(Fixture.TRUCK), "may be in a release");
        refuse(new RecordRelease(new ReleaseNote("first", 1, "ab".repeat(32))), "already recorded");
    }

    @Test
    void aRetiredClassIsKeptForOldLabelsOnly() {
        drawSingle(1);
        accept(new EditClasses(List.of(Fixture.classes().getFirst().retire())));
        refuse(new Draw(V, 1, TRACK, Fixture.CAR, Extent.FRAME, Fixture.box(1, 1)), "retired");
        accept(new Reshape(V, 1, SINGLE, Fixture.box(2, 2)));
    }

    @Test
    void sequencesLieWithinTheirVideo() {
        SequenceId id = new SequenceId(Fixture.uuid("s"));
        refuse(new AddSequence(new Sequence(id, V, "s", new FrameRange(30, 40))), "within its video");
        accept(new AddSequence(new Sequence(id, V, "s", new FrameRange(30, 39))));
        refuse(new AddSequence(new Sequence(id, V, "t", new FrameRange(0, 1))), "already there");
        refuse(new RemoveMedia(V), "still has sequences");
        accept(new RemoveSequence(id));
        refuse(new RemoveSequence(id), "not there any more");
    }

    // Frames.

    @Test
    void aFrameDoneWithNothingOnItIsAFactOfItsOwn() {
        done(3, 5);
        assertEquals(FrameState.DONE, here().state(4));
        assertTrue(here().on(4).isEmpty());
        refuse(new SetFrameState(V, new FrameRange(3, 5), FrameState.DONE), "in that state already");
        refuse(new SetFrameState(V, new FrameRange(39, 40), FrameState.DONE), "no frame 40");
    }

    @Test
    void theFirstEditPutsAFrameInWork() {
        drawSingle(7);
        assertEquals(FrameState.IN_WORK, here().state(7));
        assertEquals(FrameState.UNSEEN, here().state(8));
    }

    @Test
    void doneFramesAreReadOnlyUntilReopened() {
        drawTrack(2);
        drawSingle(2);
        accept(new Tag(V, 2, Fixture.RAIN));
        Suggestion open = Fixture.suggestion("s", 2, 0.9);
        offer(2, open);
        done(2, 2);
        for (Command command : List.of(
                new Draw(V, 2, new LabelId(Fixture.uuid("x")), Fixture.CAR, Extent.FRAME, Fixture.box(1, 1)),
                new Reshape(V, 2, SINGLE, Fixture.box(1, 1)),
                new SetOutside(V, 2, TRACK, true),
                new SetOccluded(V, 2, SINGLE, true),
                new Reclassify(V, Set.of(SINGLE), Fixture.SKY),
                new Reclassify(V, Set.of(TRACK), Fixture.SKY),
                new SetExtent(V, SINGLE, Extent.TRACK),
                new Delete(V, Set.of(SINGLE)),
                new Delete(V, Set.of(TRACK)),
                new Untag(V, 2, Fixture.RAIN),
                new Accept(V, open.id()),
                new Amend(V, open.id(), Fixture.CAR, Fixture.box(1, 1)))) {
            refuse(command, "frame 2 is done");
        }
        accept(new SetFrameState(V, FrameRange.of(2), FrameState.IN_WORK));
        accept(new Reshape(V, 2, SINGLE, Fixture.box(1, 1)));
        accept(new Delete(V, Set.of(SINGLE, TRACK)));
    }

    // Labels.

    @Test
    void whatIsDrawnMustBeSomethingOnThePicture() {
        LabelId id = new LabelId(Fixture.uuid("x"));
        refuse(new Draw(V, 1, id, Fixture.CAR, Extent.FRAME, new Box(1, 1, 0, 5)), "box is empty");
        refuse(new Draw(V, 1, id, Fixture.CAR, Extent.FRAME, new Box(100, 1, 5, 5)), "outside the picture");
        refuse(new Draw(V, 1, id, Fixture.CAR, Extent.FRAME, new Mask(Rle.empty(64, 48))), "mask is empty");
        refuse(
                new Draw(V, 1, id, Fixture.CAR, Extent.FRAME, new Mask(Rle.ofCounts(2, 2, new int[] {0, 4}))),
                "64 x 48");
        refuse(new Draw(V, 1, id, Fixture.RAIN, Extent.FRAME, Fixture.box(1, 1)), "not drawn");
        refuse(new Draw(V, 40, id, Fixture.CAR, Extent.FRAME, Fixture.box(1, 1)), "no frame 40");
        Decision.Accepted drawn = accept(new Draw(V, 1, id, Fixture.CAR, Extent.FRAME, Fixture.mask(9, 9, 4)));
        assertEquals("Draw Car 1, frame 1", drawn.title());
        refuse(new Draw(V, 1, id, Fixture.CAR, Extent.FRAME, Fixture.box(1, 1)), "already there");
        assertEquals(new Origin.Manual(), label(id).origin());
    }

    @Test
    void joiningAndCuttingIsOneChangeOfAllThatItTouches() {
        LabelId other = new LabelId(Fixture.uuid("other"));
        LabelId piece = new LabelId(Fixture.uuid("piece"));
        drawSingle(1);
        accept(new Draw(V, 1, other, Fixture.CAR, Extent.FRAME, Fixture.box(30, 30)));
        SequencedMap<LabelId, Shape> joined = new TreeMap<>(Map.of(SINGLE, Fixture.mask(1, 1, 9)));
        refuse(new Recut(Recut.How.SHAPE, V, 1, new TreeMap<>(), List.of(), Set.of()), "nothing changes");
        refuse(new Recut(Recut.How.JOIN, V, 3, joined, List.of(), Set.of(other)), "not on this frame");
        refuse(
                new Recut(Recut.How.JOIN, V, 1, joined, List.of(), Set.of(new LabelId(Fixture.uuid("gone")))),
                "not there any more");

        Decision.Accepted join = accept(new Recut(Recut.How.JOIN, V, 1, joined, List.of(), Set.of(other)));
        assertEquals("Join 2 labels, frame 1", join.title());
        assertEquals(Set.of(SINGLE), state.labelsOf(V).labels().keySet());
        assertEquals(Fixture.mask(1, 1, 9), shapeAt(SINGLE, 1).orElseThrow());

        SequencedMap<LabelId, Shape> rest = new TreeMap<>(Map.of(SINGLE, Fixture.mask(1, 1, 4)));
        Decision.Accepted split = accept(new Recut(
                Recut.How.SPLIT, V, 1, rest, List.of(new Recut.Piece(piece, SINGLE, Fixture.mask(5, 5, 4))), Set.of()));
        assertEquals("Split Car 1, frame 1", split.title());
        assertEquals(label(SINGLE).classId(), label(piece).classId());
        assertEquals(label(SINGLE).origin(), label(piece).origin());
        assertEquals(Fixture.mask(5, 5, 4), shapeAt(piece, 1).orElseThrow());

        accept(new SetFrameState(V, FrameRange.of(1), FrameState.DONE));
        refuse(new Recut(Recut.How.JOIN, V, 1, joined, List.of(), Set.of(piece)), "frame 1 is done");
    }

    @Test
    void numbersAreGivenOnceAmongTheLiving() {
        drawTrack(1);
        drawSingle(1);
        assertEquals(2, label(SINGLE).number());
        accept(new Delete(V, Set.of(TRACK)));
        drawTrack(1);
        assertEquals(3, label(TRACK).number());
    }

    @Test
    void reshapingATrackBetweenKeyframesAddsOne() {
        drawTrack(0);
        accept(new Reshape(V, 10, TRACK, Fixture.box(20, 0)));
        assertEquals(Fixture.box(10, 0), shapeAt(TRACK, 5).orElseThrow());
        assertEquals(Set.of(0, 10), label(TRACK).keyframes().keySet());
        refuse(new Reshape(V, 10, TRACK, Fixture.box(20, 0)), "has that shape");
        drawSingle(3);
        refuse(new Reshape(V, 4, SINGLE, Fixture.box(1, 1)), "not on this frame");
        refuse(new Reshape(V, 4, new LabelId(Fixture.uuid("x")), Fixture.box(1, 1)), "not there any more");
    }

    @Test
    void aTrackEndsAndResumes() {
        drawTrack(0);
        accept(new SetOutside(V, 5, TRACK, true));
        assertTrue(shapeAt(TRACK, 4).isPresent());
        assertTrue(shapeAt(TRACK, 5).isEmpty());
        assertTrue(shapeAt(TRACK, 30).isEmpty());
        refuse(new SetOutside(V, 9, TRACK, true), "gone already");
        accept(new SetOutside(V, 9, TRACK, false));
        assertTrue(shapeAt(TRACK, 8).isEmpty());
        assertTrue(shapeAt(TRACK, 9).isPresent());
        refuse(new SetOutside(V, 10, TRACK, false), "there already");
    }

    @Test
    void aTrackIsSomewhere() {
        drawTrack(3);
        refuse(new SetOutside(V, 3, TRACK, true), "nowhere: delete it");
        accept(new SetOutside(V, 5, TRACK, true));
        refuse(new RemoveKeyframe(V, 3, TRACK), "nowhere: delete it");
        accept(new SetOutside(V, 1, TRACK, false));
        assertEquals(1, label(TRACK).firstFrame(), "resuming before its start starts it earlier");
    }

    @Test
    void occlusionIsHeldUntilTheNextKeyframe() {
        drawTrack(0);
        accept(new SetOccluded(V, 5, TRACK, true));
        assertTrue(label(TRACK).at(7).orElseThrow().occluded());
        refuse(new SetOccluded(V, 5, TRACK, true), "so already");
        accept(new SetOccluded(V, 8, TRACK, false));
        assertTrue(label(TRACK).at(7).orElseThrow().occluded());
        drawSingle(3);
        refuse(new SetOccluded(V, 4, SINGLE, true), "not on this frame");
    }

    @Test
    void keyframesAreAddedWhereNothingVisibleChangesAndTheLastStays() {
        drawTrack(0);
        accept(new Reshape(V, 10, TRACK, Fixture.box(20, 0)));
        accept(new AddKeyframe(V, 5, TRACK));
        assertEquals(Fixture.box(10, 0), label(TRACK).keyframe(5).orElseThrow().shape());
        refuse(new AddKeyframe(V, 5, TRACK), "has a keyframe here");
        refuse(new RemoveKeyframe(V, 6, TRACK), "no keyframe here");
        accept(new RemoveKeyframe(V, 5, TRACK));
        accept(new RemoveKeyframe(V, 10, TRACK));
        refuse(new RemoveKeyframe(V, 0, TRACK), "last keyframe");
        drawSingle(3);
        refuse(new AddKeyframe(V, 3, SINGLE), "no track");
    }

    @Test
    void aTrackBecomesASingleOnlyWithOneKeyframe() {
        drawTrack(0);
        accept(new Reshape(V, 10, TRACK, Fixture.box(20, 0)));
        refuse(new SetExtent(V, TRACK, Extent.FRAME), "2 keyframes");
        refuse(new SetExtent(V, TRACK, Extent.TRACK), "a track already");
        accept(new RemoveKeyframe(V, 10, TRACK));
        accept(new SetExtent(V, TRACK, Extent.FRAME));
        assertTrue(shapeAt(TRACK, 1).isEmpty());
    }

    @Test
    void reclassifyingAndDeletingWorkOnManyAtOnce() {
        drawTrack(0);
        drawSingle(3);
        refuse(new Reclassify(V, Set.of(TRACK, SINGLE), Fixture.CAR), "already");
        accept(new Reclassify(V, Set.of(TRACK, SINGLE), Fixture.TRUCK));
        assertEquals(Fixture.TRUCK, label(SINGLE).classId());
        refuse(new Reclassify(V, Set.of(TRACK), Fixture.RAIN), "not drawn");
        refuse(new Delete(V, Set.of()), "nothing is selected");
        assertEquals(
                "Delete 2 labels", accept(new Delete(V, Set.of(TRACK, SINGLE))).title());
    }

    // Tracks and frames that are done.

    @Test
    void reshapingATrackLaterHoldsDoneFramesWhereTheyWere() {
        drawTrack(0);
        done(1, 9);
        accept(new Reshape(V, 12, TRACK, Fixture.box(24, 0)));
        for (int frame = 0; frame <= 9; frame++) {
            assertEquals(Fixture.box(0, 0), shapeAt(TRACK, frame).orElseThrow());
        }
        assertEquals(Set.of(0, 9, 12), label(TRACK).keyframes().keySet(), "one pin, next to the edit");
        assertEquals(Fixture.box(16, 0), shapeAt(TRACK, 11).orElseThrow());
    }

    @Test
    void aNewTrackEndsBeforeDoneFrames() {
        done(10, 12);
        drawTrack(4);
        assertTrue(shapeAt(TRACK, 9).isPresent());
        assertTrue(shapeAt(TRACK, 10).isEmpty());
        assertEquals(
                Keyframe.of(Fixture.box(0, 0)).withOutside(true),
                label(TRACK).keyframe(10).orElseThrow());
    }

    @Test
    void aKeyframeBetweenDoneFramesPinsBothSides() {
        drawTrack(0);
        accept(new Reshape(V, 20, TRACK, Fixture.box(40, 0)));
        done(5, 6);
        done(14, 15);
        List<Optional<Shape>> before =
                List.of(shapeAt(TRACK, 5), shapeAt(TRACK, 6), shapeAt(TRACK, 14), shapeAt(TRACK, 15));
        accept(new Reshape(V, 10, TRACK, Fixture.box(0, 30)));
        assertEquals(before, List.of(shapeAt(TRACK, 5), shapeAt(TRACK, 6), shapeAt(TRACK, 14), shapeAt(TRACK, 15)));
        assertEquals(Fixture.box(0, 30), shapeAt(TRACK, 10).orElseThrow());
    }

    @Test
    void aTrackSeenOnADoneFrameIsNotCutDownToOneFrame() {
        drawTrack(0);
        done(8, 8);
        refuse(new SetExtent(V, TRACK, Extent.FRAME), "frame 8 is done");
        refuse(new Delete(V, Set.of(TRACK)), "frame 8 is done");
    }

    // Whole tracks.

    private static final LabelId OTHER = new LabelId(Fixture.uuid("other track"));

    /// A box that goes two pixels to the right in each frame, from frame 0 to `last`, and is held after that.
    private void movingTrack(int last) {
        drawTrack(0);
        accept(new Reshape(V, last, TRACK, Fixture.box(2 * last, 0)));
    }

    private void otherTrack(int first, int last) {
        accept(new Draw(V, first, OTHER, Fixture.CAR, Extent.TRACK, Fixture.box(2 * first, 0)));
        accept(new Reshape(V, last, OTHER, Fixture.box(2 * last, 0)));
    }

    private void assertMoves(LabelId id, int first, int last) {
        for (int frame = first; frame <= last; frame++) {
            assertEquals(Optional.of(Fixture.box(2 * frame, 0)), shapeAt(id, frame), "frame " + frame);
        }
    }

    private void assertGone(LabelId id, int first, int last) {
        for (int frame = first; frame <= last; frame++) {
            assertEquals(Optional.empty(), shapeAt(id, frame), "frame " + frame);
        }
    }

    @Test
    void aTrackIsCutOutOfARangeAndRejoined() {
        movingTrack(20);
        refuse(new CutTrack(V, OTHER, new FrameRange(5, 9)), "not there any more");
        assertEquals(
                "Cut Car 1, frames 5 to 9",
                accept(new CutTrack(V, TRACK, new FrameRange(5, 9))).title());
        assertMoves(TRACK, 0, 4);
        assertGone(TRACK, 5, 9);
        assertMoves(TRACK, 10, 20);
        refuse(new CutTrack(V, TRACK, new FrameRange(6, 7)), "not there on frames 6 to 7");
        refuse(new CutTrack(V, TRACK, new FrameRange(0, Fixture.FRAMES - 1)), "nowhere");
        refuse(new RejoinTrack(V, 3, TRACK), "no gap");
        accept(new RejoinTrack(V, 7, TRACK));
        assertMoves(TRACK, 0, 20);
        accept(new CutTrack(V, TRACK, new FrameRange(30, Fixture.FRAMES - 1)));
        refuse(new RejoinTrack(V, 35, TRACK), "extend it instead");
        done(2, 2);
        refuse(new CutTrack(V, TRACK, new FrameRange(1, 3)), "frame 2 is done");
    }

    @Test
    void aTrackIsSplitAndMergedAgain() {
        movingTrack(20);
        refuse(new SplitTrack(V, 0, TRACK, OTHER), "nothing to split off");
        accept(new SplitTrack(V, 8, TRACK, OTHER));
        assertMoves(TRACK, 0, 7);
        assertGone(TRACK, 8, Fixture.FRAMES - 1);
        assertGone(OTHER, 0, 7);
        assertMoves(OTHER, 8, 20);
        assertEquals(2, label(OTHER).number());
        refuse(new SplitTrack(V, 15, TRACK, SINGLE), "not there any more from this frame on");
        assertEquals(
                "Merge 2 tracks into Car 1",
                accept(new MergeTracks(V, List.of(TRACK, OTHER))).title());
        assertMoves(TRACK, 0, 20);
        assertEquals(Optional.empty(), here().label(OTHER));
        done(15, 15);
        refuse(new SplitTrack(V, 8, TRACK, OTHER), "frame 15 is done");
    }

    @Test
    void tracksOnTheSameFramesAreNotMerged() {
        movingTrack(10);
        refuse(new MergeTracks(V, List.of(TRACK)), "two labels or more");
        otherTrack(7, 15);
        refuse(new MergeTracks(V, List.of(TRACK, OTHER)), "car 1 and car 2 are both there on frames 7 to 10");
        accept(new DeleteScoped(V, 5, Set.of(TRACK), DeleteScoped.Scope.ONWARD));
        accept(new Reclassify(V, Set.of(OTHER), Fixture.TRUCK));
        refuse(new MergeTracks(V, List.of(TRACK, OTHER)), "two classes");
        accept(new Reclassify(V, Set.of(OTHER), Fixture.CAR));
        accept(new MergeTracks(V, List.of(OTHER, TRACK)));
        assertMoves(OTHER, 0, 4);
        assertGone(OTHER, 5, 6);
        assertMoves(OTHER, 7, 15);
    }

    @Test
    void theGapBetweenMergedTracksIsInterpolatedUnlessOneWasGone() {
        movingTrack(5);
        otherTrack(15, 20);
        drawSingle(30);
        accept(new MergeTracks(V, List.of(TRACK, OTHER, SINGLE)));
        assertMoves(TRACK, 0, 20);
        assertEquals(Optional.of(Fixture.box(5, 5)), shapeAt(TRACK, 30));
        assertGone(TRACK, 31, Fixture.FRAMES - 1);
        assertEquals(1, here().labels().size());
    }

    @Test
    void aTrackReachesOnToAFrameAndBackToOne() {
        movingTrack(10);
        accept(new CutTrack(V, TRACK, new FrameRange(0, 3)));
        accept(new SetOutside(V, 8, TRACK, true));
        refuse(new ExtendTrack(V, 6, TRACK), "there on this frame already");
        accept(new ExtendTrack(V, 1, TRACK));
        assertGone(TRACK, 0, 0);
        for (int frame = 1; frame <= 4; frame++) {
            assertEquals(Optional.of(Fixture.box(8, 0)), shapeAt(TRACK, frame));
        }
        Shape last = shapeAt(TRACK, 7).orElseThrow();
        accept(new RemoveKeyframe(V, 10, TRACK));
        accept(new ExtendTrack(V, 12, TRACK));
        assertEquals(Optional.of(last), shapeAt(TRACK, 12));
        assertEquals(Optional.of(last), shapeAt(TRACK, 9));
        assertGone(TRACK, 13, Fixture.FRAMES - 1);
        done(14, 14);
        refuse(new ExtendTrack(V, 14, TRACK), "frame 14 is done");
    }

    @Test
    void whatIsDeletedIsAskedFor() {
        movingTrack(20);
        drawSingle(6);
        Set<LabelId> both = Set.of(TRACK, SINGLE);
        accept(new DeleteScoped(V, 6, both, DeleteScoped.Scope.FRAME));
        assertGone(TRACK, 6, 6);
        assertMoves(TRACK, 0, 5);
        assertMoves(TRACK, 7, 20);
        assertEquals(Optional.empty(), here().label(SINGLE));
        refuse(new DeleteScoped(V, 6, Set.of(TRACK), DeleteScoped.Scope.FRAME), "is on this frame");
        refuse(new DeleteScoped(V, 12, Set.of(TRACK), DeleteScoped.Scope.KEYFRAME), "has a keyframe here");
        accept(new DeleteScoped(V, 6, Set.of(TRACK), DeleteScoped.Scope.KEYFRAME));
        assertMoves(TRACK, 0, 20);
        accept(new DeleteScoped(V, 18, Set.of(TRACK), DeleteScoped.Scope.ONWARD));
        assertMoves(TRACK, 0, 17);
        assertGone(TRACK, 18, Fixture.FRAMES - 1);
        refuse(new DeleteScoped(V, 19, Set.of(TRACK), DeleteScoped.Scope.ONWARD), "from this frame on");
        done(12, 12);
        refuse(new DeleteScoped(V, 12, Set.of(TRACK), DeleteScoped.Scope.FRAME), "frame 12 is done");
        refuse(new DeleteScoped(V, 4, Set.of(TRACK), DeleteScoped.Scope.ONWARD), "frame 12 is done");
        accept(new DeleteScoped(V, 14, Set.of(TRACK), DeleteScoped.Scope.ONWARD));
        accept(new SetFrameState(V, FrameRange.of(12), FrameState.IN_WORK));
        accept(new DeleteScoped(V, 14, Set.of(TRACK), DeleteScoped.Scope.WHOLE));
        assertTrue(here().labels().isEmpty());
    }

    @Test
    void keyframesThatInterpolationGivesAgainGo() {
        drawTrack(0);
        for (int frame = 2; frame <= 20; frame += 2) {
            // Half a pixel off the way at 10, five at 16.
            double off = frame == 10 ? 0.5 : frame == 16 ? 5 : 0;
            accept(new Reshape(V, frame, TRACK, Fixture.box(2 * frame, off)));
        }
        Thinned exact = Decider.thinned(here(), label(TRACK), new Tolerance(0, 1));
        assertEquals(List.of(2, 4, 6), exact.gone());
        assertEquals(Misfit.NONE, exact.worst());
        done(4, 4);
        assertEquals(
                "Thin Car 1 by 5 keyframes",
                accept(new ThinTracks(V, Set.of(TRACK), new Tolerance(1, 1))).title());
        assertEquals(Set.of(0, 4, 14, 16, 18, 20), label(TRACK).keyframes().keySet());
        assertMoves(TRACK, 0, 14);
        refuse(new ThinTracks(V, Set.of(TRACK), new Tolerance(0, 1)), "no keyframe can go");
    }

    @Test
    void aTrackIsHeldInARangeAndLinearAroundIt() {
        movingTrack(20);
        accept(new SetInterpolation(V, Set.of(TRACK), new FrameRange(5, 10), Interpolation.HELD));
        assertMoves(TRACK, 0, 5);
        for (int frame = 5; frame < 10; frame++) {
            assertEquals(Optional.of(Fixture.box(10, 0)), shapeAt(TRACK, frame));
        }
        assertMoves(TRACK, 10, 20);
        refuse(new SetInterpolation(V, Set.of(TRACK), new FrameRange(5, 10), Interpolation.HELD), "held there already");
        done(7, 7);
        accept(new SetInterpolation(V, Set.of(TRACK), new FrameRange(0, Integer.MAX_VALUE), Interpolation.LINEAR));
        assertEquals(Optional.of(Fixture.box(10, 0)), shapeAt(TRACK, 7), "done stays as it was");
        assertTrue(label(TRACK).keyframes().values().stream().allMatch(k -> k.interpolation() == Interpolation.LINEAR));
        assertMoves(TRACK, 10, 20);
    }

    @Test
    void aRangeOfOneFrameSaysNothingOfTheKeyframesAfterIt() {
        movingTrack(20);
        accept(new SetInterpolation(V, Set.of(TRACK), FrameRange.of(5), Interpolation.HELD));
        assertEquals(Interpolation.HELD, label(TRACK).interpolation(5));
        assertEquals(Interpolation.LINEAR, label(TRACK).interpolation(0));
        assertEquals(
                Interpolation.LINEAR, label(TRACK).keyframe(20).orElseThrow().interpolation());
        assertMoves(TRACK, 0, 5);
    }

    @Test
    void copyingKeyframesLeavesTheFrameTheyAreCopiedFromAsItIs() {
        movingTrack(20);
        accept(copies(5, TRACK, CopyLabels.As.KEYFRAMES, 6, 8));
        assertMoves(TRACK, 0, 5);
        assertEquals(shapeAt(TRACK, 5), shapeAt(TRACK, 8));
    }

    @Test
    void labelsAreCopiedToOtherFramesAsKeyframesOrAsLabels() {
        movingTrack(20);
        drawSingle(3);
        done(24, 24);
        refuse(copies(22, SINGLE, CopyLabels.As.LABELS, 23, 25), "not on this frame");
        refuse(copies(3, SINGLE, CopyLabels.As.KEYFRAMES, 4, 5), "no track");
        refuse(copies(20, TRACK, CopyLabels.As.KEYFRAMES, 24, 24), "not done");
        accept(copies(20, TRACK, CopyLabels.As.KEYFRAMES, 21, 25));
        assertEquals(Set.of(0, 20, 21, 22, 23, 25), label(TRACK).keyframes().keySet());
        assertEquals(Optional.of(Fixture.box(40, 0)), shapeAt(TRACK, 25));
        assertEquals(
                "Copy Car 2 to 2 frames, frame 3",
                accept(copies(3, SINGLE, CopyLabels.As.LABELS, 2, 4)).title());
        assertEquals(4, here().labels().size());
        for (int frame : new int[] {2, 4}) {
            assertEquals(
                    List.of(Fixture.box(5, 5)),
                    here().on(frame).stream()
                            .filter(p -> !p.label().tracked())
                            .map(p -> p.placement().shape())
                            .toList());
            assertEquals(FrameState.IN_WORK, here().state(frame));
        }
    }

    private static CopyLabels copies(int frame, LabelId label, CopyLabels.As as, int first, int last) {
        List<LabelId> ids = new ArrayList<>();
        for (int f = first; as == CopyLabels.As.LABELS && f <= last; f++) {
            ids.add(new LabelId(Fixture.uuid("copy " + f)));
        }
        return new CopyLabels(V, frame, List.of(label), new FrameRange(first, last), as, ids);
    }

    // Tags and events.

    @Test
    void tagsAreSaidOncePerFrame() {
        accept(new Tag(V, 3, Fixture.RAIN));
        refuse(new Tag(V, 3, Fixture.RAIN), "has that tag");
        refuse(new Tag(V, 3, Fixture.CAR), "no frame tag");
        assertEquals(List.of(Fixture.RAIN), here().tagsOn(3));
        accept(new Untag(V, 3, Fixture.RAIN));
        refuse(new Untag(V, 3, Fixture.RAIN), "no such tag");
    }

    @Test
    void eventsLieOnLanesAndMove() {
        accept(new AddInterval(V, TURN, Fixture.TURNS, new FrameRange(3, 8)));
        refuse(new AddInterval(V, TURN, Fixture.TURNS, new FrameRange(3, 8)), "already there");
        refuse(new AddInterval(V, new IntervalId(Fixture.uuid("x")), Fixture.CAR, FrameRange.of(1)), "no event");
        refuse(
                new AddInterval(V, new IntervalId(Fixture.uuid("x")), Fixture.BRAKES, new FrameRange(1, 2)),
                "one frame");
        refuse(
                new AddInterval(V, new IntervalId(Fixture.uuid("x")), Fixture.TURNS, new FrameRange(1, 40)),
                "no frame 40");
        accept(new MoveInterval(V, TURN, new FrameRange(4, 39)));
        refuse(new MoveInterval(V, TURN, new FrameRange(4, 39)), "there already");
        refuse(new MoveInterval(V, TURN, new FrameRange(4, 40)), "no frame 40");
        assertEquals(
                List.of(new IntervalEvent(TURN, V, Fixture.TURNS, new FrameRange(4, 39))), here().intervalsInOrder());
        accept(new RemoveInterval(V, TURN));
        refuse(new RemoveInterval(V, TURN), "not there any more");
        IntervalId brake = new IntervalId(Fixture.uuid("brake"));
        accept(new AddInterval(V, brake, Fixture.BRAKES, FrameRange.of(1)));
        refuse(new MoveInterval(V, brake, new FrameRange(1, 2)), "one frame");
    }

    // Suggestions.

    @Test
    void suggestionsNeedTheirRunAndTheirFrame() {
        Suggestion s = Fixture.suggestion("s", 4, 0.5);
        refuse(new OfferSuggestions(V, 5, List.of(s)), "lies on its frame");
        refuse(new OfferSuggestions(V, 40, List.of()), "no frame 40");
        Suggestion stray = new Suggestion(
                s.id(), V, 4, Fixture.CAR, Fixture.box(1, 1), 0.5, new RunId(Fixture.uuid("stray")), null);
        refuse(new OfferSuggestions(V, 4, List.of(stray)), "run of a suggestion");
        refuse(new RecordRun(Fixture.run()), "already recorded");
        assertEquals(Undoable.NO, accept(new OfferSuggestions(V, 4, List.of(s))).undoable());
        refuse(new OfferSuggestions(V, 4, List.of(s)), "already there");
        assertEquals(FrameState.UNSEEN, here().state(4), "what a machine says leaves the frame unseen");
    }

    @Test
    void acceptingMakesALabelWithItsOriginAndSupersedesItsKin() {
        Suggestion box = Fixture.suggestion("box", 4, 0.9);
        Suggestion mask = Fixture.refining("mask", box, 0.8);
        Suggestion finer = Fixture.refining("finer", mask, 0.7);
        Suggestion sibling = Fixture.refining("sibling", box, 0.6);
        Suggestion other = Fixture.suggestion("other", 4, 0.5);
        offer(4, box, mask, finer, sibling, other);
        accept(new Accept(V, finer.id()));
        Label label = label(new LabelId(finer.id().value()));
        assertEquals(new Origin.Suggested(finer.id(), Fixture.RUN, 0.7, Origin.How.ACCEPTED, null), label.origin());
        assertEquals(finer.shape(), label.at(4).orElseThrow().shape());
        assertEquals(
                List.of(Verdict.ACCEPTED, Verdict.SUPERSEDED, Verdict.SUPERSEDED, Verdict.SUPERSEDED, Verdict.OPEN),
                List.of(verdict(finer), verdict(mask), verdict(box), verdict(sibling), verdict(other)));
        refuse(new Accept(V, box.id()), "judged already");
        refuse(new Accept(V, new SuggestionId(Fixture.uuid("none"))), "not there any more");
    }

    @Test
    void amendingKeepsTheScoreAndTheCorrection() {
        Suggestion s = Fixture.suggestion("s", 4, 0.9);
        offer(4, s);
        refuse(new Amend(V, s.id(), Fixture.RAIN, Fixture.box(1, 1)), "not drawn");
        refuse(new Amend(V, s.id(), Fixture.CAR, new Box(200, 0, 5, 5)), "outside the picture");
        accept(new Amend(V, s.id(), Fixture.TRUCK, Fixture.box(1, 1)));
        Label label = label(new LabelId(s.id().value()));
        assertEquals(new Origin.Suggested(s.id(), Fixture.RUN, 0.9, Origin.How.AMENDED, null), label.origin());
        assertEquals(Fixture.TRUCK, label.classId());
        assertEquals(Verdict.AMENDED, verdict(s));
    }

    @Test
    void rejectingTakesKinAlongAndEachOnce() {
        Suggestion box = Fixture.suggestion("box", 4, 0.9);
        Suggestion mask = Fixture.refining("mask", box, 0.8);
        Suggestion sibling = Fixture.refining("sibling", box, 0.8);
        offer(4, box, mask, sibling);
        refuse(new Reject(V, Set.of()), "nothing is selected");
        accept(new Reject(V, Set.of(mask.id(), sibling.id())));
        assertEquals(
                List.of(Verdict.REJECTED, Verdict.REJECTED, Verdict.REJECTED),
                List.of(verdict(box), verdict(mask), verdict(sibling)));
        refuse(new Reject(V, Set.of(box.id())), "judged already");
        assertTrue(here().labels().isEmpty());
    }

    @Test
    void onlyUnjudgedSuggestionsAreWithdrawn() {
        refuse(new WithdrawOpenSuggestions(V), "no suggestion waits");
        Suggestion a = Fixture.suggestion("a", 4, 0.9);
        Suggestion b = Fixture.suggestion("b", 4, 0.8);
        offer(4, a, b);
        accept(new Accept(V, a.id()));
        accept(new WithdrawOpenSuggestions(V));
        assertEquals(Set.of(a.id()), here().suggestions().keySet());
    }

    // Policies.

    @Test
    void aPolicyTakesWhatScoresEnoughAndIsNamedInTheOrigin() {
        Suggestion good = Fixture.suggestion("good", 4, 0.5);
        Suggestion weak = Fixture.suggestion("weak", 4, 0.49);
        offer(4, good, weak);
        Suggestion elsewhere = Fixture.suggestion("elsewhere", 6, 0.9);
        offer(6, elsewhere);
        Policy policy = policy(0.5);
        Decision.Accepted decision =
                accept(new AcceptByPolicy(V, policy, Set.of(4, 5), AcceptByPolicy.Finish.MARK_DONE));
        assertEquals("Policy strict: accept 1 suggestion", decision.title());
        assertEquals(Undoable.YES, decision.undoable());
        assertEquals(
                new Origin.Suggested(good.id(), Fixture.RUN, 0.5, Origin.How.ACCEPTED, policy.id()),
                label(new LabelId(good.id().value())).origin());
        assertEquals(List.of(Verdict.OPEN, Verdict.OPEN), List.of(verdict(weak), verdict(elsewhere)));
        assertEquals(FrameState.DONE, here().state(4));
        assertEquals(FrameState.DONE, here().state(5), "a frame with nothing on it is done, too");
        assertEquals(FrameState.UNSEEN, here().state(6));
        assertEquals(policy, state.policies().get(policy.id()));
        refuse(new AcceptByPolicy(V, policy, Set.of(6), AcceptByPolicy.Finish.MARK_DONE), "already recorded");
    }

    @Test
    void aPolicyTakesOneOfEachFamilyTheFinestThatPasses() {
        Suggestion box = Fixture.suggestion("box", 4, 0.9);
        Suggestion mask = Fixture.refining("mask", box, 0.8);
        Suggestion sibling = Fixture.refining("sibling", box, 0.7);
        Suggestion lone = Fixture.suggestion("lone", 5, 0.9);
        Suggestion faint = Fixture.refining("faint", lone, 0.1);
        offer(4, box, mask, sibling);
        offer(5, lone, faint);
        accept(new AcceptByPolicy(V, policy(0.5), Set.of(4, 5), AcceptByPolicy.Finish.LEAVE_IN_WORK));
        assertEquals(
                List.of(Verdict.ACCEPTED, Verdict.SUPERSEDED, Verdict.SUPERSEDED),
                List.of(verdict(mask), verdict(box), verdict(sibling)));
        assertEquals(List.of(Verdict.ACCEPTED, Verdict.SUPERSEDED), List.of(verdict(lone), verdict(faint)));
        assertEquals(2, here().labels().size());
        assertEquals(FrameState.IN_WORK, here().state(4));
        assertEquals(
                2,
                here().labels().values().stream().map(Label::number).distinct().count());
    }

    @Test
    void aPolicyLeavesDoneFramesAlone() {
        Suggestion s = Fixture.suggestion("s", 4, 0.9);
        offer(4, s);
        done(4, 4);
        accept(new AcceptByPolicy(V, policy(0.5), Set.of(4), AcceptByPolicy.Finish.LEAVE_IN_WORK));
        assertEquals(Verdict.OPEN, verdict(s));
        assertEquals(FrameState.DONE, here().state(4));
        refuse(
                new AcceptByPolicy(
                        V,
                        new Policy(new PolicyId(Fixture.uuid("p2")), "p", "p", 0.1),
                        Set.of(40),
                        AcceptByPolicy.Finish.MARK_DONE),
                "no frame 40");
    }

    @Test
    void modelsAreKeptOnce() {
        ModelFile model = new ModelFile("ab".repeat(32), "ssd", "ssd.onnx", "{}", 3);
        assertEquals(Undoable.NO, accept(new KeepModel(model)).undoable());
        refuse(new KeepModel(model), "already kept");
    }

    @Test
    void decidingDoesNotTouchTheState() {
        drawTrack(0);
        ProjectState before = state;
        Decision decision = Decider.decide(before, new Reshape(V, 5, TRACK, Fixture.box(9, 9)));
        List<LabelEvent> events =
                assertInstanceOf(Decision.Accepted.class, decision).events();
        assertEquals(KeyframeAdded.class, events.getFirst().getClass());
        assertEquals(
                Set.of(0),
                before.labelsOf(V).label(TRACK).orElseThrow().keyframes().keySet());
        assertThrows(UnsupportedOperationException.class, () -> events.add(events.getFirst()));
    }
}
