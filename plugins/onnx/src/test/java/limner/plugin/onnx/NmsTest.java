package limner.plugin.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NmsTest {

    @Test
    void theBetterOfTwoBoxesThatOverlapTooMuchStays() {
        Detection good = box(0, 0.9, 0, 0, 10, 10);
        Detection worse = box(0, 0.8, 1, 0, 11, 10);
        Detection apart = box(0, 0.7, 20, 0, 30, 10);

        assertEquals(List.of(good, apart), new Nms(0.5).keepBest(List.of(apart, worse, good)));
    }

    @Test
    void overlapExactlyAtTheLimitIsAllowed() {
        // 10 x 10 and its half: 50 shared of 100.
        Detection whole = box(0, 0.9, 0, 0, 10, 10);
        Detection half = box(0, 0.8, 0, 0, 5, 10);

        assertEquals(0.5, whole.overlap(half));
        assertEquals(2, new Nms(0.5).keepBest(List.of(whole, half)).size());
        assertEquals(1, new Nms(0.4999).keepBest(List.of(whole, half)).size());
    }

    @Test
    void boxesOfDifferentClassesDoNotSuppressEachOther() {
        Detection rider = box(0, 0.9, 0, 0, 10, 10);
        Detection horse = box(1, 0.8, 0, 0, 10, 10);

        assertEquals(List.of(rider, horse), new Nms(0.5).keepBest(List.of(horse, rider)));
    }

    @Test
    void aBoxThatWasSuppressedSuppressesNothing() {
        Detection first = box(0, 0.9, 0, 0, 10, 10);
        Detection second = box(0, 0.8, 3, 0, 13, 10);
        Detection third = box(0, 0.7, 6, 0, 16, 10);

        assertEquals(List.of(first, third), new Nms(0.5).keepBest(List.of(first, second, third)));
    }

    @Test
    void ofEqualScoresTheEarlierComesFirst() {
        Detection a = box(0, 0.5, 0, 0, 10, 10);
        Detection b = box(0, 0.5, 1, 0, 11, 10);

        assertEquals(List.of(a), new Nms(0.5).keepBest(List.of(a, b)));
        assertEquals(List.of(b), new Nms(0.5).keepBest(List.of(b, a)));
    }

    private static Detection box(int classIndex, double score, double left, double top, double right, double bottom) {
        return new Detection(classIndex, score, left, top, right, bottom);
    }
}
