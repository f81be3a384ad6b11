package limner.model.exchange.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One struct of Thrift's compact protocol, as the heads and the foot of a Parquet file are written (format: Apache
/// Thrift, "Thrift Compact protocol encoding"). Fields are written by rising ids.
final class CompactThrift {

    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    /// Up to here a step between ids, or the length of a list, stands in the first byte.
    private static final int SHORT = 15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int last;

    private void field(int id, int type) {
        int step = id - last;
        if (step <= 0 || step > SHORT) {
            throw new IllegalArgumentException("field " + id + " after " + last);
        }
        out.write(step << 4 | type);
        last = id;
    }

    private void number(long value) {
        unsigned(value << 1 ^ value >> 63);
    }

    private void unsigned(long value) {
        varint(out, value);
    }

    /// Seven bits a byte, the lowest first.
    static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    CompactThrift i32(int id, int value) {
        field(id, I32);
        number(value);
        return this;
    }

    CompactThrift i64(int id, long value) {
        field(id, I64);
        number(value);
        return this;
    }

    CompactThrift binary(int id, byte[] value) {
        field(id, BINARY);
        bytes(value);
        return this;
    }

    CompactThrift text(int id, String value) {
        return binary(id, value.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] value) {
        unsigned(value.length);
        out.writeBytes(value);
    }

    /// @param ended another one, by [#end]
    CompactThrift struct(int id, byte[] ended) {
        field(id, STRUCT);
        out.writeBytes(ended);
        return this;
    }

    private void list(int id, int type, int size) {
        field(id, LIST);
        if (size < SHORT) {
            out.write(size << 4 | type);
        } else {
            out.write(0xF0 | type);
            unsigned(size);
        }
    }

    CompactThrift i32s(int id, List<Integer> values) {
        list(id, I32, values.size());
        values.forEach(this::number);
        return this;
    }

    CompactThrift texts(int id, List<String> values) {
        list(id, BINARY, values.size());
        values.forEach(v -> bytes(v.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /// @param ended other ones, by [#end]
    CompactThrift structs(int id, List<byte[]> ended) {
        list(id, STRUCT, ended.size());
        ended.forEach(out::writeBytes);
        return this;
    }

    /// The struct, ended. Called once.
    byte[] end() {
        out.write(0);
        return out.toByteArray();
    }
}
