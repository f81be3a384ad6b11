package limner.model.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    private String said(IOException e) {
        return FolderBeside.notWritten("The export", around.resolve("out"), e);
    }

    private String said(String cause, String advice) {
        return "The export could not be written to " + around.resolve("out") + ": " + cause
                + ". Nothing of it was left behind, and the project is as it was. " + advice;
    }

    @Test
    void eachCauseHasItsOwnWordsAndItsOwnAdvice() throws IOException {
        for (String reason : List.of(
                "No space left on device",
                "Disk quota exceeded",
                "There is not enough space on the disk",
                "Auf dem Gerät ist kein Speicherplatz mehr verfügbar")) {
            String full = said(
                    "the disk is full (" + reason + ")",
                    "Free some space, or choose a folder on another disk, and try again.");
            assertEquals(full, said(new IOException(reason)));
            assertEquals(full, said(new FileSystemException("/a/b", null, reason)));
        }
        Path part = around.resolve(".limner-1234.part");
        String denied = said(
                "nothing may be written in " + around,
                "Choose a folder that you may write to, or remove the write protection, and try again.");
        assertEquals(denied, said(new AccessDeniedException(part.toString())));
        assertEquals(
                denied, said(new AccessDeniedException(part.resolve("in/text").toString())));
        assertEquals(
                said(
                        around + " is not there any more",
                        "Connect its drive again, or choose another folder, and try again."),
                said(new NoSuchFileException(part.resolve("in/text").toString())));
        assertEquals(
                said(
                        "Input/output error",
                        "Check that the disk is connected, has space and takes such names, or choose another folder,"
                                + " and try again."),
                said(new IOException("Input/output error")));
        Files.writeString(around.resolve("out"), "mine");
        assertEquals(
                said(
                        around.resolve("out") + " is a file, and a folder is needed in its place",
                        "Choose another folder, or move the file away, and try again."),
                said(new FileSystemException("/a/b", null, "Not a directory")));
    }

    @Test
    void whatCouldNotBeRemovedIsToldAndNotSaidToBeGone() {
        Path part = around.resolve(".limner-1234.part");
        IOException e = new IOException("Input/output error");
        e.addSuppressed(new Unwritten.LeftBehind(part, new IOException("Input/output error")));
        String said = said(e);
        assertTrue(said.contains("An unfinished folder, " + part + ", could not be removed; delete it"), said);
        assertFalse(said.contains("left behind"), said);
    }
}
