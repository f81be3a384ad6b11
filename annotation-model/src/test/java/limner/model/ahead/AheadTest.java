package limner.model.ahead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AheadTest {

    private static final int MANY = 20_000;

    /// Larger than all the room there is.
    private static final long HUGE = 1L << 40;

    @Test
    void allIsTakenInItsOrder() throws Exception {
        List<Integer> taken = new ArrayList<>();
        String made = Ahead.<Integer, String>run(
                "maker",
                ahead -> {
                    for (int i = 0; i < MANY; i++) {
                        ahead.add(i, i % 100 == 0 ? HUGE : i);
                    }
                    return "made";
                },
                taken::addAll);

        assertEquals("made", made);
        assertEquals(IntStream.range(0, MANY).boxed().toList(), taken);
    }

    @Test
    void oneHugeThingAtATimeWaits() throws Exception {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Ahead.<Integer, Integer>run(
                "maker",
                ahead -> {
                    for (int i = 0; i < 200; i++) {
                        made.incrementAndGet();
                        ahead.add(i, HUGE);
                    }
                    return 0;
                },
                things -> {
                    most.accumulateAndGet(made.get() - taken.get(), Math::max);
                    taken.addAndGet(things.size());
                });

        assertEquals(200, taken.get());
        // The one that is being taken, and the one that was made meanwhile and has no room yet.
        assertTrue(most.get() <= 2, most::toString);
    }

    @Test
    void whatTheMakerFailsWithIsToldAfterAllItMade() {
        List<Integer> taken = new ArrayList<>();
        IllegalStateException wrong = new IllegalStateException("wrong");
        assertSame(
                wrong,
                assertThrows(
                        IllegalStateException.class,
                        () -> Ahead.<Integer, Integer>run(
                                "maker",
                                ahead -> {
                                    ahead.add(1, 1);
                                    throw wrong;
                                },
                                taken::addAll)));
        assertEquals(List.of(1), taken);
    }

    @Test
    void whoeverTakesCanEndIt() {
        IllegalStateException wrong = new IllegalStateException("wrong");
        assertSame(
                wrong,
                assertThrows(
                        IllegalStateException.class,
                        () -> Ahead.<Integer, Integer>run("maker", AheadTest::withoutEnd, things -> {
                            throw wrong;
                        })));
    }

    @Test
    void anInterruptedTakerEndsIt() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(
                    InterruptedException.class,
                    () -> Ahead.<Integer, Integer>run("maker", AheadTest::withoutEnd, things -> {}));
        } finally {
            Thread.interrupted();
        }
    }

    /// What is ended by others alone, or only after hours.
    private static int withoutEnd(Ahead<Integer> ahead) {
        for (int i = 0; i < Integer.MAX_VALUE; i++) {
            ahead.add(i, 1);
        }
        return 0;
    }
}
