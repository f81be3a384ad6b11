package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import limner.model.command.Command;
import limner.model.command.History;
import limner.model.fixture.Fixture;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.project.ProjectState;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteProjectsTest {

    @TempDir
    Path folder;

    private final SqliteProjects projects = new SqliteProjects(Fixture.CLOCK);

    private Path project() {
        Path file = folder.resolve("a project #1 100% ä?.limner");
        projects.create(file, "Street").close();
        return file;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aNewProjectIsOneFileThatOpensEmpty() throws IOException {
        Path file = project();
        assertEquals(List.of(file.getFileName().toString()), files());
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            ProjectState state = store.load();
            assertEquals("Street", state.name());
            assertEquals(ProjectState.empty(state.id(), "Street"), state);
            assertEquals(History.empty(), store.history());
            assertEquals(0, store.head().number());
            assertTrue(store.verify().holds(), () -> store.verify().toString());
        }
        assertEquals(List.of(file.getFileName().toString()), files());
    }

    @Test
    void whatWasEditedIsThereAfterReopening() throws Exception {
        Path file = project();
        ProjectState live;
        try (ProjectSession session =
                new ProjectSession(projects.open(file, Access.WRITE), Fixture.ACTOR, Fixture.CLOCK)) {
            session.edit(new Command.AddMedia(Fixture.video())).get();
            session.edit(new Command.EditClasses(Fixture.classes())).get();
            session.edit(new Command.Draw(
                            Fixture.VIDEO, 3, LabelId.random(), Fixture.CAR, Extent.TRACK, Fixture.mask(20, 20, 9)))
                    .get();
            Outcome last = session.edit(new Command.Draw(
                            Fixture.VIDEO, 3, LabelId.random(), Fixture.SKY, Extent.FRAME, Fixture.polygon()))
                    .get();
            assertTrue(last instanceof Outcome.Done, last::toString);
            live = session.state();
        }
        assertEquals(List.of(file.getFileName().toString()), files());
        try (ProjectStore store = projects.open(file, Access.READ)) {
            assertEquals(live, store.load());
            assertEquals(4, store.history().recent(10).size() + 1);
            assertTrue(store.verify().holds(), () -> store.verify().toString());
        }
        assertEquals(List.of(file.getFileName().toString()), files());
    }
}
