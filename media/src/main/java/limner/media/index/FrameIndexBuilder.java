package limner.media.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import limner.media.source.Rational;
import org.jspecify.annotations.Nullable;

/// Collects what one pass over a file sees and makes a [FrameIndex] of it. One thread.
public final class FrameIndexBuilder {
    private static final int MOST_NOTES = 1000;

    private final LongColumn pts = new LongColumn();
    private final IntColumn packet = new IntColumn();
    private final IntColumn checksum = new IntColumn();
    private final LongColumn pos = new LongColumn();
    private final IntColumn size = new IntColumn();
    private final IntColumn hash = new IntColumn();
    private final BitSet key = new BitSet();
    private final IntColumn keyPacket = new IntColumn();
    private final LongColumn keyPts = new LongColumn();
    private final LongColumn keyDts = new LongColumn();
    private final List<Damage> damage = new ArrayList<>();

    /// Takes the next packet in file order and returns its number. A key packet counts as a place to seek to.
    public int packet(PacketMark mark) {
        return packet(mark, mark.key());
    }

    /// Takes the next packet in file order and returns its number.
    ///
    /// @param seekable whether it is a place to seek to
    public int packet(PacketMark mark, boolean seekable) {
        int number = pos.count;
        pos.add(mark.pos());
        size.add(mark.size());
        hash.add(mark.hash());
        if (mark.key()) {
            key.set(number);
        }
        if (seekable) {
            keyPacket.add(number);
            keyPts.add(mark.pts());
            keyDts.add(mark.dts());
        }
        return number;
    }

    /// Takes the next picture in output order.
    public void picture(int fromPacket, long timestamp, int crc) {
        pts.add(timestamp);
        packet.add(fromPacket);
        checksum.add(crc);
    }

    /// Notes damage at the present place; the same kind in a row is counted, not repeated.
    public void damage(Damage.Kind kind) {
        int last = damage.size() - 1;
        if (last >= 0
                && damage.get(last).kind() == kind
                && pts.count - damage.get(last).beforeFrame() <= 25) {
            Damage seen = damage.get(last);
            damage.set(last, new Damage(kind, seen.beforeFrame(), seen.count() + 1));
        } else if (damage.size() < MOST_NOTES) {
            damage.add(new Damage(kind, pts.count, 1));
        }
    }

    /// Pictures taken so far.
    public int pictures() {
        return pts.count;
    }

    /// Whether something was damaged after the first picture, so that concealment may depend on the number of threads.
    public boolean isDamagedInside() {
        return damage.stream().anyMatch(d -> d.beforeFrame() > 0 && d.kind() != Damage.Kind.READING_ENDED)
                || damage.stream().anyMatch(d -> d.kind() == Damage.Kind.PICTURE_CONCEALED);
    }

    /// The proved index of everything taken.
    ///
    /// @param oneThread whether the pass was made by one decoding thread because the file is damaged
    public FrameIndex build(Rational timeBase, double rate, boolean oneThread) {
        return build(timeBase, rate, oneThread, checksum.toArray());
    }

    /// The provisional index of everything taken, in which checksums count for nothing.
    public FrameIndex buildProvisional(Rational timeBase, double rate) {
        return build(timeBase, rate, false, null);
    }

    private FrameIndex build(Rational timeBase, double rate, boolean oneThread, int @Nullable [] checksums) {
        short[] hashes = new short[hash.count];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = (short) hash.values[i];
        }
        PacketTable table = new PacketTable(
                pos.toArray(),
                size.toArray(),
                hashes,
                (BitSet) key.clone(),
                keyPacket.toArray(),
                keyPts.toArray(),
                keyDts.toArray());
        return new FrameIndex(
                timeBase, rate, oneThread, "", pts.toArray(), packet.toArray(), checksums, new BitSet(), table, damage);
    }

    private static final class LongColumn {
        private long[] values = new long[256];
        private int count;

        void add(long value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = value;
        }

        long[] toArray() {
            return Arrays.copyOf(values, count);
        }
    }

    private static final class IntColumn {
        private int[] values = new int[256];
        private int count;

        void add(int value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = value;
        }

        int[] toArray() {
            return Arrays.copyOf(values, count);
        }
    }
}
