package limner.model.store.sqlite;

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

    private final Ahead<Statement> ahead;

    private StatementQueue(Ahead<Statement> ahead) {
        this.ahead = ahead;
    }

    /// One statement.
    private record Statement(
            Kind kind, String sql, @Nullable Object[] arguments) {

        void run(Db db) {
            switch (kind) {
                case PUT -> db.put(sql, arguments);
                case ONE -> db.one(sql, arguments);
                case ROW -> db.row(sql, arguments);
            }
        }

        boolean isRowAs(Statement other) {
            return kind == Kind.ROW && other.kind == Kind.ROW && sql.equals(other.sql);
        }

        long bytes() {
            long bytes = 0;
            for (@Nullable Object argument : arguments) {
                bytes += switch (argument) {
                    case String text -> text.length();
                    case byte[] blob -> blob.length;
                    case null, default -> Long.BYTES;
                };
            }
            return bytes;
        }
    }

    /// What is done with a statement, by the name of the method.
    private enum Kind {
        PUT,
        ONE,
        ROW
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
                    ahead -> work.apply(new StatementQueue(ahead)),
                    statements -> run(db, statements));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    "Writing to the project \"" + db.file().getFileName()
                            + "\" was interrupted. The last change was not saved, everything before it is safe.",
                    e);
        }
    }

    private static void run(Db db, List<Statement> statements) {
        int at = 0;
        while (at < statements.size()) {
            Statement first = statements.get(at);
            int end = at + 1;
            while (end < statements.size()
                    && end < at + TOGETHER
                    && statements.get(end).isRowAs(first)) {
                end++;
            }
            List<Statement> same = statements.subList(at, end);
            if (same.size() == TOGETHER) {
                db.rows(first.sql(), same.stream().map(Statement::arguments).toList());
            } else {
                same.forEach(s -> s.run(db));
            }
            at = end;
        }
    }

    // The thread that makes them.

    @Override
    public void put(String sql, @Nullable Object... arguments) {
        add(new Statement(Kind.PUT, sql, arguments));
    }

    @Override
    public void one(String sql, @Nullable Object... arguments) {
        add(new Statement(Kind.ONE, sql, arguments));
    }

    @Override
    public void row(String insert, @Nullable Object... values) {
        add(new Statement(Kind.ROW, insert, values));
    }

    private void add(Statement statement) {
        ahead.add(statement, statement.bytes());
    }
}
