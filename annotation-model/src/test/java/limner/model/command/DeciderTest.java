package limner.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.command.Command.*;
import limner.model.command.Decision.Undoable;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.*;
import limner.model.fixture.Fixture;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.PolicyId;
import limner.model.id.ProjectId;
import limner.model.id.RunId;
import limner.model.id.SequenceId;
import limner.model.id.SuggestionId;
import limner.model.label.EventDetails;
import limner.model.label.EventLink;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
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
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassDetails;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.SchemaPlace;
import limner.model.project.ClassUse;
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
            Set<Class<?>> commands = Arrays.stream(Command.class.getPermittedSubclasses())
                    .flatMap(c -> c.isSealed() ? Arrays.stream(c.getPermittedSubclasses()) : Stream.of(c))
                    .collect(Collectors.toSet());
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

    private Label labelled(LabelId id) {
        return state.labelsOf(V).label(id).orElseThrow();
    }

    @Test
    void anAttributeOfAWholeLabelIsSetOnceAndKeptWhenItFitsNoMore() {
        accept(new EditClasses(Fixture.detailedClasses()));
        drawSingle(1);
        AttributeValue red = new AttributeValue.Choice(1);
        accept(new SetAttribute(V, 1, Set.of(SINGLE), Fixture.COLOUR.id(), red));
        assertEquals(Optional.of(red), labelled(SINGLE).attributes().of(Fixture.COLOUR.id()));
        accept(new SetAttribute(V, 1, Set.of(SINGLE), Fixture.PARKED.id(), new AttributeValue.YesNo(true)));
        accept(new SetAttribute(V, 1, Set.of(SINGLE), Fixture.COLOUR.id(), new AttributeValue.Choice(2)));
        refuse(
                new SetAttribute(V, 1, Set.of(SINGLE), Fixture.PARKED.id(), new AttributeValue.YesNo(false)),
                "only where colour fits");
        assertTrue(labelled(SINGLE).attributesAt(1).of(Fixture.PARKED.id()).isPresent());
        refuse(new SetAttribute(V, 1, Set.of(SINGLE), Fixture.COLOUR.id(), new AttributeValue.Choice(9)), "no colour");
        refuse(new SetAttribute(V, 1, Set.of(SINGLE), Fixture.NOTE.id(), new AttributeValue.Text("x")), "not asked");
        refuse(new SetAttribute(V, 1, Set.of(SINGLE), Fixture.SEEN.id(), null), "so already");
        accept(new SetAttribute(V, 1, Set.of(SINGLE), Fixture.COLOUR.id(), null));
        assertTrue(labelled(SINGLE).attributes().isEmpty());
    }

    @Test
    void theHistorySaysWhichAttributeOfWhat() {
        accept(new EditClasses(Fixture.detailedClasses()));
        drawSingle(1);
        Decision.Accepted set = assertInstanceOf(
                Decision.Accepted.class,
                Decider.decide(
                        state,
                        new SetAttribute(V, 1, Set.of(SINGLE), Fixture.COLOUR.id(), new AttributeValue.Choice(1))));
        assertEquals("Set colour red, Car 1, frame 1", set.title());
    }

    @Test
    void aChangingAttributeIsHeldUntilTheNextKeyframeAndDoneFramesKeepTheirs() {
        accept(new EditClasses(Fixture.detailedClasses()));
        accept(new Draw(V, 2, TRACK, Fixture.CAR, Extent.TRACK, Fixture.box(1, 1)));
        accept(new Reshape(V, 20, TRACK, Fixture.box(30, 1)));
        accept(new SetFrameState(V, new FrameRange(10, 11), FrameState.DONE));
        accept(new SetAttribute(V, 6, Set.of(TRACK), Fixture.SPEED.id(), new AttributeValue.Number(30)));
        assertEquals(Optional.of(new AttributeValue.Number(0)), speed(5));
        assertEquals(Optional.of(new AttributeValue.Number(30)), speed(6));
        assertEquals(Optional.of(new AttributeValue.Number(30)), speed(9));
        assertEquals(Optional.of(new AttributeValue.Number(0)), speed(10));
        assertEquals(Optional.of(new AttributeValue.Number(0)), speed(25));
        refuse(new SetAttribute(V, 10, Set.of(TRACK), Fixture.SPEED.id(), new AttributeValue.Number(3)), "is done");
        refuse(new SetAttribute(V, 12, Set.of(TRACK), Fixture.COLOUR.id(), new AttributeValue.Choice(1)), "is done");
        accept(new Reshape(V, 7, TRACK, Fixture.box(9, 9)));
        assertEquals(Optional.of(new AttributeValue.Number(30)), speed(7));
    }

    private Optional<AttributeValue> speed(int frame) {
        return labelled(TRACK).attributesAt(frame).of(Fixture.SPEED.id());
    }

    @Test
    void whatIsSaidAlreadyMustFitANewVersionOfTheOntology() {
        accept(new EditClasses(Fixture.detailedClasses()));
        LabelClass car = state.ontology().find(Fixture.CAR).orElseThrow();
        accept(new EditClasses(List.of(car.withDetails(car.details().withAttributes(List.of())))));
        accept(new EditClasses(List.of(car)));
        drawSingle(1);
        refuse(
                new EditClasses(List.of(car.withDetails(car.details().withAttributes(List.of())))),
                "a label has a value of attribute speed");
        Attribute slow = new Attribute(
                Fixture.SPEED.id(),
                "pace",
                new AttributeType.Number(0, 10, 0),
                Attribute.Holding.CHANGING,
                false,
                null,
                null);
        accept(new EditClasses(List.of(car.withDetails(car.details().withAttributes(List.of(slow))))));
        accept(new SetAttribute(V, 1, Set.of(SINGLE), slow.id(), new AttributeValue.Number(7.25)));
        refuse(new EditClasses(List.of(car)), "would not fit");
    }

    @Test
    void aClassIsPutBelowAnotherAndBeforeOneThatStandsThere() {
        accept(new PlaceClass(Fixture.CAR, null, Fixture.TRUCK));
        List<ClassId> order =
                state.ontology().classes().stream().map(LabelClass::id).toList();
        assertEquals(order.indexOf(Fixture.TRUCK) - 1, order.indexOf(Fixture.CAR));
        refuse(new PlaceClass(Fixture.CAR, null, Fixture.TRUCK), "there already");
        refuse(new PlaceClass(Fixture.CAR, Fixture.TRUCK, null), "above itself");
        refuse(new PlaceClass(Fixture.CAR, Fixture.CAR, null), "above itself");
        refuse(new PlaceClass(Fixture.CAR, null, Fixture.CAR), "before another one");
        refuse(new PlaceClass(Fixture.CAR, null, new ClassId(99)), "no class 99");
        accept(new PlaceClass(Fixture.TRUCK, null, null));
        assertEquals(Fixture.TRUCK, state.ontology().classes().getLast().id());
        assertEquals(null, state.ontology().classes().getLast().parent());
    }

    @Test
    void classesAreArranged() {
        List<ClassId> order =
                state.ontology().classes().stream().map(LabelClass::id).toList();
        accept(new ArrangeClasses(order.reversed()));
        assertEquals(
                order.reversed(),
                state.ontology().classes().stream().map(LabelClass::id).toList());
        refuse(new ArrangeClasses(order.reversed()), "in that order already");
        refuse(new ArrangeClasses(order.subList(1, order.size())), "every class once");
    }

    @Test
    void mergingGivesEverythingToTheOtherClassAndRetiresTheFirstAsOneChange() {
        accept(new EditClasses(Fixture.detailedClasses()));
        Attribute note = Attribute.of(8, "note", new AttributeType.Text());
        LabelClass van = LabelClass.of(8, "Van", "#112233", ClassKind.THING)
                .withDetails(ClassDetails.NONE
                        .withAttributes(List.of(note, Attribute.of(9, "Seats", new AttributeType.Text())))
                        .withSchema(new SchemaPlace.Coarse()));
        LabelClass below = LabelClass.of(9, "Minivan", "#112233", ClassKind.THING)
                .withParent(van.id())
                .withDetails(ClassDetails.NONE.withSchema(new SchemaPlace.Pixel(van.id())));
        accept(new EditClasses(List.of(van, below)));
        accept(new Draw(V, 1, SINGLE, van.id(), Extent.FRAME, Fixture.box(1, 1)));
        accept(new Draw(V, 2, TRACK, van.id(), Extent.TRACK, Fixture.box(1, 1)));
        accept(new SetAttribute(V, 1, Set.of(SINGLE), note.id(), new AttributeValue.Text("fine")));
        accept(new SetAttribute(V, 1, Set.of(SINGLE), new AttributeId(9), new AttributeValue.Text("five")));
        accept(new SetFrameState(V, new FrameRange(4, 4), FrameState.DONE));
        MergePreview preview = MergePreview.of(state, van.id(), Fixture.SKY);
        assertEquals(
                new ClassUse.InVideo(V, 2, 1, 2, Fixture.FRAMES - 1, 0, 0, 0),
                preview.use().videos().getFirst());
        assertEquals(Map.of(new AttributeId(9), 1), preview.left());

        ProjectState before = state;
        accept(new MergeClasses(van.id(), Fixture.SKY));
        assertEquals(Fixture.SKY, labelled(SINGLE).classId());
        assertEquals(Fixture.SKY, labelled(TRACK).classId());
        assertEquals(
                AttributeValues.none().with(Fixture.NOTE.id(), new AttributeValue.Text("fine")),
                labelled(SINGLE).attributes());
        LabelClass gone = state.ontology().find(van.id()).orElseThrow();
        assertTrue(gone.retired());
        assertEquals(Fixture.SKY, state.ontology().current(van.id()));
        LabelClass child = state.ontology().find(below.id()).orElseThrow();
        assertEquals(Fixture.SKY, child.parent());
        assertEquals(new SchemaPlace.Pixel(null), child.details().schema());

        Decision.Accepted merge = assertInstanceOf(
                Decision.Accepted.class, Decider.decide(before, new MergeClasses(van.id(), Fixture.SKY)));
        assertEquals("Merge class Van into Sky", merge.title());
        List<LabelEvent> back =
                merge.events().reversed().stream().map(LabelEvent::inverse).toList();
        assertEquals(before, state.applyAll(back));

        refuse(new MergeClasses(Fixture.CAR, Fixture.CAR), "into another one");
        refuse(new MergeClasses(Fixture.CAR, van.id()), "retired");
        refuse(new MergeClasses(Fixture.CAR, Fixture.RAIN), "said of different things");
        accept(new MergeClasses(Fixture.CAR, Fixture.TRUCK));
        assertEquals(null, state.ontology().find(Fixture.TRUCK).orElseThrow().parent());
    }

    @Test
    void mergingAClassTakesAlongWhatIsSaidOfTheClassesBelowIt() {
        accept(new EditClasses(Fixture.detailedClasses()));
        Attribute note = Attribute.of(8, "note", new AttributeType.Text());
        Attribute mood = Attribute.of(10, "Mood", new AttributeType.Text()).withHolding(Attribute.Holding.CHANGING);
        Attribute doors = Attribute.of(11, "Doors", new AttributeType.Text());
        LabelClass van = LabelClass.of(8, "Van", "#112233", ClassKind.THING)
                .withDetails(ClassDetails.NONE.withAttributes(List.of(note, mood)));
        LabelClass minivan = LabelClass.of(9, "Minivan", "#112233", ClassKind.THING)
                .withParent(van.id())
                .withDetails(ClassDetails.NONE.withAttributes(List.of(doors)));
        accept(new EditClasses(List.of(van, minivan)));
        accept(new Draw(V, 2, TRACK, minivan.id(), Extent.TRACK, Fixture.box(1, 1)));
        accept(new SetAttribute(V, 2, Set.of(TRACK), note.id(), new AttributeValue.Text("fine")));
        accept(new SetAttribute(V, 2, Set.of(TRACK), mood.id(), new AttributeValue.Text("calm")));
        accept(new SetAttribute(V, 2, Set.of(TRACK), doors.id(), new AttributeValue.Text("four")));
        assertEquals(
                Map.of(mood.id(), 1),
                MergePreview.of(state, van.id(), Fixture.SKY).left());
        ProjectState before = state;
        Decision.Accepted merge = accept(new MergeClasses(van.id(), Fixture.SKY));

        assertEquals(minivan.id(), labelled(TRACK).classId());
        assertEquals(
                AttributeValues.none()
                        .with(Fixture.NOTE.id(), new AttributeValue.Text("fine"))
                        .with(doors.id(), new AttributeValue.Text("four")),
                labelled(TRACK).attributes(),
                "what the class above said by the same name is said still");
        assertTrue(
                labelled(TRACK).keyframe(2).orElseThrow().attributes().isEmpty(),
                "nothing is kept that nobody is asked");
        List<Attribute> asked = state.ontology().attributesOf(minivan.id());
        for (AttributeId said : labelled(TRACK).attributes().values().keySet()) {
            assertTrue(asked.stream().anyMatch(a -> a.id().equals(said)), () -> said + " is stranded");
        }
        List<LabelEvent> back =
                merge.events().reversed().stream().map(LabelEvent::inverse).toList();
        assertEquals(before, state.applyAll(back));
    }

    @Test
    void aPartOfAProjectIsTakenInAsItWasThereWithItsNumbersAndStates() {
        ProjectState empty = state;
        drawSingle(3);
        drawTrack(4);
        accept(new Tag(V, 6, Fixture.RAIN));
        done(4, 4);
        ProjectState part = state;
        refuse(new Adopt("b.jsonl", part), "all of b.jsonl is in the project already");

        state = empty;
        accept(new Adopt("b.jsonl", part));
        assertEquals(part, state);

        state = empty;
        accept(new Draw(V, 3, OTHER, Fixture.CAR, Extent.FRAME, Fixture.box(1, 1)));
        assertEquals(1, label(OTHER).number());
        ProjectState before = state;
        accept(new Adopt("b.jsonl", part));
        assertEquals(2, label(TRACK).number(), "a number that is free is kept");
        assertEquals(3, label(SINGLE).number(), "one that is not is another");
        assertEquals(FrameState.DONE, here().state(4));

        state = before;
        done(3, 3);
        refuse(new Adopt("b.jsonl", part), "frame 3 is marked done");
        accept(new EditClasses(List.of(Fixture.classes().getFirst().withName("Vehicle"))));
        refuse(new Adopt("b.jsonl", part), "class vehicle would change");
    }

    @Test
    void whatAFileSaysIsTakenInWholeOrNotAtAll() {
        LabelClass van = LabelClass.of(8, "Van", "#112233", ClassKind.THING);
        Label first = Label.drawn(
                SINGLE, V, 70, van.id(), Extent.FRAME, 3, Fixture.box(1, 1), new Origin.Imported("a.json", "7"));
        Label second = Label.drawn(
                OTHER, V, 2, Fixture.CAR, Extent.FRAME, 5, Fixture.box(2, 2), new Origin.Imported("a.json", "9"));
        FrameTag tag = new FrameTag(V, 5, Fixture.RAIN);
        ProjectState before = state;
        accept(new TakeIn("a.json", List.of(van), List.of(first, second), List.of(tag), List.of()));
        assertEquals(
                List.of(1, 2),
                state.labelsOf(V).labelsInOrder().stream().map(Label::number).toList());
        assertEquals(van.id(), labelled(SINGLE).classId());
        assertEquals(new Origin.Imported("a.json", "9"), labelled(OTHER).origin());
        assertEquals(List.of(Fixture.RAIN), state.labelsOf(V).tagsOn(5));
        assertEquals(FrameState.IN_WORK, state.labelsOf(V).state(3));

        state = before;
        accept(new SetFrameState(V, FrameRange.of(5), FrameState.DONE));
        ProjectState done = state;
        refuse(new TakeIn("a.json", List.of(van), List.of(first, second), List.of(), List.of()), "done");
        assertEquals(done, state);
        refuse(new TakeIn("a.json", List.of(), List.of(), List.of(), List.of()), "nothing in a.json");
        refuse(
                new TakeIn("a.json", List.of(Fixture.classes().getFirst()), List.of(first), List.of(), List.of()),
                "there already");
    }

    @Test
    void mergingTagsAndEventsLeavesOneOfEach() {
        LabelClass snow = LabelClass.of(8, "Snow", "#112233", ClassKind.FRAME_TAG);
        LabelClass swings = LabelClass.of(9, "Swings", "#112233", ClassKind.INTERVAL_EVENT);
        accept(new EditClasses(List.of(snow, swings)));
        accept(new Tag(V, 1, snow.id()));
        accept(new Tag(V, 1, Fixture.RAIN));
        accept(new Tag(V, 2, snow.id()));
        accept(new AddInterval(V, TURN, swings.id(), new FrameRange(3, 9)));
        assertEquals(1, MergePreview.of(state, snow.id(), Fixture.RAIN).tagsInBoth());
        accept(new MergeClasses(snow.id(), Fixture.RAIN));
        assertEquals(Set.of(Fixture.RAIN), Set.copyOf(state.labelsOf(V).tagsOn(1)));
        assertEquals(Set.of(Fixture.RAIN), Set.copyOf(state.labelsOf(V).tagsOn(2)));
        accept(new MergeClasses(swings.id(), Fixture.TURNS));
        assertEquals(
                Fixture.TURNS,
                state.labelsOf(V).intervals().values().iterator().next().classId());
    }

    @Test
    void aSuggestionOfAMergedClassBecomesALabelOfTheOther() {
        Suggestion s = Fixture.suggestion("box", 4, 0.75);
        accept(new OfferSuggestions(V, 4, List.of(s)));
        accept(new MergeClasses(Fixture.CAR, Fixture.SKY));
        accept(new Accept(V, s.id()));
        assertEquals(
                Fixture.SKY,
                state.labelsOf(V).labels().values().iterator().next().classId());
    }

    @Test
    void jointsInUseStay() {
        accept(new EditClasses(Fixture.detailedClasses()));
        LabelClass truck = state.ontology().find(Fixture.TRUCK).orElseThrow();
        accept(new Draw(V, 1, SINGLE, Fixture.TRUCK, Extent.FRAME, Fixture.box(1, 1)));
        refuse(new EditClasses(List.of(truck.withDetails(truck.details().withSkeleton(null)))), "joints can be added");
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

    /// Two painted tracks with keyframes at 0 and 20.
    private LabelId paintedTracks() {
        LabelId other = new LabelId(Fixture.uuid("other"));
        accept(new Draw(V, 0, TRACK, Fixture.CAR, Extent.TRACK, Fixture.mask(2, 2, 10)));
        accept(new Reshape(V, 20, TRACK, Fixture.mask(12, 2, 10)));
        accept(new Draw(V, 0, other, Fixture.CAR, Extent.TRACK, Fixture.mask(8, 8, 10)));
        accept(new Reshape(V, 20, other, Fixture.mask(18, 8, 10)));
        return other;
    }

    private List<Optional<Shape>> around(LabelId label, int frame) {
        return Stream.of(0, frame - 1, frame + 1, 30, 39)
                .map(f -> here().label(label).flatMap(l -> l.at(f)).map(Placement::shape))
                .toList();
    }

    @Test
    void joiningTracksLeavesThemOnAllOtherFrames() {
        for (int frame : List.of(7, 20, 25)) {
            LabelId other = paintedTracks();
            List<Optional<Shape>> kept = around(TRACK, frame);
            List<Optional<Shape>> gone = around(other, frame);
            Shape joined = Fixture.mask(1, 1, 30);
            Decision.Accepted join = accept(new Recut(
                    Recut.How.JOIN, V, frame, new TreeMap<>(Map.of(TRACK, joined)), List.of(), Set.of(other)));
            assertEquals("Join 2 labels, frame " + frame, join.title());
            assertEquals(Optional.of(joined), shapeAt(TRACK, frame));
            assertEquals(Optional.empty(), shapeAt(other, frame), "gone on this frame");
            assertEquals(gone, around(other, frame), "and on no other than " + frame);
            assertEquals(kept, around(TRACK, frame), "the one that stays, beside " + frame);
            accept(new Delete(V, Set.of(TRACK, other)));
        }
    }

    @Test
    void aTrackThatIsEmptiedOrSplitOnOneFrameStaysWhatItWasBesideIt() {
        LabelId other = paintedTracks();
        List<Optional<Shape>> before = around(TRACK, 7);
        accept(new Recut(Recut.How.CUT_OUT, V, 7, new TreeMap<>(), List.of(), Set.of(TRACK)));
        assertEquals(Optional.empty(), shapeAt(TRACK, 7));
        assertEquals(before, around(TRACK, 7));

        LabelId piece = new LabelId(Fixture.uuid("piece"));
        before = around(other, 12);
        accept(new Recut(
                Recut.How.SPLIT,
                V,
                12,
                new TreeMap<>(Map.of(other, Fixture.mask(14, 8, 5))),
                List.of(new Recut.Piece(piece, other, Fixture.mask(20, 8, 4))),
                Set.of()));
        assertEquals(Optional.of(Fixture.mask(14, 8, 5)), shapeAt(other, 12));
        assertEquals(before, around(other, 12), "the rest goes over into nothing smaller");
        assertEquals(Set.of(12), label(piece).keyframes().keySet());
        assertEquals(Extent.FRAME, label(piece).extent());
        refuse(
                new Recut(Recut.How.CUT_OUT, V, 12, new TreeMap<>(), List.of(), Set.of(piece, TRACK, SINGLE)),
                "not there any more");
        refuse(new Recut(Recut.How.CUT_OUT, V, 7, new TreeMap<>(), List.of(), Set.of(piece)), "not on this frame");
    }

    @Test
    void aFrameThatIsDoneBesideAJoinStaysAsItWas() {
        LabelId other = paintedTracks();
        done(6, 6);
        done(8, 8);
        List<Optional<Shape>> before = around(TRACK, 7);
        accept(new Recut(
                Recut.How.JOIN, V, 7, new TreeMap<>(Map.of(TRACK, Fixture.mask(1, 1, 30))), List.of(), Set.of(other)));
        assertEquals(before, around(TRACK, 7));
        refuse(
                new Recut(
                        Recut.How.JOIN,
                        V,
                        8,
                        new TreeMap<>(Map.of(TRACK, Fixture.mask(1, 1, 30))),
                        List.of(),
                        Set.of(other)),
                "frame 8 is done");
    }

    @Test
    void paintThatCutsOthersIsOneChangeAndATrackIsGoneOnThatFrameAlone() {
        LabelId other = new LabelId(Fixture.uuid("other"));
        LabelId painted = new LabelId(Fixture.uuid("painted"));
        LabelId locked = new LabelId(Fixture.uuid("locked"));
        accept(new Draw(V, 3, SINGLE, Fixture.CAR, Extent.FRAME, square(10, 10, 3)));
        accept(new Draw(V, 1, TRACK, Fixture.CAR, Extent.TRACK, square(9, 9, 2)));
        accept(new Draw(V, 3, other, Fixture.CAR, Extent.FRAME, square(4, 4, 8)));
        accept(new Draw(V, 3, locked, Fixture.CAR, Extent.FRAME, square(8, 8, 6)));
        Rle square = rle(square(8, 8, 8));
        Draw draw = new Draw(V, 3, painted, Fixture.CAR, Extent.FRAME, new Mask(square));

        Decision.Accepted over = accept(new Overpaint(draw, square, Set.of(locked)));
        assertEquals("Draw Car 5 over 3 others, frame 3", over.title());
        assertEquals(
                Set.of(TRACK, other, locked, painted),
                state.labelsOf(V).labels().keySet());
        assertEquals(
                rle(square(4, 4, 8)).subtract(square), rle(shapeAt(other, 3).orElseThrow()));
        assertEquals(square(8, 8, 6), shapeAt(locked, 3).orElseThrow());
        assertTrue(label(TRACK).at(3).isEmpty());
        assertTrue(label(TRACK).at(2).isPresent() && label(TRACK).at(4).isPresent(), "the track goes on");

        Reshape same = new Reshape(V, 3, painted, new Mask(square));
        refuse(new Overpaint(same, square, Set.of(locked)), "nothing changes");
        Decision.Accepted more = accept(new Overpaint(same, rle(square(8, 8, 2)), Set.of()));
        assertEquals("Reshape Car 5 over another, frame 3", more.title());
        assertEquals(
                rle(square(8, 8, 6)).subtract(rle(square(8, 8, 2))),
                rle(shapeAt(locked, 3).orElseThrow()));
        Decision.Accepted free =
                accept(new Overpaint(new Reshape(V, 3, painted, square(30, 30, 2)), rle(square(30, 30, 2)), Set.of()));
        assertEquals("Reshape Car 5, frame 3", free.title());

        accept(new SetFrameState(V, FrameRange.of(3), FrameState.DONE));
        refuse(new Overpaint(same, square, Set.of()), "frame 3 is done");
    }

    private static Mask square(double x, double y, double side) {
        return new Mask(Rasterizer.rasterize(new Box(x, y, side, side), Fixture.WIDTH, Fixture.HEIGHT));
    }

    private static Rle rle(Shape shape) {
        return assertInstanceOf(Mask.class, shape).rle();
    }

    @Test
    void keyframesAreReshapedTogetherOrNotAtAll() {
        drawTrack(1);
        accept(new AddKeyframe(V, 5, TRACK));
        SequencedMap<LabelId, SortedMap<Integer, Shape>> shapes = new TreeMap<>();
        refuse(new ReshapeKeyframes(V, shapes), "nothing changes");
        shapes.put(TRACK, new TreeMap<>(Map.of(1, Fixture.mask(2, 2, 4), 4, Fixture.mask(3, 3, 4))));
        refuse(new ReshapeKeyframes(V, shapes), "no keyframe at 4");
        shapes.put(TRACK, new TreeMap<>(Map.of(1, Fixture.mask(2, 2, 4), 5, Fixture.mask(3, 3, 4))));
        Decision.Accepted both = accept(new ReshapeKeyframes(V, shapes));
        assertEquals("Reshape Car 1 at 2 keyframes", both.title());
        assertEquals(Fixture.mask(2, 2, 4), shapeAt(TRACK, 1).orElseThrow());
        assertEquals(Fixture.mask(3, 3, 4), shapeAt(TRACK, 5).orElseThrow());
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
    void labelsAreBroughtForwardAndSentBackAndKeepTheirOrder() {
        drawTrack(0);
        drawSingle(3);
        accept(new Restack(V, 3, Set.of(SINGLE), Restack.Where.FRONT));
        assertEquals(1, label(SINGLE).depth());
        refuse(new Restack(V, 3, Set.of(SINGLE), Restack.Where.FRONT), "lies over it");
        accept(new Restack(V, 3, Set.of(TRACK), Restack.Where.FORWARD));
        accept(new Restack(V, 3, Set.of(TRACK), Restack.Where.FRONT));
        assertEquals(2, label(TRACK).depth());
        refuse(new Restack(V, 3, Set.of(SINGLE), Restack.Where.BACK), "lies under it");
        accept(new Restack(V, 3, Set.of(SINGLE, TRACK), Restack.Where.BACKWARD));
        assertEquals(List.of(1, 0), List.of(label(TRACK).depth(), label(SINGLE).depth()), "their order stays");
        refuse(new Restack(V, 2, Set.of(TRACK), Restack.Where.BACK), "lies under it");
        done(3, 3);
        refuse(new Restack(V, 3, Set.of(SINGLE), Restack.Where.FORWARD), "frame 3 is done");
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
    void aKeyframeStaysThatOutlinesNeedBetweenKeyframes() {
        accept(new Draw(V, 0, TRACK, Fixture.CAR, Extent.TRACK, Fixture.mask(12, 20, 9)));
        accept(new Reshape(V, 20, TRACK, Fixture.mask(34, 24, 14)));
        // Exactly what lies half way, so that nothing is off on frame 10 when it goes, but much is on frame 5.
        accept(new AddKeyframe(V, 10, TRACK));
        Label track = label(TRACK);
        Tolerance tolerance = new Tolerance(1, 0.99);
        Thinned thinned = Decider.thinned(here(), track, tolerance);
        for (int frame : List.of(0, 5, 10, 15, 20)) {
            Misfit off = Misfit.between(
                    thinned.track().at(frame).orElseThrow().shape(),
                    track.at(frame).orElseThrow().shape());
            assertTrue(off.overlap() >= 0.99, "off by " + off + " on frame " + frame);
        }
        assertEquals(List.of(), thinned.gone());
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

    private String moved(int first, int last) {
        return accept(new MoveInterval(V, TURN, new FrameRange(first, last))).title();
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
        assertEquals("Move the end of Turns, frame 9", moved(4, 9));
        assertEquals("Move the start of Turns, frame 2", moved(2, 9));
        assertEquals("Move Turns, frame 5", moved(5, 12));
        accept(new RemoveInterval(V, TURN));
        refuse(new RemoveInterval(V, TURN), "not there any more");
        IntervalId brake = new IntervalId(Fixture.uuid("brake"));
        accept(new AddInterval(V, brake, Fixture.BRAKES, FrameRange.of(1)));
        refuse(new MoveInterval(V, brake, new FrameRange(1, 2)), "one frame");
    }

    @Test
    void severalEventsAreRemovedAsOneChange() {
        IntervalId brake = new IntervalId(Fixture.uuid("brake"));
        accept(new AddInterval(V, TURN, Fixture.TURNS, new FrameRange(3, 8)));
        accept(new AddInterval(V, brake, Fixture.BRAKES, FrameRange.of(1)));
        ProjectState before = state;
        Decision.Accepted decision = accept(new RemoveIntervals(V, Set.of(TURN, brake)));
        assertEquals("Remove 2 events", decision.title());
        assertEquals(Map.of(), here().intervals());
        assertEquals(
                before,
                state.applyAll(decision.events().reversed().stream()
                        .map(LabelEvent::inverse)
                        .toList()));
        refuse(new RemoveIntervals(V, Set.of(TURN)), "not there any more");
        refuse(new RemoveIntervals(V, Set.of()), "no event is selected");
    }

    private static final ClassId ANN = new ClassId(30);

    private EventDetails details(IntervalId id) {
        return Objects.requireNonNull(here().intervals().get(id)).details();
    }

    @Test
    void eventsAreSaidOfAnIndividualAndOfLabels() {
        accept(new EditClasses(List.of(LabelClass.of(30, "Ann", "#e69f00", ClassKind.SUBJECT))));
        drawTrack(0);
        EventLink does = new EventLink(EventLink.Role.ACTOR, TRACK);
        EventLink suffers = new EventLink(EventLink.Role.TARGET, TRACK);
        refuse(
                new AddInterval(V, TURN, Fixture.TURNS, new FrameRange(3, 8), EventDetails.of(Fixture.CAR)),
                "car is no subject");
        refuse(
                new AddInterval(
                        V,
                        TURN,
                        Fixture.TURNS,
                        new FrameRange(3, 8),
                        EventDetails.NONE.withLinks(
                                List.of(new EventLink(EventLink.Role.ACTOR, new LabelId(Fixture.uuid("nobody")))))),
                "not there");
        accept(new AddInterval(V, TURN, Fixture.TURNS, new FrameRange(3, 8), EventDetails.of(ANN)));
        EventDetails said = new EventDetails(ANN, List.of(suffers, does, does));
        assertEquals(List.of(does, suffers), said.links(), "each once, in order");
        Decision.Accepted decision = accept(new DescribeIntervals(V, new TreeMap<>(Map.of(TURN, said))));
        assertEquals("Describe Turns, frame 3", decision.title());
        assertEquals(said, details(TURN));
        refuse(new DescribeIntervals(V, new TreeMap<>(Map.of(TURN, said))), "nothing about the event changes");
        accept(new MoveInterval(V, TURN, new FrameRange(4, 9)));
        assertEquals(said, details(TURN), "moving keeps what was said");
        refuse(new RemoveClass(ANN), "in use");
    }

    @Test
    void modifiersOfAnEventAreThoseThatItsClassAsksFor() {
        Attribute hand = Attribute.of(
                41,
                "hand",
                new AttributeType.Select(List.of(new AttributeOption(1, "left"), new AttributeOption(2, "right"))));
        LabelClass turns = state.ontology().find(Fixture.TURNS).orElseThrow();
        accept(new EditClasses(List.of(turns.withDetails(ClassDetails.NONE.withAttributes(List.of(hand))))));
        accept(new AddInterval(V, TURN, Fixture.TURNS, new FrameRange(3, 8)));
        EventDetails left =
                EventDetails.NONE.withModifiers(AttributeValues.none().with(hand.id(), new AttributeValue.Choice(1)));
        accept(new DescribeIntervals(V, new TreeMap<>(Map.of(TURN, left))));
        assertEquals(left, details(TURN));
        refuse(new EditClasses(List.of(turns.withDetails(ClassDetails.NONE))), "an event has a value of modifier hand");
        EventDetails nonsense =
                EventDetails.NONE.withModifiers(AttributeValues.none().with(hand.id(), new AttributeValue.Choice(7)));
        refuse(new DescribeIntervals(V, new TreeMap<>(Map.of(TURN, nonsense))), "hand");
        IntervalId brake = new IntervalId(Fixture.uuid("brake"));
        refuse(new AddInterval(V, brake, Fixture.BRAKES, FrameRange.of(1), left), "is not asked for that");
    }

    @Test
    void eventsStayAboutATrackThatIsMergedIntoAnother() {
        movingTrack(20);
        accept(new SplitTrack(V, 8, TRACK, OTHER));
        EventDetails said = EventDetails.NONE.withLinks(List.of(new EventLink(EventLink.Role.TARGET, OTHER)));
        accept(new AddInterval(V, TURN, Fixture.TURNS, new FrameRange(3, 12), said));
        accept(new MergeTracks(V, List.of(TRACK, OTHER)));
        assertEquals(
                List.of(new EventLink(EventLink.Role.TARGET, TRACK)),
                details(TURN).links());
    }

    @Test
    void eventsAreNoLongerAboutLabelsThatGoAndAreAgainWhenTheyComeBack() {
        drawTrack(0);
        EventDetails said = EventDetails.NONE.withLinks(List.of(new EventLink(EventLink.Role.TARGET, TRACK)));
        accept(new AddInterval(V, TURN, Fixture.TURNS, new FrameRange(3, 8), said));
        ProjectState before = state;
        Decision.Accepted decision = accept(new Delete(V, Set.of(TRACK)));
        assertEquals(EventDetails.NONE, details(TURN));
        assertEquals(
                before,
                state.applyAll(decision.events().reversed().stream()
                        .map(LabelEvent::inverse)
                        .toList()));
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

    // Places of tracks.

    private Suggestion offerPlace(String name, LabelId track, int frame, double score) {
        Suggestion place = Fixture.place(name, track, frame, score);
        accept(new OfferPlace(place));
        return place;
    }

    @Test
    void acceptedPlacesBecomeKeyframesOfTheirTrackInOneChange() {
        drawTrack(2);
        Suggestion three = offerPlace("three", TRACK, 3, 0.9);
        Suggestion four = offerPlace("four", TRACK, 4, 0.8);
        assertEquals(Map.of(3, three, 4, four), here().openPlaces(TRACK, new FrameRange(0, 39)));
        assertEquals(List.of(), here().openOn(3), "a place is no thing of its own");
        assertEquals(List.of(), here().framesWithOpenSuggestions());
        assertEquals(Set.of(2), label(TRACK).keyframes().keySet(), "what a machine says leaves the track alone");
        Decision.Accepted taken = accept(new AcceptPlaces(V, TRACK, Set.of(three.id(), four.id())));
        assertEquals("Accept 2 places of Car 1, frames 3 to 4", taken.title());
        assertEquals(Undoable.YES, taken.undoable());
        assertEquals(Set.of(2, 3, 4), label(TRACK).keyframes().keySet());
        assertEquals(Optional.of(four.shape()), shapeAt(TRACK, 4));
        assertEquals(FrameState.IN_WORK, here().state(4));
        assertEquals(1, here().labels().size());
        assertEquals(Optional.of(four), here().carried(label(TRACK), 4));
        accept(new Reshape(V, 4, TRACK, Fixture.box(9, 9)));
        assertEquals(Optional.empty(), here().carried(label(TRACK), 4), "a person changed it since");
        refuse(new AcceptPlaces(V, TRACK, Set.of(four.id())), "judged already");
        refuse(new AcceptPlaces(V, TRACK, Set.of()), "no place of car 1 waits");
    }

    @Test
    void aPlaceIsNeverOfferedOrTakenWhereSomebodyDecided() {
        drawTrack(2);
        refuse(new OfferPlace(Fixture.place("own", TRACK, 2, 1)), "has a keyframe on frame 2: it stays");
        Suggestion three = offerPlace("three", TRACK, 3, 0.9);
        Suggestion four = offerPlace("four", TRACK, 4, 0.9);
        Suggestion five = offerPlace("five", TRACK, 5, 0.9);
        accept(new Reshape(V, 3, TRACK, Fixture.box(7, 7)));
        done(4, 4);
        assertEquals(
                Set.of(4, 5), here().openPlaces(TRACK, new FrameRange(0, 39)).keySet());
        refuse(new OfferPlace(Fixture.place("again", TRACK, 4, 1)), "frame 4 is done");
        refuse(new AcceptPlaces(V, TRACK, Set.of(three.id(), four.id())), "keyframes there already");
        Optional<Shape> was = shapeAt(TRACK, 4);
        accept(new AcceptPlaces(V, TRACK, Set.of(three.id(), four.id(), five.id())));
        assertEquals(Optional.of(Fixture.box(7, 7)), shapeAt(TRACK, 3));
        assertEquals(was, shapeAt(TRACK, 4), "a frame that is done stays as it was");
        assertEquals(Optional.of(five.shape()), shapeAt(TRACK, 5));
    }

    @Test
    void aNewerPlaceTakesTheOlderOnesAndUndoBringsAVerdictBack() {
        drawTrack(2);
        Suggestion old = offerPlace("old", TRACK, 3, 0.4);
        Suggestion fresh = offerPlace("fresh", TRACK, 3, 0.9);
        assertEquals(Optional.of(fresh), here().openPlace(TRACK, 3));
        assertFalse(here().suggestions().containsKey(old.id()));
        accept(new Reject(V, Set.of(fresh.id())));
        assertEquals(Optional.empty(), here().openPlace(TRACK, 3));
        offerPlace("third", TRACK, 3, 0.5);
        refuse(new WithdrawPlaces(V, TRACK, new FrameRange(4, 39)), "no place of car 1 waits");
        assertEquals(
                Undoable.NO,
                accept(new WithdrawPlaces(V, TRACK, new FrameRange(0, 39))).undoable(),
                "as offering: taken back it would stand against what is offered later");
        assertEquals(Map.of(), here().openPlaces(TRACK, new FrameRange(0, 39)));
        refuse(new OfferPlace(Fixture.suggestion("loose", 3, 1)), "no place of a track");
        refuse(new OfferSuggestions(V, 3, List.of(Fixture.place("in", TRACK, 3, 1))), "offered by itself");
    }

    @Test
    void aLabelOfOneFrameBecomesATrackWhenItsPlacesAreAccepted() {
        drawSingle(6);
        Suggestion before = offerPlace("before", SINGLE, 5, 0.9);
        accept(new Accept(V, before.id()));
        assertEquals(Extent.TRACK, label(SINGLE).extent());
        assertEquals(Set.of(5, 6, 7), label(SINGLE).keyframes().keySet());
        assertEquals(Optional.empty(), shapeAt(SINGLE, 7), "nobody said anything of the frames after it");
        Suggestion after = offerPlace("after", SINGLE, 7, 0.3);
        accept(new Amend(V, after.id(), Fixture.CAR, Fixture.box(3, 3)));
        assertEquals(Optional.of(Fixture.box(3, 3)), shapeAt(SINGLE, 7));
        assertEquals(Verdict.AMENDED, verdict(after));
        assertEquals(Optional.empty(), here().carried(label(SINGLE), 7));
        assertEquals(Optional.empty(), shapeAt(SINGLE, 8));
    }

    @Test
    void acceptedPlacesOfALabelOfOneFrameSpeakForTheirFramesAlone() {
        drawSingle(6);
        Suggestion seven = offerPlace("seven", SINGLE, 7, 0.9);
        Suggestion eight = offerPlace("eight", SINGLE, 8, 0.4);
        Suggestion nine = offerPlace("nine", SINGLE, 9, 0.9);
        accept(new AcceptPlaces(V, SINGLE, Set.of(seven.id(), nine.id())));
        assertEquals(
                List.of(6, 7, 9),
                Stream.iterate(0, f -> f < 40, f -> f + 1)
                        .filter(f -> shapeAt(SINGLE, f).isPresent())
                        .toList());
        assertEquals(
                Set.of(8), here().openPlaces(SINGLE, new FrameRange(0, 39)).keySet(), "the doubtful one still waits");
        accept(new Accept(V, eight.id()));
        assertEquals(Optional.of(eight.shape()), shapeAt(SINGLE, 8));
        assertEquals(Optional.empty(), shapeAt(SINGLE, 10));
        Suggestion ten = offerPlace("ten", SINGLE, 10, 0.9);
        accept(new Accept(V, ten.id()));
        assertEquals(Optional.of(ten.shape()), shapeAt(SINGLE, 10), "what is carried on goes past its end");
        assertEquals(Optional.empty(), shapeAt(SINGLE, 11));
    }

    @Test
    void whoeverEndsATrackRejectsThePlaceThatWaitsThere() {
        drawTrack(2);
        Suggestion three = offerPlace("three", TRACK, 3, 0.9);
        Suggestion four = offerPlace("four", TRACK, 4, 0.9);
        accept(new SetOutside(V, 3, TRACK, true));
        assertEquals(Verdict.REJECTED, verdict(three));
        assertEquals(Verdict.OPEN, verdict(four));
    }

    @Test
    void anotherClassForAPlaceOfATrackIsRefused() {
        drawTrack(2);
        Suggestion three = offerPlace("three", TRACK, 3, 0.9);
        refuse(new Amend(V, three.id(), Fixture.TRUCK, Fixture.box(3, 3)), "change the class of car 1 itself");
        accept(new Reclassify(V, Set.of(TRACK), Fixture.TRUCK));
        accept(new Amend(V, three.id(), Fixture.CAR, Fixture.box(3, 3)));
        assertEquals(Fixture.TRUCK, label(TRACK).classId(), "the class the run was told is not a wish");
    }

    @Test
    void placesThatWaitGoWithTheHalfTheyLieOn() {
        drawTrack(2);
        LabelId rest = new LabelId(Fixture.uuid("rest"));
        Suggestion four = offerPlace("four", TRACK, 4, 0.9);
        Suggestion eight = offerPlace("eight", TRACK, 8, 0.8);
        Suggestion nine = offerPlace("nine", TRACK, 9, 0.8);
        Decision.Accepted split = accept(new SplitTrack(V, 6, TRACK, rest));
        FrameRange all = new FrameRange(0, 39);
        assertEquals(Set.of(4), here().openPlaces(TRACK, all).keySet());
        assertEquals(Set.of(8, 9), here().openPlaces(rest, all).keySet());
        assertEquals(Verdict.OPEN, verdict(eight));
        Rewind.Done done = new Rewind.Done(new History.Step(1, split.title()), split.events());
        ProjectState after = state;
        state = state.applyAll(((Decision.Accepted) Rewind.undo(state, done, List.of())).events());
        assertEquals(Set.of(4, 8, 9), here().openPlaces(TRACK, all).keySet());
        state = after;
        // A newer run says something else of one of them.
        Suggestion fresh = offerPlace("fresh", rest, 8, 0.7);
        state = state.applyAll(((Decision.Accepted) Rewind.undo(state, done, List.of())).events());
        assertEquals(Map.of(4, four, 9, nine), here().openPlaces(TRACK, all));
        assertTrue(here().suggestions().containsKey(fresh.id()));
    }

    @Test
    void aPlaceThatWaitsWhereTheSecondHalfIsGoneGoesWithIt() {
        movingTrack(8);
        accept(new CutTrack(V, TRACK, new FrameRange(10, 39)));
        LabelId rest = new LabelId(Fixture.uuid("rest"));
        Suggestion six = offerPlace("six", TRACK, 6, 0.9);
        offerPlace("ten", TRACK, 10, 0.9);
        offerPlace("twelve", TRACK, 12, 0.9);
        accept(new SplitTrack(V, 6, TRACK, rest));
        FrameRange all = new FrameRange(0, 39);
        assertEquals(Map.of(), here().openPlaces(TRACK, all), "none lets the first half come back");
        assertEquals(Set.of(10, 12), here().openPlaces(rest, all).keySet());
        assertFalse(here().suggestions().containsKey(six.id()), "the split says where it is on frame 6");
    }

    @Test
    void mergedTracksKeepThePlacesThatWait() {
        drawTrack(2);
        drawSingle(20);
        accept(new CutTrack(V, TRACK, new FrameRange(10, 39)));
        offerPlace("twelve", TRACK, 12, 0.9);
        Suggestion own = offerPlace("thirteen", TRACK, 13, 0.9);
        offerPlace("other", SINGLE, 13, 0.9);
        offerPlace("twentyone", SINGLE, 21, 0.9);
        Decision.Accepted merge = accept(new MergeTracks(V, List.of(TRACK, SINGLE)));
        FrameRange all = new FrameRange(0, 39);
        assertEquals(Set.of(12, 13, 21), here().openPlaces(TRACK, all).keySet());
        assertEquals(own, here().openPlaces(TRACK, all).get(13));
        Rewind.Done done = new Rewind.Done(new History.Step(1, merge.title()), merge.events());
        state = state.applyAll(((Decision.Accepted) Rewind.undo(state, done, List.of())).events());
        assertEquals(Set.of(12, 13), here().openPlaces(TRACK, all).keySet());
        assertEquals(Set.of(13, 21), here().openPlaces(SINGLE, all).keySet());
    }

    @Test
    void everyTrackIsMadeLinearOrHeldOnItsOwnStretch() {
        drawTrack(2);
        accept(new Reshape(V, 10, TRACK, Fixture.box(30, 30)));
        accept(new Reshape(V, 20, TRACK, Fixture.box(50, 30)));
        drawSingle(4);
        accept(new SetExtent(V, SINGLE, Extent.TRACK));
        accept(new Reshape(V, 8, SINGLE, Fixture.box(30, 30)));
        accept(new Reshape(V, 30, SINGLE, Fixture.box(50, 30)));
        accept(new SetInterpolation(
                V, Map.of(TRACK, new FrameRange(2, 10), SINGLE, new FrameRange(4, 8)), Interpolation.HELD));
        assertEquals(Interpolation.HELD, label(TRACK).interpolation(2));
        assertNotEquals(Interpolation.HELD, label(TRACK).interpolation(10));
        assertEquals(Interpolation.HELD, label(SINGLE).interpolation(4));
        assertNotEquals(Interpolation.HELD, label(SINGLE).interpolation(8));
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

    /// A place is a keyframe of its track that waits: what holds edits off the track holds them off the place.
    @Test
    void aPolicyLeavesPlacesToTheirTracks() {
        drawTrack(2);
        Suggestion place = offerPlace("carried", TRACK, 4, 0.9);
        Suggestion other = Fixture.suggestion("other", 4, 0.8);
        offer(4, other);
        Label before = label(TRACK);
        accept(new AcceptByPolicy(V, policy(0.5), Set.of(4), AcceptByPolicy.Finish.LEAVE_IN_WORK));
        assertEquals(List.of(Verdict.OPEN, Verdict.ACCEPTED), List.of(verdict(place), verdict(other)));
        assertEquals(before, label(TRACK));
        assertEquals(2, here().labels().size(), "the place became no label of its own");
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
    void severalAreAcceptedAsOneChangeEachThingOnce() {
        Suggestion box = Fixture.suggestion("box", 4, 0.9);
        Suggestion mask = Fixture.refining("mask", box, 0.8);
        Suggestion other = Fixture.suggestion("other", 4, 0.3);
        Suggestion further = Fixture.suggestion("further", 7, 0.6);
        Suggestion left = Fixture.suggestion("left", 7, 0.95);
        offer(4, box, mask, other);
        offer(7, further, left);
        ProjectState before = state;
        Policy policy = policy(0.3);
        Decision.Accepted decision =
                accept(new AcceptAll(V, Set.of(box.id(), mask.id(), other.id(), further.id()), policy));
        assertEquals("Policy strict: accept 3 suggestions", decision.title());
        assertEquals(
                List.of(Verdict.SUPERSEDED, Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.OPEN),
                List.of(verdict(box), verdict(mask), verdict(other), verdict(further), verdict(left)));
        assertEquals(List.of(1, 2, 3), List.copyOf(here().byNumber().keySet()));
        assertEquals(
                new Origin.Suggested(further.id(), Fixture.RUN, 0.6, Origin.How.ACCEPTED, policy.id()),
                label(new LabelId(further.id().value())).origin());
        assertEquals(List.of(FrameState.IN_WORK, FrameState.IN_WORK), List.of(here().state(4), here().state(7)));
        List<LabelEvent> back =
                decision.events().reversed().stream().map(LabelEvent::inverse).toList();
        assertEquals(before, state.applyAll(back));
    }

    @Test
    void severalAreAcceptedByAPersonWithoutAPolicyAndNeverOnADoneFrame() {
        Suggestion a = Fixture.suggestion("a", 4, 0.9);
        Suggestion b = Fixture.suggestion("b", 7, 0.8);
        offer(4, a);
        offer(7, b);
        done(7, 7);
        refuse(new AcceptAll(V, Set.of(a.id(), b.id()), null), "done");
        assertEquals(Verdict.OPEN, verdict(a));
        assertEquals(
                "Accept 1 suggestion",
                accept(new AcceptAll(V, Set.of(a.id()), null)).title());
        assertEquals(
                new Origin.Suggested(a.id(), Fixture.RUN, 0.9, Origin.How.ACCEPTED, null),
                label(new LabelId(a.id().value())).origin());
        refuse(new AcceptAll(V, Set.of(a.id()), null), "judged already");
        refuse(new AcceptAll(V, Set.of(), null), "nothing is selected");
    }

    @Test
    void tenThousandOnOneFrameAreJudgedWithoutLookingAtEachPair() {
        List<Suggestion> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(Fixture.suggestion("s" + i, 4, 0.5));
        }
        offer(4, many.toArray(Suggestion[]::new));
        Set<SuggestionId> ids = many.stream().map(Suggestion::id).collect(Collectors.toSet());
        Decision.Accepted decision =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> accept(new AcceptAll(V, ids, null)));
        assertEquals("Accept 10000 suggestions", decision.title());
        assertEquals(10_000, here().labels().size());
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

    @Test
    void severalLabelsMoveAsOneChangeOrNotAtAll() {
        LabelId other = new LabelId(Fixture.uuid("other"));
        accept(new Draw(V, 1, SINGLE, Fixture.CAR, Extent.FRAME, Fixture.box(2, 2)));
        accept(new Draw(V, 1, other, Fixture.CAR, Extent.FRAME, Fixture.box(20, 2)));
        Decision.Accepted moved = accept(new Nudge(V, 1, Set.of(SINGLE, other), 3, 1));
        assertEquals("Move 2 objects, frame 1", moved.title());
        assertEquals(
                Fixture.box(5, 3),
                state.labelsOf(V)
                        .label(SINGLE)
                        .orElseThrow()
                        .at(1)
                        .orElseThrow()
                        .shape());
        assertEquals(
                Fixture.box(23, 3),
                state.labelsOf(V).label(other).orElseThrow().at(1).orElseThrow().shape());
        refuse(new Nudge(V, 2, Set.of(SINGLE), 1, 0), "not on this frame");
        accept(new Nudge(V, 1, Set.of(SINGLE, other), -100, 0));
        assertEquals(
                Fixture.box(0, 3),
                state.labelsOf(V)
                        .label(SINGLE)
                        .orElseThrow()
                        .at(1)
                        .orElseThrow()
                        .shape());
        assertEquals(
                Fixture.box(18, 3),
                state.labelsOf(V).label(other).orElseThrow().at(1).orElseThrow().shape(),
                "as far as the one that is nearest to the border");
        refuse(new Nudge(V, 1, Set.of(SINGLE, other), -1, 0), "border of the picture");
    }

    @Test
    void severalChangesAreOneOrNone() {
        LabelId other = new LabelId(Fixture.uuid("other"));
        Draw first = new Draw(V, 1, SINGLE, Fixture.CAR, Extent.FRAME, Fixture.box(2, 2));
        Draw second = new Draw(V, 1, other, Fixture.CAR, Extent.FRAME, Fixture.box(20, 2));
        Decision.Accepted both = accept(new Command.Together(List.of(first, second)));
        assertTrue(both.title().endsWith(" and 1 more"), both.title());
        assertEquals(
                Set.of(1, 2),
                state.labelsOf(V).labelsInOrder().stream().map(Label::number).collect(Collectors.toSet()));
        ProjectState before = state;
        refuse(
                new Command.Together(
                        List.of(new Nudge(V, 1, Set.of(other), 1, 0), new Nudge(V, 2, Set.of(SINGLE), 1, 0))),
                "not on this frame");
        assertEquals(before, state);
    }

    @Test
    void whatAFileSaysIsTakenInAsOneChangeAndAnEmptyOneIsRefused() {
        refuse(new Command.TakeIn("labels.json", List.of(), List.of(), List.of(), List.of()), "nothing in labels.json");
        Label label = Label.drawn(SINGLE, V, 7, Fixture.CAR, Extent.FRAME, 1, Fixture.box(2, 2), new Origin.Manual());
        accept(new Command.TakeIn("labels.json", List.of(), List.of(label.withDepth(2)), List.of(), List.of()));
        assertEquals(1, label(SINGLE).number(), "its number meant nothing");
        assertEquals(2, label(SINGLE).depth());
    }
}
