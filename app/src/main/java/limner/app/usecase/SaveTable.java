package limner.app.usecase;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes a table as a text file. The caller's thread waits for the disk.
public final class SaveTable {

    private SaveTable() {}

    /// There is the whole new file afterwards, or what was there before.
    ///
    /// @param project the open project, which is never written over
    /// @throws AppException when the table would take the place of the project
    public static void save(Path project, Path target, String text) throws IOException {
        Beside.demandAnother(target, project);
        Beside.write(target, text.getBytes(StandardCharsets.UTF_8));
    }
}
