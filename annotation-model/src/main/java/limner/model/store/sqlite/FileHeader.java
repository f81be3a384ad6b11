package limner.model.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import limner.model.store.StoreException;

/// The first hundred bytes of a database file (https://sqlite.org/fileformat.html, 1.3), read without SQLite so that
/// looking at a stranger's file leaves no trace beside it.
///
/// @param pages what the header says the file has, 0 where it does not know
record FileHeader(int pageSize, long pages, int userVersion, int applicationId) {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 100;

    /// @throws StoreException when it is no project of a version that this program knows
    static void demandProject(Path file, int latest) {
        String name = "\"" + file.getFileName() + "\"";
        ByteBuffer bytes;
        long size;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = ByteBuffer.wrap(in.readNBytes(LENGTH));
            size = Files.size(file);
        } catch (IOException e) {
            throw new StoreException(
                    "The file " + name + " cannot be read (" + e.getMessage()
                            + "). Nothing was changed; check that you may read it.",
                    e);
        }
        if (bytes.limit() < LENGTH || !bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new StoreException(
                    name + " is not a Limner project. Nothing was changed; choose a file that Limner has" + " made.");
        }
        FileHeader header = of(bytes);
        if (header.applicationId != Migrations.APPLICATION_ID) {
            throw new StoreException(name + " belongs to another application, it is not a Limner project. Nothing was"
                    + " changed; choose a file that Limner has made.");
        }
        demandVersion(name, header.userVersion, latest);
        boolean mayGrow = Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
        if (!mayGrow && header.pages > 0 && size < header.pages * header.pageSize) {
            throw new StoreException("The project " + name + " is damaged: " + (header.pages * header.pageSize - size)
                    + " bytes are missing at its end. Nothing was changed; restore a backup or copy the file again.");
        }
    }

    static void demandVersion(String name, long version, int latest) {
        if (version > latest) {
            throw new StoreException("The project " + name + " was made by a newer Limner (its format is " + version
                    + ", this program knows " + latest + "). Nothing was changed; update Limner to open it.");
        }
    }

    private static FileHeader of(ByteBuffer bytes) {
        int pageSize = bytes.getShort(16) & 0xffff;
        // The header's page count is only good when it was written together with the change counter.
        boolean counted = bytes.getInt(24) == bytes.getInt(92);
        return new FileHeader(
                pageSize == 1 ? 65_536 : pageSize,
                counted ? bytes.getInt(28) & 0xffff_ffffL : 0,
                bytes.getInt(60),
                bytes.getInt(68));
    }
}
