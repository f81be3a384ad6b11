package limner.model.store.sqlite;

import limner.model.id.ProjectId;
import limner.model.id.ReplicaId;
import limner.model.store.StoreException;
import org.jspecify.annotations.Nullable;

/// What a file says of itself.
///
/// @param created when the project was made, ISO 8601
/// @param replica which copy of the project this file is
record Meta(ProjectId project, String name, String created, ReplicaId replica) {

    static Meta read(Db db, String schema) {
        try {
            return new Meta(
                    ProjectId.of(value(db, schema, "project")),
                    value(db, schema, "name"),
                    value(db, schema, "created"),
                    ReplicaId.of(value(db, schema, "replica")));
        } catch (IllegalArgumentException e) {
            throw damaged(db, e);
        }
    }

    void write(Db db) {
        put(db, "project", project.toString());
        put(db, "name", name);
        put(db, "created", created);
        put(db, "replica", replica.toString());
        put(db, "start", start());
    }

    /// Where the chain of this file's own replica starts. It is also kept in the file: in a project without events
    /// nothing else would tell that its name was altered.
    String start() {
        return startOf(replica.toString());
    }

    String startOf(String anyReplica) {
        return LogRow.start(project.toString(), name, created, anyReplica);
    }

    /// Whether what the file says of itself is what was written when it was made.
    boolean holds(Db db, String schema) {
        return value(db, schema, "start").equals(start());
    }

    private static void put(Db db, String key, String value) {
        db.run("INSERT INTO meta (key, value) VALUES (?, ?)", key, value);
    }

    private static String value(Db db, String schema, String key) {
        return db.first(row -> row.getString(1), "SELECT value FROM " + schema + "meta WHERE key = ?", key)
                .orElseThrow(() -> damaged(db, null));
    }

    private static StoreException damaged(Db db, @Nullable Throwable cause) {
        return new StoreException(
                "The project \"" + db.file().getFileName()
                        + "\" does not say what it is. Nothing was changed; work on a copy of it or restore a backup.",
                cause);
    }
}
