package limner.model.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.EventDetails;
import limner.model.label.EventLink;
import limner.model.label.Extent;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;
import org.junit.jupiter.api.Test;

final class ClassBudgetTest {

    private static final MediaId VIDEO = MediaId.random();
    private static final ClassId WALK = new ClassId(1);
    private static final ClassId BLINK = new ClassId(2);

    private static final Ontology CLASSES = new Ontology(
            1,
            List.of(
                    LabelClass.of(1, "Walk, or \"run\"", "#e69f00", ClassKind.INTERVAL_EVENT),
                    LabelClass.of(2, "Blink", "#56b4e9", ClassKind.POINT_EVENT),
                    LabelClass.of(3, "Car", "#cc79a7", ClassKind.THING)));

    /// Ten frames a second, but frame 5 stays for a second longer; the file begins at 7 s.
    private static final FrameClock UNEVEN = new FrameClock() {
        @Override
        public double start(int frame) {
            return 7 + frame * 0.1 + (frame > 5 ? 1 : 0);
        }

        @Override
        public double end(int frame) {
            return start(frame + 1);
        }
    };

    private static IntervalEvent event(ClassId classId, int first, int last) {
        return new IntervalEvent(IntervalId.random(), VIDEO, classId, new FrameRange(first, last));
    }

    @Test
    void lengthsAreTimesOfTheFileAndBothEndsBelong() {
        // 0.3 s, 1.4 s over the long frame, 0.1 s.
        List<IntervalEvent> events = List.of(event(WALK, 4, 7), event(WALK, 1, 3), event(WALK, 9, 9));
        ClassBudget walk = ClassBudget.of(CLASSES, events, 20, UNEVEN).getFirst();
        assertEquals(3, walk.count());
        assertEquals(1.8, walk.seconds(), 1e-9);
        assertEquals(1.8 / 3.0, walk.share(), 1e-9);
        assertEquals(0.6, walk.mean().orElseThrow(), 1e-9);
        assertEquals(0.3, walk.median().orElseThrow(), 1e-9);
        assertEquals(0.1, walk.latency().orElseThrow(), 1e-9);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        List<IntervalEvent> events =
                List.of(event(WALK, 10, 10), event(WALK, 10, 11), event(WALK, 10, 13), event(WALK, 10, 17));
        ClassBudget walk = ClassBudget.of(CLASSES, events, 20, UNEVEN).getFirst();
        assertEquals(0.3, walk.median().orElseThrow(), 1e-9);
        assertEquals(1.5, walk.seconds(), 1e-9);
        assertEquals(0.8 / 3.0, walk.share(), 1e-9, "time that several share is counted once");
    }

    @Test
    void momentsAreCountedAndLastNoTime() {
        List<ClassBudget> budgets =
                ClassBudget.of(CLASSES, List.of(event(BLINK, 6, 6), event(BLINK, 8, 8)), 20, UNEVEN);
        assertEquals(
                List.of(WALK, BLINK), budgets.stream().map(ClassBudget::classId).toList());
        ClassBudget none = budgets.getFirst();
        assertEquals(0, none.count());
        assertTrue(none.mean().isEmpty()
                && none.median().isEmpty()
                && none.latency().isEmpty());
        ClassBudget blink = budgets.getLast();
        assertEquals(2, blink.count());
        assertEquals(0, blink.seconds());
        assertEquals(OptionalDouble.empty(), blink.mean());
        assertEquals(1.6, blink.latency().orElseThrow(), 1e-9);
    }

