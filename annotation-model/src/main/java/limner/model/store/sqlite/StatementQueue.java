package limner.model.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import limner.model.ahead.Ahead;
import limner.model.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Statements that one thread makes while another one runs them, in the order in which they are made: writing a hundred
/// thousand events as text and hashing them takes as long as SQLite takes to insert them.
final class StatementQueue implements Statements {

    /// So many rows go into a table with one statement. Fewer go in one by one, so that few statements are prepared.
    private static final int TOGETHER = 64;

    /// Bytes of what holds the arguments of one row, about.
    private static final int OBJECTS = 512;

    private final Ahead<Statement> ahead;

    /// Rows of one table that follow each other and were not handed over yet, and the statement they go in with.
    private List<@Nullable Object[]> rows = new ArrayList<>();

    private String insert = "";

    private StatementQueue(Ahead<Statement> ahead) {
        this.ahead = ahead;
    }

    /// One statement with its arguments, or rows of one table.
    private record Statement(Kind kind, String sql, List<@Nullable Object[]> arguments) {

        void run(Db db) {
            switch (kind) {
                case PUT -> db.put(sql, arguments.getFirst());
                case ONE -> db.one(sql, arguments.getFirst());
                case ROWS -> {
                    if (arguments.size() == TOGETHER) {
                        db.rows(sql, arguments);
                    } else {
                        arguments.forEach(row -> db.row(sql, row));
                    }
                }
            }
        }

        long bytes() {
            long bytes = (long) OBJECTS * arguments.size();
            for (@Nullable Object[] row : arguments) {
                for (@Nullable Object argument : row) {
                    bytes += switch (argument) {
                        case String text -> text.length();
                        case byte[] blob -> blob.length;
                        case null, default -> Long.BYTES;
                    };
                }
            }
            return bytes;
        }
    }

    /// What is done with a statement, by the name of its method.
    private enum Kind {
        PUT,
        ONE,
        ROWS
    }

    /// Lets another thread make statements, which are run by the calling one, inside its transaction.
    ///
    /// @param work must not use the database
    /// @return what the work returned, after its last statement was run
    /// @throws RuntimeException that of the work, or of the first statement that failed; neither of them goes on then
    static <T> T run(Db db, Function<Statements, T> work) {
        try {
            return Ahead.<Statement, T>run(
                    "statement-maker",
                    ahead -> {
                        StatementQueue queue = new StatementQueue(ahead);
                        T result = work.apply(queue);
                        queue.passRows();
                        return result;
                    },
                    statements -> statements.forEach(s -> s.run(db)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    "Writing to the project \"" + db.file().getFileName()
                            + "\" was interrupted. The last change was not saved, everything before it is safe.",
                    e);
        }
    }

    // The thread that makes them.

    @Override
    public void put(String sql, @Nullable Object... arguments) {
        add(Kind.PUT, sql, arguments);
    }

    @Override
    public void one(String sql, @Nullable Object... arguments) {
        add(Kind.ONE, sql, arguments);
    }

    @Override
    public void row(String insert, @Nullable Object... values) {
        if (!insert.equals(this.insert) || rows.size() == TOGETHER) {
            passRows();
            this.insert = insert;
        }
        rows.add(values);
    }

    private void add(Kind kind, String sql, @Nullable Object[] arguments) {
        passRows();
        pass(new Statement(kind, sql, List.<@Nullable Object[]>of(arguments)));
    }

    private void passRows() {
        if (!rows.isEmpty()) {
            pass(new Statement(Kind.ROWS, insert, rows));
            rows = new ArrayList<>(TOGETHER);
        }
    }

    private void pass(Statement statement) {
        ahead.add(statement, statement.bytes());
    }
}
