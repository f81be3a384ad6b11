package limner.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// With pulses and times that the test gives.
final class AfterPictureTest {

    private static final long PULSE = 16_000_000;

    private final AtomicBoolean seen = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private final AfterPicture after = new AfterPicture(seen::get, done::incrementAndGet);

    @BeforeAll
    static void start() {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (IllegalStateException e) {
            // An earlier test of this run has started it.
        }
    }

    @Test
    void thePictureIsDrawnBeforeAnythingElseIsDone() {
        long now = 5;
        for (int i = 0; i < 10; i++) {
            after.handle(now += PULSE);
        }
        seen.set(true);
        for (int i = 0; i < AfterPicture.DRAWN; i++) {
            after.handle(now += PULSE);
            // Labels may be painted anew meanwhile; the picture was there.
            seen.set(false);
        }
        assertEquals(0, done.get());
        after.handle(now + PULSE);
        assertEquals(1, done.get());
    }

    @Test
    void aPictureThatDoesNotComeIsNotWaitedForLong() {
        after.handle(7);
        after.handle(7 + AfterPicture.PATIENCE);
        assertEquals(0, done.get());
        after.handle(8 + AfterPicture.PATIENCE);
        assertEquals(1, done.get());
    }
}
