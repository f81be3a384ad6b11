package limner.model.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import limner.model.store.StoreException;
import org.jspecify.annotations.Nullable;

/// One connection, with its statements prepared once. Not for two threads at a time.
final class Db implements Statements, AutoCloseable {

    /// How a row becomes a value.
    interface RowMapper<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// What is done with each row.
    interface RowReader {
        void accept(ResultSet row) throws SQLException;
    }

    /// How a file is opened.
    enum Mode {
        WRITE("?mode=rw"),
        /// Reads the write-ahead log too; writes nothing but SQLite's own side files.
        QUERY("?mode=rw"),
        READ_ONLY("?mode=ro"),
        /// Looks at the file alone and touches nothing beside it; for a file that nobody writes at the moment.
        FROZEN("?mode=ro&immutable=1");

        private final String query;

        Mode(String query) {
            this.query = query;
        }
    }

    /// SQLite counts kibibytes below zero.
    private static final int MUCH_KIBIBYTES = -65_536;

    /// What SQLite takes by itself.
    private static final int USUAL_KIBIBYTES = -2_000;

    /// So many pages in the write-ahead log make SQLite bring them into the file by itself.
    private static final int USUAL_PAGES = 1_000;

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Db(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// Opens a file that is there.
    static Db open(Path file, Mode mode) {
        Db db = connect(file, "jdbc:sqlite:" + uri(file, mode));
        db.execute("PRAGMA busy_timeout = 5000");
        if (mode != Mode.WRITE) {
            db.execute("PRAGMA query_only = ON");
        }
        return db;
    }

    /// Makes a new, empty database file.
    static Db create(Path file) {
        return connect(file, "jdbc:sqlite:" + file.toUri().toASCIIString() + "?mode=rwc");
    }

    /// A database in memory; `about` is the file that messages speak of.
    static Db inMemory(Path about) {
        return connect(about, "jdbc:sqlite::memory:");
    }

    /// The name SQLite opens a file by: an encoded URI, so that no character of a path is taken for an option.
    static String uri(Path file, Mode mode) {
        return file.toUri().toASCIIString() + mode.query;
    }

    private static Db connect(Path file, String url) {
        try {
            Properties properties = new Properties();
            // Nothing here asks for generated keys, and looking them up takes a statement for each one that is run.
            properties.setProperty("jdbc.get_generated_keys", "false");
            return new Db(file, DriverManager.getConnection(url, properties));
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        }
    }

    Path file() {
        return file;
    }

    /// Runs statements without parameters, also several.
    void execute(String script) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        }
    }

    /// @return how many rows it changed
    int run(String sql, @Nullable Object... arguments) {
        try {
            return bind(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        }
    }

    @Override
    public void put(String sql, @Nullable Object... arguments) {
        run(sql, arguments);
    }

    @Override
    public void one(String sql, @Nullable Object... arguments) {
        demand(1, run(sql, arguments));
    }

    @Override
    public void row(String insert, @Nullable Object... values) {
        rows(insert, List.<@Nullable Object[]>of(values));
    }

    /// Inserts rows with one statement, which is prepared for each number of rows anew.
    ///
    /// @param insert the statement up to the word VALUES
    /// @param rows at least one, all with the same number of values
    void rows(String insert, List<@Nullable Object[]> rows) {
        int columns = rows.getFirst().length;
        @Nullable Object[] all = new @Nullable Object[rows.size() * columns];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * columns, columns);
        }
        String values = ", ?".repeat(columns).substring(2);
        String others = (", (" + values + ")").repeat(rows.size() - 1);
        demand(rows.size(), run(insert + " VALUES (" + values + ")" + others, all));
    }

    private void demand(int wanted, int changed) {
        if (changed != wanted) {
            throw new StoreException("The rows of the project \"" + file.getFileName()
                    + "\" do not fit its log. The last change was not saved, everything before it is safe; rebuild the"
                    + " rows from the log.");
        }
    }

    void each(RowReader reader, String sql, @Nullable Object... arguments) {
        try (ResultSet rows = bind(sql, arguments).executeQuery()) {
            while (rows.next()) {
                reader.accept(rows);
            }
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        }
    }

    <T> List<T> list(RowMapper<T> mapper, String sql, @Nullable Object... arguments) {
        List<T> all = new ArrayList<>();
        each(row -> all.add(mapper.read(row)), sql, arguments);
        return all;
    }

    <T> Optional<T> first(RowMapper<T> mapper, String sql, @Nullable Object... arguments) {
        try (ResultSet rows = bind(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(mapper.read(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        }
    }

    long number(String sql, @Nullable Object... arguments) {
        return first(row -> row.getLong(1), sql, arguments)
                .orElseThrow(() -> new IllegalStateException("no row from " + sql));
    }

    String text(String sql, @Nullable Object... arguments) {
        return first(row -> row.getString(1), sql, arguments)
                .orElseThrow(() -> new IllegalStateException("no row from " + sql));
    }

    /// As [#write(Supplier)], with room for what so much work touches. Rows of labels lie where their ids happen to be,
    /// so that with the usual room each of many would fetch a page and push out another one. The work lies in the
    /// write-ahead log then, as safe as in the file: bringing it over with [Durability#bringOver(Db)] is left to the
    /// caller, who need not let anybody wait for that.
    ///
    /// What a statement of many rows would need to be taken back by itself is kept in memory, or SQLite writes every
    /// page
    /// it touches to a file beside. Nor are values checked by SQLite: a sixth of the time would go into reading JSON
    /// that was just written. Every opening checks them (`quick_check`).
    <T> T writeMuch(Supplier<T> work) {
        execute("PRAGMA cache_size = " + MUCH_KIBIBYTES);
        execute("PRAGMA temp_store = MEMORY");
        execute("PRAGMA wal_autocheckpoint = 0");
        execute("PRAGMA ignore_check_constraints = ON");
        T result;
        try {
            result = write(work);
        } catch (RuntimeException | Error e) {
            try {
                writeAsUsual();
            } catch (StoreException another) {
                e.addSuppressed(another);
            }
            throw e;
        }
        writeAsUsual();
        return result;
    }

    private void writeAsUsual() {
        execute("PRAGMA ignore_check_constraints = OFF");
        execute("PRAGMA wal_autocheckpoint = " + USUAL_PAGES);
        execute("PRAGMA temp_store = DEFAULT");
        execute("PRAGMA cache_size = " + USUAL_KIBIBYTES);
        execute("PRAGMA shrink_memory");
    }

    /// All of it or nothing, and durable when this returns.
    <T> T write(Supplier<T> work) {
        return transaction("BEGIN IMMEDIATE", work);
    }

    /// Everything read inside is of one moment.
    <T> T read(Supplier<T> work) {
        return transaction("BEGIN", work);
    }

    private <T> T transaction(String begin, Supplier<T> work) {
        execute(begin);
        T result;
        try {
            result = work.get();
            execute("COMMIT");
        } catch (RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
        return result;
    }

    private void rollback(Throwable because) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself already where the disk failed it.
            because.addSuppressed(e);
        }
    }

    private PreparedStatement bind(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailure.of(file, e);
        }
    }

    /// Closes after a failure that is reported already.
    void closeQuietly(Throwable because) {
        try {
            close();
        } catch (StoreException e) {
            because.addSuppressed(e);
        }
    }
}
