package limner.app.ui.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import org.junit.jupiter.api.Test;

class TimeScaleTest {

    @Test
    void everyFrameIsFoundAtItsCentreAtAnyZoom() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            int frames = 1 + random.nextInt(100_000);
            TimeScale scale = TimeScale.whole(1 + random.nextInt(3000), frames)
                    .zoomed(random.nextInt(3000), Math.pow(2, random.nextInt(20)))
                    .panned(random.nextInt(2000) - 1000);
            int frame = random.nextInt(frames);
            assertEquals(frame, scale.frameAt(scale.centre(frame)));
            assertTrue(scale.first() >= 0 && scale.first() + scale.visible() <= frames + 1e-6, scale.toString());
        }
    }

    @Test
    void marksStandOnRoundNumbers() {
        assertEquals(1, new TimeScale(0, 64, 1000, 5000).step(56));
        assertEquals(5, new TimeScale(0, 12, 1000, 5000).step(56));
        assertEquals(500, TimeScale.whole(1000, 5000).step(56));
    }

    @Test
    void amountsAreSummedOverAnyStretch() {
        Density density = Density.of(new TreeMap<>(Map.of(3, 1, 5, 4, 6, 0, 90, 2)), n -> n);
        assertEquals(3, density.size(), "a frame that counts nothing is left out");
        assertEquals(7, density.total());
        assertEquals(5, density.between(0, 5));
        assertEquals(0, density.between(6, 89));
        assertEquals(2, density.between(90, 200));
        assertEquals(OptionalInt.of(5), density.nearest(6, 3));
        assertEquals(OptionalInt.empty(), density.nearest(50, 3));
    }

    @Test
    void neighboursOfOneStateAreOneRun() {
        StateRuns runs = StateRuns.of(new TreeMap<>(
                Map.of(0, FrameState.DONE, 1, FrameState.DONE, 2, FrameState.IN_WORK, 4, FrameState.IN_WORK)));
        assertEquals(
                java.util.List.of(
                        new StateRuns.Run(new FrameRange(0, 1), FrameState.DONE),
                        new StateRuns.Run(FrameRange.of(2), FrameState.IN_WORK),
                        new StateRuns.Run(FrameRange.of(4), FrameState.IN_WORK)),
                runs.runs());
        assertEquals(2, runs.index(3));
    }
}
