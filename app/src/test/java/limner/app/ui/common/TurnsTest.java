package limner.app.ui.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnsTest {

    private final Turns turns = new Turns(Runnable::run);
    private final List<String> done = new ArrayList<>();

    private void take(Turns.Need need, String name) {
        turns.take(need, () -> done.add(name));
    }

    @Test
    void everythingIsDoneAtOnceWhenNothingIsUnderWay() {
        take(Turns.Need.STORED, "command");
        take(Turns.Need.SEEN, "press");
        take(Turns.Need.NOTHING, "drag");
        assertEquals(List.of("command", "press", "drag"), done);
        assertTrue(turns.isFree());
        assertEquals(0, turns.waiting().get());
    }

    @Test
    void aPressWaitsForWhatIsNotSeenYetAndNotForWhatIsShown() {
        turns.asked(Turns.Ahead.SHOWN);
        take(Turns.Need.SEEN, "press");
        assertEquals(List.of("press"), done, "the stroke before is on the screen");
        turns.asked(Turns.Ahead.NOT_SHOWN);
        take(Turns.Need.SEEN, "second");
        take(Turns.Need.NOTHING, "drag");
        turns.answered();
        assertEquals(List.of("press"), done);
        assertEquals(3, turns.waiting().get(), "a change and two turns");
        turns.answered();
        assertEquals(List.of("press", "second", "drag"), done);
    }

    @Test
    void aCommandWaitsForEveryChangeAndWhatComesAfterItStaysBehind() {
        turns.asked(Turns.Ahead.SHOWN);
        turns.take(Turns.Need.STORED, () -> {
            done.add("undo");
            turns.asked(Turns.Ahead.NOT_SHOWN);
        });
        take(Turns.Need.SEEN, "press");
        take(Turns.Need.NOTHING, "tool");
        assertFalse(turns.isFree());
        turns.answered();
        assertEquals(List.of("undo"), done, "the press waits for what the undo asks for");
        turns.answered();
        assertEquals(List.of("undo", "press", "tool"), done);
    }

    @Test
    void changesAskedForLaterByOthersKeepNobodyWaiting() {
        turns.asked(Turns.Ahead.NOT_SHOWN);
        take(Turns.Need.STORED, "command");
        turns.asked(Turns.Ahead.NOT_SHOWN);
        turns.answered();
        assertEquals(List.of("command"), done);
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersWaiting() {
        turns.asked(Turns.Ahead.NOT_SHOWN);
        turns.take(Turns.Need.STORED, () -> {
            throw new IllegalStateException("broken");
        });
        take(Turns.Need.NOTHING, "next");
        assertThrows(IllegalStateException.class, turns::answered);
        take(Turns.Need.NOTHING, "another");
        assertEquals(List.of("next", "another"), done);
        assertTrue(turns.isFree());
    }

    @Test
    void whatWaitsBehindOneThatFailsIsDoneWithoutAnotherKey() {
        turns.asked(Turns.Ahead.NOT_SHOWN);
        turns.take(Turns.Need.STORED, () -> {
            throw new IllegalStateException("broken");
        });
        take(Turns.Need.NOTHING, "next");
        take(Turns.Need.STORED, "last");
        assertThrows(IllegalStateException.class, turns::answered);
        assertEquals(List.of("next", "last"), done);
        assertTrue(turns.isFree());
    }
}
