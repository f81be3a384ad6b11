package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import limner.model.command.Command;
import limner.model.command.Command.AcceptByPolicy.Finish;
import limner.model.event.Recorded;
import limner.model.fixture.Fixture;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.PolicyId;
import limner.model.id.SequenceId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Sequence;
import limner.model.project.ProjectState;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Policy;
import limner.model.provenance.ReleaseNote;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.LogHead;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import limner.model.store.Verification;
import limner.model.suggestion.Suggestion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody who may write the file and knows SQL alters it behind our back; verification names where.
final class VerificationTest {

    @TempDir
    Path folder;

    private final SqliteProjects projects = new SqliteProjects(Fixture.CLOCK);
    private Path good = Path.of("");
    private Path bad = Path.of("");

    @BeforeEach
    void makeAProjectWithEverythingInIt() throws Exception {
        good = folder.resolve("good.limner");
        bad = folder.resolve("bad.limner");
        LabelId track = new LabelId(Fixture.uuid("track"));
        Suggestion box = Fixture.suggestion("box", 4, 0.9);
        Suggestion weak = Fixture.suggestion("weak", 4, 0.2);
        try (ProjectSession session =
                new ProjectSession(projects.create(good, "Street"), Fixture.ACTOR, Fixture.CLOCK)) {
            String sha256 = session.keep(new byte[] {1, 2, 3}).get();
            session.keep(Fixture.EXAMPLE.getBytes(StandardCharsets.UTF_8)).get();
            List<Command> commands = List.of(
                    new Command.AddMedia(Fixture.video()),
                    new Command.EditClasses(Fixture.detailedClasses()),
                    new Command.AddSequence(new Sequence(
                            new SequenceId(Fixture.uuid("s")), Fixture.VIDEO, "day 1", new FrameRange(0, 9))),
                    new Command.Draw(Fixture.VIDEO, 2, track, Fixture.CAR, Extent.TRACK, Fixture.mask(20, 20, 9)),
                    new Command.Reshape(Fixture.VIDEO, 8, track, Fixture.box(3, 4)),
                    new Command.Tag(Fixture.VIDEO, 3, Fixture.RAIN),
                    new Command.AddInterval(
                            Fixture.VIDEO, new IntervalId(Fixture.uuid("i")), Fixture.TURNS, new FrameRange(1, 5)),
                    new Command.KeepModel(new ModelFile(sha256, "ssd", "ssd.onnx", "{}", 3)),
                    new Command.RecordRun(Fixture.run()),
                    new Command.OfferSuggestions(
                            Fixture.VIDEO, 4, List.of(box, Fixture.refining("mask", box, 0.8), weak)),
                    new Command.AcceptByPolicy(
                            Fixture.VIDEO,
                            new Policy(new PolicyId(Fixture.uuid("p")), "half", "half", 0.5),
                            Set.of(4),
                            Finish.MARK_DONE),
                    new Command.SetFrameState(Fixture.VIDEO, FrameRange.of(9), FrameState.DONE),
                    new Command.RecordRelease(new ReleaseNote("first", 12, "cd".repeat(32))));
            for (Command command : commands) {
                Outcome outcome = session.edit(command).get();
                assertTrue(outcome instanceof Outcome.Done, () -> command + ": " + outcome);
            }
            assertTrue(session.undo().get() instanceof Outcome.Done);
        }
    }

