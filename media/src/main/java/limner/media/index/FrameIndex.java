package limner.media.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;
import limner.media.source.Rational;
import org.jspecify.annotations.Nullable;

/// The pictures of one video stream in the order in which the decoder puts them out: frame n is the n-th of them.
/// Immutable, safe on any thread.
///
/// There are two kinds. A **provisional** one comes from a scan of the packets of a file that earned trust: it has the
/// numbers, the timestamps and the packets, and no checksums. A **proved** one comes from decoding every picture. Where
/// the proof contradicts a provisional index whose numbers were in use, those numbers stay, and a number whose packet
/// gives no picture is a hole.
///
/// Besides count and timestamps it keeps what random access needs: for each picture the packet it came from and a CRC
/// of all its planes, for each packet its position, size and content hash, and for key packets their timestamps. A
/// timestamp is never a key: it may repeat, jump or be missing.
public final class FrameIndex {
    /// Stands for a timestamp that is not stated.
    public static final long NO_PTS = Long.MIN_VALUE;

    /// Assumed when neither timestamps nor a rate are stated, as raw streams are usually played.
    private static final double USUAL_RATE = 25.0;

    /// So many steps between timestamps tell the usual one.
    private static final int MOST_STEPS = 2000;

    private final Rational timeBase;
    private final double rate;
    private final boolean oneThread;
    private final String doubt;
    final long[] pts;
    final int[] packet;
    final int @Nullable [] checksum;
    final BitSet holes;
    final PacketTable packets;
    private final List<Damage> damage;
    private final int[] frameOfPacket;
    private final int[] firstFrameFrom;
    private final double usualDuration;
    private final boolean rising;

    FrameIndex(
            Rational timeBase,
            double rate,
            boolean oneThread,
            String doubt,
            long[] pts,
            int[] packet,
            int @Nullable [] checksum,
            BitSet holes,
            PacketTable packets,
            List<Damage> damage) {
        this.timeBase = timeBase;
        this.rate = rate > 0 ? rate : USUAL_RATE;
        this.oneThread = oneThread;
        this.doubt = doubt;
        this.pts = pts;
        this.packet = packet;
        this.checksum = checksum;
        this.holes = holes;
        this.packets = packets;
        this.damage = List.copyOf(damage);
        this.frameOfPacket = new int[packets.pos.length];
        Arrays.fill(frameOfPacket, -1);
        for (int n = packet.length - 1; n >= 0; n--) {
            if (packet[n] >= 0 && !holes.get(n)) {
                frameOfPacket[packet[n]] = n;
            }
        }
        this.firstFrameFrom = new int[packets.pos.length];
        int first = Integer.MAX_VALUE;
        for (int p = packets.pos.length - 1; p >= 0; p--) {
            first = frameOfPacket[p] >= 0 ? Math.min(first, frameOfPacket[p]) : first;
            firstFrameFrom[p] = first;
        }
        this.usualDuration = medianStep();
        this.rising = timesRise();
    }

    /// Number of pictures.
    public int count() {
        return pts.length;
    }

    /// Seconds per tick of a pts.
    public Rational timeBase() {
        return timeBase;
    }

    /// Frames a second on average, for a stream without timestamps and for display.
    public double rate() {
        return rate;
    }

    /// Timestamp of picture `frame` in time base ticks, or [#NO_PTS].
    public long pts(int frame) {
        return pts[frame];
    }

    /// Timestamp of picture `frame` in seconds; where the file states none, its number over the average rate.
    public double seconds(int frame) {
        long value = pts[frame];
        return value == NO_PTS ? frame / rate : value * (double) timeBase.num() / timeBase.den();
    }

    /// Seconds for which picture `frame` is shown when playing: up to the next one, or the usual duration where the
    /// timestamps do not rise or end.
    public double durationSeconds(int frame) {
        if (frame + 1 < count() && pts[frame] != NO_PTS && pts[frame + 1] != NO_PTS) {
            double step = seconds(frame + 1) - seconds(frame);
            if (step > 0) {
                return step;
            }
            return step == 0 ? 0 : usualDuration;
        }
        return usualDuration;
    }

