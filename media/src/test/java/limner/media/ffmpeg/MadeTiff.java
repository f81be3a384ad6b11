package limner.media.ffmpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;
import java.util.TreeMap;

/// A TIFF file of one strip, made tag by tag.
final class MadeTiff {
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteOrder order;
    private final SortedMap<Integer, Field> fields = new TreeMap<>();
    private byte[] content = new byte[0];

    private record Field(int type, long[] values) {}

    /// @param photometric 0 white is zero, 1 black is zero, 2 RGB, 3 palette
    MadeTiff(ByteOrder order, int width, int height, int photometric, int channels, int bits) {
        this.order = order;
        longs(256, width).longs(257, height).shorts(262, photometric).shorts(277, channels);
        long[] each = new long[channels];
        java.util.Arrays.fill(each, bits);
        shorts(258, each).longs(278, height);
    }

    MadeTiff shorts(int tag, long... values) {
        fields.put(tag, new Field(SHORT, values));
        return this;
    }

    MadeTiff longs(int tag, long... values) {
        fields.put(tag, new Field(LONG, values));
        return this;
    }

    MadeTiff without(int tag) {
        fields.remove(tag);
        return this;
    }

    /// What stands at byte 8, which is also stated to be the only strip unless that was stated before.
    MadeTiff content(byte[] bytes) {
        content = bytes;
        fields.putIfAbsent(273, new Field(LONG, new long[] {8}));
        fields.putIfAbsent(279, new Field(LONG, new long[] {bytes.length}));
        return this;
    }

    /// Whole numbers of 16 bits in the order of this file.
    MadeTiff words(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 2).order(order);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return content(bytes.array());
    }

    byte[] bytes() {
        int values = 8 + content.length + (content.length & 1);
        int directory = values;
        for (Field field : fields.values()) {
            directory += field.values().length * 4;
        }
        ByteBuffer file =
                ByteBuffer.allocate(directory + 2 + 12 * fields.size() + 4).order(order);
        file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0));
        file.putShort((short) 42).putInt(directory).put(content);
        file.putShort(directory, (short) fields.size());
        int entry = directory + 2;
        for (var field : fields.entrySet()) {
            long[] all = field.getValue().values();
            int type = field.getValue().type();
            file.putShort(entry, field.getKey().shortValue()).putShort(entry + 2, (short) type);
            file.putInt(entry + 4, all.length);
            int each = type == SHORT ? 2 : 4;
            int at = all.length * each <= 4 ? entry + 8 : values;
            if (at == values) {
                file.putInt(entry + 8, at);
                values += all.length * 4;
            }
            for (long value : all) {
                if (type == SHORT) {
                    file.putShort(at, (short) value);
                } else {
                    file.putInt(at, (int) value);
                }
                at += each;
            }
            entry += 12;
        }
        return file.array();
    }
}
