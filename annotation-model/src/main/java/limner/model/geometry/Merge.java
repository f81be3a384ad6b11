package limner.model.geometry;

import java.util.Arrays;

/// Two lists of edges walked together. Which pixels stay is given by a rule of four bits: bit 2a + b says whether a
/// pixel
/// is kept that is inside the first mask (a = 1) or not, and inside the second (b = 1) or not.
///
/// The loops avoid branches that depend on the data, because on grainy masks such branches are guessed wrong every
/// other
/// time and cost more than all the rest.
final class Merge {
    static final int UNION = 0b1110;
    static final int INTERSECTION = 0b1000;
    static final int DIFFERENCE = 0b0100;
    static final int EXCLUSIVE = 0b0110;

    private Merge() {}

    static int[] edges(int[] a, int[] b, int rule) {
        int[] out = new int[a.length + b.length + 1];
        int size = 0;
        int before = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            int p = a[i];
            int q = b[j];
            i += p <= q ? 1 : 0;
            j += q <= p ? 1 : 0;
            int now = (rule >>> ((i & 1) * 2 + (j & 1))) & 1;
            // Written always, kept only when something changes over here.
            out[size] = Math.min(p, q);
            size += now ^ before;
            before = now;
        }
        // What is left of one list changes the result either at each of its edges or at none.
        boolean restIsA = i < a.length;
        int other = (restIsA ? j : i) & 1;
        int keptOutside = (rule >>> (restIsA ? other : 2 * other)) & 1;
        int keptInside = (rule >>> (restIsA ? 2 + other : 2 * other + 1)) & 1;
        if (keptOutside != keptInside) {
            int[] rest = restIsA ? a : b;
            int next = restIsA ? i : j;
            System.arraycopy(rest, next, out, size, rest.length - next);
            size += rest.length - next;
        }
        return Arrays.copyOf(out, size);
    }

    static long intersectionArea(int[] a, int[] b, int pixels) {
        if (a.length == 0 || b.length == 0) {
            return 0;
        }
        int from = Math.max(a[0], b[0]);
        int i = edgesUpTo(a, from);
        int j = edgesUpTo(b, from);
        int area = 0;
        int last = from;
        while (i < a.length && j < b.length) {
            int p = a[i];
            int q = b[j];
            int position = Math.min(p, q);
            area += (position - last) & -(i & j & 1);
            last = position;
            i += p <= q ? 1 : 0;
            j += q <= p ? 1 : 0;
        }
        // One mask has no more edges; if it stays inside to the end, the rest of the other counts.
        boolean restIsA = i < a.length;
        if (((restIsA ? j : i) & 1) == 1) {
            int[] rest = restIsA ? a : b;
            int next = restIsA ? i : j;
            for (; next < rest.length; next++) {
                area += (rest[next] - last) & -(next & 1);
                last = rest[next];
            }
            area += (pixels - last) & -(next & 1);
        }
        return area;
    }

    /// How many edges are at or before a position.
    static int edgesUpTo(int[] edges, int position) {
        int found = Arrays.binarySearch(edges, position);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