    @Test
    void theShareIsThatOfTheFramesOnWhichSomethingGoesOn() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int frames = 1 + random.nextInt(60);
            boolean[] on = new boolean[frames];
            List<IntervalEvent> events = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                int first = random.nextInt(frames);
                int last = first + random.nextInt(frames - first);
                events.add(event(WALK, first, last));
                for (int f = first; f <= last; f++) {
                    on[f] = true;
                }
            }
            double covered = IntStream.range(0, frames)
                    .filter(f -> on[f])
                    .mapToDouble(f -> UNEVEN.end(f) - UNEVEN.start(f))
                    .sum();
            double whole = UNEVEN.end(frames - 1) - UNEVEN.start(0);
            assertEquals(
                    covered / whole,
                    ClassBudget.of(CLASSES, events, frames, UNEVEN).getFirst().share(),
                    1e-9,
                    "seed " + seed);
        }
    }

    private static VideoEvents video(String name, List<IntervalEvent> events) {
        return new VideoEvents(name, events, Map.of(), 20, UNEVEN);
    }

    @Test
    void severalVideosAreOneBudgetAndEachIndividualHasItsOwn() {
        Ontology people = CLASSES.with(List.of(
                LabelClass.of(8, "Ann", "#e69f00", ClassKind.SUBJECT),
                LabelClass.of(9, "Bo", "#56b4e9", ClassKind.SUBJECT)));
        ClassId ann = new ClassId(8);
        ClassId bo = new ClassId(9);
        // 0.3 s of Ann's and 0.1 s of Bo's in one video of 3 s, 0.5 s of Ann's in another.
        VideoEvents one = video(
                "one.mp4",
                List.of(
                        event(WALK, 1, 3).withDetails(EventDetails.of(ann)),
                        event(WALK, 10, 10).withDetails(EventDetails.of(bo))));
        VideoEvents two = video("two.mp4", List.of(event(WALK, 10, 14).withDetails(EventDetails.of(ann))));
        List<BudgetRow> rows = BudgetRow.of(people, List.of(one, two));
        BudgetRow all = rows.getFirst();
        assertEquals("", all.video());
        assertEquals(Optional.empty(), all.subject());
        assertEquals(3, all.budget().count());
        assertEquals(0.9, all.budget().seconds(), 1e-9);
        assertEquals(0.9 / 6.0, all.budget().share(), 1e-9);
        assertEquals(0.3, all.budget().mean().orElseThrow(), 1e-9);
        assertEquals(0.3, all.budget().median().orElseThrow(), 1e-9);
        assertEquals((0.1 + 2.0) / 2, all.budget().latency().orElseThrow(), 1e-9, "the mean of both");
        BudgetRow ofAnn = rows.stream()
                .filter(r -> r.video().isEmpty() && r.subject().equals(Optional.of(ann)))
                .findFirst()
                .orElseThrow();
        assertEquals(2, ofAnn.budget().count());
        assertEquals(0.8, ofAnn.budget().seconds(), 1e-9);
        assertEquals(
                List.of("/8", "/9", "one.mp4/8", "one.mp4/9", "two.mp4/8"),
                rows.stream()
                        .filter(r -> r.subject().isPresent())
                        .map(r -> r.video() + "/" + r.subject().orElseThrow())
                        .toList());
        String table = EventTable.budgets(people, rows);
        assertTrue(table.startsWith("video,subject,class,count,total_s,share,mean_s,median_s,latency_s\r\n"), table);
        assertTrue(table.contains("one.mp4,Bo,\"Walk, or \"\"run\"\"\",1,0.100000,0.033333,0.100000,0.100000,"), table);
        assertTrue(EventTable.events(people, List.of(one, two)).startsWith("video,class,kind,"));
    }

    @Test
    void theTableNamesIndividualsAndWhoDidItToWhom() {
        LabelId car = new LabelId(new java.util.UUID(1, 1));
        LabelId lost = new LabelId(new java.util.UUID(2, 2));
        Label label = Label.drawn(
                car, VIDEO, 12, BLINK, Extent.TRACK, 0, new limner.model.geometry.Box(1, 1, 4, 4), new Origin.Manual());
        IntervalEvent walk = event(WALK, 1, 3)
                .withDetails(new EventDetails(
                        BLINK,
                        List.of(
                                new EventLink(EventLink.Role.TARGET, car),
                                new EventLink(EventLink.Role.TARGET, lost),
                                new EventLink(EventLink.Role.ACTOR, car))));
        String table = EventTable.events(CLASSES, new VideoEvents("v", List.of(walk), Map.of(car, label), 20, UNEVEN));
        assertTrue(table.endsWith(",Blink,Blink 12,Blink 12; " + lost + ",\r\n"), table);
    }

    @Test
    void tablesNameTheirColumnsAndQuoteWhatNeedsIt() {
        IntervalEvent walk = event(WALK, 1, 3);
        IntervalEvent blink = event(BLINK, 0, 0);
        assertEquals(
                """
                class,kind,first_frame,last_frame,start_s,end_s,duration_s,id,subject,actors,targets,modifiers
                Blink,point,0,0,0.000000,0.000000,0.000000,%s,,,,
                "Walk, or ""run""\",interval,1,3,0.100000,0.400000,0.300000,%s,,,,
                """.formatted(blink.id(), walk.id()).replace("\n", "\r\n"),
                EventTable.events(CLASSES, video("", List.of(walk, blink))));
        assertEquals(
                """
                class,count,total_s,share,mean_s,median_s,latency_s
                "Walk, or ""run""\",1,0.300000,0.100000,0.300000,0.300000,0.100000
                Blink,1,0.000000,0.000000,,,0.000000
                """.replace("\n", "\r\n"),
                EventTable.budget(CLASSES, ClassBudget.of(CLASSES, List.of(walk, blink), 20, UNEVEN)));
    }
}
