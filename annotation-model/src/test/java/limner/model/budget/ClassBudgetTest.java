package limner.model.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.MediaId;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
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

    @Test
    void tablesNameTheirColumnsAndQuoteWhatNeedsIt() {
        IntervalEvent walk = event(WALK, 1, 3);
        IntervalEvent blink = event(BLINK, 0, 0);
        assertEquals(
                """
                class,kind,first_frame,last_frame,start_s,end_s,duration_s,id
                Blink,point,0,0,0.000000,0.000000,0.000000,%s
                "Walk, or ""run""\",interval,1,3,0.100000,0.400000,0.300000,%s
                """.formatted(blink.id(), walk.id()).replace("\n", "\r\n"),
                EventTable.events(CLASSES, List.of(walk, blink), UNEVEN));
        assertEquals(
                """
                class,count,total_s,share,mean_s,median_s,latency_s
                "Walk, or ""run""\",1,0.300000,0.100000,0.300000,0.300000,0.100000
                Blink,1,0.000000,0.000000,,,0.000000
                """.replace("\n", "\r\n"),
                EventTable.budget(CLASSES, ClassBudget.of(CLASSES, List.of(walk, blink), 20, UNEVEN)));
    }
}
