package limner.model.geometry;

import java.util.Arrays;

/// Two lists of edges walked together. Which pixels stay is given by a rule of four bits: bit 2a + b says whether a
/// pixel
/// is kept that is inside the first mask (a = 1) or not, and inside the second (b = 1) or not.
///
/// The loops avoid branches that depend on the data, because on grainy masks such branches are guessed wrong every
/// other time and cost more than all the rest. Without them each step waits for the one before it; so long lists are
/// parted in the middle and both halves are walked in the same loop, which a processor does nearly as fast as one. A
/// loop of so many values took two to three times as long in some Java machines, by what the compiler had seen before
/// (presumably where it found no registers for all of them); so ends are not looked at in the loop of [#edges], and
/// what
/// was kept last is not remembered.
final class Merge {
    static final int UNION = 0b1110;
    static final int INTERSECTION = 0b1000;
    static final int DIFFERENCE = 0b0100;
    static final int EXCLUSIVE = 0b0110;

    /// Below this many edges, parting the lists costs more than it saves.
    private static final int WORTH_PARTING = 64;

    private Merge() {}

    static int[] edges(int[] a, int[] b, int rule) {
        int middle = middle(a, b);
        int i2 = edgesUpTo(a, middle);
        int j2 = edgesUpTo(b, middle);
        int iEnd = i2;
        int jEnd = j2;
        int[] out = new int[a.length + b.length + 3];
        int i = 0;
        int j = 0;
        int size = 0;
        // Every edge that is kept changes over, so that the place of the next one, odd or even, says whether what is
        // kept is inside before it. The second half begins at an odd place where it begins inside.
        int start2 = iEnd + jEnd + 1;
        start2 += (start2 ^ kept(rule, i2, j2)) & 1;
        int size2 = start2;
        int sure = sure(iEnd - i, jEnd - j, a.length - i2, b.length - j2);
        while (sure > 0) {
            for (int k = 0; k < sure; k++) {
                int p = a[i];
                int q = b[j];
                int p2 = a[i2];
                int q2 = b[j2];
                i += p <= q ? 1 : 0;
                j += q <= p ? 1 : 0;
                i2 += p2 <= q2 ? 1 : 0;
                j2 += q2 <= p2 ? 1 : 0;
                // Written always, kept only when something changes over here.
                out[size] = Math.min(p, q);
                out[size2] = Math.min(p2, q2);
                size += (kept(rule, i, j) ^ size) & 1;
                size2 += (kept(rule, i2, j2) ^ size2) & 1;
            }
            sure = sure(iEnd - i, jEnd - j, a.length - i2, b.length - j2);
        }
        size = finish(a, i, iEnd, b, j, jEnd, rule, out, size);
        size2 = finish(a, i2, a.length, b, j2, b.length, rule, out, size2);
        System.arraycopy(out, start2, out, size, size2 - start2);
        return Arrays.copyOf(out, size + size2 - start2);
    }

    /// How many steps neither half can end in.
    private static int sure(int i, int j, int i2, int j2) {
        return Math.min(Math.min(i, j), Math.min(i2, j2));
    }

    private static int kept(int rule, int i, int j) {
        return (rule >>> ((i & 1) * 2 + (j & 1))) & 1;
    }

    /// Merges what is left of `a` from `i` and of `b` from `j`.
    ///
    /// @return where the next edge would be written
    private static int finish(int[] a, int i, int iEnd, int[] b, int j, int jEnd, int rule, int[] out, int size) {
        while (i < iEnd && j < jEnd) {
            int p = a[i];
            int q = b[j];
            i += p <= q ? 1 : 0;
            j += q <= p ? 1 : 0;
            out[size] = Math.min(p, q);
            size += (kept(rule, i, j) ^ size) & 1;
        }
        // What is left of one list changes the result either at each of its edges or at none.
        boolean restIsA = i < iEnd;
        int other = (restIsA ? j : i) & 1;
        int keptOutside = (rule >>> (restIsA ? other : 2 * other)) & 1;
        int keptInside = (rule >>> (restIsA ? 2 + other : 2 * other + 1)) & 1;
        if (keptOutside != keptInside) {
            int next = restIsA ? i : j;
            int length = (restIsA ? iEnd : jEnd) - next;
            System.arraycopy(restIsA ? a : b, next, out, size, length);
            size += length;
        }
        return size;
    }

