package limner.media.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import limner.media.decode.Decoded;
import limner.media.decode.PictureReader;
import limner.media.decode.ReadListener;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.Damage;
import limner.media.index.PacketMark;
import limner.media.session.Frame;
import limner.media.session.FrameSession;
import limner.media.session.Priority;
import limner.media.session.SequenceSession;
import limner.media.session.SessionOptions;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;

/// A clip that is whole, and what a decoder of one thread makes of it, packet by packet. From this follows exactly what
/// damage from some byte on can reach.
///
/// A decoder knows nothing of packets it has not been given. So **a picture is before the damage when the decoder puts
/// it out before it is given the first touched packet**; it must come out under its number, bit for bit. Pictures that
/// were decoded by then and still wait for their turn may be pushed back by a broken packet that claims an earlier
/// place, or be lost with the packet that would have carried them out: a decoder that refuses a packet gives no picture
/// for it, not even an earlier one. Their number may change, what is in them may not.
///
/// @param positions where each packet begins in the file, or -1
/// @param shown the pictures in order
/// @param silent the packets that no picture is named after: hidden pictures, second fields, packets refused
record Original(Path file, byte[] bytes, List<Long> positions, List<Shown> shown, BitSet silent) {
    /// @param packet number of the packet that the picture came from, or -1
    /// @param given how many packets the decoder had been given when the picture came out
    /// @param checksum of all its planes
    record Shown(int packet, int given, int checksum) {}

    /// @throws limner.media.source.MediaException when it is no readable video or picture
    static Original read(Path file) throws IOException {
        return SequenceSession.isFor(file) ? readPicture(file) : readVideo(file);
    }

    private static Original readPicture(Path file) throws IOException {
        try (FrameSession session = FrameSession.open(file, SessionOptions.usual());
                Frame frame = session.frame(0, Priority.NOW).join()) {
            Shown one = new Shown(-1, 1, frame.picture().checksum());
            return new Original(file, Files.readAllBytes(file), List.of(), List.of(one), new BitSet());
        }
    }

    private static Original readVideo(Path file) throws IOException {
        Packets packets = new Packets();
        List<Shown> shown = new ArrayList<>();
        BitSet silent = new BitSet();
        try (FfmpegReaders readers = new FfmpegReaders();
                PictureReader reader = readers.open(MediaFile.of(file), 1)) {
            while (true) {
                try (@Nullable Decoded decoded = reader.next(packets)) {
                    if (decoded == null) {
                        break;
                    }
                    int given = packets.positions.size();
                    shown.add(new Shown(decoded.tag(), given, decoded.picture().checksum()));
                }
            }
        }
        silent.set(0, packets.positions.size());
        shown.stream().filter(each -> each.packet >= 0).forEach(each -> silent.clear(each.packet));
        return new Original(file, Files.readAllBytes(file), packets.positions, shown, silent);
    }

    private static final class Packets implements ReadListener {
        private final List<Long> positions = new ArrayList<>();

        @Override
        public int packet(PacketMark mark) {
            positions.add(mark.pos());
            return positions.size() - 1;
        }

        @Override
        public void damage(Damage.Kind kind) {
            // Some of the clips are damaged from the start; their pictures are what they are.
        }
    }

    /// Whether it is one still picture, all of which any change may reach.
    boolean isPicture() {
        return positions.isEmpty();
    }

    /// How many packets the decoder is given as they were, when the first changed byte is `first`: none when it is in
    /// the container's head. A packet ends before the next one begins; where the container does not say how long it is,
    /// the head of the next one decides where it ends, so that the next one must be untouched too.
    int untouchedPackets(int first) {
        if (isPicture() || positions.getFirst() < 0 || first <= positions.getFirst()) {
            return 0;
        }
        int behind = statesLengths() ? 1 : 2;
        int untouched = 0;
        while (untouched + behind < positions.size() && isUntouched(untouched + behind, first)) {
            untouched++;
        }
        return untouched;
    }

    private boolean isUntouched(int packet, int first) {
        return positions.get(packet) >= 0 && positions.get(packet) <= first;
    }

    private boolean statesLengths() {
        String name = name();
        return isIso(name) || name.endsWith(".mkv") || name.endsWith(".webm");
    }

    private static boolean isIso(String name) {
        return name.endsWith(".mp4") || name.endsWith(".mov");
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    /// How many pictures come out before the decoder is given packet `untouched`.
    int picturesBefore(int untouched) {
        int pictures = 0;
        while (pictures < shown.size() && shown.get(pictures).given <= untouched) {
            pictures++;
        }
        return pictures;
    }

    /// Whether `checksum` is that of a picture that came from packet `packet` of this clip. Also true where damage from
    /// packet `untouched` on may be in it: in pictures of later packets, and in those that a later silent one belongs
    /// to.
    boolean mayShow(int packet, int checksum, int untouched) {
        int last = packet < 0 ? untouched : silent.get(packet) ? packet : silent.nextClearBit(packet + 1) - 1;
        return last >= untouched || shown.stream().anyMatch(each -> each.packet == packet && each.checksum == checksum);
    }

    /// Where the table of contents behind the pictures begins, or the length of the file: `moov` of MP4 and MOV, `idx1`
    /// of AVI. Who reads the file goes by it, so that damage there reaches all pictures.
    int tail() {
        if (isPicture()) {
            return bytes.length;
        }
        // In MP4 its length stands before its name.
        return isIso(name()) ? last("moov", 4) : name().endsWith(".avi") ? last("idx1", 0) : bytes.length;
    }

    private int last(String name, int before) {
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        for (int at = bytes.length - wanted.length; at > 0; at--) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at - before > positions.getFirst() ? at - before : bytes.length;
            }
        }
        return bytes.length;
    }
}
