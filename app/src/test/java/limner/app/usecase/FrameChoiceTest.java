package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class FrameChoiceTest {

    @Test
    void everyNthStartsAtTheFirstFrame() {
        assertEquals(List.of(0, 10, 20), new FrameChoice.EveryNth(10).in(21));
        assertEquals(List.of(0, 10), new FrameChoice.EveryNth(10).in(20));
        assertEquals(List.of(0), new FrameChoice.EveryNth(Integer.MAX_VALUE).in(20));
    }

    @Test
    void framesThatAreNotThereAreLeftOut() {
        assertEquals(List.of(0, 19), new FrameChoice.Given(new TreeSet<>(List.of(19, -1, 20, 0))).in(20));
    }

    @Test
    void aStepOfNothingIsRefused() {
        assertThrows(AppException.class, () -> new FrameChoice.EveryNth(0));
    }
}