    /// Walks from one run of pixels that are inside to the next, which takes half the steps of going from edge to edge:
    /// the run that ends first is left behind. The first list is parted in the middle of what overlaps; no two runs
    /// meet
    /// in both halves.
    static long intersectionArea(int[] a, int[] b, int pixels) {
        if (a.length == 0 || b.length == 0) {
            return 0;
        }
        int from = Math.max(a[0], b[0]);
        int i = edgesUpTo(a, from) & ~1;
        int j = edgesUpTo(b, from) & ~1;
        int overlapping = edgesUpTo(a, b[b.length - 1]) - i;
        if (overlapping < WORTH_PARTING || b.length < WORTH_PARTING) {
            return finishArea(a, i, a.length, b, j, pixels);
        }
        int i2 = i + (overlapping >>> 1 & ~1);
        int j2 = edgesUpTo(b, a[i2]) & ~1;
        int iEnd = i2;
        // A last run that goes on to the end of the picture has no second edge.
        int iEnd2 = a.length & ~1;
        int jEnd = b.length & ~1;
        int area = 0;
        int sure = sure(iEnd - i, jEnd - j, iEnd2 - i2, jEnd - j2) >> 1;
        while (sure > 0) {
            for (int k = 0; k < sure; k++) {
                int end = a[i + 1];
                int otherEnd = b[j + 1];
                int end2 = a[i2 + 1];
                int otherEnd2 = b[j2 + 1];
                area += Math.max(0, Math.min(end, otherEnd) - Math.max(a[i], b[j]))
                        + Math.max(0, Math.min(end2, otherEnd2) - Math.max(a[i2], b[j2]));
                i += end <= otherEnd ? 2 : 0;
                j += otherEnd <= end ? 2 : 0;
                i2 += end2 <= otherEnd2 ? 2 : 0;
                j2 += otherEnd2 <= end2 ? 2 : 0;
            }
            sure = sure(iEnd - i, jEnd - j, iEnd2 - i2, jEnd - j2) >> 1;
        }
        return area + finishArea(a, i, iEnd, b, j, pixels) + finishArea(a, i2, a.length, b, j2, pixels);
    }

    /// The pixels in both of the runs from `i` to `iEnd` and those from `j` on.
    private static int finishArea(int[] a, int i, int iEnd, int[] b, int j, int pixels) {
        int area = 0;
        int next = i;
        int other = j;
        while (next < iEnd && other < b.length) {
            int end = next + 1 < a.length ? a[next + 1] : pixels;
            int otherEnd = other + 1 < b.length ? b[other + 1] : pixels;
            area += Math.max(0, Math.min(end, otherEnd) - Math.max(a[next], b[other]));
            next += end <= otherEnd ? 2 : 0;
            other += otherEnd <= end ? 2 : 0;
        }
        return area;
    }

    /// Where both lists are parted, so that the two halves that overlap are about equally long.
    private static int middle(int[] a, int[] b) {
        if (a.length < WORTH_PARTING || b.length < WORTH_PARTING) {
            return -1;
        }
        int from = Math.max(a[0], b[0]);
        int to = Math.min(a[a.length - 1], b[b.length - 1]);
        if (from >= to) {
            return -1;
        }
        return a[(edgesUpTo(a, from) + edgesUpTo(a, to) - 1) >>> 1];
    }

    /// How many edges are at or before a position.
    ///
    /// @param position -1 or more
    static int edgesUpTo(int[] edges, int position) {
        // Which half goes on cannot be guessed, so that a branch would cost more than the arithmetic.
        int before = 0;
        int left = edges.length;
        while (left > 1) {
            int half = left >>> 1;
            before += half & ((edges[before + half - 1] - position - 1) >> 31);
            left -= half;
        }
        return left == 1 && edges[before] <= position ? before + 1 : before;
    }
}
