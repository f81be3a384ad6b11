package limner.model.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import limner.model.store.StoreException;

/// What SQLite's result codes mean to a person (https://sqlite.org/rescode.html).
final class SqliteFailure {

    private SqliteFailure() {}

    static StoreException of(Path file, SQLException e) {
        String name = "\"" + file.getFileName() + "\"";
        // Extended codes carry the primary one in their low byte.
        String sentence = switch (e.getErrorCode() & 0xff) {
            case 5, 6 ->
                "Another program keeps the project " + name
                        + " busy. What was saved before is safe; wait until that program is done and try again.";
            case 8 ->
                "The project " + name
                        + " can only be read. Nothing was changed; make the file and its folder writable, or copy"
                        + " it to another folder.";
            case 10 ->
                "The disk with the project " + name
                        + " did not do what it was asked. What was saved before is safe; check that the drive is"
                        + " connected, then open the project again.";
            case 11, 26 ->
                "The project " + name + " is damaged. Nothing was changed; work on a copy of it or restore a backup.";
            case 13 ->
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
