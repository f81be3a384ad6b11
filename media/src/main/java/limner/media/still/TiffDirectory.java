package limner.media.still;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The first directory of a TIFF file, or of EXIF data, which is kept in the same form (formats: TIFF 6.0; BigTIFF as
/// libtiff writes it; EXIF 2.3). Values are read when asked for, and no more of them than the file can hold. One
/// thread.
final class TiffDirectory {
    private static final int MOST_ENTRIES = 4096;
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final RandomBytes bytes;
    private final ByteOrder order;
    private final boolean big;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private long place;

    /// @param at where the value itself lies
    private record Entry(int type, long count, long at) {}

    private TiffDirectory(RandomBytes bytes, ByteOrder order, boolean big) {
        this.bytes = bytes;
        this.order = order;
        this.big = big;
    }

    /// Reads the directory that the header points to.
    static TiffDirectory read(RandomBytes bytes) throws IOException {
        byte[] head = new byte[8];
        bytes.read(0, head);
        if (head[0] != head[1] || head[0] != 'I' && head[0] != 'M') {
            throw new IOException("it has no TIFF header");
        }
        ByteOrder order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int version = ByteBuffer.wrap(head).order(order).getShort(2);
        if (version != 42 && version != 43) {
            throw new IOException("it has no TIFF header");
        }
        boolean big = version == 43;
        TiffDirectory directory = new TiffDirectory(bytes, order, big);
        directory.readEntries(
                big ? directory.at(8, 8).getLong() : directory.at(4, 4).getInt() & 0xFFFFFFFFL);
        return directory;
    }

    /// The directory that a tag of this one points to, as EXIF has one for what the camera knows.
    Optional<TiffDirectory> inner(int tag) throws IOException {
        if (!has(tag)) {
            return Optional.empty();
        }
        TiffDirectory directory = new TiffDirectory(bytes, order, big);
        directory.readEntries(number(tag, 0));
        return Optional.of(directory);
    }

    private void readEntries(long from) throws IOException {
        place = from;
        long count = big ? at(from, 8).getLong() : at(from, 2).getShort() & 0xFFFF;
        if (count < 0 || count > MOST_ENTRIES) {
            throw new IOException("its directory is not sound");
        }
        int entryBytes = big ? 20 : 12;
        long start = from + (big ? 8 : 2);
        ByteBuffer all = at(start, (int) count * entryBytes);
        for (int i = 0; i < count; i++) {
            int e = i * entryBytes;
            int type = all.getShort(e + 2) & 0xFFFF;
            long values = big ? all.getLong(e + 4) : all.getInt(e + 4) & 0xFFFFFFFFL;
            int each = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
            if (each == 0 || values < 0 || values > bytes.size() / each) {
                continue;
            }
            int inline = big ? 8 : 4;
            int valueAt = e + (big ? 12 : 8);
            long where = values * each <= inline
                    ? start + valueAt
                    : big ? all.getLong(valueAt) : all.getInt(valueAt) & 0xFFFFFFFFL;
            entries.put(all.getShort(e) & 0xFFFF, new Entry(type, values, where));
        }
    }

    /// Leaves only some tags in `file`, the bytes of the file from index 0 on. Not for BigTIFF.
    ///
    /// @throws IOException when there is no such directory in these bytes
    void keepOnly(Set<Integer> tags, ByteBuffer file) throws IOException {
        ByteBuffer all = file.duplicate().order(order);
        int count = big || place > all.limit() - 2 ? -1 : all.getShort((int) place) & 0xFFFF;
        if (count < 0 || count * 12L > all.limit() - place - 2) {
            throw new IOException("its directory is not sound");
        }
        int first = (int) place + 2;
        int kept = 0;
        byte[] entry = new byte[12];
        for (int i = 0; i < count; i++) {
            all.get(first + i * 12, entry);
            if (tags.contains(all.getShort(first + i * 12) & 0xFFFF)) {
                all.put(first + kept++ * 12, entry);
            }
        }
        all.putShort((int) place, (short) kept);
    }

    private ByteBuffer at(long where, int length) throws IOException {
        byte[] read = new byte[length];
        bytes.read(where, read);
        return ByteBuffer.wrap(read).order(order);
    }

    ByteOrder order() {
        return order;
    }

    boolean isBig() {
        return big;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /// The first whole number under a tag.
    long number(int tag, long otherwise) throws IOException {
        Entry entry = entries.get(tag);
        return entry == null || entry.count() == 0 ? otherwise : numbers(entry, 1)[0];
    }

    /// The whole numbers under a tag, `most` of them at most, or none.
    long[] numbers(int tag, int most) throws IOException {
        Entry entry = entries.get(tag);
        return entry == null ? new long[0] : numbers(entry, (int) Math.min(most, entry.count()));
    }

    private long[] numbers(Entry entry, int count) throws IOException {
        int each = TYPE_BYTES[entry.type()];
        ByteBuffer raw = at(entry.at(), count * each);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (each) {
                case 1 -> raw.get(i) & 0xFF;
                case 2 -> raw.getShort(i * 2) & 0xFFFF;
                case 4 -> raw.getInt(i * 4) & 0xFFFFFFFFL;
                default -> raw.getLong(i * 8);
            };
        }
        return values;
    }

    /// The text under a tag without its closing zero, or an empty one.
    String text(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.count() > 1000) {
            return "";
        }
        byte[] raw = new byte[(int) entry.count()];
        bytes.read(entry.at(), raw);
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(0);
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
