package limner.media.still;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import limner.media.frame.Orientation;

/// What a camera wrote into a picture about taking it (format: EXIF 2.3, in JPEG, TIFF, PNG and WebP).
///
/// @param orientation how the picture is turned to stand upright
/// @param takenMicros when the picture was taken, microseconds since 1970 as if the camera's clock showed UTC
public record Exif(Orientation orientation, Optional<Long> takenMicros) {
    /// Nothing is known.
    public static final Exif NONE = new Exif(Orientation.UPRIGHT, Optional.empty());

    /// EXIF data of a JPEG lies in its first segments, none longer than 64 KiB.
    private static final int MOST_SEGMENTS = 64;

    /// EXIF data may stand behind the picture, which large files have in many small chunks.
    private static final int MOST_CHUNKS = 1 << 16;

    private static final int MOST_BYTES = 1 << 20;
    private static final int ORIENTATION = 0x0112;
    private static final int DATE_TIME = 0x0132;
    private static final int CAMERA = 0x8769;
    private static final int TAKEN = 0x9003;
    private static final int DATE_TIME_FRACTION = 0x9290;
    private static final int TAKEN_FRACTION = 0x9291;

    /// Reads what there is; a file without EXIF data, or with data that makes no sense, has [#NONE].
    public static Exif of(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            RandomBytes bytes = RandomBytes.of(channel);
            byte[] head = new byte[(int) Math.min(PictureFormat.HEAD, bytes.size())];
            bytes.read(0, head);
            Optional<PictureFormat> format = PictureFormat.byContent(head);
            if (format.isEmpty()) {
                return NONE;
            }
            return switch (format.get()) {
                case JPEG -> inJpeg(bytes);
                case TIFF -> of(TiffDirectory.read(bytes));
                case PNG -> inPng(bytes);
                case WEBP -> inWebp(bytes);
                case BMP, GIF, PNM -> NONE;
            };
        } catch (IOException | RuntimeException e) {
            // Whether the picture can be used is the decoder's to say.
            return NONE;
        }
    }

    private static Exif inJpeg(RandomBytes bytes) throws IOException {
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
            boolean pictureBegins = marker == 0xDA || marker == 0xD9;
            if ((head[0] & 0xFF) != 0xFF || length < 2 || pictureBegins) {
                return NONE;
            }
            if (marker == 0xE1 && length > 8) {
                byte[] segment = new byte[length - 2];
                bytes.read(at + 4, segment);
                if (new String(segment, 0, 6, StandardCharsets.ISO_8859_1).equals("Exif\0\0")) {
                    return of(TiffDirectory.read(RandomBytes.of(segment, 6, segment.length)));
                }
            }
            at += 2 + length;
        }
        return NONE;
    }

    private static Exif inPng(RandomBytes bytes) throws IOException {
        return inChunks(bytes, 8, ByteOrder.BIG_ENDIAN, "eXIf");
    }

    private static Exif inWebp(RandomBytes bytes) throws IOException {
        return inChunks(bytes, 12, ByteOrder.LITTLE_ENDIAN, "EXIF");
    }

    /// PNG has length, name, content, checksum; RIFF has name, length, content, and even lengths.
    private static Exif inChunks(RandomBytes bytes, int from, ByteOrder order, String wanted) throws IOException {
        boolean png = order == ByteOrder.BIG_ENDIAN;
        long at = from;
        byte[] head = new byte[8];
        for (int i = 0; i < MOST_CHUNKS && at + 8 <= bytes.size(); i++) {
            bytes.read(at, head);
            long length = ByteBuffer.wrap(head).order(order).getInt(png ? 0 : 4) & 0xFFFFFFFFL;
            String name = new String(head, png ? 4 : 0, 4, StandardCharsets.ISO_8859_1);
            if (name.equals(wanted) && length <= MOST_BYTES) {
                byte[] content = new byte[(int) length];
                bytes.read(at + 8, content);
                boolean prefixed = new String(content, 0, Math.min(6, content.length), StandardCharsets.ISO_8859_1)
                        .equals("Exif\0\0");
                return of(TiffDirectory.read(RandomBytes.of(content, prefixed ? 6 : 0, content.length)));
            }
            at += 8 + length + (png ? 4 : length & 1);
        }
        return NONE;
    }

    private static Exif of(TiffDirectory directory) throws IOException {
        long orientation = directory.number(ORIENTATION, 1);
        Optional<TiffDirectory> camera = directory.inner(CAMERA);
        String taken = "";
        String fraction = "";
        if (camera.isPresent()) {
            taken = camera.get().text(TAKEN);
            fraction = camera.get().text(taken.isEmpty() ? DATE_TIME_FRACTION : TAKEN_FRACTION);
        }
        if (taken.isEmpty()) {
            taken = directory.text(DATE_TIME);
        }
        return new Exif(Orientation.ofExif((int) Math.clamp(orientation, 0, 9)), micros(taken, fraction));
    }

    /// `2024:01:31 12:34:56`, and digits behind the point of the seconds.
    private static Optional<Long> micros(String text, String fraction) {
        if (!text.matches("\\d{4}:\\d{2}:\\d{2} \\d{2}:\\d{2}:\\d{2}")) {
            return Optional.empty();
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    number(text, 17, 19));
            String digits = fraction.matches("\\d+") ? (fraction + "000000").substring(0, 6) : "0";
            return Optional.of(time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + Integer.parseInt(digits));
        } catch (DateTimeException e) {
            // Cameras whose clock was never set write zeros.
            return Optional.empty();
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text.substring(from, to));
    }
}
