package limner.model.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import limner.model.command.Command;
import limner.model.fixture.Fixture;
import limner.model.fixture.ProjectFile;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.project.ProjectState;
import limner.model.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectSessionTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void makeAProject() throws Exception {
        file = ProjectFile.make(folder);
    }

    private ProjectSession open() {
        return ProjectFile.open(file);
    }

    private static Command draw(String name, int frame) {
        return new Command.Draw(
                Fixture.VIDEO,
                frame,
                new LabelId(Fixture.uuid(name)),
                Fixture.CAR,
                Extent.FRAME,
                Fixture.box(frame, 1));
    }

    @Test
    void undoAndRedoWalkThroughEveryStateThereWas() throws Exception {
        try (ProjectSession session = open()) {
            List<ProjectState> states = new ArrayList<>(List.of(session.state()));
            for (int i = 0; i < 10; i++) {
                session.edit(draw("l" + i, i)).get();
                states.add(session.state());
            }
            for (int i = 9; i >= 0; i--) {
                Outcome.Done done =
                        assertInstanceOf(Outcome.Done.class, session.undo().get());
                assertEquals(states.get(i), done.snapshot().state());
            }
            for (int i = 1; i <= 10; i++) {
                session.redo().get();
                assertEquals(states.get(i), session.state());
            }
            assertInstanceOf(Outcome.Refused.class, session.redo().get());
        }
    }

    @Test
    void undoAndRedoSurviveARestart() throws Exception {
        ProjectState empty;
        ProjectState both;
        try (ProjectSession session = open()) {
            empty = session.state();
            session.edit(draw("a", 1)).get();
            session.edit(draw("b", 2)).get();
            both = session.state();
            session.undo().get();
        }
        try (ProjectSession session = open()) {
            session.redo().get();
            assertEquals(both, session.state());
            session.undo().get();
        }
        try (ProjectSession session = open()) {
            assertEquals(
                    "Draw Car 2, frame 2",
                    session.snapshot().history().nextRedo().orElseThrow().title());
            session.undo().get();
            assertEquals(empty, session.state());
            session.edit(draw("c", 3)).get();
            assertInstanceOf(Outcome.Refused.class, session.redo().get());
        }
    }

    @Test
    void whatMachinesRecordedIsNotUndone() throws Exception {
        try (ProjectSession session = open()) {
            session.edit(draw("a", 1)).get();
            session.edit(new Command.OfferSuggestions(Fixture.VIDEO, 2, List.of(Fixture.suggestion("s", 2, 0.5))))
                    .get();
            session.undo().get();
            assertTrue(session.state().labelsOf(Fixture.VIDEO).labels().isEmpty());
            assertEquals(
                    1, session.state().labelsOf(Fixture.VIDEO).suggestions().size());
        }
    }

    @Test
    void anUndoThatNoLongerFitsIsRefusedWithASentence() throws Exception {
        try (ProjectSession session = open()) {
            session.edit(new Command.OfferSuggestions(Fixture.VIDEO, 2, List.of(Fixture.suggestion("s", 2, 0.5))))
                    .get();
            ProjectState before = session.state();
            Outcome.Refused refused =
                    assertInstanceOf(Outcome.Refused.class, session.undo().get());
            assertTrue(refused.reason().contains("no longer fits"), refused.reason());
            assertEquals(before, session.state());
        }
    }

    @Test
    void twoThreadsEditWithoutLosingAnything() throws Exception {
        int each = 60;
        List<Long> commits = Collections.synchronizedList(new ArrayList<>());
        ProjectState live;
        try (ProjectSession session = open()) {
            session.onCommit(s -> commits.add(s.lastEvent()));
            AtomicBoolean reading = new AtomicBoolean(true);
            Thread reader = Thread.ofPlatform().start(() -> {
                while (reading.get()) {
                    assertEquals(Fixture.classes(), session.state().ontology().classes());
                    session.head();
                }
            });
            List<Thread> editors = new ArrayList<>();
            List<CompletableFuture<Outcome>> outcomes = Collections.synchronizedList(new ArrayList<>());
            for (String name : List.of("a", "b")) {
                editors.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < each; i++) {
                        outcomes.add(session.edit(draw(name + i, i % Fixture.FRAMES)));
                    }
                }));
            }
            for (Thread editor : editors) {
                editor.join();
            }
            for (CompletableFuture<Outcome> outcome : List.copyOf(outcomes)) {
                assertInstanceOf(Outcome.Done.class, outcome.get());
            }
            reading.set(false);
            reader.join();
            live = session.state();
        }
        assertEquals(2 * each, live.labelsOf(Fixture.VIDEO).labels().size());
        assertEquals(
                2 * each,
                live.labelsOf(Fixture.VIDEO).labelsInOrder().stream()
                        .map(Label::number)
                        .distinct()
                        .count());
        assertEquals(commits.stream().sorted().toList(), commits, "commits are told in order");
        assertEquals(2 * each, commits.size());
        try (ProjectSession session = open()) {
            assertEquals(live, session.state());
            assertEquals(List.of(), session.verify().get().faults());
        }
    }

    @Test
    void closingLetsWhatIsQueuedBecomeDurable() throws Exception {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        ProjectSession session = open();
        for (int i = 0; i < 30; i++) {
            outcomes.add(session.edit(draw("q" + i, i)));
        }
        session.close();
        for (CompletableFuture<Outcome> outcome : outcomes) {
            assertInstanceOf(Outcome.Done.class, outcome.get());
        }
        ExecutionException late = assertThrows(
                ExecutionException.class, () -> session.edit(draw("late", 1)).get());
        assertInstanceOf(StoreException.class, late.getCause());
        try (ProjectSession again = open()) {
            assertEquals(30, again.state().labelsOf(Fixture.VIDEO).labels().size());
        }
    }

    @Test
    void aListenerThatFailsDoesNotMakeADurableChangeLookRefused() throws Exception {
        try (ProjectSession session = open()) {
            List<Snapshot> told = new ArrayList<>();
            session.onCommit(_ -> {
                throw new IllegalStateException("on purpose");
            });
            session.onCommit(told::add);
            assertInstanceOf(Outcome.Done.class, session.edit(draw("a", 1)).get());
            assertEquals(List.of(session.snapshot()), told);
        }
    }

    @Test
    void aRefusalChangesNothing() throws Exception {
        try (ProjectSession session = open()) {
            Snapshot before = session.snapshot();
            Command tooFar = new Command.Tag(Fixture.VIDEO, 4711, Fixture.RAIN);
            Outcome.Refused refused =
                    assertInstanceOf(Outcome.Refused.class, session.edit(tooFar).get());
            assertEquals("Video street.mp4 has no frame 4711.", refused.reason());
            assertEquals(before, session.snapshot());
        }
    }

    @Test
    void eventsCarryTheReplicaOfTheFile() throws Exception {
        try (ProjectSession session = open()) {
            session.edit(draw("a", 1)).get();
            assertEquals(
                    1,
                    session.log().stream()
                            .map(r -> r.stamp().replica())
                            .distinct()
                            .count());
        }
    }

    @Test
    void aFileThatWentAwayTakesNoChangeForSavedUntilItIsBack() throws Exception {
        try (ProjectSession session = open()) {
            session.edit(draw("before", 1)).get();
            ProjectState before = session.state();
            Path away = folder.resolve("away.limner");
            try {
                Files.move(file, away);
            } catch (FileSystemException e) {
                assumeTrue(false, "left out: this system keeps an open file where it is");
            }
            ExecutionException refused = assertThrows(
                    ExecutionException.class,
                    () -> session.edit(draw("lost", 2)).get());
            String sentence = String.valueOf(
                    assertInstanceOf(StoreException.class, refused.getCause()).getMessage());
            assertTrue(sentence.contains("\"street.limner\" is no longer where it was opened"), sentence);
            assertEquals(before, session.state());

            Files.writeString(file, "somebody else's file");
            assertThrows(
                    ExecutionException.class,
                    () -> session.edit(draw("lost", 2)).get());

            Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);
            assertInstanceOf(Outcome.Done.class, session.edit(draw("after", 3)).get());
        }
        try (ProjectSession session = open()) {
            assertEquals(2, session.state().labelsOf(Fixture.VIDEO).labels().size());
        }
    }
}
