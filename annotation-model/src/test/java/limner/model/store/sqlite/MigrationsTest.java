package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import limner.model.event.Recorded;
import limner.model.fixture.Fixture;
import limner.model.label.Interpolation;
import limner.model.label.Label;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {

    @TempDir
    Path folder;

    private final SqliteProjects projects = new SqliteProjects(Fixture.CLOCK);

    /// A project as version 1 of the format wrote it; the file never changes again.
    private Path versionOne() throws IOException {
        Path file = folder.resolve("old.limner");
        try (InputStream in = MigrationsTest.class.getResourceAsStream("version-1.project")) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        return file;
    }

    private static SqliteProjects with(String... more) {
        List<String> scripts = new ArrayList<>(Migrations.bundled().scripts());
        scripts.addAll(List.of(more));
        return new SqliteProjects(Fixture.CLOCK, new Migrations(scripts));
    }

    @Test
    void aProjectOfVersionOneOpensWithAllThatIsInIt() throws IOException {
        Path file = versionOne();
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            ProjectState state = store.load();
            assertEquals("Street", state.name());
            assertEquals(Fixture.classes(), state.ontology().classes());
            MediaLabels labels = state.labelsOf(Fixture.VIDEO);
            assertEquals(2, labels.labels().size());
            Label track = labels.labelsInOrder().getFirst();
            assertEquals(Fixture.mask(20, 20, 9), track.at(2).orElseThrow().shape());
            assertEquals(Fixture.box(3, 4), track.at(8).orElseThrow().shape());
            assertTrue(
                    labels.labelsInOrder().stream()
                            .flatMap(l -> l.keyframes().values().stream())
                            .allMatch(k -> k.interpolation() == Interpolation.PAIRED),
                    "what was said then keeps its meaning");
            assertEquals(1, state.releases().size());
            for (Label label : labels.labels().values()) {
                assertEquals(
                        store.eventsAfter(0).stream()
                                .filter(r -> LogQueriesTest.of(r.event()).equals(Optional.of(label.id())))
                                .toList(),
                        store.eventsOf(label.id()));
            }
            assertEquals(
                    state,
                    ProjectState.empty(state.id(), state.name())
                            .applyAll(store.eventsAfter(0).stream()
                                    .map(Recorded::event)
                                    .toList()));
            assertEquals(List.of(), store.verify().faults());
        }
        try (Db db = Db.open(file, Db.Mode.QUERY)) {
            assertEquals(Migrations.bundled().latest(), db.number("PRAGMA user_version"));
        }
    }

    @Test
    void anOlderFileIsBroughtForwardOnlyByAWriter() throws IOException {
        Path file = versionOne();
        SqliteProjects next = with("CREATE TABLE note (text TEXT NOT NULL) STRICT;");
        StoreException older = assertThrows(StoreException.class, () -> next.open(file, Access.READ));
        assertTrue(String.valueOf(older.getMessage()).contains("older Limner"), older::toString);
        ProjectState before;
        try (ProjectStore store = with().open(file, Access.WRITE)) {
            before = store.load();
        }
        assertThrows(StoreException.class, () -> next.open(file, Access.READ));
        try (ProjectStore store = next.open(file, Access.WRITE)) {
            assertEquals(before, store.load());
            assertEquals(List.of(), store.verify().faults());
        }
        try (ProjectStore store = next.open(file, Access.READ)) {
            assertEquals(before, store.load());
        }
        StoreException newer = assertThrows(StoreException.class, () -> with().open(file, Access.READ));
        assertTrue(String.valueOf(newer.getMessage()).contains("newer Limner"), newer::toString);
    }

    @Test
    void aMigrationThatFailsLeavesTheFileInItsOldVersion() throws IOException {
        Path file = versionOne();
        SqliteProjects broken = with("CREATE TABLE note (text TEXT NOT NULL) STRICT; INSERT INTO nowhere VALUES (1);");
        assertThrows(StoreException.class, () -> broken.open(file, Access.WRITE));
        try (ProjectStore store = with().open(file, Access.WRITE)) {
            assertEquals(List.of(), store.verify().faults());
        }
    }
}
