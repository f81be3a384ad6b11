package limner.media.session;

import java.util.List;
import java.util.Optional;
import limner.media.index.CheckVerdict;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;
import limner.media.report.DamageSpan;
import limner.media.report.FrameSpans;
import limner.media.report.FrameTiming;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;

/// What an index says about a file: the import report, for a person or as JSON.
///
/// @param file absolute path
/// @param bytes size of the file
/// @param info what the file says about itself
/// @param frames number of pictures
/// @param packets number of packets of the video stream, hidden ones included
/// @param keyPackets number of packets the container marks as keys
/// @param longestGroup most pictures between two key pictures: how far a seek may have to decode
/// @param firstSeconds timestamp of the first picture
/// @param lastSeconds timestamp of the last picture
/// @param frameRate frames a second on average
/// @param timing how steady the timestamps are
/// @param repeats pictures that show exactly what the picture before showed; none before they are proved
/// @param stableFrames so many frames from the start have the same numbers in every program that decodes the file
///     properly; all of them but for damage
/// @param damage what could not be read as it should be, as it was met
/// @param damagedFrames the frames that may be spoilt by it
/// @param complaints the first few distinct complaints of the decoder, one line each
/// @param proved whether every picture was decoded for this
/// @param doubt why the numbers had to be found by decoding; empty where the packets alone told them
/// @param remembered whether the index came from the cache
/// @param milliseconds time it took to get the index
/// @param decoder what decodes the pictures that are asked for
/// @param selfCheck what came of comparing pictures in order with random access, by what decodes them now, when that
/// was
///     done for this index
public record IndexReport(
        String file,
        long bytes,
        MediaInfo info,
        int frames,
        int packets,
        int keyPackets,
        int longestGroup,
        double firstSeconds,
        double lastSeconds,
        double frameRate,
        FrameTiming timing,
        FrameSpans repeats,
        int stableFrames,
        List<Damage> damage,
        List<DamageSpan> damagedFrames,
        List<String> complaints,
        boolean proved,
        String doubt,
        boolean remembered,
        double milliseconds,
        DecoderUse decoder,
        Optional<CheckVerdict> selfCheck) {

    public IndexReport {
        damage = List.copyOf(damage);
        damagedFrames = List.copyOf(damagedFrames);
        complaints = List.copyOf(complaints);
    }

    /// The report on `index`.
    public static IndexReport of(
            MediaFile file,
            MediaInfo info,
            FrameIndex index,
            List<String> complaints,
            boolean remembered,
            double milliseconds,
            DecoderUse decoder,
            Optional<CheckVerdict> selfCheck) {
        int count = index.count();
        return new IndexReport(
                file.path().toString(),
                file.fingerprint().size(),
                info,
                count,
                index.packetCount(),
                index.keyCount(),
                longestGroup(index),
                index.seconds(0),
                index.seconds(count - 1),
                index.rate(),
                FrameTiming.of(index),
                FrameSpans.of(index, n -> n > 0 && index.isProved() && index.checksum(n) == index.checksum(n - 1)),
                stableFrames(index),
                index.damage(),
                DamageSpan.of(index),
                complaints,
                index.isProved(),
                index.doubt(),
                remembered,
                milliseconds,
                decoder,
                selfCheck);
    }

    private static int longestGroup(FrameIndex index) {
        int longest = 0;
        int start = 0;
        for (int n = 1; n <= index.count(); n++) {
            if (n == index.count() || index.isKey(n)) {
                longest = Math.max(longest, n - start);
                start = n;
            }
        }
        return longest;
    }

    /// An early end of reading makes a video shorter and changes no number.
    private static int stableFrames(FrameIndex index) {
        return index.damage().stream()
                .filter(damage -> damage.kind() != Damage.Kind.READING_ENDED)
                .mapToInt(Damage::beforeFrame)
                .min()
                .stream()
                .map(frame -> Math.min(frame, index.count()))
                .findFirst()
                .orElse(index.count());
    }
}
