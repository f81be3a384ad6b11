package limner.model.release.diff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limner.model.geometry.Rle;

/// Which objects of one picture are the same in both releases: first those with the same label; of the rest, again and
/// again, the two that cover each other best, as long as they cover each other enough. What covers no pixel is the same
/// where it is drawn the same.
///
/// @param pairs in the order of the first release
record Pairing(List<Pair> pairs, List<Integer> removed, List<Integer> added) {

    /// @param overlap intersection over union in pixels; 1 for what covers no pixel and is drawn the same
    record Pair(int before, int after, boolean byLabel, double overlap) {}

    static Pairing of(List<Shown> before, List<Shown> after, int width, int height, double leastOverlap) {
        BitSet usedBefore = new BitSet();
        BitSet usedAfter = new BitSet();
        List<Pair> pairs = new ArrayList<>();
        Map<String, Integer> byLabel = new HashMap<>();
        for (int b = 0; b < after.size(); b++) {
            byLabel.putIfAbsent(after.get(b).label(), b);
        }
        for (int a = 0; a < before.size(); a++) {
            Integer b = byLabel.remove(before.get(a).label());
            if (b != null) {
                usedBefore.set(a);
                usedAfter.set(b);
                pairs.add(new Pair(a, b, true, overlap(before.get(a), after.get(b), width, height)));
            }
        }
        for (Pair p : candidates(before, after, usedBefore, usedAfter, width, height)) {
            if (p.overlap() >= leastOverlap && !usedBefore.get(p.before()) && !usedAfter.get(p.after())) {
                usedBefore.set(p.before());
                usedAfter.set(p.after());
                pairs.add(p);
            }
        }
        pairs.sort(Comparator.comparingInt(Pair::before));
        return new Pairing(pairs, free(usedBefore, before.size()), free(usedAfter, after.size()));
    }

    private static List<Integer> free(BitSet used, int size) {
        List<Integer> all = new ArrayList<>();
        for (int i = used.nextClearBit(0); i < size; i = used.nextClearBit(i + 1)) {
            all.add(i);
        }
        return all;
    }

    /// Best first; of equals, those of one class first, then those that lie lower.
    private static List<Pair> candidates(
            List<Shown> before, List<Shown> after, BitSet usedBefore, BitSet usedAfter, int width, int height) {
        List<Integer> left = free(usedBefore, before.size());
        List<Integer> right = free(usedAfter, after.size());
        if (left.isEmpty() || right.isEmpty()) {
            return List.of();
        }
        Map<Integer, Rle> pixels = new HashMap<>();
        right.forEach(b -> pixels.put(b, after.get(b).pixels(width, height)));
        List<Pair> all = new ArrayList<>();
        for (int a : left) {
            Rle covers = before.get(a).pixels(width, height);
            for (int b : right) {
                double overlap = before.get(a).annotation().isEmpty()
                        ? drawnLike(before.get(a), after.get(b))
                        : covers.iou(pixels.getOrDefault(b, Rle.empty(width, height)));
                if (overlap > 0) {
                    all.add(new Pair(a, b, false, overlap));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Pair::overlap)
                .reversed()
                .thenComparing(p -> before.get(p.before()).classKey()
                                == after.get(p.after()).classKey()
                        ? 0
                        : 1)
                .thenComparing(Pair::before)
                .thenComparing(Pair::after));
        return all;
    }

    private static double drawnLike(Shown a, Shown b) {
        boolean like =
                b.annotation().isEmpty() && a.line().drawn().equals(b.line().drawn());
        return like ? 1 : 0;
    }

    private static double overlap(Shown a, Shown b, int width, int height) {
        if (a.writtenLike(b)) {
            return a.annotation().isEmpty() ? drawnLike(a, b) : 1;
        }
        Rle before = a.pixels(width, height);
        Rle after = b.pixels(width, height);
        return before.isEmpty() && after.isEmpty() ? 1 : before.iou(after);
    }
}
