package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of edges of every length beside each other, up to the largest positions there can be.
final class MergeTest {

    private static final int ROUNDS = 20_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theSharedAreaIsThatOfGoingFromEdgeToEdge(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int pixels = pixels(random, round);
            int[] a = edges(random, pixels);
            int[] b = edges(random, pixels);
            assertEquals(shared(a, b, pixels), Merge.intersectionArea(a, b, pixels), "seed " + seed + ", " + round);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void edgesUpToAPlaceAreThoseABinarySearchFinds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int pixels = pixels(random, round);
            int[] edges = edges(random, pixels);
            int position = edges.length > 0 && random.nextBoolean()
                    ? edges[random.nextInt(edges.length)]
                    : random.nextInt(pixels) - 1;
            int found = Arrays.binarySearch(edges, position);
            int expected = found >= 0 ? found + 1 : -found - 1;
            assertEquals(expected, Merge.edgesUpTo(edges, position), "seed " + seed + ", " + round);
            assertEquals(edges.length, Merge.edgesUpTo(edges, Integer.MAX_VALUE), "seed " + seed + ", " + round);
        }
    }

    private static int pixels(Random random, int round) {
        return switch (round % 3) {
            case 0 -> 1 + random.nextInt(60);
            case 1 -> 1 + random.nextInt(2_000);
            default -> Integer.MAX_VALUE - random.nextInt(1_000);
        };
    }

    /// Often few, often many in a part of the picture; an odd number goes on to its end.
    private static int[] edges(Random random, int pixels) {
        int count = random.nextInt(random.nextBoolean() ? 10 : 400);
        int first = random.nextInt(pixels);
        int width = 1 + random.nextInt(pixels - first);
        TreeSet<Integer> edges = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            edges.add(first + random.nextInt(width));
        }
        return edges.stream().mapToInt(Integer::intValue).toArray();
    }

    private static long shared(int[] a, int[] b, int pixels) {
        long area = 0;
        int i = 0;
        int j = 0;
        int last = 0;
        while (i < a.length || j < b.length) {
            int p = i < a.length ? a[i] : Integer.MAX_VALUE;
            int q = j < b.length ? b[j] : Integer.MAX_VALUE;
            int next = Math.min(p, q);
            area += (i & j & 1) * (next - last);
            last = next;
            i += i < a.length && p == next ? 1 : 0;
            j += j < b.length && q == next ? 1 : 0;
        }
        return area + (long) (i & j & 1) * (pixels - last);
    }
}
