package limner.model.exchange.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Writes one flat table (format: Apache Parquet, "File Format", and `parquet.thrift`, 2.x): groups of rows with a page
/// for each column, then the foot that says where they are. Memory is needed for one group of rows. Used by one thread.
final class ParquetFile<T> implements Closeable {

    /// A group ends with so many rows, or so many bytes.
    static final int GROUP_ROWS = 1 << 16;

    static final int GROUP_BYTES = 1 << 24;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int OPTIONAL = 1;
    private static final int UTF8 = 0;

    private final OutputStream out;
    private final List<Column<T>> columns;
    private final List<byte[]> groups = new ArrayList<>();
    private List<ColumnChunk> chunks;
    private long position;
    private long rows;
    private int waiting;

    /// @param out closed with this
    ParquetFile(OutputStream out, List<Column<T>> columns) throws IOException {
        this.out = out;
        this.columns = List.copyOf(columns);
        this.chunks = chunks();
        write(MAGIC);
    }

    private List<ColumnChunk> chunks() {
        return columns.stream().map(ColumnChunk::new).toList();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    /// Adds a row.
    void add(T row) throws IOException {
        long size = 0;
        for (int i = 0; i < chunks.size(); i++) {
            ColumnChunk chunk = chunks.get(i);
            chunk.add(columns.get(i).of().apply(row));
            size += chunk.size();
        }
        rows++;
        waiting++;
        if (waiting >= GROUP_ROWS || size >= GROUP_BYTES) {
            group();
        }
    }

    private void group() throws IOException {
        List<byte[]> described = new ArrayList<>();
        long unpacked = 0;
        for (ColumnChunk chunk : chunks) {
            ColumnChunk.Written written = chunk.written();
            described.add(chunk.described(written, position));
            unpacked += written.unpacked();
            write(written.bytes());
        }
        groups.add(new CompactThrift()
                .structs(1, described)
                .i64(2, unpacked)
                .i64(3, waiting)
                .end());
        chunks = chunks();
        waiting = 0;
    }

    /// Writes what is waiting, and the foot. Called once; a file that is closed without it is none.
    void end() throws IOException {
        if (waiting > 0) {
            group();
        }
        List<byte[]> schema = new ArrayList<>();
        schema.add(new CompactThrift().text(4, "schema").i32(5, columns.size()).end());
        columns.forEach(c -> schema.add(element(c)));
        byte[] foot = new CompactThrift()
                .i32(1, 1)
                .structs(2, schema)
                .i64(3, rows)
                .structs(4, groups)
                .text(6, "limner version 1")
                // Least and greatest are by the order of each type.
                .structs(7, Collections.nCopies(columns.size(), holding(1)))
                .end();
        write(foot);
        write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(foot.length)
                .array());
        write(MAGIC);
    }

    private static byte[] element(Column<?> column) {
        CompactThrift said =
                new CompactThrift().i32(1, column.type().code).i32(3, OPTIONAL).text(4, column.name());
        return column.type() == Column.Type.TEXT
                ? said.i32(6, UTF8).struct(10, holding(1)).end()
                : said.end();
    }

    /// A choice of several structs: this one, which says nothing more.
    private static byte[] holding(int id) {
        return new CompactThrift().struct(id, new CompactThrift().end()).end();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
