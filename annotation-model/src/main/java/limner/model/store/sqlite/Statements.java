package limner.model.store.sqlite;

import org.jspecify.annotations.Nullable;

/// Where statements go that change a file: run at once by a [Db], or in their turn by a [StatementQueue].
interface Statements {

    /// Takes one. Its arguments must not be altered afterwards.
    void put(String sql, @Nullable Object... arguments);

    /// Takes one that fails when it does not change exactly one row.
    void one(String sql, @Nullable Object... arguments);

    /// Takes a new row of a table. Rows that follow each other may go in together.
    ///
    /// @param insert the statement up to the word VALUES
    void row(String insert, @Nullable Object... values);
}
