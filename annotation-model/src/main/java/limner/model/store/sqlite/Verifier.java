package limner.model.store.sqlite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import limner.model.event.LabelEvent;
import limner.model.geometry.Rle;
import limner.model.ontology.Example;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.ConflictException;
import limner.model.project.ProjectState;
import limner.model.store.StoreException;
import limner.model.store.Verification;
import limner.model.store.Verification.Fault;
import org.jspecify.annotations.Nullable;

/// Reads a whole project file and says what is wrong with it. The log is replayed into tables in memory, and these are
/// compared with the tables of the file, field by field.
final class Verifier {

    private static final String KEPT = "kept.";
    private static final int MOST_FAULTS = 20;

    private final Path file;
    private final Db.Mode mode;
    private final Migrations migrations;
    private final List<Fault> faults = new ArrayList<>();

    Verifier(Path file, Db.Mode mode, Migrations migrations) {
        this.file = file;
        this.mode = mode == Db.Mode.WRITE ? Db.Mode.QUERY : mode;
        this.migrations = migrations;
    }

    Verification verify() {
        try (Db db = Db.inMemory(file)) {
            migrations.apply(db);
            db.run("ATTACH DATABASE ? AS kept", Db.uri(file, mode));
            return db.read(() -> verify(db));
        }
    }

    private Verification verify(Db db) {
        Meta meta = Meta.read(db, KEPT);
        Replay replay = replay(db, meta);
        attempt(() -> checkSqlite(db));
        attempt(() -> checkTables(db));
        if (!meta.holds(db, KEPT)) {
            fault(0, "What the file says about the project itself (id, name, date) was altered.");
        }
        try {
            db.each(row -> replay.next(LogRow.read(row)), LogRow.SELECT.formatted(KEPT) + "ORDER BY e.number");
            replay.end(db.number("SELECT coalesce(max(number), 0) FROM kept.change"));
        } catch (BrokenLogException e) {
            fault(e.event, e.sentence);
        } catch (StoreException e) {
            fault(replay.events + 1, "Event " + (replay.events + 1) + " cannot be read: " + e.getMessage());
        }
        attempt(() -> checkBlobs(db));
        if (faults.stream().noneMatch(f -> f.event() > 0)) {
            attempt(() -> compareRows(db));
        }
        faults.sort(Comparator.comparingLong(Verifier::rank));
        return new Verification(replay.events, EventLog.head(replay.events, replay.ends, meta), faults);
    }

    private static Replay replay(Db db, Meta meta) {
        BlobTable kept = new BlobTable(db, KEPT);
        MaskBlobs masks = new MaskBlobs() {
            @Override
            public String keep(Rle mask) {
                return Digests.sha256(mask.compressed());
            }

            @Override
            public Rle read(String sha256, int width, int height) {
                return kept.read(sha256, width, height);
            }
        };
        CanonicalJson json = new CanonicalJson();
        ValueJson values = new ValueJson(masks);
        return new Replay(meta, new EventCodec(json, values), new RowProjection(db, json, values), kept);
    }

    /// A file so damaged that a check cannot be finished is a fault like any other.
    private void attempt(Runnable check) {
        try {
            check.run();
        } catch (StoreException e) {
            fault(0, "A check could not be finished: " + e.getMessage());
        }
    }

    /// Faults of events first, from the first on.
    private static long rank(Fault fault) {
        return fault.event() == 0 ? Long.MAX_VALUE : fault.event();
    }

