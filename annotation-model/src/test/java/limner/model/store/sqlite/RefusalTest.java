package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import limner.model.command.History;
import limner.model.event.LabelEvent;
import limner.model.fixture.Fixture;
import limner.model.fixture.ReadOnlyFolder;
import limner.model.geometry.Mask;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;
import limner.model.store.Access;
import limner.model.store.Change;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is no sound project is refused with a sentence, and the disk is as it was.
final class RefusalTest {

    @TempDir
    Path folder;

    private final SqliteProjects projects = new SqliteProjects(Fixture.CLOCK);

    private Path project() {
        Path file = folder.resolve("street.limner");
        try (ProjectStore store = projects.create(file, "Street")) {
            store.append(
                    new Change(History.Kind.FACT, 0, "Add video", List.of(new LabelEvent.MediaAdded(Fixture.video()))),
                    Fixture.stamp());
        }
        return file;
    }

    private Map<String, ByteBuffer> disk() throws IOException {
        Map<String, ByteBuffer> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path p : files.toList()) {
                all.put(
                        p.getFileName().toString(),
                        Files.isRegularFile(p) ? ByteBuffer.wrap(Files.readAllBytes(p)) : ByteBuffer.allocate(0));
            }
        }
        return all;
    }

    private void refused(Path file, Access access, String... clauses) throws IOException {
        Map<String, ByteBuffer> before = disk();
        StoreException e = assertThrows(StoreException.class, () -> projects.open(file, access));
        assertEquals(before.keySet(), disk().keySet());
        assertEquals(before, disk());
        String message = String.valueOf(e.getMessage());
        for (String clause : clauses) {
            assertTrue(message.contains(clause), message);
        }
        assertTrue(message.contains("Nothing was changed"), message);
        assertTrue(message.contains("\"" + file.getFileName() + "\""), message);
        assertFalse(message.contains("Exception"), message);
    }

    private static void patch(Path file, long at, byte... bytes) throws IOException {
        try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
            f.seek(at);
            f.write(bytes);
        }
    }

    @Test
    void aMaskOfARefusedChangeIsKeptWithTheNext() {
        Mask mask = Fixture.mask(9, 9, 5);
        Ontology ontology = Ontology.empty().with(Fixture.classes());
        Label first = label("first", mask);
        try (ProjectStore store = projects.open(project(), Access.WRITE)) {
            append(store, new LabelEvent.OntologyChanged(Ontology.empty(), ontology));
            // Both have one number.
            assertThrows(
                    StoreException.class,
                    () -> append(
                            store, new LabelEvent.LabelAdded(first), new LabelEvent.LabelAdded(label("second", mask))));
            append(store, new LabelEvent.LabelAdded(first));
            assertEquals(List.of(), store.verify().faults());
            assertEquals(List.of(first), store.load().labelsOf(Fixture.VIDEO).labelsInOrder());
        }
    }

    private static Label label(String name, Mask mask) {
        return Label.drawn(
                new LabelId(Fixture.uuid(name)),
                Fixture.VIDEO,
                1,
                Fixture.CAR,
                Extent.FRAME,
                3,
                mask,
                new Origin.Imported("file.json", name));
    }

    private static void append(ProjectStore store, LabelEvent... events) {
        store.append(new Change(History.Kind.EDIT, 0, "Change", List.of(events)), Fixture.stamp());
    }

    @ParameterizedTest
    @EnumSource
    void aMissingFile(Access access) throws IOException {
        refused(folder.resolve("none.limner"), access, "There is no project");
    }

    @ParameterizedTest
    @EnumSource
    void aFolder(Access access) throws IOException {
        refused(Files.createDirectory(folder.resolve("dir.limner")), access, "is a folder");
    }

    @ParameterizedTest
    @EnumSource
    void aTextFile(Access access) throws IOException {
        refused(
                Files.writeString(folder.resolve("text.limner"), "hello\n".repeat(100)),
                access,
                "is not a Limner project");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyFile(Access access) throws IOException {
        refused(Files.createFile(folder.resolve("empty.limner")), access, "is not a Limner project");
    }

    @ParameterizedTest
    @EnumSource
    void theDatabaseOfAnotherApplication(Access access) throws IOException {
        Path file = project();
        patch(file, 68, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
        refused(file, access, "belongs to another application");
    }

    @ParameterizedTest
    @EnumSource
    void aProjectOfANewerVersion(Access access) throws IOException {
        Path file = project();
        patch(file, 60, (byte) 0, (byte) 0, (byte) 3, (byte) 9);
        refused(file, access, "made by a newer Limner", "777", "update Limner");
    }

    @ParameterizedTest
    @EnumSource
    void aProjectWithItsEndCutOff(Access access) throws IOException {
        Path file = project();
        try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
            f.setLength(f.length() - 5000);
        }
        refused(file, access, "is damaged", "5000 bytes are missing", "restore a backup");
    }

    @ParameterizedTest
    @EnumSource
    void aProjectWithAPageOverwritten(Access access) throws IOException {
        Path file = project();
        byte[] noise = new byte[4096];
        new Random(7).nextBytes(noise);
        patch(file, 4096, noise);
        refused(file, access, "is damaged");
    }

    @Test
    void aDamagedProjectWithAWriteAheadLogLeftByACrash() throws IOException {
        Path file = project();
        Path crashed = folder.resolve("crashed.limner");
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            store.keep(new byte[] {1});
            Files.copy(file, crashed);
            Files.copy(folder.resolve("street.limner-wal"), folder.resolve("crashed.limner-wal"));
        }
        byte[] noise = new byte[4096];
        new Random(7).nextBytes(noise);
        patch(crashed, 4096, noise);
        refused(crashed, Access.WRITE, "is damaged");
    }

    @Test
    void creatingOverAnythingThatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("taken.limner"), "mine");
        Map<String, ByteBuffer> before = disk();
        assertThrows(StoreException.class, () -> projects.create(file, "Street"));
        assertThrows(StoreException.class, () -> projects.create(folder.resolve("no/such/folder.limner"), "Street"));
        assertThrows(StoreException.class, () -> projects.create(folder.resolve("new.limner"), "  "));
        assertEquals(before, disk());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void creatingWhereNobodyMayWrite() {
        StoreException e =
                assertThrows(StoreException.class, () -> projects.create(Path.of("/proc/x.limner"), "Street"));
        assertTrue(String.valueOf(e.getMessage()).contains("choose a folder that you may write"), e::toString);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aReadOnlyFolderIsReadAndNotWritten() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Path file = Files.move(project(), locked.resolve("street.limner"));
        try (ReadOnlyFolder readOnly = new ReadOnlyFolder(locked)) {
            assumeTrue(readOnly.holds(), "left out: this user may write everywhere, whatever the permissions say");
            StoreException e = assertThrows(StoreException.class, () -> projects.open(file, Access.WRITE));
            assertTrue(String.valueOf(e.getMessage()).contains("Nothing was changed"), e::toString);
            try (ProjectStore store = projects.open(file, Access.WRITE_OR_READ)) {
                assertFalse(store.writable());
                assertEquals(1, store.load().media().size());
                assertTrue(store.verify().holds());
            }
            try (Stream<Path> left = Files.list(locked)) {
                assertEquals(1, left.count());
            }
        }
    }

    @Test
    void aReaderDoesNotWriteAndAClosedStoreSaysSo() {
        Path file = project();
        ProjectStore reader = projects.open(file, Access.READ);
        assertThrows(StoreException.class, () -> reader.keep(new byte[1]));
        assertThrows(StoreException.class, reader::rebuild);
        reader.close();
        reader.close();
        StoreException e = assertThrows(StoreException.class, reader::load);
        assertTrue(String.valueOf(e.getMessage()).contains("is closed"), e::toString);
    }
}
