package limner.model.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import limner.model.command.Command;
import limner.model.fixture.Fixture;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.label.EventDetails;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassDetails;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import org.junit.jupiter.api.Test;

final class EventChecksTest {

    private static final Ontology ONTOLOGY = new Ontology(1, Fixture.classes());
    private static final ClassId ANN = new ClassId(20);
    private static final ClassId BO = new ClassId(21);

    private static IntervalEvent event(ClassId classId, int first, int last) {
        return new IntervalEvent(IntervalId.random(), Fixture.VIDEO, classId, new FrameRange(first, last));
    }

    private static List<EventIssue> issues(IntervalEvent... events) {
        return EventChecks.of(ONTOLOGY, List.of(events), _ -> false);
    }

    @Test
    void whatWasNeverClosedIsNamedUnlessItIsStillOpen() {
        IntervalEvent begun = event(Fixture.TURNS, 7, 7);
        assertEquals(List.of(new EventIssue(EventIssue.Kind.NOT_CLOSED, begun, null)), issues(begun));
        assertEquals(List.of(), EventChecks.of(ONTOLOGY, List.of(begun), begun.id()::equals));
        assertEquals(List.of(), issues(event(Fixture.BRAKES, 7, 7)), "a moment has one frame");
        EventIssue issue = issues(begun).getFirst();
        assertEquals(Optional.empty(), issue.repair(7));
        assertEquals(
                Optional.of(new Command.MoveInterval(Fixture.VIDEO, begun.id(), new FrameRange(7, 12))),
                issue.repair(12));
        assertEquals(
                Optional.of(new Command.MoveInterval(Fixture.VIDEO, begun.id(), new FrameRange(2, 7))),
                issue.repair(2));
    }

    @Test
    void twoOfTheSameClassAndSubjectDoNotGoOnAtATime() {
        IntervalEvent early = event(Fixture.TURNS, 2, 9);
        IntervalEvent late = event(Fixture.TURNS, 9, 14);
        assertEquals(List.of(new EventIssue(EventIssue.Kind.OVERLAP, late, early)), issues(late, early));
        assertEquals(List.of(), issues(early, event(Fixture.TURNS, 10, 14)));
        assertEquals(List.of(), issues(early, event(Fixture.BRAKES, 4, 4)));
        IntervalEvent ann = early.withDetails(EventDetails.of(ANN));
        assertEquals(List.of(), issues(ann, late.withDetails(EventDetails.of(BO))), "each has its own");
        assertEquals(1, issues(ann, late.withDetails(EventDetails.of(ANN))).size());
    }

    @Test
    void classesThatExcludeEachOtherDoNotGoOnAtATimeForOneSubject() {
        LabelClass stops = LabelClass.of(9, "Stops", "#0072b2", ClassKind.INTERVAL_EVENT);
        Ontology excluding =
                ONTOLOGY.with(List.of(stops.withDetails(ClassDetails.NONE.withExcludes(List.of(Fixture.TURNS)))));
        IntervalEvent turns = event(Fixture.TURNS, 2, 9);
        IntervalEvent stopped = event(stops.id(), 6, 14);
        assertEquals(
                List.of(new EventIssue(EventIssue.Kind.EXCLUDED, stopped, turns)),
                EventChecks.of(excluding, List.of(stopped, turns), _ -> false));
        assertEquals(
                Optional.of(new Command.MoveInterval(Fixture.VIDEO, turns.id(), new FrameRange(2, 5))),
                new EventIssue(EventIssue.Kind.EXCLUDED, stopped, turns).repair(40));
        assertEquals(
                List.of(),
                EventChecks.of(
                        excluding,
                        List.of(stopped.withDetails(EventDetails.of(ANN)), turns.withDetails(EventDetails.of(BO))),
                        _ -> false));
    }

    @Test
    void aRequiredModifierThatNobodySaidIsNamed() {
        Attribute force =
                Attribute.of(4, "force", new AttributeType.Number(0, 5, 1)).withRequired(true);
        Ontology asking = ONTOLOGY.with(List.of(LabelClass.of(4, "Brakes", "#f0e442", ClassKind.POINT_EVENT)
                .withDetails(ClassDetails.NONE.withAttributes(List.of(force)))));
        IntervalEvent brakes = event(Fixture.BRAKES, 3, 3);
        assertEquals(
                List.of(new EventIssue(EventIssue.Kind.NOT_SAID, brakes, null)),
                EventChecks.of(asking, List.of(brakes), _ -> false));
        IntervalEvent said = brakes.withDetails(
                EventDetails.NONE.withModifiers(AttributeValues.none().with(force.id(), new AttributeValue.Number(3))));
        assertEquals(List.of(), EventChecks.of(asking, List.of(said), _ -> false));
    }

    @Test
    void mendingAgainAndAgainLeavesNothingWrong() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<IntervalEvent> events = new ArrayList<>();
            for (int i = 1 + random.nextInt(7); i > 0; i--) {
                int first = random.nextInt(30);
                events.add(event(Fixture.TURNS, first, first + random.nextInt(8)));
            }
            int before = covered(events).size();
            int steps = 0;
            List<EventIssue> wrong = overlaps(events);
            while (!wrong.isEmpty()) {
                Command mended = wrong.getFirst().repair(0).orElseThrow();
                switch (mended) {
                    case Command.MoveInterval(var _, var id, var range) ->
                        events.replaceAll(e -> e.id().equals(id) ? e.withRange(range) : e);
                    case Command.RemoveInterval(var _, var id) -> events.removeIf(e -> e.id().equals(id));
                    default -> throw new AssertionError(mended);
                }
                assertEquals(true, ++steps < 1000, "seed " + seed + " ends");
                wrong = overlaps(events);
            }
            assertEquals(true, covered(events).size() <= before, "seed " + seed + ": nothing is coded that was not");
        }
    }

    private static List<EventIssue> overlaps(List<IntervalEvent> events) {
        return EventChecks.of(ONTOLOGY, events, _ -> true);
    }

    private static Set<Integer> covered(List<IntervalEvent> events) {
        return events.stream()
                .flatMap(e -> java.util.stream.IntStream.rangeClosed(
                                e.range().first(), e.range().last())
                        .boxed())
                .collect(Collectors.toSet());
    }
}
