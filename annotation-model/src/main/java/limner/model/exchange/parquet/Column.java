package limner.model.exchange.parquet;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A column of a table, and what each row says in it.
///
/// @param of null where a row says nothing
record Column<T>(String name, Type type, Function<T, @Nullable Object> of) {

    /// What stands in a column, with Parquet's numbers for it (format: `parquet.thrift`, `Type`).
    enum Type {
        FLAG(0),
        INT(1),
        LONG(2),
        DOUBLE(5),
        /// Text as UTF-8.
        TEXT(6);

        final int code;

        Type(int code) {
            this.code = code;
        }
    }

    static <T> Column<T> flag(String name, Function<T, @Nullable Boolean> of) {
        return new Column<>(name, Type.FLAG, of::apply);
    }

    static <T> Column<T> whole(String name, Function<T, @Nullable Integer> of) {
        return new Column<>(name, Type.INT, of::apply);
    }

    static <T> Column<T> large(String name, Function<T, @Nullable Long> of) {
        return new Column<>(name, Type.LONG, of::apply);
    }

    static <T> Column<T> number(String name, Function<T, @Nullable Double> of) {
        return new Column<>(name, Type.DOUBLE, of::apply);
    }

    /// Nothing is said where the text is empty.
    static <T> Column<T> text(String name, Function<T, @Nullable String> of) {
        return new Column<>(name, Type.TEXT, row -> {
            String text = of.apply(row);
            return text == null || text.isEmpty() ? null : text;
        });
    }
}
