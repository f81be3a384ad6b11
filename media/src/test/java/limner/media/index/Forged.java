package limner.media.index;

import java.util.List;
import java.util.stream.IntStream;

/// Indexes that say something else than the file.
public final class Forged {
    private Forged() {}

    /// The same index, in which these pictures have other checksums.
    public static FrameIndex withOtherChecksums(FrameIndex index, List<Integer> frames) {
        int[] checksums = IntStream.range(0, index.count())
                .map(n -> frames.contains(n) ? ~index.checksum(n) : index.checksum(n))
                .toArray();
        return of(index, index.pts.clone(), index.packet.clone(), checksums);
    }

    /// The same index without the picture `left`, so that later ones have numbers lower by one.
    public static FrameIndex without(FrameIndex index, int left) {
        int[] others = IntStream.range(0, index.count()).filter(n -> n != left).toArray();
        return of(
                index,
                IntStream.of(others).mapToLong(index::pts).toArray(),
                IntStream.of(others).map(index::packetOf).toArray(),
                IntStream.of(others).map(index::checksum).toArray());
    }

    private static FrameIndex of(FrameIndex like, long[] pts, int[] packets, int[] checksums) {
        return new FrameIndex(
                like.timeBase(),
                like.rate(),
                like.needsOneThread(),
                like.doubt(),
                pts,
                packets,
                checksums,
                like.holes,
                like.packets,
                like.damage());
    }
}
