package limner.app.ui.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SoonTest {

    private final Queue<Runnable> later = new ArrayDeque<>();
    private final AtomicInteger done = new AtomicInteger();

    private void go() {
        for (Runnable next = later.poll(); next != null; next = later.poll()) {
            next.run();
        }
    }

    @Test
    void whatIsAskedForManyTimesIsDoneOnceAndLater() {
        Soon soon = new Soon(later::add, done::incrementAndGet);
        soon.ask();
        soon.ask();
        assertEquals(0, done.get());
        go();
        assertEquals(1, done.get());
        soon.ask();
        go();
        assertEquals(2, done.get());
    }

    @Test
    void whatIsNeededAtOnceIsNotDoneAgainLater() {
        Soon soon = new Soon(later::add, done::incrementAndGet);
        soon.now();
        assertEquals(0, done.get());
        soon.ask();
        soon.now();
        assertEquals(1, done.get());
        go();
        assertEquals(1, done.get());
    }

    @Test
    void whatIsAskedForByTheWorkItselfIsDoneAfterIt() {
        Queue<Soon> self = new ArrayDeque<>();
        Soon soon = new Soon(later::add, () -> {
            if (done.incrementAndGet() < 3) {
                self.element().ask();
            }
        });
        self.add(soon);
        soon.ask();
        go();
        assertEquals(3, done.get());
    }

    @Test
    void nothingIsDoneWhenItIsOver() {
        Soon soon = new Soon(later::add, done::incrementAndGet);
        soon.ask();
        soon.close();
        go();
        soon.ask();
        go();
        soon.now();
        assertEquals(0, done.get());
    }
}
