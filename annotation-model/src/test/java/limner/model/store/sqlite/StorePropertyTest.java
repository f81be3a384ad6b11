package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import limner.model.command.Command;
import limner.model.command.History;
import limner.model.command.Scope;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.fixture.Fixture;
import limner.model.fixture.RandomCommands;
import limner.model.label.Label;
import limner.model.project.ProjectState;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random edits, undos, redos and restarts on a real file; each test's name shows its seed.
final class StorePropertyTest {

    private static final int STEPS = 300;

    @TempDir
    Path folder;

    private final SqliteProjects projects = new SqliteProjects(Fixture.CLOCK);

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(11, 12, 3_794_538_192_723L),
                LongStream.generate(System::nanoTime).limit(2));
    }

    private ProjectSession open(Path file) {
        return new ProjectSession(projects.open(file, Access.WRITE), Fixture.ACTOR, Fixture.CLOCK);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rowsStateHistoryAndLogAgreeWhateverHappens(long seed) throws Exception {
        String because = "seed " + seed;
        Path file = folder.resolve("random.limner");
        projects.create(file, "Random").close();
        RandomCommands commands = new RandomCommands(seed);
        Random random = new Random(seed);
        int undone = 0;
        int done = 0;
        ProjectSession session = open(file);
        try {
            session.keep(Fixture.EXAMPLE.getBytes(StandardCharsets.UTF_8)).get();
            for (Command command : RandomCommands.opening()) {
                session.edit(command).get();
            }
            for (int step = 0; step < STEPS; step++) {
                int chance = random.nextInt(100);
                if (chance < 12) {
                    undone += session.undo().get() instanceof Outcome.Done ? 1 : 0;
                } else if (chance < 16) {
                    session.redo().get();
                } else if (chance < 18) {
                    undone += session.undo(anywhere(session.state(), random)).get() instanceof Outcome.Done ? 1 : 0;
                } else if (chance < 20) {
                    ProjectState before = session.state();
                    History history = session.snapshot().history();
                    session.close();
                    session = open(file);
                    assertEquals(before, session.state(), because);
                    assertEquals(history, session.snapshot().history(), because);
                } else {
                    done += session.edit(commands.next(session.state())).get() instanceof Outcome.Done ? 1 : 0;
                }
            }
        } finally {
            session.close();
        }
        assertTrue(undone > 3 && done > 50, because + ": undone " + undone + ", done " + done);

        ProjectState live = session.state();
        try (ProjectStore store = projects.open(file, Access.WRITE)) {
            assertEquals(live, store.load(), because);
            assertTrue(store.verify().holds(), () -> because + store.verify());
            List<LabelEvent> log =
                    store.eventsAfter(0).stream().map(Recorded::event).toList();
            assertEquals(live, ProjectState.empty(live.id(), live.name()).applyAll(log), because);
            List<List<Object>> kept = rows(file);
            store.rebuild();
            assertEquals(kept, rows(file), because);
            assertEquals(live, store.load(), because);
            assertTrue(store.verify().holds(), () -> because + store.verify());
        }
    }

    /// An object or a frame whose last change is taken back, wherever it lies in the history.
    private static Scope anywhere(ProjectState state, Random random) {
        List<Label> labels = state.media().keySet().stream()
                .flatMap(m -> state.labelsOf(m).labelsInOrder().stream())
                .toList();
        if (labels.isEmpty()) {
            return new Scope.Project();
        }
        Label label = labels.get(random.nextInt(labels.size()));
        return random.nextBoolean()
                ? new Scope.OfLabel(label.id())
                : new Scope.OfFrame(label.media(), label.firstFrame());
    }

    /// Every row of every table of the projection.
    private static List<List<Object>> rows(Path file) {
        List<List<Object>> all = new ArrayList<>();
        try (Db db = Db.open(file, Db.Mode.QUERY)) {
            for (String table : RowProjection.TABLES) {
                List<List<Object>> here = new ArrayList<>();
                db.each(
                        row -> {
                            List<Object> fields = new ArrayList<>();
                            fields.add(table);
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                fields.add(String.valueOf(row.getObject(i)));
                            }
                            here.add(fields);
                        },
                        "SELECT * FROM " + table);
                here.sort((a, b) -> a.toString().compareTo(b.toString()));
                all.addAll(here);
            }
        }
        return all;
    }
}
