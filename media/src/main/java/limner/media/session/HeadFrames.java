package limner.media.session;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import limner.media.cache.FrameCache;
import limner.media.decode.Decoded;
import limner.media.decode.PictureReader;
import limner.media.decode.ReadListener;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;
import limner.media.index.PacketMark;
import org.jspecify.annotations.Nullable;

/// The first pictures of a file while its index is not there yet: counted from the start, so their numbers are right.
/// They end at the first damage, from where on another number of threads may give other pictures. Decode thread only,
/// but for timestamps.
final class HeadFrames implements ReadListener {
    static final int MOST = 250;

    private final PictureReader reader;
    private final FrameCache cache;
    private final long[] pts = new long[MOST];
    private final int[] packets = new int[MOST];
    private int nextPacket;
    private volatile int next;
    private volatile boolean ended;

    HeadFrames(PictureReader reader, FrameCache cache) {
        this.reader = reader;
        this.cache = cache;
        Arrays.fill(pts, FrameIndex.NO_PTS);
    }

    boolean canReach(int number) {
        return !ended && number >= next && number < MOST || cache.contains(number);
    }

    /// Decodes on to picture `number` and into the cache; false when stopped or at the end before.
    boolean read(int number, BooleanSupplier stop) {
        while (next <= number) {
            if (stop.getAsBoolean()) {
                return false;
            }
            try (@Nullable Decoded decoded = reader.next(this)) {
                if (decoded == null || ended || decoded.concealed()) {
                    ended = true;
                    return false;
                }
                pts[next] = decoded.pts();
                packets[next] = decoded.tag();
                cache.put(next, decoded.picture());
                next++;
            }
        }
        return true;
    }

    /// Whether `index` gives the same numbers to what was counted so far. Any thread.
    boolean agreesWith(FrameIndex index) {
        int counted = next;
        for (int n = 0; n < counted; n++) {
            if (n >= index.count() || index.packetOf(n) != packets[n]) {
                return false;
            }
        }
        return true;
    }

    long pts(int number) {
        return number < MOST ? pts[number] : FrameIndex.NO_PTS;
    }

    double seconds(int number) {
        long value = pts(number);
        if (value != FrameIndex.NO_PTS) {
            return value * reader.info().timeBase().value();
        }
        return reader.info().averageRate().isStated()
                ? number / reader.info().averageRate().value()
                : 0;
    }

    @Override
    public int packet(PacketMark mark) {
        return nextPacket++;
    }

    @Override
    public void damage(Damage.Kind kind) {
        ended = true;
    }
}
