package limner.model.store.sqlite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;

/// One event exactly as it is stored, together with the change it belongs to: what the hash of the chain is taken over.
///
/// @param kind kind of the change
/// @param target of the change
/// @param title of the change
/// @param size number of events of the change
record LogRow(
        long number,
        String id,
        long change,
        String kind,
        long target,
        String title,
        long size,
        String replica,
        String actor,
        long hlcWall,
        long hlcCount,
        String at,
        String type,
        long version,
        String payload,
        String previousHash,
        String hash) {

    static final String SELECT = """
            SELECT e.number, e.id, e.change, c.kind, c.target, c.title, c.size, e.replica, e.actor, e.hlc_wall,
                   e.hlc_count, e.at, e.type, e.version, e.payload, e.prev_hash, e.hash
            FROM %1$sevent e LEFT JOIN %1$schange c ON c.number = e.change
            """;

    /// The row without its change where that is missing: its fields are empty then, and the hash tells.
    static LogRow read(ResultSet row) throws SQLException {
        String kind = row.getString(4);
        String title = row.getString(6);
        return new LogRow(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                kind == null ? "" : kind,
                row.getLong(5),
                title == null ? "" : title,
                row.getLong(7),
                row.getString(8),
                row.getString(9),
                row.getLong(10),
                row.getLong(11),
                row.getString(12),
                row.getString(13),
                row.getLong(14),
                row.getString(15),
                row.getString(16),
                row.getString(17));
    }

    LogRow withHash(String newHash) {
        return new LogRow(
                number,
                id,
                change,
                kind,
                target,
                title,
                size,
                replica,
                actor,
                hlcWall,
                hlcCount,
                at,
                type,
                version,
                payload,
                previousHash,
                newHash);
    }

    /// SHA-256 over every stored field and the previous hash. Each field goes in with its length, so that no text can
    /// pass for two.
    String computedHash() {
        MessageDigest digest = Digests.start();
        text(digest, "limner event 1");
        whole(digest, number);
        text(digest, id);
        whole(digest, change);
        text(digest, kind);
        whole(digest, target);
        text(digest, title);
        whole(digest, size);
        text(digest, replica);
        text(digest, actor);
        whole(digest, hlcWall);
        whole(digest, hlcCount);
        text(digest, at);
        text(digest, type);
        whole(digest, version);
        text(digest, payload);
        text(digest, previousHash);
        return Digests.hex(digest.digest());
    }

    /// What the first event of a replica has as its previous hash: it ties the chain to the project and its replica.
    static String start(String project, String name, String created, String replica) {
        MessageDigest digest = Digests.start();
        text(digest, "limner chain 1");
        text(digest, project);
        text(digest, name);
        text(digest, created);
        text(digest, replica);
        return Digests.hex(digest.digest());
    }

    private static void text(MessageDigest digest, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        whole(digest, bytes.length);
        digest.update(bytes);
    }

    private static void whole(MessageDigest digest, long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }
}
