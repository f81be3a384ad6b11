package limner.model.exchange.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.metadata.Statistics;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the writer of tables writes, read by a reader that others wrote.
final class ParquetFileTest {

    private record Row(
            @Nullable Boolean flag,
            @Nullable Integer whole,
            @Nullable Long large,
            @Nullable Double number,
            @Nullable String text) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            Column.flag("flag", Row::flag),
            Column.whole("whole", Row::whole),
            Column.large("large", Row::large),
            Column.number("number", Row::number),
            Column.text("text", Row::text));

    private static byte[] written(List<Row> rows) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParquetFile<Row> file = new ParquetFile<>(out, COLUMNS)) {
            for (Row row : rows) {
                file.add(row);
            }
            file.end();
        }
        return out.toByteArray();
    }

    private static ParquetFileReader reader(byte[] bytes) throws Exception {
        return ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(bytes)));
    }

    private static List<Row> read(byte[] bytes) throws Exception {
        List<Row> all = new ArrayList<>();
        try (ParquetFileReader reader = reader(bytes);
                RowReader rows = reader.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                all.add(new Row(
                        rows.isNull("flag") ? null : (Boolean) rows.getBoolean("flag"),
                        rows.isNull("whole") ? null : (Integer) rows.getInt("whole"),
                        rows.isNull("large") ? null : (Long) rows.getLong("large"),
                        rows.isNull("number") ? null : (Double) rows.getDouble("number"),
                        rows.isNull("text") ? null : rows.getString("text")));
            }
        }
        return all;
    }

    private static Row random(Random random, int nulls, int letters) {
        return new Row(
                random.nextInt(100) < nulls ? null : random.nextBoolean(),
                random.nextInt(100) < nulls ? null : random.nextInt(),
                random.nextInt(100) < nulls ? null : random.nextLong(),
                random.nextInt(100) < nulls ? null : random.nextGaussian() * Math.pow(10, random.nextInt(-20, 20)),
                random.nextInt(100) < nulls ? null : "ä😀" + "x".repeat(random.nextInt(letters)) + random.nextInt(99));
    }

    @Test
    void whateverRowsSayComesBackWithItsLeastAndGreatest() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            String told = "seed " + seed + ", round " + round;
            int nulls = List.of(0, 3, 50, 97, 100).get(random.nextInt(5));
            List<Row> rows = new ArrayList<>();
            for (int i = random.nextInt(300); i > 0; i--) {
                rows.add(random(random, nulls, 1 + random.nextInt(30)));
            }
            byte[] bytes = written(rows);
            assertEquals(rows, read(bytes), told);
            try (ParquetFileReader reader = reader(bytes)) {
                assertEquals(rows.size(), reader.getFileMetaData().numRows(), told);
                for (RowGroup group : reader.getFileMetaData().rowGroups()) {
                    bounds(group, rows, told);
                }
            }
        }
    }

    private static Statistics statistics(RowGroup group, int column) {
        ColumnMetaData data = group.columns().get(column).metaData();
        return Objects.requireNonNull(data.statistics());
    }

    private static void bounds(RowGroup group, List<Row> rows, String told) {
        List<Integer> wholes =
                rows.stream().map(Row::whole).filter(Objects::nonNull).sorted().toList();
        List<Double> numbers =
                rows.stream().map(Row::number).filter(Objects::nonNull).sorted().toList();
        List<byte[]> texts = rows.stream()
                .map(Row::text)
                .filter(Objects::nonNull)
                .map(t -> t.getBytes(StandardCharsets.UTF_8))
                .sorted(Arrays::compareUnsigned)
                .toList();
        assertEquals((long) rows.size() - wholes.size(), statistics(group, 1).nullCount(), told);
        if (wholes.isEmpty()) {
            assertNull(statistics(group, 1).minValue(), told);
        } else {
            assertEquals(
                    wholes.getFirst(), bytes(statistics(group, 1).minValue()).getInt(), told);
            assertEquals(
                    wholes.getLast(), bytes(statistics(group, 1).maxValue()).getInt(), told);
        }
        if (!numbers.isEmpty()) {
            assertEquals(
                    numbers.getFirst(), bytes(statistics(group, 3).minValue()).getDouble(), told);
            assertEquals(
                    numbers.getLast(), bytes(statistics(group, 3).maxValue()).getDouble(), told);
        }
        if (!texts.isEmpty()) {
            assertArrayEquals(texts.getFirst(), statistics(group, 4).minValue(), told);
            assertArrayEquals(texts.getLast(), statistics(group, 4).maxValue(), told);
        }
        for (int i = 0; i < COLUMNS.size(); i++) {
            Statistics said = statistics(group, i);
            assertEquals(said.nullCount() == rows.size(), said.minValue() == null, told);
            assertTrue(said.minValue() == null || !said.isMinMaxDeprecated(), told);
        }
    }

    private static ByteBuffer bytes(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void groupsEndBeforeTheyGrowBeyondMemoryByRowsAndByBytes() throws Exception {
        Random random = new Random(4);
        List<Row> many = new ArrayList<>();
        for (int i = 0; i < 2 * ParquetFile.GROUP_ROWS + 7; i++) {
            many.add(random(random, 20, 3));
        }
        byte[] bytes = written(many);
        assertEquals(many, read(bytes));
        try (ParquetFileReader reader = reader(bytes)) {
            assertEquals(
                    List.of((long) ParquetFile.GROUP_ROWS, (long) ParquetFile.GROUP_ROWS, 7L),
                    reader.getFileMetaData().rowGroups().stream()
                            .map(RowGroup::numRows)
                            .toList());
        }
        String long1 = "y".repeat(ParquetFile.GROUP_BYTES / 4);
        List<Row> large = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            large.add(new Row(true, i, null, -0.0, long1));
        }
        byte[] heavy = written(large);
        assertEquals(large, read(heavy));
        assertTrue(heavy.length < ParquetFile.GROUP_BYTES, "it is packed: " + heavy.length);
        try (ParquetFileReader reader = reader(heavy)) {
            assertEquals(3, reader.getFileMetaData().rowGroups().size());
            RowGroup group = reader.getFileMetaData().rowGroups().getFirst();
            assertNull(statistics(group, 4).minValue(), "nobody searches by texts of megabytes");
            assertEquals(
                    0.0, bytes(statistics(group, 3).maxValue()).getDouble(), "a zero of either sign is in the bounds");
        }
    }
}
