package limner.model.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;

/// Finds pictures that are in two parts of a release, or nearly: the same decoded plane, or a difference hash that
/// differs in few bits. Of pictures that are alike within a part, the first stands for all. Not for several threads.
final class Leaks {

    private static final int BANDS = 4;
    private static final int BITS = 16;

    private final SequencedMap<Key, Seen> seen = new LinkedHashMap<>();
    private final Set<Look> looks = new HashSet<>();

    /// What makes two pictures of one part count as one.
    private record Key(String part, String plane) {}

    /// Pictures of one part that look the same: one of them is compared with other parts by its look.
    private record Look(String part, long hash) {}

    private record Seen(int image, String part, String plane, OptionalLong hash) {}

    /// Two pictures of two parts.
    ///
    /// @param image the one with the smaller number
    /// @param bits of the difference hash that differ; 0 where the planes are the same
    /// @param samePlane whether the decoded planes are the same, byte for byte
    record Pair(int image, String part, int other, String otherPart, int bits, boolean samePlane) {}

    void picture(int image, String part, FrameIdentity identity, OptionalLong hash) {
        boolean first = hash.isPresent() && looks.add(new Look(part, hash.getAsLong()));
        seen.putIfAbsent(
                new Key(part, identity.planeMd5()),
                new Seen(image, part, identity.planeMd5(), first ? hash : OptionalLong.empty()));
    }

    /// In the order of their pictures.
    List<Pair> pairs() {
        List<Pair> all = new ArrayList<>();
        Map<String, List<Seen>> planes = new HashMap<>();
        Map<Long, List<Seen>> bands = new HashMap<>();
        for (Seen now : seen.values()) {
            SequencedMap<Integer, Pair> found = new LinkedHashMap<>();
            for (Seen before : planes.getOrDefault(now.plane(), List.of())) {
                if (!before.part().equals(now.part())) {
                    found.put(before.image(), pair(before, now, 0, true));
                }
            }
            planes.computeIfAbsent(now.plane(), _ -> new ArrayList<>()).add(now);
            if (now.hash().isPresent()) {
                near(now, now.hash().getAsLong(), bands, found);
            }
            all.addAll(found.values());
        }
        all.sort(Comparator.comparingInt(Pair::image).thenComparingInt(Pair::other));
        return all;
    }

    /// Hashes that differ in at most three bits have one of four bands of sixteen bits in common.
    private static void near(Seen now, long hash, Map<Long, List<Seen>> bands, SequencedMap<Integer, Pair> found) {
        for (int band = 0; band < BANDS; band++) {
            long key = (long) band << BITS | hash >>> band * BITS & 0xffff;
            List<Seen> like = bands.computeIfAbsent(key, _ -> new ArrayList<>());
            for (Seen before : like) {
                int bits = Long.bitCount(before.hash().orElse(~hash) ^ hash);
                if (bits <= DifferenceHash.NEAR && !before.part().equals(now.part())) {
                    found.putIfAbsent(before.image(), pair(before, now, bits, false));
                }
            }
            like.add(now);
        }
    }

    private static Pair pair(Seen a, Seen b, int bits, boolean samePlane) {
        return new Pair(a.image(), a.part(), b.image(), b.part(), bits, samePlane);
    }
}
