package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import limner.model.exchange.out.FolderTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names that are one name somewhere are refused everywhere.
final class FolderTargetTest {

    @TempDir
    private Path around = Path.of("");

    private void refused(String said, String first, String second) throws IOException {
        try (FolderTarget target = FolderTarget.beside(around.resolve("out"))) {
            target.create(first).close();
            String message = String.valueOf(assertThrows(
                            IllegalArgumentException.class,
                            () -> target.create(second).close())
                    .getMessage());
            assertTrue(message.contains(said), message);
            assertTrue(message.endsWith("Choose a format that has one file for all pictures, such as COCO."), message);
        }
        try (Stream<Path> left = Files.list(around)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void namesThatMeetOnSomeSystemsAreRefused() throws IOException {
        refused("Two files would be called a/b.txt.", "a/b.txt", "a/b.txt");
        refused("Two files would be called a/b.txt and A/B.txt, which is one name", "a/b.txt", "A/B.txt");
        refused("which is one name on some systems", "caf\u00e9.txt", "cafe\u0301.txt");
    }

    @Test
    void aFileAndAFolderOfOneNameAreRefusedInEitherOrder() throws IOException {
        refused("a file and a folder of one name, where A/b/c.txt is to be.", "a", "A/b/c.txt");
        refused("a file and a folder of one name, where A/B is to be.", "a/b/c.txt", "A/B");
    }

    @Test
    void namesThatDifferAreBothWritten() throws IOException {
        Path out = around.resolve("out");
        try (FolderTarget target = FolderTarget.beside(out)) {
            target.create("a/b.txt").close();
            target.create("ab/b.txt").close();
            target.create("a/b.text").close();
            target.publish();
        }
        assertTrue(Files.exists(out.resolve("a/b.txt")) && Files.exists(out.resolve("ab/b.txt")));
    }
}
