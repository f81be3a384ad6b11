package limner.media.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Brings together the numbers that a scan gave and those that decoding proved. Pure; any thread.
///
/// Where both say the same, the proved index stands. Where they differ only behind the numbers that somebody has seen,
/// the proved index stands as well. Else each packet keeps the number it had: a number whose packet gave no picture
/// becomes a hole, and a picture that no number was kept for gets none. Both are told as [Damage].
public final class Renumbering {
    private Renumbering() {}

    /// The index to go on with.
    ///
    /// @param lastSeen the highest number that somebody got a picture for, -1 for none
    public static FrameIndex settle(FrameIndex provisional, FrameIndex proved, int lastSeen) {
        int same = agreement(provisional, proved);
        boolean all = same == provisional.count() && same == proved.count() && provisional.holeCount() == 0;
        return all || lastSeen < same ? proved : keepNumbers(provisional, proved);
    }

    /// How many numbers from 0 on name the same packet in both.
    private static int agreement(FrameIndex provisional, FrameIndex proved) {
        int common = Math.min(provisional.count(), proved.count());
        for (int n = 0; n < common; n++) {
            boolean same = provisional.packetOf(n) == proved.packetOf(n) && isSamePacket(provisional, proved, n);
            if (!same || provisional.isHole(n)) {
                return n;
            }
        }
        return common;
    }

    private static boolean isSamePacket(FrameIndex provisional, FrameIndex proved, int frame) {
        int packet = provisional.packetOf(frame);
        return packet < 0
                || packet < proved.packetCount()
                        && provisional.packets.size[packet] == proved.packets.size[packet]
                        && provisional.packets.hash[packet] == proved.packets.hash[packet];
    }

    private static FrameIndex keepNumbers(FrameIndex provisional, FrameIndex proved) {
        int count = provisional.count();
        long[] pts = provisional.pts.clone();
        int[] checksum = new int[count];
        int[] packet = provisional.packet.clone();
        BitSet holes = new BitSet();
        List<Damage> damage = new ArrayList<>(proved.damage());
        int numbered = 0;
        int same = agreement(provisional, proved);
        Map<Integer, Deque<Integer>> ofPacket = ofPackets(proved, same);
        for (int n = 0; n < count; n++) {
            int shown = n < same ? n : -1;
            if (n >= same && packet[n] >= 0 && !provisional.isHole(n) && isSamePacket(provisional, proved, n)) {
                Integer next =
                        ofPacket.getOrDefault(packet[n], new ArrayDeque<>()).poll();
                shown = next == null ? -1 : next;
            }
            if (shown >= 0) {
                pts[n] = proved.pts(shown);
                checksum[n] = proved.checksum(shown);
                numbered++;
            } else {
                packet[n] = Math.min(packet[n], proved.packetCount() - 1);
                holes.set(n);
            }
        }
        for (int n = holes.nextSetBit(0); n >= 0; n = holes.nextSetBit(holes.nextClearBit(n))) {
            damage.add(new Damage(Damage.Kind.NUMBER_WITHOUT_PICTURE, n, holes.nextClearBit(n) - n));
        }
        if (numbered < proved.count()) {
            damage.add(new Damage(Damage.Kind.PICTURE_WITHOUT_NUMBER, same, proved.count() - numbered));
        }
        damage.sort(java.util.Comparator.comparingInt(Damage::beforeFrame));
        return new FrameIndex(
                proved.timeBase(),
                proved.rate(),
                proved.needsOneThread(),
                "",
                pts,
                Arrays.copyOf(packet, count),
                checksum,
                holes,
                proved.packets,
                damage);
    }

    /// The pictures from number `from` on by the packet they came from, in order: a packet may give several.
    private static Map<Integer, Deque<Integer>> ofPackets(FrameIndex proved, int from) {
        Map<Integer, Deque<Integer>> pictures = new HashMap<>();
        for (int n = from; n < proved.count(); n++) {
            pictures.computeIfAbsent(proved.packetOf(n), _ -> new ArrayDeque<>())
                    .add(n);
        }
        return pictures;
    }
}
