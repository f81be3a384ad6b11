package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import limner.media.pace.PlayTimes;
import limner.media.source.Rational;
import org.junit.jupiter.api.Test;

final class FrameChoiceTest {

    private static final Supplier<PlayTimes> NONE = () -> {
        throw new AssertionError("nobody needs the times");
    };

    @Test
    void everyNthStartsAtTheFirstFrame() {
        assertEquals(List.of(0, 10, 20), new FrameChoice.EveryNth(10).in(21, NONE));
        assertEquals(List.of(0, 10), new FrameChoice.EveryNth(10).in(20, NONE));
        assertEquals(List.of(0), new FrameChoice.EveryNth(Integer.MAX_VALUE).in(20, NONE));
    }

    @Test
    void framesThatAreNotThereAreLeftOut() {
        assertEquals(List.of(0, 19), new FrameChoice.Given(new TreeSet<>(List.of(19, -1, 20, 0))).in(20, NONE));
    }

    @Test
    void aStepOfNothingIsRefused() {
        assertThrows(AppException.class, () -> new FrameChoice.EveryNth(0));
    }

    @Test
    void aRateTakesTheFramesThatAreOnTheScreenThen() {
        PlayTimes times = PlayTimes.of(new Rational(1, 1000), 0, 40, 80, 580, 590, 600, 1200);
        assertEquals(List.of(0, 2, 5), FrameChoice.AtRate.of("2,5").in(6, () -> times));
        assertEquals(List.of(0, 2), FrameChoice.AtRate.of("2.5").in(5, () -> times), "a video of five frames");
        for (String wrong : List.of("0", "-1", "soon", "1/0", "9999", "")) {
            AppException refused = assertThrows(AppException.class, () -> FrameChoice.AtRate.of(wrong));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("How many frames a second?"), wrong);
        }
    }
}
