package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import limner.model.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What one thread makes is run by another one, in its order, all of it or nothing.
class StatementQueueTest {

    private static final int MANY = 10_000;

    private final Db db = Db.inMemory(Path.of("queue.limner"));

    @BeforeEach
    void table() {
        db.execute("CREATE TABLE t (place INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER NOT NULL UNIQUE, odd TEXT)");
    }

    @AfterEach
    void close() {
        db.close();
    }

    private List<Integer> numbers() {
        return db.list(row -> row.getInt(1), "SELECT n FROM t ORDER BY place");
    }

    @Test
    void rowsAndStatementsAreRunInTheOrderInWhichTheyAreMade() {
        List<Integer> expected = new ArrayList<>();
        int made = db.write(() -> StatementQueue.run(db, to -> {
            for (int i = 0; i < MANY; i++) {
                to.row("INSERT INTO t (n, odd)", i, i % 2 == 0 ? null : "odd");
                expected.add(i);
                if (i % 37 == 0) {
                    // Takes back what was put in just before.
                    to.one("DELETE FROM t WHERE n = ?", i);
                    expected.removeLast();
                }
                if (i % 1_001 == 0) {
                    to.put("UPDATE t SET odd = 'none' WHERE n > ?", MANY);
                }
            }
            return MANY;
        }));

        assertEquals(MANY, made);
        assertEquals(expected, numbers());
        long odd = expected.stream().filter(i -> i % 2 != 0).count();
        assertEquals(odd, db.number("SELECT count(*) FROM t WHERE odd = 'odd'"));
    }

    @Test
    void whatMakesThemFailsAsItIsAndNothingIsThere() {
        IllegalStateException wrong = new IllegalStateException("wrong");
        IllegalStateException told = assertThrows(
                IllegalStateException.class,
                () -> db.write(() -> StatementQueue.run(db, to -> {
                    IntStream.range(0, MANY).forEach(i -> to.row("INSERT INTO t (n)", i));
                    throw wrong;
                })));

        assertEquals(wrong, told);
        assertTrue(numbers().isEmpty());
    }

    @Test
    void aStatementThatFailsEndsWhatMakesThem() throws Exception {
        AtomicInteger made = new AtomicInteger();
        AtomicReference<Thread> maker = new AtomicReference<>();
        assertThrows(
                StoreException.class,
                () -> db.write(() -> StatementQueue.run(db, to -> {
                    maker.set(Thread.currentThread());
                    while (made.incrementAndGet() < Integer.MAX_VALUE) {
                        // The second one is there already; without an end this would go on for hours.
                        to.row("INSERT INTO t (n)", 1);
                    }
                    return made.get();
                })));

        assertTrue(made.get() < MANY, made::toString);
        Objects.requireNonNull(maker.get()).join();
        assertTrue(numbers().isEmpty());
    }

    @Test
    void whatMustChangeOneRowAndChangesNoneEndsAllOfIt() {
        StoreException told = assertThrows(
                StoreException.class,
                () -> db.write(() -> StatementQueue.run(db, to -> {
                    to.row("INSERT INTO t (n)", 1);
                    to.one("DELETE FROM t WHERE n = ?", 2);
                    return 0;
                })));

        assertTrue(String.valueOf(told.getMessage()).contains("queue.limner"), told::toString);
        assertTrue(numbers().isEmpty());
    }
}
