package limner.media.session;

import java.util.List;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;

/// What an index says about a file, for a person or as JSON.
///
/// @param file absolute path
/// @param bytes size of the file
/// @param info what the file says about itself
/// @param frames number of pictures
/// @param packets number of packets of the video stream, hidden ones included
/// @param keyPackets number of packets the container marks as keys
/// @param firstSeconds timestamp of the first picture
/// @param lastSeconds timestamp of the last picture
/// @param frameRate frames a second on average
/// @param constantRate whether all pictures are equally long to half a tick or a millisecond
/// @param timestampsMissing pictures without a timestamp
/// @param timestampsNotRising pictures whose timestamp is not later than the one before
/// @param damage what could not be read as it should be
/// @param remembered whether the index came from the cache
/// @param milliseconds time it took to get the index
public record IndexReport(
        String file,
        long bytes,
        MediaInfo info,
        int frames,
        int packets,
        int keyPackets,
        double firstSeconds,
        double lastSeconds,
        double frameRate,
        boolean constantRate,
        int timestampsMissing,
        int timestampsNotRising,
        List<Damage> damage,
        boolean remembered,
        double milliseconds) {

    public IndexReport {
        damage = List.copyOf(damage);
    }

    /// The report on `index`.
    public static IndexReport of(
            MediaFile file, MediaInfo info, FrameIndex index, boolean remembered, double milliseconds) {
        int missing = 0;
        int notRising = 0;
        double shortest = Double.MAX_VALUE;
        double longest = 0;
        int count = index.count();
        for (int n = 0; n < count; n++) {
            boolean known = index.pts(n) != FrameIndex.NO_PTS;
            missing += known ? 0 : 1;
            if (known && n > 0 && index.pts(n - 1) != FrameIndex.NO_PTS) {
                notRising += index.pts(n) <= index.pts(n - 1) ? 1 : 0;
                double step = index.seconds(n) - index.seconds(n - 1);
                shortest = Math.min(shortest, step);
                longest = Math.max(longest, step);
            }
        }
        double tolerance = Math.max(0.0011, index.timeBase().value());
        return new IndexReport(
                file.path().toString(),
                file.fingerprint().size(),
                info,
                count,
                index.packetCount(),
                index.keyCount(),
                index.seconds(0),
                index.seconds(count - 1),
                index.rate(),
                count < 3 || longest - shortest <= tolerance,
                missing,
                notRising,
                index.damage(),
                remembered,
                milliseconds);
    }
}
