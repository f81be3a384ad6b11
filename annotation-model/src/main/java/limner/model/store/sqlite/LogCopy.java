package limner.model.store.sqlite;

import limner.model.id.ReplicaId;
import limner.model.store.StoreException;

/// Takes the beginning of a log over from a database that is attached as `source`: events with their hashes as they
/// stand there, byte for byte, and the blobs and names of people that they speak of. Rows are not taken: they are
/// written anew from the log.
final class LogCopy {

    /// Events name blobs by their digests, wherever in the payload. One that is no JSON any more is left to the check
    /// of the copy.
    private static final String BLOBS = """
            INSERT INTO blob (sha256, bytes) SELECT sha256, bytes FROM source.blob WHERE sha256 IN (
                SELECT named.atom
                FROM source.event e,
                     json_tree(CASE WHEN json_valid(e.payload) THEN e.payload ELSE 'null' END) AS named
                WHERE e.number <= ? AND e.payload LIKE '%"sha256"%' AND named.key = 'sha256')""";

    private LogCopy() {}

    /// @param event the last one that is taken
    /// @param replica which copy of the project the new file is
    static void copy(Db db, long event, ReplicaId replica) {
        db.write(() -> {
            long last = db.number("SELECT coalesce(max(number), 0) FROM source.event");
            if (event < 1 || event > last) {
                throw new StoreException(
                        "The project has no event " + event + "; its last one is " + last + ". Nothing was written.");
            }
            long change = db.number("SELECT change FROM source.event WHERE number = ?", event);
            long end = db.number("SELECT max(number) FROM source.event WHERE change = ?", change);
            if (end != event) {
                throw new StoreException("Event " + event + " is within a change that ends at event " + end
                        + ", and changes are whole or absent. Nothing was written; name event " + end + ".");
            }
            Meta meta = Meta.read(db, "source.");
            new Meta(meta.project(), meta.name(), meta.created(), replica).write(db);
            db.run(
                    "INSERT INTO person SELECT * FROM source.person"
                            + " WHERE actor IN (SELECT actor FROM source.event WHERE number <= ?)",
                    event);
            db.run(BLOBS, event);
            db.run("INSERT INTO change SELECT * FROM source.change WHERE number <= ?", change);
            db.run("INSERT INTO event SELECT * FROM source.event WHERE number <= ?", event);
            return meta;
        });
    }
}
