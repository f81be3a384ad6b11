package limner.model.store.sqlite;

import limner.model.store.StoreException;

/// What a connection that writes must promise before it may.
final class Durability {

    private static final int FULL = 2;

    private Durability() {}

    /// Sets what makes a commit survive a crash of the machine, and reads it back: a setting that was not taken is no
    /// promise.
    static void demand(Db db) {
        String journal = db.text("PRAGMA journal_mode = WAL");
        db.execute("PRAGMA synchronous = FULL");
        db.execute("PRAGMA foreign_keys = ON");
        db.execute("PRAGMA journal_size_limit = 16777216");
        if (!journal.equals("wal") || synchronous(db) != FULL || db.number("PRAGMA foreign_keys") != 1) {
            throw new StoreException("The drive with the project \"" + db.file().getFileName()
                    + "\" cannot keep changes safe against a crash. Nothing was changed; copy the project to a drive of"
                    + " this machine.");
        }
    }

    /// The setting as SQLite reports it: 2 is FULL.
    static long synchronous(Db db) {
        return db.number("PRAGMA synchronous");
    }

    /// Brings into the file what can be brought there without keeping anybody from reading or writing meanwhile.
    static void bringOver(Db db) {
        db.execute("PRAGMA wal_checkpoint(PASSIVE)");
    }

    /// Brings everything into the one file.
    static void checkpoint(Db db) {
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
