package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limner.model.fixture.Fixture;
import limner.model.store.Access;
import limner.model.store.ProjectInUseException;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriteLockTest {

    @TempDir
    Path folder;

    private final SqliteProjects projects = new SqliteProjects(Fixture.CLOCK);
    private Path file = Path.of("");

    @BeforeEach
    void makeAProject() {
        file = folder.resolve("street.limner");
        projects.create(file, "Street").close();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void aSecondWriterInThisProgramIsRefusedAndAReaderIsNot() throws IOException {
        try (ProjectStore first = projects.open(file, Access.WRITE)) {
            assertThrows(ProjectInUseException.class, () -> projects.open(file, Access.WRITE));
            try (ProjectStore second = projects.open(file, Access.WRITE_OR_READ)) {
                assertFalse(second.writable());
                assertTrue(first.writable());
            }
        }
        projects.open(file, Access.WRITE).close();
        assertEquals(List.of("street.limner"), files());
    }

    @Test
    void aSymbolicLinkToTheProjectIsTheSameProject() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.limner"), file);
        try (ProjectStore first = projects.open(file, Access.WRITE)) {
            assertTrue(first.writable());
            assertThrows(ProjectInUseException.class, () -> projects.open(link, Access.WRITE));
        }
    }

    @Test
    void twoThatOpenAtTheSameMomentDoNotBothWrite() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
                List<Future<Boolean>> opened = IntStream.range(0, 4)
                        .mapToObj(_ -> pool.submit(() -> {
                            ProjectStore store = projects.open(file, Access.WRITE_OR_READ);
                            return store.writable();
                        }))
                        .toList();
                int writers = 0;
                for (Future<Boolean> f : opened) {
                    writers += f.get() ? 1 : 0;
                }
                assertEquals(1, writers);
            }
            makeAnother(round);
        }
    }

    private void makeAnother(int round) {
        file = folder.resolve("street" + round + ".limner");
        projects.create(file, "Street").close();
    }

    @Test
    void theLockOfAnotherProcessNamesItAndAKillGivesItBack() throws Exception {
        Process other = start();
        try (BufferedReader said = other.inputReader()) {
            assertEquals("held", said.readLine());
            ProjectInUseException refused =
                    assertThrows(ProjectInUseException.class, () -> projects.open(file, Access.WRITE));
            assertTrue(refused.holder().contains("process " + other.pid()), refused::holder);
            assertTrue(String.valueOf(refused.getMessage()).contains(refused.holder()));
            try (ProjectStore reader = projects.open(file, Access.READ)) {
                assertEquals(Fixture.video(), reader.load().media(Fixture.VIDEO).orElseThrow());
            }
            other.destroyForcibly();
            assertTrue(other.waitFor(30, TimeUnit.SECONDS));
        }
        assertTrue(files().contains("street.limner.lock"), "a killed process cannot tidy up");
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            assertEquals(Fixture.video(), store.load().media(Fixture.VIDEO).orElseThrow());
            assertTrue(store.verify().holds());
        }
        assertEquals(List.of("street.limner"), files());
    }

    @Test
    void aRefusedAttemptInTheSameProgramLeavesTheLockWithItsHolder() throws Exception {
        try (ProjectStore first = projects.open(file, Access.WRITE)) {
            assertTrue(first.writable());
            // Somebody who does not know of the first, as a second part of the program might.
            SqliteProjects stranger = new SqliteProjects(Fixture.CLOCK);
            ProjectInUseException refused =
                    assertThrows(ProjectInUseException.class, () -> stranger.open(file, Access.WRITE));
            assertTrue(
                    refused.holder()
                            .contains("process " + ProcessHandle.current().pid()),
                    refused::holder);
            Process other = start();
            try (BufferedReader said = other.inputReader()) {
                String answer = said.readLine();
                assertTrue(answer.startsWith("refused: "), answer);
            } finally {
                other.destroyForcibly();
            }
        }
    }

    /// A folder from a stranger may hold a link where the lock belongs.
    @Test
    void aLinkWhereTheLockBelongsIsRefusedAndWhatItPointsAtIsUntouched() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious.txt"), "mine");
        Files.createSymbolicLink(WriteLock.beside(file), precious);
        StoreException refused = assertThrows(StoreException.class, () -> projects.open(file, Access.WRITE));
        assertTrue(String.valueOf(refused.getMessage()).contains("street.limner.lock"), refused::toString);
        assertEquals("mine", Files.readString(precious));
        Files.delete(WriteLock.beside(file));
        projects.open(file, Access.WRITE).close();
    }

    @Test
    void whatALockSaysOfItsHolderSteersNoTerminal() throws Exception {
        try (ProjectStore first = projects.open(file, Access.WRITE)) {
            assertTrue(first.writable());
            Files.writeString(WriteLock.beside(file), "by \u001b[31mRed\u0007\nand more");
            SqliteProjects stranger = new SqliteProjects(Fixture.CLOCK);
            ProjectInUseException refused =
                    assertThrows(ProjectInUseException.class, () -> stranger.open(file, Access.WRITE));
            assertEquals("by ?[31mRed??and more", refused.holder());
        }
    }
}
