package limner.model.store.sqlite;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import limner.model.command.History;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.id.ActorId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.ReplicaId;
import limner.model.project.ProjectState;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Stamp;
import limner.model.store.Change;
import limner.model.store.Commit;
import limner.model.store.LogHead;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import limner.model.store.Verification;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open project file: a connection that writes (or none) and as many as needed that read.
final class SqliteProjectStore implements ProjectStore {

    /// What reads and writes by one connection.
    private record Tables(Db db, Statements to, BlobTable blobs, EventLog log, RowProjection rows, StateReader state) {

        static Tables of(Db db) {
            return of(db, db);
        }

        /// @param to what is written
        static Tables of(Db db, Statements to) {
            CanonicalJson json = new CanonicalJson();
            BlobTable blobs = new BlobTable(db, to, "");
            ValueJson values = new ValueJson(blobs);
            return new Tables(
                    db,
                    to,
                    blobs,
                    new EventLog(db, new EventCodec(json, values)),
                    new RowProjection(to, json, values),
                    new StateReader(db, json, values));
        }

        Commit append(EventLog.Place place, Change change, Stamp stamp) {
            return log.append(place, change, stamp, to, rows::applyAll);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SqliteProjectStore.class);

    /// So many events touch more of the file than SQLite keeps at hand by itself.
    private static final int MANY = 1_000;

    private final Path file;
    private final Db.Mode mode;
    private final Migrations migrations;
    private final OpenFiles open;
    private final Readers readers;
    private final @Nullable Tables writer;
    private final @Nullable WriteLock lock;
    private final Meta meta;
    private final @Nullable Object key;
    private boolean closed;

    private SqliteProjectStore(
            Path file,
            Db.Mode mode,
            Migrations migrations,
            OpenFiles open,
            @Nullable Db writer,
            @Nullable WriteLock lock) {
        this.file = file;
        this.mode = mode;
        this.migrations = migrations;
        this.open = open;
        this.readers = new Readers(file, mode == Db.Mode.WRITE ? Db.Mode.QUERY : mode);
        this.writer = writer == null ? null : Tables.of(writer);
        this.lock = lock;
        this.meta = readers.read(db -> Meta.read(db, ""));
        this.key = keyAtOpening(file);
        open.opened(file, mode);
    }

    /// Takes over the connection and the lock.
    static SqliteProjectStore writing(Db db, WriteLock lock, Migrations migrations, OpenFiles open) {
        return new SqliteProjectStore(db.file(), Db.Mode.WRITE, migrations, open, db, lock);
    }

