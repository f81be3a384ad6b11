package limner.app.ui.canvas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import limner.model.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BoxIndexTest {

    private static int[] oneByOne(List<Box> boxes, Box area) {
        return IntStream.range(0, boxes.size())
                .filter(i -> boxes.get(i).x() <= area.right()
                        && boxes.get(i).right() >= area.x()
                        && boxes.get(i).y() <= area.bottom()
                        && boxes.get(i).bottom() >= area.y())
                .toArray();
    }

    private static int[] meeting(BoxIndex index, Box area) {
        return index.meeting(area.x(), area.y(), area.right(), area.bottom());
    }

    @ParameterizedTest(name = "{0} boxes")
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 255, 256, 257, 4096, 4097, 20_000})
    void findsWhatAskingEveryBoxFinds(int count) {
        long seed = 31L * count + 7;
        Random random = new Random(seed);
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double size = Math.pow(10, random.nextDouble() * 4 - 1);
            boxes.add(new Box(
                    random.nextDouble() * 2200 - 100,
                    random.nextDouble() * 1300 - 100,
                    // Points, lines and things larger than the picture as well.
                    random.nextInt(10) == 0 ? 0 : random.nextDouble() * size,
                    random.nextInt(10) == 0 ? 0 : random.nextDouble() * size));
        }
        BoxIndex index = BoxIndex.of(boxes);
        assertEquals(count, index.size());
        for (int i = 0; i < 200; i++) {
            Box area = new Box(
                    random.nextDouble() * 2400 - 200,
                    random.nextDouble() * 1500 - 200,
                    i % 5 == 0 ? 0 : random.nextDouble() * (i % 3 == 0 ? 2000 : 60),
                    i % 7 == 0 ? 0 : random.nextDouble() * (i % 3 == 0 ? 1200 : 60));
            assertArrayEquals(oneByOne(boxes, area), meeting(index, area), "seed " + seed + ", " + area);
        }
    }

    @Test
    void bordersThatTouchMeet() {
        List<Box> boxes = List.of(new Box(0, 0, 10, 10), new Box(10, 0, 5, 5), new Box(10.5, 0, 5, 5));
        assertArrayEquals(new int[] {0, 1}, meeting(BoxIndex.of(boxes), new Box(10, 2, 0, 0)));
    }

    @Test
    void thingsOnOneSpotAreAllFound() {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            boxes.add(new Box(5, 5, 0, 0));
        }
        assertEquals(1000, meeting(BoxIndex.of(boxes), new Box(0, 0, 5, 5)).length);
        assertEquals(0, meeting(BoxIndex.of(boxes), new Box(0, 0, 4, 5)).length);
    }
}
