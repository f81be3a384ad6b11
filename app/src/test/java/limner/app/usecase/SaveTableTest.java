package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SaveTableTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTableTakesThePlaceOfAnOlderOneAndNothingElseIsLeft() throws IOException {
        Path project = Files.writeString(folder.resolve("a.limner"), "project");
        Path table = Files.writeString(folder.resolve("events.csv"), "older and longer");
        SaveTable.save(project, table, "class,é\r\n");
        assertEquals("class,é\r\n", Files.readString(table));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(List.of(project, table), all.sorted().toList());
        }
    }

    @Test
    void theProjectIsNeverWrittenOver() throws IOException {
        Path project = Files.writeString(folder.resolve("a.limner"), "project");
        assertThrows(AppException.class, () -> SaveTable.save(project, folder.resolve("./a.limner"), "class\r\n"));
        assertEquals("project", Files.readString(project));
    }
}
