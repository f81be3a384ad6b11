package limner.media.index;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import limner.media.source.Rational;
import org.jspecify.annotations.Nullable;

/// The body of an index cache file: numbers as differences in variable-length form (seven bits a byte, low bits first,
/// sign in the lowest bit), so that a frame takes about a dozen bytes.
final class IndexBytes {
    /// The fewest bytes that a packet, a frame and a damage take.
    private static final int PACKET_BYTES = 3;

    private static final int FRAME_BYTES = 6;
    private static final int PROVISIONAL_FRAME_BYTES = 2;
    private static final int HOLE_BYTES = 1;
    private static final int DAMAGE_BYTES = 3;

    private IndexBytes() {}

    static byte[] write(IndexIdentity identity, FrameIndex index) {
        Out out = new Out();
        identity(out, identity);
        out.number(index.timeBase().num());
        out.number(index.timeBase().den());
        out.number(Double.doubleToLongBits(index.rate()));
        out.number(index.needsOneThread() ? 1 : 0);
        out.number(index.isProved() ? 1 : 0);
        out.text(index.doubt());
        packets(out, index.packets);
        frames(out, index);
        out.number(index.damage().size());
        for (Damage damage : index.damage()) {
            out.number(damage.kind().ordinal());
            out.number(damage.beforeFrame());
            out.number(damage.count());
        }
        return out.bytes.toByteArray();
    }

    private static void identity(Out out, IndexIdentity identity) {
        out.number(identity.size());
        out.number(identity.modified());
        out.text(identity.headTail());
        out.text(identity.decoder());
        out.number(identity.stream());
    }

    /// Who made a body, which is read no further.
    static IndexIdentity identity(ByteBuffer bytes) {
        return identity(new In(bytes));
    }

    private static IndexIdentity identity(In in) {
        return new IndexIdentity(in.number(), in.number(), in.text(), in.text(), Math.toIntExact(in.number()));
    }

    /// The body of a file with a verdict about the index whose checksum is `index`.
    static byte[] write(IndexIdentity identity, int index, CheckVerdict verdict) {
        Out out = new Out();
        identity(out, identity);
        out.fixed32(index);
        out.number(verdict.epochMilli());
        out.text(verdict.decoding());
        out.number(verdict.seed());
        out.number(verdict.frames());
        out.number(verdict.inOrder());
        out.number(verdict.compared());
        out.number(verdict.accesses());
        out.number(verdict.seekPoints());
        out.number(verdict.demoted());
        out.number(verdict.different());
        out.number(verdict.unreachable());
        out.number(verdict.firstBad());
        return out.bytes.toByteArray();
    }

