package limner.model.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderBesideTest {

    @TempDir
    private Path around = Path.of("");

    private static void put(FolderBeside folder, String path, String text) throws IOException {
        try (OutputStream out = folder.create(path)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(around)) {
            return all.map(p -> around.relativize(p).toString()).sorted().toList();
        }
    }

    @Test
    void whatIsPublishedIsThereWholeAndWhatIsNotLeavesNothing() throws IOException {
        try (FolderBeside folder = FolderBeside.of(around.resolve("a"))) {
            put(folder, "in/text", "hello");
            folder.publish(() -> {});
            assertEquals(5, folder.files().firstEntry().getValue().bytes());
        }
        assertEquals("hello", Files.readString(around.resolve("a/in/text")));
        try (FolderBeside folder = FolderBeside.of(around.resolve("above/b"))) {
            put(folder, "text", "hello");
        }
        assertEquals(List.of("a"), names(), "not even the folder above is left");
    }

    @Test
    void anEmptyFolderIsReplacedAndAFileThatCameMeanwhileIsNot() throws IOException {
        Files.createDirectory(around.resolve("empty"));
        try (FolderBeside folder = FolderBeside.of(around.resolve("empty"))) {
            put(folder, "text", "hello");
            folder.publish(() -> {});
        }
        assertEquals("hello", Files.readString(around.resolve("empty/text")));
        try (FolderBeside folder = FolderBeside.of(around.resolve("b"))) {
            put(folder, "text", "hello");
            Files.writeString(around.resolve("b"), "mine");
            assertThrows(FileAlreadyExistsException.class, () -> folder.publish(() -> {}));
        }
        assertEquals("mine", Files.readString(around.resolve("b")));
        assertEquals(List.of("b", "empty"), names());
    }
}