    private void copy() {
        try {
            Files.copy(good, bad, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a tamperer does: takes the triggers away, alters, and puts them back.
    private Verification after(String sql, Object... arguments) {
        copy();
        try (Db db = Db.open(bad, Db.Mode.WRITE)) {
            List<List<String>> triggers = db.list(
                    row -> List.of(row.getString(1), row.getString(2)),
                    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
            db.execute("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF");
            triggers.forEach(t -> db.execute("DROP TRIGGER " + t.getFirst()));
            int changed = db.run(sql, arguments);
            assertTrue(changed > 0, () -> "nothing was altered by " + sql);
            triggers.forEach(t -> db.execute(t.getLast()));
        }
        try (ProjectStore store = projects.open(bad, Access.READ)) {
            return store.verify();
        }
    }

    private static void namesEvent(long event, Verification verification, String what) {
        assertFalse(verification.holds(), what);
        assertEquals(event, verification.faults().getFirst().event(), () -> what + ": " + verification.faults());
        assertEquals(event - 1, verification.events(), what);
    }

    private long events() {
        try (ProjectStore store = projects.open(good, Access.READ)) {
            return store.head().number();
        }
    }

    @Test
    void aProjectNobodyTouchedHolds() {
        try (ProjectStore store = projects.open(good, Access.READ)) {
            Verification verification = store.verify();
            assertEquals(List.of(), verification.faults());
            assertEquals(store.head(), verification.head());
            assertEquals(store.eventsAfter(0).size(), verification.events());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "replica", "actor", "at", "type", "payload", "prev_hash", "hash"})
    void anAlteredCharacterOfAnyTextOfAnyEventIsFound(String column) {
        for (long event = 1, last = events(); event <= last; event++) {
            Verification altered =
                    after("UPDATE event SET " + column + " = " + flipped(column, 3) + " WHERE number = ?", event);
            namesEvent(event, altered, column + " of event " + event);
        }
    }

    /// The text with one character replaced by another.
    private static String flipped(String column, int at) {
        return "substr(%1$s, 1, %2$d) || CASE substr(%1$s, %3$d, 1) WHEN 'x' THEN 'y' ELSE 'x' END || substr(%1$s, %4$d)"
                .formatted(column, at - 1, at, at + 1);
    }

    @Test
    void everySingleCharacterOfAPayloadCounts() {
        int event = 6;
        int length;
        try (Db db = Db.open(good, Db.Mode.QUERY)) {
            length = (int) db.number("SELECT length(payload) FROM event WHERE number = ?", event);
        }
        assertTrue(length > 50, "a payload to speak of");
        for (int at = 1; at <= length; at++) {
            namesEvent(
                    event,
                    after("UPDATE event SET payload = " + flipped("payload", at) + " WHERE number = ?", event),
                    "character " + at);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"change", "hlc_wall", "hlc_count", "version"})
    void anAlteredNumberOfAnyEventIsFound(String column) {
        for (long event = 1, last = events(); event <= last; event++) {
            namesEvent(
                    event,
                    after("UPDATE event SET " + column + " = " + column + " + 1 WHERE number = ?", event),
                    column + " of event " + event);
        }
    }

    /// An int that is cut out of the stored number would not see what was added above it.
    @ParameterizedTest
    @ValueSource(strings = {"hlc_count", "version"})
    void aNumberOfAnEventThatIsAlteredAboveItsLowestBitsIsFound(String column) {
        for (long event = 1, last = events(); event <= last; event++) {
            namesEvent(
                    event,
                    after("UPDATE event SET " + column + " = " + column + " + 4294967296 WHERE number = ?", event),
                    column + " of event " + event);
        }
    }

    @Test
    void aSizeOfAChangeThatIsAlteredAboveItsLowestBitsIsFound() {
        namesEvent(1, after("UPDATE change SET size = size + 4294967296 WHERE number = 1"), "size of change 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind = 'REDO'", "target = target + 1", "title = title || ' '", "size = size + 1"})
    void anAlteredChangeIsFoundAtItsFirstEvent(String assignment) {
        try (ProjectStore store = projects.open(good, Access.READ)) {
            long last = store.eventsAfter(0).getLast().change();
            for (long change = 1; change <= last; change++) {
                namesEvent(
                        store.eventsOf(change).getFirst().number(),
                        after("UPDATE change SET " + assignment + " WHERE number = ?", change),
                        assignment + " of change " + change);
            }
        }
    }

    @Test
    void aMissingEventIsFound() {
        long last = events();
        for (long event = 1; event < last; event++) {
            namesEvent(event, after("DELETE FROM event WHERE number = ?", event), "event " + event);
        }
        Verification cut = after("DELETE FROM event WHERE number = ?", last);
        assertEquals(last, cut.faults().getFirst().event(), () -> cut.faults().toString());
    }

    @Test
    void eventsInAnotherOrderAreFound() {
        Verification swapped =
                after("UPDATE event SET number = CASE number WHEN 3 THEN -4 WHEN 4 THEN -3 END WHERE number IN (3, 4)");
        assertFalse(swapped.holds());
        copy();
        namesEvent(3, after("UPDATE event SET number = number + 1000 WHERE number >= 3"), "a gap");
    }

    @Test
    void aMissingChangeIsFound() {
        namesEvent(2, after("DELETE FROM change WHERE number = 2"), "change 2");
        Verification added =
                after("INSERT INTO change (number, kind, target, title, size) VALUES (1000, 'EDIT', 0, 'x', 1)");
        assertFalse(added.holds());
    }

    @Test
    void aTailThatWasCutOffShowsInTheRowsAndAgainstAHeadKeptOutside() {
        LogHead outside;
        try (ProjectStore store = projects.open(good, Access.READ)) {
            outside = store.head();
        }
        long lastChange;
        try (Db db = Db.open(good, Db.Mode.QUERY)) {
            lastChange = db.number("SELECT max(number) FROM change");
        }
        after("DELETE FROM event WHERE change = ?", lastChange);
        try (Db db = Db.open(bad, Db.Mode.WRITE)) {
            db.execute("DROP TRIGGER change_stays");
            db.run("DELETE FROM change WHERE number = ?", lastChange);
            db.execute("CREATE TRIGGER change_stays BEFORE DELETE ON change"
                    + " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END");
        }
        try (ProjectStore store = projects.open(bad, Access.WRITE)) {
            assertTrue(
                    store.verify().faults().getFirst().sentence().contains("rows of table frame_state"),
                    () -> store.verify().faults().toString());
            store.rebuild();
            assertEquals(List.of(), store.verify().faults());
            assertFalse(outside.equals(store.head()));
        }
    }

    @Test
    void anAlteredBlobIsFoundAtTheEventThatSpeaksOfIt() {
        Verification mask = after(
                "UPDATE blob SET bytes = CAST(bytes || '0' AS BLOB) WHERE sha256 = (SELECT mask FROM keyframe WHERE mask IS NOT NULL LIMIT 1)");
        assertTrue(mask.faults().getFirst().event() > 0, () -> mask.faults().toString());
        assertTrue(
                mask.faults().getFirst().sentence().contains("altered"),
                () -> mask.faults().toString());
        Verification weights = after("UPDATE blob SET bytes = x'010204' WHERE length(bytes) = 3");
        assertTrue(
                weights.faults().getFirst().sentence().contains("bytes of blob"),
                () -> weights.faults().toString());
        Verification example = after("DELETE FROM blob WHERE bytes = CAST('" + Fixture.EXAMPLE + "' AS BLOB)");
        assertTrue(
                example.faults().getFirst().sentence().contains("The example of class"),
                () -> example.faults().toString());
        assertTrue(example.faults().getFirst().event() > 0);
        Verification gone = after("DELETE FROM blob WHERE length(bytes) = 3");
        assertTrue(gone.faults().getFirst().event() > 0, () -> gone.faults().toString());
    }

    static Stream<String> rowColumns() throws IOException {
        Path file = Files.createTempFile("columns", ".limner");
        List<String> all = new ArrayList<>();
        try (Db db = Db.inMemory(file)) {
            Migrations.bundled().apply(db);
            for (String table : RowProjection.TABLES) {
                db.each(
                        row -> all.add(table + "." + row.getString(1) + "." + row.getString(2)),
                        "SELECT name, type FROM pragma_table_info('" + table + "')");
            }
        } finally {
            Files.delete(file);
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("rowColumns")
    void anAlteredFieldOfAnyRowIsFound(String where) {
        String[] parts = where.split("\\.");
        String column = parts[1];
        String value = switch (parts[2]) {
            case "INTEGER" -> "coalesce(" + column + ", 0) + 1000";
            case "REAL" -> column + " + 0.001";
            default -> "coalesce(" + column + ", '') || ' '";
        };
        String row = parts[0].equals("ontology")
                ? ""
                : " WHERE " + column + " IS (SELECT max(" + column + ") FROM " + parts[0] + ")";
        Verification altered = after("UPDATE " + parts[0] + " SET " + column + " = " + value + row);
        assertTrue(
                altered.faults().stream().anyMatch(f -> f.sentence().contains("rows of table " + parts[0] + " ")),
                () -> where + ": " + altered.faults());
    }

    @Test
    void anAlteredNameOfTheProjectIsFound() throws IOException {
        namesEvent(1, after("UPDATE meta SET value = 'Other' WHERE key = 'name'"), "name");
        good = folder.resolve("empty.limner");
        projects.create(good, "Empty").close();
        assertFalse(after("UPDATE meta SET value = 'Other' WHERE key = 'name'").holds());
    }

    @Test
    void aMissingTriggerIsFound() {
        copy();
        try (Db db = Db.open(bad, Db.Mode.WRITE)) {
            db.execute("DROP TRIGGER event_stays");
        }
        try (ProjectStore store = projects.open(bad, Access.READ)) {
            assertTrue(
                    store.verify().faults().getFirst().sentence().contains("event_stays"),
                    () -> store.verify().faults().toString());
        }
    }

    @Test
    void theLogCannotBeAlteredByMistake() {
        copy();
        try (Db db = Db.open(bad, Db.Mode.WRITE)) {
            for (String sql : List.of(
                    "DELETE FROM event",
                    "DELETE FROM change",
                    "UPDATE event SET at = ''",
                    "UPDATE change SET title = ''",
                    "UPDATE blob SET bytes = x'00'")) {
                assertThrows(StoreException.class, () -> db.run(sql), sql);
            }
        }
    }

    static LongStream seeds() {
        return LongStream.of(21, System.nanoTime());
    }

    /// A byte that flips on the disk is found, or lies where nothing is stored.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFlippedByteAnywhereIsFoundOrMeansNothing(long seed) throws IOException {
        Random random = new Random(seed);
        ProjectState state;
        List<Recorded> log;
        try (ProjectStore store = projects.open(good, Access.READ)) {
            state = store.load();
            log = store.eventsAfter(0);
        }
        int found = 0;
        for (int i = 0; i < 150; i++) {
            copy();
            long at;
            try (RandomAccessFile f = new RandomAccessFile(bad.toFile(), "rw")) {
                at = random.nextLong(f.length());
                f.seek(at);
                int old = f.read();
                f.seek(at);
                f.write(old ^ (1 << random.nextInt(8)));
            }
            try (ProjectStore store = projects.open(bad, Access.READ)) {
                if (store.verify().holds()) {
                    assertEquals(state, store.load(), "seed " + seed + ", byte " + at);
                    assertEquals(log, store.eventsAfter(0), "seed " + seed + ", byte " + at);
                } else {
                    found++;
                }
            } catch (StoreException e) {
                found++;
            }
        }
        assertTrue(found > 10, "seed " + seed + ": only " + found + " found");
    }
}
