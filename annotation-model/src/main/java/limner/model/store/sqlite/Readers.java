package limner.model.store.sqlite;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Function;
import limner.model.store.StoreException;

/// Connections that only read: as many as threads read at one time, kept for the next.
final class Readers implements AutoCloseable {

    private final Path file;
    private final Db.Mode mode;
    private final Deque<Db> idle = new ArrayDeque<>();
    private int lent;
    private boolean closed;

    Readers(Path file, Db.Mode mode) {
        this.file = file;
        this.mode = mode;
    }

    /// Everything read inside is of one moment.
    <T> T read(Function<Db, T> work) {
        Db db = take();
        try {
            return db.read(() -> work.apply(db));
        } finally {
            giveBack(db);
        }
    }

    /// Does what no transaction may be around.
    void outside(Consumer<Db> work) {
        Db db = take();
        try {
            work.accept(db);
        } finally {
            giveBack(db);
        }
    }

    private synchronized Db take() {
        if (closed) {
            throw new StoreException("The project \"" + file.getFileName() + "\" is closed.");
        }
        Db db = idle.isEmpty() ? Db.open(file, mode) : idle.pop();
        lent++;
        return db;
    }

    private synchronized void giveBack(Db db) {
        idle.push(db);
        lent--;
        notifyAll();
    }

    /// Waits for what is being read at the moment: the last connection must be the writer's, which tidies up.
    @Override
    public synchronized void close() {
        closed = true;
        boolean interrupted = false;
        while (lent > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        idle.forEach(Db::close);
        idle.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
