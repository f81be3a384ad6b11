package limner.media.decode;

import java.util.Arrays;
import java.util.PriorityQueue;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexBuilder;
import limner.media.index.PacketMark;
import org.jspecify.annotations.Nullable;

/// Whether the timestamps of packets tell the order in which a decoder shows their pictures. It plays the decoder: a
/// queue as long as the decoder's own, emptied where decoding starts anew, whose output must rise in time and in the
/// order that the codec states. One use, one thread.
final class TrustTest {
    private final int delay;
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>();
    private long[] shownPts = new long[256];
    private int[] shownPacket = new int[256];
    private int shown;
    private int packets;
    private long lastDts = FrameIndex.NO_PTS;
    private @Nullable Waiting last;

    /// @param delay how many pictures the decoder holds back
    TrustTest(int delay) {
        this.delay = delay;
    }

    /// A picture that the decoder holds back, by its order since the last start.
    private record Waiting(long order, long pts, int packet) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            return Long.compare(order, other.order);
        }
    }

    /// Takes the next packet; why it cannot be trusted, or null.
    ///
    /// @param start whether decoding may start here
    /// @param hiddenStart whether the codec starts anew here and the container does not say so
    /// @param order place in the order of output since the last start
    @Nullable
    String packet(PacketMark mark, boolean start, boolean hiddenStart, long order) {
        if (mark.pts() == FrameIndex.NO_PTS) {
            return "timestamps are missing";
        }
        if (hiddenStart || packets == 0 && !start) {
            return "it does not begin with a key, or keys are not marked";
        }
        if (mark.dts() != FrameIndex.NO_PTS) {
            if (lastDts != FrameIndex.NO_PTS && mark.dts() <= lastDts) {
                return "decoding times do not rise";
            }
            lastDts = mark.dts();
        }
        if (start) {
            @Nullable String reason = drain();
            if (reason != null) {
                return reason;
            }
        }
        queue.add(new Waiting(order, mark.pts(), packets++));
        return queue.size() > delay ? show() : null;
    }

    private @Nullable String drain() {
        while (!queue.isEmpty()) {
            @Nullable String reason = show();
            if (reason != null) {
                return reason;
            }
        }
        last = null;
        return null;
    }

    private @Nullable String show() {
        Waiting next = queue.remove();
        if (last != null && next.order() <= last.order()) {
            return "pictures come later than the decoder waits for them";
        }
        if (shown > 0 && next.pts() <= shownPts[shown - 1]) {
            return next.pts() == shownPts[shown - 1]
                    ? "timestamps repeat"
                    : "timestamps have another order than the pictures";
        }
        if (shown == shownPts.length) {
            shownPts = Arrays.copyOf(shownPts, shown * 2);
            shownPacket = Arrays.copyOf(shownPacket, shown * 2);
        }
        shownPts[shown] = next.pts();
        shownPacket[shown++] = next.packet();
        last = next;
        return null;
    }

    /// Hands the pictures to `builder` in the order in which they are shown; why that cannot be trusted, or null.
    @Nullable
    String finish(FrameIndexBuilder builder) {
        @Nullable String reason = drain();
        if (reason == null && shown == 0) {
            return "there are no packets";
        }
        for (int n = 0; n < shown && reason == null; n++) {
            builder.picture(shownPacket[n], shownPts[n], 0);
        }
        return reason;
    }
}
