package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.app.usecase.Pace.Tally;
import limner.model.command.Command;
import limner.model.event.LabelEvent;
import limner.model.geometry.Box;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.provenance.Origin;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PaceTest {

    private static final MediaId VIDEO = MediaId.random();
    private static final ClassId CAR = new ClassId(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path folder = Path.of("");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));
    private final InstantSource hands = now::get;
    private final Clock clock = hands.withZone(ZoneOffset.UTC);

    @SuppressWarnings("NullAway.Init") // opened before each test
    private ProjectSession session;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Pace pace;

    @BeforeEach
    void open() {
        pace = pace();
        pace.recall();
        session = new ProjectSession(
                new SqliteProjects(clock).create(folder.resolve("work.limner"), "Work"), ActorId.random(), clock);
        edit(new Command.AddMedia(new Media(VIDEO, "a.mp4", "a.mp4", "f".repeat(16), "", 640, 360, 100, 25)));
        edit(new Command.EditClasses(List.of(LabelClass.of(1, "Car", "#e69f00", ClassKind.THING))));
        session.onChange((asked, commit) -> pace.changed(asked, commit.change()));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Pace pace() {
        return pace(folder, clock);
    }

    private static Pace pace(Path folder, Clock clock) {
        Path data = folder.resolve("data");
        return new Pace(new Folders(folder.resolve("config"), folder.resolve("cache"), data), clock);
    }

    private Path file() {
        return folder.resolve("data").resolve("pace.json");
    }

    private void pass(Duration time) {
        now.updateAndGet(n -> n.plus(time));
    }

    private void edit(Command command) {
        assertInstanceOf(Outcome.Done.class, session.edit(command).join());
    }

    private LabelId draw(int frame) {
        LabelId id = LabelId.random();
        edit(new Command.Draw(VIDEO, frame, id, CAR, Extent.FRAME, new Box(10, 10, 50, 40)));
        return id;
    }

    private void state(int first, int last, FrameState state) {
        edit(new Command.SetFrameState(VIDEO, new FrameRange(first, last), state));
    }

    /// A hand that moves every so often.
    private void work(Duration time, Duration step) {
        pace.touched();
        for (long i = 0; i < time.dividedBy(step); i++) {
            pass(step);
            pace.touched();
        }
    }

    private void work(Duration time) {
        work(time, SECOND);
    }

    private void says(int minutes, int frames, int objects) {
        assertEquals(
                new Tally(Duration.ofMinutes(minutes), frames, objects),
                pace.report().today());
    }

    @Test
    void whatIsDoneInAnHourIsSaidAndHowLongOneTakes() {
        for (int i = 0; i < 3; i++) {
            draw(0);
        }
        work(Duration.ofMinutes(10));
        state(0, 4, FrameState.DONE);
        work(Duration.ofMinutes(5));
        Tally today = pace.report().today();
        assertEquals(new Tally(Duration.ofMinutes(15), 5, 3), today);
        assertEquals(today, pace.report().session());
        assertEquals(Optional.of(20.0), today.anHour(today.frames()));
        assertEquals(Optional.of(12.0), today.anHour(today.objects()));
        assertEquals(Optional.of(Duration.ofMinutes(3)), today.each(today.frames()));
        assertEquals(Optional.of(Duration.ofMinutes(5)), today.each(today.objects()));
    }

    @Test
    void beforeThereIsAMinuteOfWorkNothingIsMadeOfIt() {
        draw(0);
        work(Duration.ofSeconds(59));
        Tally today = pace.report().today();
        assertEquals(Optional.empty(), today.anHour(today.objects()));
        assertEquals(Optional.empty(), today.each(today.objects()));
        work(SECOND);
        today = pace.report().today();
        assertEquals(Optional.of(60.0), today.anHour(today.objects()));
        assertEquals(Optional.empty(), today.each(today.frames()), "none is done");
    }

    @Test
    void timeWithoutAHandDoesNotCount() {
        work(Duration.ofMinutes(4), Pace.IDLE);
        says(4, 0, 0);
        pass(Pace.IDLE.plusMillis(1));
        pace.touched();
        says(4, 0, 0);
        pass(Duration.ofHours(2));
        draw(0);
        pass(Duration.ofHours(2));
        work(Duration.ofMinutes(1));
        says(5, 0, 1);
    }

    @Test
    void aClockThatIsSetBackTakesNothingAway() {
        work(Duration.ofMinutes(2));
        pass(Duration.ofMinutes(-30));
        work(Duration.ofMinutes(1));
        says(3, 0, 0);
    }

    @Test
    void whatIsTakenBackDeletedOrReopenedDoesNotCount() {
        LabelId first = draw(0);
        draw(0);
        session.undo().join();
        says(0, 0, 1);
        session.redo().join();
        says(0, 0, 2);
        edit(new Command.Delete(VIDEO, Set.of(first)));
        says(0, 0, 1);
        session.undo().join();
        says(0, 0, 2);
        state(0, 1, FrameState.DONE);
        says(0, 2, 2);
        state(0, 1, FrameState.IN_WORK);
        says(0, 0, 2);
        session.undo().join();
        says(0, 2, 2);
    }

    @Test
    void whatWasThereBeforeAndComesBackWasNotMadeNow() {
        LabelId old = draw(0);
        state(1, 1, FrameState.DONE);
        pace = pace();
        pace.recall();
        edit(new Command.Delete(VIDEO, Set.of(old)));
        session.undo().join();
        says(0, 0, 0);
        state(1, 1, FrameState.IN_WORK);
        session.undo().join();
        says(0, 0, 0);
        state(1, 1, FrameState.IN_WORK);
        state(1, 1, FrameState.DONE);
        says(0, 1, 0);
    }

    @Test
    void whatWasReadFromAFileIsNobodysWork() {
        LabelId drawn = draw(0);
        Label label = session.state().labelsOf(VIDEO).label(drawn).orElseThrow();
        edit(new Command.TakeIn(
                "other.json",
                List.of(),
                List.of(other(label, new Origin.Imported("other.json", "7"))),
                List.of(),
                List.of()));
        assertEquals(2, session.state().labelsOf(VIDEO).labelsInOrder().size());
        says(0, 0, 1);
    }

    @Test
    void whatIsCopiedPastedOrCutOffWasNotDrawn() {
        LabelId drawn = draw(0);
        Label label = session.state().labelsOf(VIDEO).label(drawn).orElseThrow();
        edit(new Command.CopyLabels(
                VIDEO,
                0,
                List.of(drawn),
                new FrameRange(1, 2),
                Command.CopyLabels.As.LABELS,
                List.of(LabelId.random(), LabelId.random())));
        edit(new Command.TakeIn(
                "the clipboard", List.of(), List.of(other(label, label.origin())), List.of(), List.of()));
        assertEquals(4, session.state().labelsOf(VIDEO).labelsInOrder().size());
        says(0, 0, 1);
        session.undo().join();
        session.redo().join();
        assertEquals(4, session.state().labelsOf(VIDEO).labelsInOrder().size());
        says(0, 0, 1);

        LabelId track = LabelId.random();
        edit(new Command.Draw(VIDEO, 0, track, CAR, Extent.TRACK, new Box(10, 10, 50, 40)));
        says(0, 0, 2);
        edit(new Command.SplitTrack(VIDEO, 5, track, LabelId.random()));
        assertEquals(6, session.state().labelsOf(VIDEO).labelsInOrder().size());
        says(0, 0, 2);
    }

    @Test
    void whatComesWithAProjectThatIsTakenInWasNotDoneNow() {
        LabelId drawn = draw(0);
        Label label = session.state().labelsOf(VIDEO).label(drawn).orElseThrow();
        edit(new Command.Adopt(
                "a release",
                session.state()
                        .applyAll(List.of(
                                new LabelEvent.LabelAdded(other(label, label.origin())),
                                new LabelEvent.FrameStateChanged(VIDEO, 7, FrameState.UNSEEN, FrameState.DONE)))));
        assertEquals(2, session.state().labelsOf(VIDEO).labelsInOrder().size());
        assertEquals(FrameState.DONE, session.state().labelsOf(VIDEO).state(7));
        says(0, 0, 1);
        session.undo().join();
        session.redo().join();
        assertEquals(2, session.state().labelsOf(VIDEO).labelsInOrder().size());
        says(0, 0, 1);
    }

    @Test
    void whatWasDoneOnAnotherDayAndComesBackWasNotDoneToday() {
        LabelId drawn = draw(0);
        state(1, 1, FrameState.DONE);
        edit(new Command.Delete(VIDEO, Set.of(drawn)));
        state(1, 1, FrameState.IN_WORK);
        pass(Duration.ofDays(1));
        session.undo().join();
        session.undo().join();
        assertEquals(1, session.state().labelsOf(VIDEO).labelsInOrder().size());
        assertEquals(FrameState.DONE, session.state().labelsOf(VIDEO).state(1));
        says(0, 0, 0);
    }

    @Test
    void aFileThatCannotBeReadForAMomentForgetsNothing() throws Exception {
        draw(0);
        work(Duration.ofMinutes(6));
        pace.keep();
        byte[] good = Files.readAllBytes(file());
        Files.writeString(file(), "{");
        work(Duration.ofMinutes(2));
        assertTrue(pace.isDue());
        assertFalse(pace.isDue(), "said once");
        pace.keep();
        says(8, 0, 1);
        Files.write(file(), good);
        pace.keep();
        pace = pace();
        pace.recall();
        says(8, 0, 1);
    }

    private static Label other(Label like, Origin origin) {
        return new Label(
                LabelId.random(),
                like.media(),
                2,
                like.classId(),
                like.extent(),
                like.keyframes(),
                origin,
                like.attributes(),
                like.depth());
    }

    @Test
    void aDayIsTheSumOfItsSessionsAndTheNextOneBeginsWithNothing() {
        draw(0);
        work(Duration.ofMinutes(6));
        pace.keep();
        pace = pace();
        pace.recall();
        says(6, 0, 1);
        assertEquals(Tally.NONE, pace.report().session());
        draw(1);
        work(Duration.ofMinutes(2));
        pace.keep();
        pace.keep();
        says(8, 0, 2);
        assertEquals(new Tally(Duration.ofMinutes(2), 0, 1), pace.report().session());

        pass(Duration.ofDays(1));
        assertEquals(Tally.NONE, pace.report().today());
        assertEquals(new Tally(Duration.ofMinutes(2), 0, 1), pace.report().session());
        work(Duration.ofMinutes(1));
        pace.keep();
        pace = pace();
        pace.recall();
        says(1, 0, 0);
    }

    @Test
    void twoWindowsOfOneUserAddUp() {
        Pace other = pace();
        other.recall();
        work(Duration.ofMinutes(3));
        pace.keep();
        Pace mine = pace;
        pace = other;
        work(Duration.ofMinutes(4));
        other.keep();
        says(7, 0, 0);
        pace = mine;
        work(Duration.ofMinutes(1));
        pace.keep();
        says(8, 0, 0);
    }

    /// One window that keeps a minute after the other.
    private static void keepMinutes(Path folder, int minutes) {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));
        InstantSource hands = now::get;
        Pace pace = pace(folder, hands.withZone(ZoneOffset.UTC));
        pace.recall();
        pace.touched();
        for (int i = 0; i < minutes; i++) {
            now.updateAndGet(n -> n.plus(Pace.IDLE));
            pace.touched();
            pace.keep();
        }
    }

    /// A window in a process of its own.
    static final class Window {
        private Window() {}

        public static void main(String[] args) {
            keepMinutes(Path.of(args[0]), Integer.parseInt(args[1]));
        }
    }

    @Test
    void windowsThatKeepAtTheSameTimeLoseNothing() throws Exception {
        int minutes = 30;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<Process> others = new ArrayList<>();
        try (ExecutorService windows = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                others.add(new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Window.class.getName(),
                                folder.toString(),
                                Integer.toString(minutes))
                        .inheritIO()
                        .start());
            }
            Future<?> one = windows.submit(() -> keepMinutes(folder, minutes));
            Future<?> two = windows.submit(() -> keepMinutes(folder, minutes));
            one.get();
            two.get();
            for (Process other : others) {
                assertEquals(0, other.waitFor());
            }
        } finally {
            others.forEach(Process::destroyForcibly);
        }
        pace = pace();
        pace.recall();
        says(4 * minutes, 0, 0);
    }

    @Test
    void itIsDueAfterAMinuteAndKeptOnce() {
        work(Duration.ofSeconds(59));
        assertFalse(pace.isDue());
        work(SECOND);
        assertTrue(pace.isDue());
        pace.keep();
        assertFalse(pace.isDue());
        says(1, 0, 0);
    }

    @Test
    void switchedOffNothingIsMeasuredKeptOrRemembered() throws IOException {
        draw(0);
        work(Duration.ofMinutes(6));
        pace.keep();
        Pace other = pace();
        other.recall();
        pace.measure(false);
        String empty = Files.readString(file());
        draw(0);
        work(Duration.ofMinutes(6));
        pace.keep();
        assertEquals(new Pace.Report(false, Tally.NONE, Tally.NONE), pace.report());
        assertEquals(empty, Files.readString(file()));
        assertTrue(empty.contains("\"workedMillis\" : 0") && empty.contains("\"objects\" : 0"), empty);

        Pace mine = pace;
        pace = other;
        work(Duration.ofMinutes(2));
        pace.keep();
        assertEquals(new Pace.Report(false, Tally.NONE, Tally.NONE), pace.report(), "in another window too");
        assertEquals(empty, Files.readString(file()));

        pace = pace();
        pace.recall();
        assertFalse(pace.report().measured(), "the next time too");
        mine.measure(true);
        pace = mine;
        work(Duration.ofMinutes(1));
        says(1, 0, 0);
    }

    @Test
    void whereItCannotBeReadWhetherToMeasureNobodyIsMeasured() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        for (String broken : List.of("", "{", "[]", "{\"measured\": true, \"day\": \"yesterday\"}")) {
            Files.writeString(file(), broken);
            pace = pace();
            pace.recall();
            work(Duration.ofMinutes(5));
            pace.keep();
            assertEquals(new Pace.Report(false, Tally.NONE, Tally.NONE), pace.report(), broken);
            assertEquals(broken, Files.readString(file()));
        }
        pace.measure(true);
        work(Duration.ofMinutes(5));
        pace.keep();
        says(5, 0, 0);
    }

    @Test
    void itIsInTheOwnersFolderAloneAndNobodyElseMayReadIt() throws IOException {
        draw(0);
        work(Duration.ofMinutes(6));
        byte[] before = Files.readAllBytes(folder.resolve("work.limner"));
        pace.keep();
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("work.limner")), "the project knows nothing of it");
        Path turn = file().resolveSibling("pace.lock");
        try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
            assertEquals(Set.of(file(), turn), all.filter(Files::isRegularFile).collect(Collectors.toSet()));
        }
        assertEquals(0, Files.size(turn));
        if (Files.getFileStore(file()).supportsFileAttributeView("posix")) {
            for (Path one : List.of(file(), turn)) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
            }
        }
    }
}
