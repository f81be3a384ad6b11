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
import limner.model.command.History;
import limner.model.command.Scope;
import limner.model.fixture.Fixture;
import limner.model.fixture.ProjectFile;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.ontology.Ontology;
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
    void aWalkThroughTheHistoryLetsNothingInBetweenAndSaysHowFarItGot() throws Exception {
        try (ProjectSession session = open()) {
            List<ProjectState> states = new ArrayList<>(List.of(session.state()));
            for (int i = 0; i < 4; i++) {
                session.edit(draw("l" + i, i)).get();
                states.add(session.state());
            }
            var walk = session.walk(3);
            var edit = session.edit(draw("later", 7));
            assertEquals(3, walk.get().done());
            assertEquals(
                    states.get(1),
                    assertInstanceOf(Outcome.Done.class, walk.get().last())
                            .snapshot()
                            .state());
            assertInstanceOf(Outcome.Done.class, edit.get());
            assertTrue(session.state()
                    .labelsOf(Fixture.VIDEO)
                    .label(label("later"))
                    .isPresent());
            session.undo().get();
            int left = session.snapshot().history().done().size();
            ProjectSession.Walked tooFar = session.walk(left + 5).get();
            assertEquals(left, tooFar.done());
            assertInstanceOf(Outcome.Refused.class, tooFar.last());
            assertEquals(left, session.walk(-left).get().done());
        }
    }

    private static LabelId label(String name) {
        return new LabelId(Fixture.uuid(name));
    }

    private static Command reshape(String name, int frame, double x) {
        return new Command.Reshape(Fixture.VIDEO, frame, label(name), Fixture.box(x, 1));
    }

    @Test
    void theLastChangeOfOneObjectOrOneFrameIsTakenBackWhileOthersStay() throws Exception {
        History history;
        ProjectState end;
        try (ProjectSession session = open()) {
            session.edit(draw("a", 1)).get();
            session.edit(draw("b", 1)).get();
            session.edit(draw("c", 2)).get();
            session.edit(reshape("a", 1, 7)).get();
            ProjectState all = session.state();

            assertInstanceOf(
                    Outcome.Done.class,
                    session.undo(new Scope.OfLabel(label("b"))).get());
            assertTrue(session.state().labelsOf(Fixture.VIDEO).label(label("b")).isEmpty());
            assertEquals(2, session.state().labelsOf(Fixture.VIDEO).labels().size());
            Outcome.Done onFrame = assertInstanceOf(
                    Outcome.Done.class,
                    session.undo(new Scope.OfFrame(Fixture.VIDEO, 2)).get());
            assertEquals("Undo: Draw Car 3, frame 2", onFrame.commit().change().title());
            assertTrue(session.state().labelsOf(Fixture.VIDEO).label(label("c")).isEmpty());
            assertEquals(
                    List.of("Move, Car 1, frame 1", "Draw Car 1, frame 1"),
                    session.snapshot().history().recent(9).stream()
                            .map(History.Step::title)
                            .filter(t -> t.contains("Car 1"))
                            .toList());

            session.redo().get();
            session.redo().get();
            assertEquals(all, session.state());
            session.undo(new Scope.OfLabel(label("a"))).get();
            history = session.snapshot().history();
            end = session.state();
        }
        try (ProjectSession session = open()) {
            assertEquals(history, session.snapshot().history());
            assertEquals(end, session.state());
        }
    }

    @Test
    void whatStandsInTheWayOfTakingBackIsNamedAndNothingChanges() throws Exception {
        try (ProjectSession session = open()) {
            session.edit(draw("a", 1)).get();
            long drawn = session.snapshot().history().nextUndo().orElseThrow().change();
            session.edit(reshape("a", 1, 7)).get();
            ProjectState before = session.state();
            Outcome.Refused refused = assertInstanceOf(
                    Outcome.Refused.class,
                    session.undo(new Scope.OfChange(drawn)).get());
            assertTrue(refused.reason().contains("Move, Car 1, frame 1"), refused.reason());
            assertEquals(before, session.state());

            session.edit(new Command.SetFrameState(Fixture.VIDEO, FrameRange.of(1), FrameState.DONE))
                    .get();
            before = session.state();
            refused = assertInstanceOf(
                    Outcome.Refused.class,
                    session.undo(new Scope.OfLabel(label("a"))).get());
            assertTrue(refused.reason().contains("Frame 1 is done"), refused.reason());
            assertEquals(before, session.state());
            assertInstanceOf(
                    Outcome.Refused.class,
                    session.undo(new Scope.OfLabel(label("nobody"))).get());
        }
    }

    @Test
    void whatWasDoneAgainLeavesTheFrameOfOthersInWork() throws Exception {
        try (ProjectSession session = open()) {
            session.edit(draw("a", 3)).get();
            long drawn = session.snapshot().history().nextUndo().orElseThrow().change();
            session.edit(draw("b", 3)).get();
            session.undo(new Scope.OfChange(drawn)).get();
            session.redo().get();
            assertInstanceOf(Outcome.Done.class, session.undo().get());
            assertTrue(session.state().labelsOf(Fixture.VIDEO).label(label("a")).isEmpty());
            assertTrue(session.state().labelsOf(Fixture.VIDEO).label(label("b")).isPresent());
            assertEquals(
                    FrameState.IN_WORK, session.state().labelsOf(Fixture.VIDEO).state(3));
        }
    }

    @Test
    void theNewestChangeIsNotTakenBackOnAFrameThatIsDone() throws Exception {
        try (ProjectSession session = open()) {
            session.edit(draw("a", 5)).get();
            session.edit(new Command.SetFrameState(Fixture.VIDEO, FrameRange.of(5), FrameState.DONE))
                    .get();
            session.edit(new Command.SetFrameState(Fixture.VIDEO, FrameRange.of(5), FrameState.IN_WORK))
                    .get();
            long reopened =
                    session.snapshot().history().nextUndo().orElseThrow().change();
            session.edit(reshape("a", 5, 7)).get();
            assertInstanceOf(
                    Outcome.Done.class,
                    session.undo(new Scope.OfChange(reopened)).get());
            ProjectState closed = session.state();
            assertEquals(FrameState.DONE, closed.labelsOf(Fixture.VIDEO).state(5));
            Outcome.Refused refused =
                    assertInstanceOf(Outcome.Refused.class, session.undo().get());
            assertTrue(refused.reason().contains("Frame 5 is done"), refused.reason());
            assertEquals(closed, session.state());
        }
    }

    @Test
    void theHistoryOfAFrameOrAnObjectIsAListOfItsOwn() throws Exception {
        try (ProjectSession session = open()) {
            session.edit(draw("a", 1)).get();
            session.edit(draw("b", 2)).get();
            session.edit(reshape("a", 1, 7)).get();
            assertEquals(
                    List.of("Move, Car 1, frame 1", "Draw Car 1, frame 1"),
                    titles(session.steps(new Scope.OfLabel(label("a")), 9)));
            assertEquals(List.of("Draw Car 2, frame 2"), titles(session.steps(new Scope.OfFrame(Fixture.VIDEO, 2), 9)));
            assertEquals(3, session.steps(new Scope.Project(), 3).size());
        }
    }

    private static List<String> titles(List<History.Step> steps) {
        return steps.stream().map(History.Step::title).toList();
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
            Ontology ontology = session.state().ontology();
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
                while (reading.get()) {
                    assertEquals(ontology, session.state().ontology());
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
            reader.get();
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
