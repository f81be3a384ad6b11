package limner.media.still;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The kinds of picture file that a sequence may hold.
public enum PictureFormat {
    JPEG("jpg", "jpeg", "jpe", "jfif"),
    PNG("png"),
    WEBP("webp"),
    BMP("bmp", "dib"),
    TIFF("tif", "tiff"),
    GIF("gif"),
    /// Portable any-map, as many instruments write it.
    PNM("ppm", "pgm", "pbm", "pnm");

    /// Bytes that [#byContent] and [#isStill] want to see, where the file has them.
    public static final int HEAD = 4096;

    private final List<String> endings;

    PictureFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /// The format that a file name promises.
    public static Optional<PictureFormat> byName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.indexOf('.') < 0
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(f -> f.endings.contains(ending))
                        .findFirst();
    }

    /// The format that the first bytes of a file show, whatever its name.
    public static Optional<PictureFormat> byContent(byte[] head) {
        if (starts(head, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (starts(head, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of(PNG);
        }
        if (has(head, 0, "RIFF") && has(head, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        if (starts(head, 'I', 'I', 42, 0)
                || starts(head, 'M', 'M', 0, 42)
                || starts(head, 'I', 'I', 43, 0)
                || starts(head, 'M', 'M', 0, 43)) {
            return Optional.of(TIFF);
        }
        if (has(head, 0, "GIF87a") || has(head, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (has(head, 0, "BM") && head.length >= 26) {
            return Optional.of(BMP);
        }
        if (head.length > 2 && head[0] == 'P' && head[1] >= '1' && head[1] <= '6' && Character.isWhitespace(head[2])) {
            return Optional.of(PNM);
        }
        return Optional.empty();
    }

    /// Whether a file of this format that begins so holds one picture and no animation.
    public boolean isStill(byte[] head) {
        return switch (this) {
            case GIF -> false;
            case PNG -> !isAnimatedPng(head);
            // Extended format, second of its flags.
            case WEBP -> !(has(head, 12, "VP8X") && head.length > 20 && (head[20] & 2) != 0);
            case JPEG, BMP, TIFF, PNM -> true;
        };
    }

    /// An animation is told by a chunk before the first picture data.
    private static boolean isAnimatedPng(byte[] head) {
        long at = 8;
        while (at + 8 <= head.length) {
            if (has(head, (int) at + 4, "acTL")) {
                return true;
            }
            if (has(head, (int) at + 4, "IDAT")) {
                return false;
            }
            at += 12 + (ByteBuffer.wrap(head).getInt((int) at) & 0xFFFFFFFFL);
        }
        return false;
    }

    private static boolean starts(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(byte[] head, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return head.length >= at + bytes.length && Arrays.equals(head, at, at + bytes.length, bytes, 0, bytes.length);
    }
}