    /// The picture on screen at `seconds`: the last one whose timestamp is not later; 0 before the first. Where
    /// timestamps jump back, the first stretch that reaches `seconds` wins.
    public int frameAt(double seconds) {
        if (!rising) {
            return firstReaching(seconds);
        }
        int low = 0;
        int high = count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (seconds(middle) <= seconds) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int firstReaching(double seconds) {
        int best = 0;
        for (int n = 0; n < count() && seconds(n) <= seconds; n++) {
            boolean sameTime = seconds(n) == seconds(best) && best == n - 1;
            best = seconds(n) > seconds(best) || sameTime ? n : best;
        }
        return best;
    }

    private boolean timesRise() {
        for (int n = 1; n < pts.length; n++) {
            if (seconds(n) < seconds(n - 1)) {
                return false;
            }
        }
        return true;
    }

    /// Whether every picture was decoded for this index, so that each is known by a checksum.
    public boolean isProved() {
        return checksum != null;
    }

    /// Why the numbers could not be known before every picture was decoded, in a few words; empty for a file whose
    /// packets alone earned trust.
    public String doubt() {
        return doubt;
    }

    /// The same index, which says why decoding was needed for the numbers.
    public FrameIndex withDoubt(String reason) {
        return new FrameIndex(timeBase, rate, oneThread, reason, pts, packet, checksum, holes, packets, damage);
    }

    /// Whether number `frame` was in use before decoding showed that its packet gives no picture. It stays in use and
    /// cannot be reached.
    public boolean isHole(int frame) {
        return holes.get(frame);
    }

    /// How many numbers have no picture.
    public int holeCount() {
        return holes.cardinality();
    }

    /// CRC-32C over all planes of picture `frame`, 0 for a hole. Only a proved index knows it.
    public int checksum(int frame) {
        int[] known = checksum;
        if (known == null) {
            throw new IllegalStateException("an index without proof has no checksums");
        }
        return known[frame];
    }

    /// CRC-32C over numbers, timestamps, packets and checksums of all pictures: indexes that say the same have the
    /// same.
    int contentChecksum() {
        CRC32C crc = new CRC32C();
        ByteBuffer row = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + 1);
        for (int n = 0; n < count(); n++) {
            row.clear();
            row.putLong(pts[n]).putInt(packet[n]).putInt(checksum == null ? 0 : checksum[n]);
            row.put((byte) (holes.get(n) ? 1 : 0));
            crc.update(row.flip());
        }
        return (int) crc.getValue();
    }

    /// Number of the packet that picture `frame` came from, or -1 when the decoder did not say.
    public int packetOf(int frame) {
        return packet[frame];
    }

    /// The first picture that came from packet `number`, or -1 when none did.
    public int frameOfPacket(int number) {
        return number < 0 || number >= frameOfPacket.length ? -1 : frameOfPacket[number];
    }

    /// The lowest frame number among the pictures of packet `number` and all later packets.
    public int firstFrameFrom(int number) {
        return firstFrameFrom[number];
    }

    /// Whether picture `frame` comes from a packet that the container marks as a key.
    public boolean isKey(int frame) {
        return packet[frame] >= 0 && packets.key.get(packet[frame]);
    }

    /// Number of packets of the stream, hidden and refused ones included.
    public int packetCount() {
        return packets.pos.length;
    }

    /// Byte position of packet `number`, or -1.
    public long position(int number) {
        return packets.pos[number];
    }

    /// Number of key packets that are candidates for seeking: all of them in a proved index, where a checksum tells
    /// whether it went well, and in a provisional one only those that reset the decoder by the rules of its standard.
    public int keyCount() {
        return packets.keyPacket.length;
    }

    /// Packet number of the `i`-th key packet.
    public int keyPacket(int i) {
        return packets.keyPacket[i];
    }

    /// Whether packet `number` is a candidate for seeking.
    public boolean isSeekPoint(int number) {
        return Arrays.binarySearch(packets.keyPacket, number) >= 0;
    }

    /// Whether `other` gives the same numbers to the same packets.
    public boolean numbersAs(FrameIndex other) {
        return other == this || Arrays.equals(packet, other.packet) && holes.equals(other.holes);
    }

    /// Presentation timestamp of the `i`-th key packet, or [#NO_PTS].
    public long keyPts(int i) {
        return packets.keyPts[i];
    }

    /// Decoding timestamp of the `i`-th key packet, or [#NO_PTS].
    public long keyDts(int i) {
        return packets.keyDts[i];
    }

    /// Knows a packet again: by content and position, near `hint` when several look the same; -1 when it is none of
    /// ours.
    public int findPacket(PacketMark mark, int hint) {
        return packets.find(mark, hint);
    }

    /// Whether packet `number` has the size and content hash of `mark`.
    public boolean isPacket(int number, PacketMark mark) {
        return packets.matches(number, mark);
    }

    /// What could not be read as it should be, in order; empty for a sound file.
    public List<Damage> damage() {
        return damage;
    }

    /// Whether the file must be decoded by one thread to give the same pictures again: concealment of damage depends on
    /// how many threads decode.
    public boolean needsOneThread() {
        return oneThread;
    }

    private double medianStep() {
        double[] steps = new double[Math.min(MOST_STEPS, Math.max(0, pts.length - 1))];
        int count = 0;
        for (int n = 0; n + 1 < pts.length && count < steps.length; n++) {
            if (pts[n] != NO_PTS && pts[n + 1] > pts[n]) {
                steps[count++] = seconds(n + 1) - seconds(n);
            }
        }
        if (count == 0) {
            return 1.0 / rate;
        }
        Arrays.sort(steps, 0, count);
        return steps[count / 2];
    }
}
