package limner.model.store.sqlite;

import java.util.Optional;
import limner.model.geometry.Rle;

/// The blobs of a file, and masks as blobs: the text of their run lengths in COCO's compressed form.
///
/// @param to what is written
/// @param schema what stands before the table's name, such as `kept.`
record BlobTable(Db db, Statements to, String schema) implements MaskBlobs {

    /// One that writes at once.
    BlobTable(Db db, String schema) {
        this(db, db, schema);
    }

    String keep(byte[] bytes) {
        String sha256 = Digests.sha256(bytes);
        to.put("INSERT INTO " + schema + "blob (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING", sha256, bytes);
        return sha256;
    }

    Optional<byte[]> bytes(String sha256) {
        return db.first(row -> row.getBytes(1), "SELECT bytes FROM " + schema + "blob WHERE sha256 = ?", sha256);
    }

    @Override
    public String keep(Rle mask) {
        return keep(mask.compressed());
    }

    @Override
    public Rle read(String sha256, int width, int height) {
        byte[] bytes = bytes(sha256)
                .orElseThrow(() -> new BrokenPayloadException("speaks of a mask that is missing, " + sha256));
        if (!Digests.sha256(bytes).equals(sha256)) {
            throw new BrokenPayloadException("speaks of a mask whose pixels were altered, " + sha256);
        }
        try {
            return Rle.ofCompressed(width, height, bytes);
        } catch (IllegalArgumentException e) {
            throw new BrokenPayloadException("speaks of a mask that does not read as one, " + sha256, e);
        }
    }
}
