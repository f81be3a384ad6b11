package limner.model.exchange.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The values of a column in a group of rows, gathered and then written as one page: PLAIN values after one bit for
/// each row that says whether there is one, packed with GZIP (format: Apache Parquet, "Encodings", and
/// `parquet.thrift`).
final class ColumnChunk {

    /// Of longer texts no least and greatest are said: nobody searches by them.
    private static final int LONGEST_BOUND = 64;

    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int GZIP = 2;

    private final Column<?> column;
    private final Comparator<Object> order;
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final ByteArrayOutputStream levels = new ByteArrayOutputStream();
    private int rows;
    private int nulls;

    /// Rows in a row that have a value, or in which it is missing.
    private int run;

    private boolean isPresentRun;
    private int bits;
    private int bitCount;

    private boolean isBounded = true;
    private @Nullable Object least;
    private @Nullable Object greatest;

    ColumnChunk(Column<?> column) {
        this.column = column;
        this.order = (a, b) -> switch (column.type()) {
            case FLAG -> Boolean.compare((Boolean) a, (Boolean) b);
            case INT -> Integer.compare((Integer) a, (Integer) b);
            case LONG -> Long.compare((Long) a, (Long) b);
            case DOUBLE -> Double.compare((Double) a, (Double) b);
            case TEXT -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
        };
    }

    /// Bytes that are waiting.
    long size() {
        return values.size();
    }

    void add(@Nullable Object value) {
        rows++;
        level(value != null);
        if (value == null) {
            nulls++;
            return;
        }
        Object known = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : value;
        if (known instanceof Boolean set) {
            bits |= (set ? 1 : 0) << bitCount++;
            if (bitCount == Byte.SIZE) {
                endBits();
            }
        } else {
            if (known instanceof byte[] bytes) {
                values.writeBytes(plain(bytes.length));
            }
            values.writeBytes(plain(known));
        }
        bound(known);
    }

    private void endBits() {
        values.write(bits);
        bits = 0;
        bitCount = 0;
    }

    private void level(boolean isPresent) {
        if (run > 0 && isPresent != isPresentRun) {
            endRun();
        }
        isPresentRun = isPresent;
        run++;
    }

    private void endRun() {
        CompactThrift.varint(levels, (long) run << 1);
        levels.write(isPresentRun ? 1 : 0);
        run = 0;
    }

    private void bound(Object value) {
        if (value instanceof byte[] bytes && bytes.length > LONGEST_BOUND
                || value instanceof Double number && number.isNaN()) {
            isBounded = false;
            return;
        }
        if (least == null || order.compare(value, least) < 0) {
            least = value;
        }
        if (greatest == null || order.compare(value, greatest) > 0) {
            greatest = value;
        }
    }

    private static byte[] plain(Object value) {
        return switch (value) {
            case Boolean set -> new byte[] {(byte) (set ? 1 : 0)};
            case Integer number -> ordered(Integer.BYTES).putInt(number).array();
            case Long number -> ordered(Long.BYTES).putLong(number).array();
            case Double number -> ordered(Double.BYTES).putDouble(number).array();
            case byte[] bytes -> bytes;
            default -> throw new IllegalArgumentException("no column holds " + value.getClass());
        };
    }

    private static ByteBuffer ordered(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// A chunk as it is written.
    ///
    /// @param bytes head and page
    /// @param unpacked how long they would be without packing
    record Written(byte[] bytes, long unpacked) {}

    /// The one page of the chunk. Called once.
    Written written() {
        if (bitCount > 0) {
            endBits();
        }
        if (run > 0) {
            endRun();
        }
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(plain(levels.size()));
        page.writeBytes(levels.toByteArray());
        page.writeBytes(values.toByteArray());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            page.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] head = new CompactThrift()
                .i32(1, 0) // a data page
                .i32(2, page.size())
                .i32(3, packed.size())
                .struct(
                        5,
                        new CompactThrift()
                                .i32(1, rows)
                                .i32(2, PLAIN)
                                .i32(3, RLE)
                                .i32(4, RLE)
                                .end())
                .end();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        all.writeBytes(packed.toByteArray());
        return new Written(all.toByteArray(), (long) head.length + page.size());
    }

    /// What the foot says of it, as a struct.
    ///
    /// @param offset where it begins in the file
    byte[] described(Written written, long offset) {
        byte[] data = new CompactThrift()
                .i32(1, column.type().code)
                .i32s(2, List.of(PLAIN, RLE))
                .texts(3, List.of(column.name()))
                .i32(4, GZIP)
                .i64(5, rows)
                .i64(6, written.unpacked())
                .i64(7, written.bytes().length)
                .i64(9, offset)
                .struct(12, statistics())
                .end();
        return new CompactThrift().i64(2, offset).struct(3, data).end();
    }

    private byte[] statistics() {
        CompactThrift said = new CompactThrift().i64(3, nulls);
        if (isBounded && least != null && greatest != null) {
            // A zero may be of either sign: the least is said as the lower one, the greatest as the upper.
            said.binary(5, plain(greatest.equals(-0.0) ? 0.0 : greatest))
                    .binary(6, plain(least.equals(0.0) ? -0.0 : least));
        }
        return said.end();
    }
}