    /// The verdict of such a body, or an [IllegalArgumentException] or [BufferUnderflowException] when it is not one
    /// about this index.
    static CheckVerdict verdict(ByteBuffer bytes, IndexIdentity wanted, int index) {
        In in = new In(bytes);
        if (!identity(in).equals(wanted) || bytes.getInt() != index) {
            throw new IllegalArgumentException("the verdict about another file, decoder or index");
        }
        CheckVerdict verdict = new CheckVerdict(
                in.number(),
                in.text(),
                in.number(),
                in.whole(),
                in.whole(),
                in.whole(),
                in.whole(),
                in.whole(),
                in.whole(),
                in.whole(),
                in.whole(),
                in.whole());
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("bytes are left over");
        }
        return verdict;
    }

    private static void packets(Out out, PacketTable packets) {
        out.number(packets.pos.length);
        long expected = 0;
        int nextKey = 0;
        long keyPts = 0;
        for (int i = 0; i < packets.pos.length; i++) {
            boolean known = packets.pos[i] >= 0;
            boolean key = packets.key.get(i);
            boolean seekable = nextKey < packets.keyPacket.length && packets.keyPacket[nextKey] == i;
            out.number((long) packets.size[i] << 3 | (seekable ? 4 : 0) | (known ? 2 : 0) | (key ? 1 : 0));
            out.fixed16(packets.hash[i]);
            if (known) {
                out.number(packets.pos[i] - expected);
                expected = packets.pos[i] + packets.size[i];
            }
            if (seekable) {
                keyPts = out.stamp(packets.keyPts[nextKey], keyPts);
                out.stamp(packets.keyDts[nextKey], keyPts);
                nextKey++;
            }
        }
    }

    private static void frames(Out out, FrameIndex index) {
        out.number(index.count());
        long last = 0;
        long step = 0;
        int packet = 0;
        for (int n = 0; n < index.count(); n++) {
            long pts = index.pts[n];
            long before = last;
            last = out.stamp(pts, last + step);
            step = pts == FrameIndex.NO_PTS ? 0 : last - before;
            out.number(index.packet[n] - (long) packet - 1);
            packet = index.packet[n];
            if (index.isProved()) {
                out.fixed32(index.checksum(n));
            }
        }
        out.number(index.holeCount());
        int before = 0;
        for (int hole = index.holes.nextSetBit(0); hole >= 0; hole = index.holes.nextSetBit(hole + 1)) {
            out.number(hole - before);
            before = hole;
        }
    }

    /// Throws [BufferUnderflowException] or [IllegalArgumentException] when the bytes are not what [#write] makes for
    /// an identity that is `wanted`. Anyone can write a file with a right digest, so nothing in it may cost memory out
    /// of proportion, or
    /// make an index that no decode pass makes.
    static FrameIndex read(ByteBuffer bytes, Predicate<IndexIdentity> wanted) {
        In in = new In(bytes);
        IndexIdentity identity = identity(in);
        if (!wanted.test(identity)) {
            throw new IllegalArgumentException("the index of another file or decoder");
        }
        Rational timeBase = new Rational(Math.toIntExact(in.number()), Math.toIntExact(in.number()));
        double rate = Double.longBitsToDouble(in.number());
        boolean oneThread = in.number() == 1;
        boolean proved = in.number() == 1;
        String doubt = in.text();
        PacketTable packets = packets(in, identity.size());
        int count = in.count(proved ? FRAME_BYTES : PROVISIONAL_FRAME_BYTES);
        if (count < 1 || !Double.isFinite(rate)) {
            throw new IllegalArgumentException("no pictures, or no rate");
        }
        long[] pts = new long[count];
        int[] packet = new int[count];
        int @Nullable [] checksum = proved ? new int[count] : null;
        long last = 0;
        long step = 0;
        int lastPacket = 0;
        for (int n = 0; n < count; n++) {
            long before = last;
            pts[n] = in.stamp(last + step);
            last = pts[n] == FrameIndex.NO_PTS ? last + step : pts[n];
            step = pts[n] == FrameIndex.NO_PTS ? 0 : last - before;
            lastPacket = Math.toIntExact(lastPacket + 1 + in.number());
            if (lastPacket < -1 || lastPacket >= packets.pos.length) {
                throw new IllegalArgumentException("a picture from a packet that is not there");
            }
            packet[n] = lastPacket;
            if (checksum != null) {
                checksum[n] = in.bytes.getInt();
            }
        }
        BitSet holes = holes(in, count);
        List<Damage> damage = new ArrayList<>();
        for (int left = in.count(DAMAGE_BYTES); left > 0; left--) {
            Damage.Kind kind = Damage.Kind.values()[Math.toIntExact(in.number())];
            damage.add(new Damage(kind, Math.toIntExact(in.number()), Math.toIntExact(in.number())));
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("bytes are left over");
        }
        return new FrameIndex(timeBase, rate, oneThread, doubt, pts, packet, checksum, holes, packets, damage);
    }

    private static BitSet holes(In in, int frames) {
        BitSet holes = new BitSet();
        int hole = 0;
        for (int left = in.count(HOLE_BYTES); left > 0; left--) {
            hole = Math.toIntExact(hole + in.number());
            if (hole < 0 || hole >= frames) {
                throw new IllegalArgumentException("a hole beyond the end");
            }
            holes.set(hole);
        }
        return holes;
    }

    private static PacketTable packets(In in, long mediaBytes) {
        int count = in.count(PACKET_BYTES);
        if (count > mediaBytes) {
            throw new IllegalArgumentException("more packets than bytes");
        }
        long[] pos = new long[count];
        int[] size = new int[count];
        short[] hash = new short[count];
        BitSet key = new BitSet(count);
        int[] keyPacket = new int[count];
        long[] keyPts = new long[count];
        long[] keyDts = new long[count];
        int keys = 0;
        long expected = 0;
        long stamp = 0;
        for (int i = 0; i < count; i++) {
            long head = in.number();
            size[i] = Math.toIntExact(head >>> 3);
            hash[i] = in.bytes.getShort();
            pos[i] = -1;
            if ((head & 2) != 0) {
                pos[i] = expected + in.number();
                expected = pos[i] + size[i];
            }
            if ((head & 1) != 0) {
                key.set(i);
            }
            if ((head & 4) != 0) {
                keyPacket[keys] = i;
                keyPts[keys] = in.stamp(stamp);
                stamp = keyPts[keys] == FrameIndex.NO_PTS ? stamp : keyPts[keys];
                keyDts[keys] = in.stamp(stamp);
                keys++;
            }
        }
        return new PacketTable(
                pos,
                size,
                hash,
                key,
                Arrays.copyOf(keyPacket, keys),
                Arrays.copyOf(keyPts, keys),
                Arrays.copyOf(keyDts, keys));
    }

    private static final class Out {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);

        void number(long value) {
            long bits = value << 1 ^ value >> 63;
            while ((bits & ~0x7FL) != 0) {
                bytes.write((int) (bits & 0x7F | 0x80));
                bits >>>= 7;
            }
            bytes.write((int) bits);
        }

        /// Writes a timestamp as its difference to `expected`; a missing one as the number that no difference uses.
        /// Returns what to expect from.
        long stamp(long value, long expected) {
            if (value == FrameIndex.NO_PTS) {
                number(Long.MIN_VALUE);
                return expected;
            }
            number(value - expected);
            return value;
        }

        void fixed16(int value) {
            bytes.write(value >> 8);
            bytes.write(value);
        }

        void fixed32(int value) {
            fixed16(value >> 16);
            fixed16(value);
        }

        void text(String value) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            bytes.writeBytes(utf8);
        }
    }

    private record In(ByteBuffer bytes) {
        long number() {
            long bits = 0;
            for (int shift = 0; shift < 70; shift += 7) {
                byte b = bytes.get();
                bits |= (b & 0x7FL) << shift;
                if (b >= 0) {
                    return bits >>> 1 ^ -(bits & 1);
                }
            }
            throw new IllegalArgumentException("a number without end");
        }

        int whole() {
            return Math.toIntExact(number());
        }

        long stamp(long expected) {
            long difference = number();
            return difference == Long.MIN_VALUE ? FrameIndex.NO_PTS : expected + difference;
        }

        /// The number of things that follow, each of at least `each` bytes.
        int count(int each) {
            long value = number();
            if (value < 0 || value > bytes.remaining() / each) {
                throw new IllegalArgumentException("a count beyond the end");
            }
            return (int) value;
        }

        String text() {
            byte[] utf8 = new byte[count(1)];
            bytes.get(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }
    }
}
