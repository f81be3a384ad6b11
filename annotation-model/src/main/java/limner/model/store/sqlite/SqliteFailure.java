package limner.model.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import limner.model.store.StoreException;

/// What SQLite's result codes mean to a person (https://sqlite.org/rescode.html).
final class SqliteFailure {

    private static final int IO = 10;
    private static final int FULL = 13;

    /// A disk on which not even so many bytes are free is full for a project: its side files grow in pieces of 32 KiB.
    private static final long NO_ROOM = 1 << 18;

    private SqliteFailure() {}

    /// Whether it is that the disk is full. SQLite says so of the project itself; of its side files it only says that
    /// something went wrong.
    static boolean full(Path file, SQLException e) {
        int code = primary(e);
        return code == FULL || code == IO && hasNoRoom(file);
    }

    private static boolean hasNoRoom(Path file) {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < NO_ROOM;
        } catch (IOException _) {
            // It is the drive then.
            return false;
        }
    }

    /// Extended codes carry the primary one in their low byte.
    private static int primary(SQLException e) {
        return e.getErrorCode() & 0xff;
    }

    static StoreException of(Path file, SQLException e) {
        String name = "\"" + file.getFileName() + "\"";
        String sentence = switch (full(file, e) ? FULL : primary(e)) {
            case 5, 6 ->
                "Another program keeps the project " + name
                        + " busy. What was saved before is safe; wait until that program is done and try again.";
            case 8 ->
                "The project " + name
                        + " can only be read. Nothing was changed; make the file and its folder writable, or copy"
                        + " it to another folder.";
            case IO ->
                "The disk with the project " + name
                        + " did not do what it was asked. What was saved before is safe; check that the drive is"
                        + " connected, then open the project again.";
            case 11, 26 ->
                "The project " + name + " is damaged. Nothing was changed; work on a copy of it or restore a backup.";
            case FULL ->
                "The disk is full: the last change to the project " + name
                        + " was not saved. Everything before it is safe; free some space and repeat it.";
            case 14 ->
                "The project " + name
                        + " could not be opened. Nothing was changed; check that it is there and may be read.";
            case 19 ->
                "A change does not fit what is in the project " + name
                        + " and was not saved. Everything before it is safe; run the rebuild of the rows, and"
                        + " report this if it comes again (" + e.getMessage() + ").";
            case 18 ->
                "That is too large for the project " + name + ". Nothing was changed; one file in a project may"
                        + " have about 1 GB.";
            default ->
                "The project " + name + " could not be read or written (" + e.getMessage()
                        + "). What was saved before is safe.";
        };
        return new StoreException(sentence, e);
    }
}