    static SqliteProjectStore reading(Path file, Db.Mode mode, Migrations migrations, OpenFiles open) {
        return new SqliteProjectStore(file, mode, migrations, open, null, null);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public boolean writable() {
        return writer != null;
    }

    @Override
    public ReplicaId replica() {
        return meta.replica();
    }

    @Override
    public ProjectState load() {
        return readers.read(db -> Tables.of(db).state().read(meta));
    }

    @Override
    public History history() {
        return readers.read(db -> Tables.of(db).log().history());
    }

    @Override
    public synchronized Commit append(Change change, Stamp stamp) {
        return write(change.events().size(), t -> {
            for (LabelEvent event : change.events()) {
                if (event instanceof LabelEvent.ModelKept(ModelFile model)
                        && t.blobs().bytes(model.sha256()).isEmpty()) {
                    throw new StoreException("The weights of the model " + model.name()
                            + " are not in the project. Nothing was changed; keep the weights first.");
                }
            }
            EventLog.Place place = t.log().next(stamp, meta);
            return change.events().size() < MANY
                    ? t.append(place, change, stamp)
                    : StatementQueue.run(t.db(), to -> Tables.of(t.db(), to).append(place, change, stamp));
        });
    }

    @Override
    public List<Recorded> eventsOf(long change) {
        return readers.read(db -> Tables.of(db).log().ofChange(change));
    }

    @Override
    public List<Recorded> eventsOf(LabelId label) {
        return readers.read(db -> Tables.of(db).log().ofLabel(label));
    }

    @Override
    public SortedSet<Integer> lookedAt(MediaId media) {
        return readers.read(db -> Tables.of(db).log().lookedAt(media));
    }

    @Override
    public List<Recorded> ontologyEvents() {
        return readers.read(db -> Tables.of(db).log().ofOntology());
    }

    @Override
    public List<Recorded> eventsAfter(long number) {
        List<Recorded> all = new ArrayList<>();
        forEachEventAfter(number, all::add);
        return all;
    }

    @Override
    public void forEachEventAfter(long number, Consumer<Recorded> reader) {
        readers.read(db -> {
            Tables.of(db).log().forEachAfter(number, reader);
            return number;
        });
    }

    @Override
    public LogHead head() {
        return readers.read(db -> Tables.of(db).log().head(meta));
    }

    @Override
    public LogHead headAt(long number) {
        return readers.read(db -> Tables.of(db).log().headAt(number, meta));
    }

    @Override
    public synchronized String keep(byte[] blob) {
        return write(t -> t.blobs().keep(blob));
    }

    @Override
    public Optional<InputStream> blob(String sha256) {
        return readers.read(db -> Tables.of(db).blobs().bytes(sha256)).map(ByteArrayInputStream::new);
    }

    @Override
    public synchronized void remember(ActorId actor, String name) {
        write(t -> t.db().run(
                        "INSERT INTO person (actor, name) VALUES (?, ?)"
                                + " ON CONFLICT (actor) DO UPDATE SET name = excluded.name",
                        actor.toString(),
                        name));
    }

    @Override
    public Map<ActorId, String> people() {
        return readers.read(db -> {
            Map<ActorId, String> people = new TreeMap<>();
            db.each(
                    row -> people.put(ActorId.of(row.getString(1)), row.getString(2)),
                    "SELECT actor, name FROM person");
            return people;
        });
    }

    @Override
    public Verification verify() {
        return new Verifier(file, mode, migrations).verify();
    }

    @Override
    public synchronized void rebuild() {
        write(t -> {
            t.rows().clear();
            t.log().forEachAfter(0, recorded -> t.rows().apply(recorded.event()));
            return t;
        });
    }

    private <T> T write(Function<Tables, T> work) {
        return write(1, work);
    }

    /// @param events how many are written
    private <T> T write(int events, Function<Tables, T> work) {
        Tables tables = writer;
        if (tables == null) {
            throw new StoreException(
                    "The project \"" + file.getFileName() + "\" is open for reading only. Nothing was changed.");
        }
        if (closed) {
            throw new StoreException("The project \"" + file.getFileName() + "\" is closed. Nothing was changed.");
        }
        demandInPlace();
        Supplier<T> inside = () -> work.apply(tables);
        if (events < MANY) {
            return tables.db().write(inside);
        }
        T result = tables.db().writeMuch(inside);
        try {
            Thread.ofPlatform().name("store-checkpoint").daemon().start(this::bringOver);
        } catch (OutOfMemoryError e) {
            // No thread is to be had: the change is saved, and its log is brought over some other time.
            LOG.warn("Bringing the log over was left for later", e);
        }
        return result;
    }

    /// Nobody waits for this but whoever closes the project.
    private void bringOver() {
        try {
            readers.outside(Durability::bringOver);
        } catch (StoreException e) {
            // The project is closed, which brings everything over, or the disk does not answer: what was written is
            // safe where it lies, and the next change tries again.
            LOG.debug("Bringing the log over was left for later", e);
        }
    }

    /// A file that was deleted or moved still takes what is written where the system lets an open file go, and nobody
    /// would find it again: such a change must not pass for saved.
    private void demandInPlace() {
        try {
            if (Objects.equals(key, keyOf(file))) {
                return;
            }
        } catch (NoSuchFileException e) {
            // Told below, as for a file that was replaced.
        } catch (IOException e) {
            // The drive does not answer: SQLite will say so with words of its own.
            return;
        }
        throw new StoreException("The project \"" + file.getFileName() + "\" is no longer where it was opened ("
                + file.getParent() + "): its file was moved, renamed, deleted or replaced. The last change was not"
                + " saved. Put the file back and repeat the change, or close the project and open it where it is now;"
                + " what was saved before is in that file.");
    }

    private static @Nullable Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /// Which file this is to the system, or null where it has no such thing.
    private static @Nullable Object keyAtOpening(Path file) {
        try {
            return keyOf(file);
        } catch (IOException e) {
            throw new StoreException(
                    "The project \"" + file.getFileName() + "\" cannot be reached (" + e.getMessage()
                            + "). Nothing was changed; check that its drive is connected.",
                    e);
        }
    }

    /// Leaves one file: everything is brought into it, and what lay beside it is gone.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // Whatever fails on the way, the next step is taken: a project must never stay open for nobody.
        try (Closing _ = () -> open.closed(file, mode);
                Closing _ = this::unlock;
                Closing _ = this::settle) {
            readers.close();
        }
    }

    /// A step of closing.
    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    private void unlock() {
        if (lock != null) {
            lock.close();
        }
    }

    private void settle() {
        if (writer != null) {
            try (Db db = writer.db()) {
                Durability.checkpoint(db);
            }
        }
    }
}
