package limner.media.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Where the containers of the clips keep numbers worth breaking. Found by the marks that stand beside them; a mark
/// that turns up in coded pictures by chance is as good.
final class Fields {
    private Fields() {}

    /// Some bytes of a file.
    record Field(int at, int width) {}

    /// Sizes of boxes, elements, chunks and packets, and numbers of entries in tables.
    static List<Field> lengths(byte[] bytes) {
        List<Field> found = new ArrayList<>();
        // ISO 14496-12: the size stands before the name; tables have their number of entries 8 bytes after it.
        for (String box :
                List.of("moov", "trak", "mdia", "minf", "stbl", "stsd", "mdat", "ftyp", "udta", "edts", "avc1")) {
            after(bytes, ascii(box), -4, 4, found);
        }
        for (String table : List.of("stts", "ctts", "stsc", "stco", "stss", "elst")) {
            after(bytes, ascii(table), -4, 4, found);
            after(bytes, ascii(table), 8, 4, found);
        }
        after(bytes, ascii("stsz"), 8, 4, found);
        after(bytes, ascii("stsz"), 12, 4, found);
        // Matroska: the length follows the identifier.
        for (int[] id : List.of(
                new int[] {0x18, 0x53, 0x80, 0x67},
                new int[] {0x1F, 0x43, 0xB6, 0x75},
                new int[] {0x16, 0x54, 0xAE, 0x6B},
                new int[] {0x1C, 0x53, 0xBB, 0x6B},
                new int[] {0x63, 0xA2})) {
            after(bytes, bytes(id), id.length, 2, found);
        }
        after(bytes, bytes(0xA3), 1, 1, found);
        // RIFF: the length follows the name.
        for (String chunk : List.of("RIFF", "LIST", "avih", "strh", "strf", "idx1", "00dc")) {
            after(bytes, ascii(chunk), 4, 4, found);
        }
        // PNG: the length stands before the name. MPEG: the length of a packet follows its start code.
        for (String chunk : List.of("IHDR", "IDAT", "IEND", "PLTE")) {
            after(bytes, ascii(chunk), -4, 4, found);
        }
        after(bytes, bytes(0, 0, 1, 0xE0), 4, 2, found);
        if (isTransport(bytes)) {
            for (int at = 0; at + 8 < bytes.length; at += 188) {
                found.add(new Field(at + 4, 1));
            }
        }
        return found;
    }

    /// Timestamps, durations and time scales.
    static List<Field> times(byte[] bytes) {
        List<Field> found = new ArrayList<>();
        for (String table : List.of("stts", "ctts", "elst")) {
            for (int entry = 0; entry < 6; entry++) {
                after(bytes, ascii(table), 12 + 4 * entry, 4, found);
            }
        }
        after(bytes, ascii("mvhd"), 16, 4, found);
        after(bytes, ascii("mdhd"), 16, 4, found);
        after(bytes, ascii("mdhd"), 20, 4, found);
        after(bytes, ascii("strh"), 28, 4, found);
        after(bytes, ascii("strh"), 32, 4, found);
        // Matroska: time scale, time of a cluster, time of a block after its track number.
        after(bytes, bytes(0x2A, 0xD7, 0xB1, 0x83), 4, 3, found);
        after(bytes, bytes(0xE7, 0x81), 2, 1, found);
        after(bytes, bytes(0xE7, 0x82), 2, 2, found);
        after(bytes, bytes(0x81, 0x00), 1, 2, found);
        // MPEG: the time in a packet's head, and the clock.
        after(bytes, bytes(0, 0, 1, 0xE0), 9, 5, found);
        after(bytes, bytes(0, 0, 1, 0xBA), 4, 6, found);
        // GIF: the delay in a graphic control extension.
        after(bytes, bytes(0x21, 0xF9, 4), 4, 2, found);
        return found;
    }

    /// Picture sizes and parameter sets.
    static List<Field> decoderHeads(byte[] bytes) {
        List<Field> found = new ArrayList<>();
        after(bytes, ascii("avc1"), 28, 4, found);
        after(bytes, ascii("avcC"), 8, 4, found);
        after(bytes, ascii("avcC"), 12, 4, found);
        after(bytes, ascii("tkhd"), 76, 4, found);
        after(bytes, bytes(0xB0, 0x81), 2, 1, found);
        after(bytes, bytes(0xB0, 0x82), 2, 2, found);
        after(bytes, bytes(0xBA, 0x81), 2, 1, found);
        after(bytes, bytes(0x67), 1, 4, found);
        after(bytes, bytes(0, 0, 1, 0xB3), 4, 3, found);
        after(bytes, bytes(0, 0, 1, 0x20), 4, 4, found);
        after(bytes, ascii("strf"), 12, 4, found);
        after(bytes, ascii("strf"), 16, 4, found);
        after(bytes, ascii("IHDR"), 4, 4, found);
        after(bytes, ascii("IHDR"), 8, 4, found);
        after(bytes, ascii("GIF8"), 6, 4, found);
        return found;
    }

    private static boolean isTransport(byte[] bytes) {
        return bytes.length > 376 && bytes[0] == 0x47 && bytes[188] == 0x47;
    }

    private static void after(byte[] in, byte[] mark, int offset, int width, List<Field> found) {
        for (int at = 0; at + mark.length <= in.length; at++) {
            boolean same = true;
            for (int i = 0; same && i < mark.length; i++) {
                same = in[at + i] == mark[i];
            }
            int field = at + offset;
            if (same && field >= 0 && field + width <= in.length) {
                found.add(new Field(field, width));
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(int... values) {
        byte[] all = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            all[i] = (byte) values[i];
        }
        return all;
    }
}
