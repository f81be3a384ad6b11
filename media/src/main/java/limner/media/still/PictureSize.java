package limner.media.still;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// How large a picture is when it stands upright, by what its file says of itself before its pixels (formats: PNG, its
/// header chunk; JPEG, ITU-T T.81, B.2.2). Nothing is decoded: a damaged picture has a size, too.
///
/// @param width in pixels, at least 1
/// @param height in pixels, at least 1
public record PictureSize(int width, int height) {

    /// More segments than this do not stand before the picture, whatever programs have added.
    private static final int MOST_SEGMENTS = 4096;

    /// Reads it. Nothing where the format is another one or the file says nothing that makes sense: who wants to know
    /// decodes it then. Waits for the disk; any thread.
    static Optional<PictureSize> of(Path file) {
        Optional<PictureSize> coded = coded(file);
        return coded.isPresent() && Exif.of(file).orientation().swaps()
                ? coded.map(s -> new PictureSize(s.height, s.width))
                : coded;
    }

    private static Optional<PictureSize> coded(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            RandomBytes bytes = RandomBytes.of(channel);
            byte[] head = new byte[(int) Math.min(PictureFormat.HEAD, bytes.size())];
            bytes.read(0, head);
            Optional<PictureFormat> format = PictureFormat.byContent(head);
            if (format.isEmpty()) {
                return Optional.empty();
            }
            return switch (format.get()) {
                case PNG -> inPng(ByteBuffer.wrap(head));
                case JPEG -> inJpeg(bytes);
                case TIFF, WEBP, BMP, GIF, PNM -> Optional.empty();
            };
        } catch (IOException _) {
            // Whether the picture can be used is the decoder's to say.
            return Optional.empty();
        }
    }

    private static Optional<PictureSize> inPng(ByteBuffer head) {
        boolean isFirst = head.limit() >= 24
                && StandardCharsets.US_ASCII
                        .decode(head.slice(12, 4))
                        .toString()
                        .equals("IHDR");
        return isFirst ? sound(head.getInt(16), head.getInt(20)) : Optional.empty();
    }

    private static Optional<PictureSize> inJpeg(RandomBytes bytes) throws IOException {
        long at = 2;
        byte[] head = new byte[4];
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            bytes.read(at, head);
            int marker = head[1] & 0xFF;
            if (marker == 0xFF) {
                // Any number of such bytes may stand before a marker (ITU-T T.81, B.1.1.2).
                at++;
                continue;
            }
            int length = (head[2] & 0xFF) << 8 | head[3] & 0xFF;
            if ((head[0] & 0xFF) != 0xFF || length < 2 || marker == 0xDA || marker == 0xD9) {
                return Optional.empty();
            }
            if (isFrame(marker)) {
                byte[] frame = new byte[9];
                bytes.read(at, frame);
                ByteBuffer says = ByteBuffer.wrap(frame);
                return sound(Short.toUnsignedInt(says.getShort(7)), Short.toUnsignedInt(says.getShort(5)));
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    /// Whether a segment begins the picture: all ways to code one, without the tables that lie among their numbers.
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static Optional<PictureSize> sound(int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new PictureSize(width, height)) : Optional.empty();
    }
}
