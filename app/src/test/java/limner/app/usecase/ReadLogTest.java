package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import limner.app.task.Progress;
import limner.model.command.Command;
import limner.model.id.ActorId;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.session.ProjectSession;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadLogTest {

    @TempDir
    private Path folder = Path.of("");

    private final SqliteProjects files = new SqliteProjects(Clock.systemUTC());
    private final ReadLog log = new ReadLog(files);
    private Path project = Path.of("");

    @BeforeEach
    void makeAProject() {
        project = folder.resolve("work.limner");
        try (ProjectSession session =
                new ProjectSession(files.create(project, "Work"), ActorId.random(), Clock.systemUTC())) {
            session.edit(new Command.EditClasses(List.of(LabelClass.of(1, "Car", "#e69f00", ClassKind.THING))))
                    .join();
        }
    }

    @Test
    void theLogIsWrittenAsOneLineForEachEventInPlaceOfWhatWasThere() throws Exception {
        Path target = Files.writeString(folder.resolve("work log.txt"), "an older one");
        assertEquals(1, log.export(project, target, Progress.none()));
        List<String> lines = Files.readAllLines(target);
        assertEquals(1, lines.size());
        assertEquals(5, lines.getFirst().split("\t", -1).length, lines::getFirst);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(2, left.count(), "nothing is left behind");
        }
    }

    @Test
    void theProjectItselfIsNotWrittenOver() throws Exception {
        byte[] before = Files.readAllBytes(project);
        AppException refused = assertThrows(AppException.class, () -> log.export(project, project, Progress.none()));
        assertTrue(refused.sentence().contains("is the project itself"), refused::sentence);
        assertArrayEquals(before, Files.readAllBytes(project));
    }
}
