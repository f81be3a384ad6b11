package limner.media.index;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The packets of the chosen stream in file order, held in parallel arrays. What it says never changes; any thread.
final class PacketTable {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    final long[] pos;
    final int[] size;
    final short[] hash;
    final BitSet key;
    final int[] keyPacket;
    final long[] keyPts;
    final long[] keyDts;
    private long @Nullable [] byContent;

    PacketTable(long[] pos, int[] size, short[] hash, BitSet key, int[] keyPacket, long[] keyPts, long[] keyDts) {
        this.pos = pos;
        this.size = size;
        this.hash = hash;
        this.key = key;
        this.keyPacket = keyPacket;
        this.keyPts = keyPts;
        this.keyDts = keyDts;
    }

    /// Packet numbers in the order of their content, made at the first seek: an index that is only looked at is open
    /// sooner.
    private synchronized long[] byContent() {
        long[] known = byContent;
        if (known == null) {
            known = new long[pos.length];
            for (int i = 0; i < pos.length; i++) {
                known[i] = content(size[i], hash[i]) << 32 | i;
            }
            Arrays.sort(known);
            byContent = known;
        }
        return known;
    }

    private static long content(int size, int hash) {
        return ((size * 65_536L + (hash & 0xFFFF)) * SPREAD) >>> 33;
    }

    /// The packet with this size and hash: the one at the same position when there is one, else the one nearest to
    /// `hint` whose position is not known to differ; -1 when there is none.
    int find(PacketMark mark, int hint) {
        long wanted = content(mark.size(), mark.hash()) << 32;
        long[] sorted = byContent();
        int at = Arrays.binarySearch(sorted, wanted);
        int best = -1;
        for (int i = at < 0 ? -at - 1 : at; i < sorted.length && sorted[i] >>> 32 == wanted >>> 32; i++) {
            int packet = (int) sorted[i];
            if (size[packet] != mark.size() || (hash[packet] & 0xFFFF) != (mark.hash() & 0xFFFF)) {
                continue;
            }
            if (mark.pos() >= 0 && pos[packet] == mark.pos()) {
                return packet;
            }
            boolean undecided = mark.pos() < 0 || pos[packet] < 0;
            if (undecided && (best < 0 || Math.abs(packet - hint) < Math.abs(best - hint))) {
                best = packet;
            }
        }
        return best;
    }

    boolean matches(int packet, PacketMark mark) {
        return packet >= 0
                && packet < pos.length
                && size[packet] == mark.size()
                && (hash[packet] & 0xFFFF) == (mark.hash() & 0xFFFF);
    }
}