    private void fault(long event, String sentence) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(event, sentence));
        }
    }

    private void checkSqlite(Db db) {
        for (String found : db.list(row -> row.getString(1), "PRAGMA kept.integrity_check(5)")) {
            if (!found.equals("ok")) {
                fault(0, "SQLite finds the file damaged: " + found + ".");
            }
        }
        db.each(
                row -> fault(
                        0,
                        "A row of table " + row.getString(1) + " points at one in " + row.getString(3)
                                + " that is missing."),
                "PRAGMA kept.foreign_key_check");
    }

    private void checkTables(Db db) {
        for (String found : db.list(row -> row.getString(1), """
                SELECT name FROM (
                    SELECT type, name, tbl_name, sql FROM kept.sqlite_schema
                    EXCEPT SELECT type, name, tbl_name, sql FROM main.sqlite_schema)
                UNION
                SELECT name FROM (
                    SELECT type, name, tbl_name, sql FROM main.sqlite_schema
                    EXCEPT SELECT type, name, tbl_name, sql FROM kept.sqlite_schema)
                ORDER BY name
                """)) {
            fault(0, "The definition of " + found + " was altered, added or removed.");
        }
    }

    private void checkBlobs(Db db) {
        db.each(
                row -> {
                    if (!Digests.sha256(row.getBytes(2)).equals(row.getString(1))) {
                        fault(0, "The bytes of blob " + row.getString(1) + " were altered.");
                    }
                },
                "SELECT sha256, bytes FROM kept.blob");
    }

    private void compareRows(Db db) {
        for (String table : RowProjection.TABLES) {
            long extra = differing(db, "kept." + table, "main." + table);
            long missing = differing(db, "main." + table, "kept." + table);
            if (extra + missing > 0) {
                fault(
                        0,
                        "The rows of table " + table + " are not what the log says: " + extra + " should not be there, "
                                + missing + " are missing. Rebuild the rows from the log.");
            }
        }
    }

    private static long differing(Db db, String in, String butNotIn) {
        return db.number("SELECT count(*) FROM (SELECT * FROM " + in + " EXCEPT SELECT * FROM " + butNotIn + ")");
    }

    /// The first event that is not as it was written.
    private static final class BrokenLogException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final long event;
        final String sentence;

        BrokenLogException(long event, String sentence) {
            super(sentence, null, false, false);
            this.event = event;
            this.sentence = sentence;
        }
    }

    /// The log, read from its first event on as far as it holds.
    private static final class Replay {
        private final Meta meta;
        private final EventCodec codec;
        private final RowProjection rows;
        private final BlobTable blobs;
        private final Map<String, String> ends = new HashMap<>();
        private ProjectState state;
        private long events;
        private @Nullable LogRow last;
        private long left;

        Replay(Meta meta, EventCodec codec, RowProjection rows, BlobTable blobs) {
            this.meta = meta;
            this.codec = codec;
            this.rows = rows;
            this.blobs = blobs;
            this.state = ProjectState.empty(meta.project(), meta.name());
        }

        void next(LogRow row) {
            long expected = events + 1;
            demand(row.number() == expected, expected, "Event " + expected + " is missing.");
            String previous = ends.getOrDefault(row.replica(), meta.startOf(row.replica()));
            demand(
                    row.previousHash().equals(previous),
                    expected,
                    "Event " + expected + " does not follow the event before it.");
            demand(
                    row.hash().equals(row.computedHash()),
                    expected,
                    "Event " + expected + " or the change it belongs to was altered.");
            checkChange(row);
            try {
                LabelEvent event = codec.decode(row.type(), row.version(), row.payload());
                if (event instanceof LabelEvent.ModelKept(var model)) {
                    demand(
                            blobs.bytes(model.sha256()).isPresent(),
                            expected,
                            "The weights that event " + expected + " keeps are missing.");
                }
                if (event instanceof LabelEvent.OntologyChanged(var before, var after)) {
                    checkExamples(before, after, expected);
                }
                state = state.apply(event);
                rows.apply(event);
            } catch (BrokenPayloadException e) {
                throw new BrokenLogException(expected, "Event " + expected + " " + e.getMessage() + ".");
            } catch (ConflictException e) {
                throw new BrokenLogException(
                        expected, "Event " + expected + " does not fit the events before it: " + e.getMessage() + ".");
            } catch (StoreException e) {
                throw new BrokenLogException(
                        expected, "Event " + expected + " does not fit the events before it: " + e.getMessage());
            }
            ends.put(row.replica(), row.hash());
            last = row;
            events = expected;
        }

        /// Pictures of guidelines are blobs of the file; that their bytes are what they are called is looked at for all
        /// blobs.
        private void checkExamples(Ontology before, Ontology after, long event) {
            for (LabelClass c : after.classes()) {
                List<Example> known =
                        before.find(c.id()).map(b -> b.details().examples()).orElse(List.of());
                for (Example e : c.details().examples()) {
                    demand(
                            known.contains(e) || blobs.bytes(e.sha256()).isPresent(),
                            event,
                            "The example of class " + c.name() + " that event " + event + " adds is missing.");
                }
            }
        }

        /// Changes are numbered without gaps and have as many events as they say.
        private void checkChange(LogRow row) {
            if (left == 0) {
                demand(
                        row.change() == (last == null ? 0 : last.change()) + 1,
                        row.number(),
                        "Event " + row.number() + " does not begin the next change.");
                left = row.size();
            } else {
                demand(
                        last != null && row.change() == last.change(),
                        row.number(),
                        "Event " + row.number() + " belongs to the change before it, but does not say so.");
            }
            left--;
        }

        void end(long lastChange) {
            demand(left == 0, events + 1, "Event " + (events + 1) + " is missing: its change was cut off.");
            demand(
                    lastChange == (last == null ? 0 : last.change()),
                    events + 1,
                    "Event " + (events + 1) + " is missing: its change is still there.");
        }

        private static void demand(boolean holds, long event, String sentence) {
            if (!holds) {
                throw new BrokenLogException(event, sentence);
            }
        }
    }
}
