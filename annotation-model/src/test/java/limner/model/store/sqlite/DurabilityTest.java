package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import limner.model.command.History;
import limner.model.event.LabelEvent;
import limner.model.fixture.Fixture;
import limner.model.id.LabelId;
import limner.model.id.ReplicaId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.project.ProjectState;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Origin;
import limner.model.provenance.Stamp;
import limner.model.store.Access;
import limner.model.store.Change;
import limner.model.store.LogHead;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurabilityTest {

    @TempDir
    Path folder;

    private final SqliteProjects projects = new SqliteProjects(Fixture.CLOCK);

    private static Change fact(LabelEvent... events) {
        return new Change(History.Kind.FACT, 0, "Fact", List.of(events));
    }

    private static LabelEvent draw(int number) {
        return new LabelEvent.LabelAdded(Label.drawn(
                LabelId.random(),
                Fixture.VIDEO,
                number,
                Fixture.CAR,
                Extent.FRAME,
                number % Fixture.FRAMES,
                Fixture.mask(20, 20, 3 + number % 12),
                new Origin.Manual()));
    }

    private ProjectStore prepared(Path file) {
        ProjectStore store = projects.create(file, "Street");
        store.append(
                fact(
                        new LabelEvent.MediaAdded(Fixture.video()),
                        new LabelEvent.OntologyChanged(
                                store.load().ontology(), store.load().ontology().with(Fixture.classes()))),
                Fixture.stamp());
        return store;
    }

    @Test
    void aWritersConnectionSyncsEveryCommit() {
        Path file = folder.resolve("street.limner");
        projects.create(file, "Street").close();
        try (Db db = Db.open(file, Db.Mode.WRITE)) {
            db.execute("PRAGMA synchronous = OFF");
            assertEquals(0, Durability.synchronous(db));
            Durability.demand(db);
            assertEquals(2, Durability.synchronous(db), "2 is FULL");
            assertEquals("wal", db.text("PRAGMA journal_mode"));
            assertEquals(1, db.number("PRAGMA foreign_keys"));
        }
    }

    @Test
    void aConnectionThatCannotPromiseToSyncIsRefused() {
        try (Db memory = Db.inMemory(folder.resolve("street.limner"))) {
            StoreException e = assertThrows(StoreException.class, () -> Durability.demand(memory));
            assertTrue(String.valueOf(e.getMessage()).contains("cannot keep changes safe"), e::toString);
        }
    }

    @Test
    void anAppendTakesMillisecondsAlsoInAProjectOfSomeSize() {
        try (ProjectStore store = prepared(folder.resolve("street.limner"))) {
            List<LabelEvent> many = new ArrayList<>();
            for (int i = 1; i <= 5_000; i++) {
                many.add(draw(i));
            }
            store.append(new Change(History.Kind.FACT, 0, "Many", many), Fixture.stamp());
            long[] nanos = new long[200];
            for (int i = 0; i < nanos.length; i++) {
                LabelEvent event = draw(5_001 + i);
                long start = System.nanoTime();
                store.append(fact(event), Fixture.stamp());
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            String measured = "append: median %d us, p95 %d us".formatted(nanos[100] / 1000, nanos[190] / 1000);
            System.Logger log = System.getLogger(DurabilityTest.class.getName());
            log.log(System.Logger.Level.INFO, measured);
            assertTrue(nanos[100] < 20_000_000, measured);
        }
    }

    @Test
    void aChangeThatDoesNotFitIsNotWrittenAtAll() {
        try (ProjectStore store = prepared(folder.resolve("street.limner"))) {
            ProjectState before = store.load();
            LogHead head = store.head();
            LabelEvent twice = draw(1);
            assertThrows(StoreException.class, () -> store.append(fact(draw(2), twice, twice), Fixture.stamp()));
            assertThrows(
                    StoreException.class,
                    () -> store.append(
                            fact(new LabelEvent.ModelKept(new ModelFile("00".repeat(32), "m", "m.onnx", "{}", 1))),
                            Fixture.stamp()));
            assertEquals(before, store.load());
            assertEquals(head, store.head());
            store.append(fact(twice), Fixture.stamp());
            assertEquals(List.of(), store.verify().faults());
        }
    }

    @Test
    void blobsAreFoundUnderTheirDigestAndKeptOnce() throws Exception {
        byte[] bytes = new byte[3_000_000];
        new Random(5).nextBytes(bytes);
        try (ProjectStore store = projects.create(folder.resolve("street.limner"), "Street")) {
            String sha256 = store.keep(bytes);
            assertEquals(sha256, store.keep(bytes));
            assertEquals(Digests.sha256(bytes), sha256);
            assertTrue(Arrays.equals(bytes, store.blob(sha256).orElseThrow().readAllBytes()));
            assertTrue(store.blob("00".repeat(32)).isEmpty());
        }
    }

    @Test
    void eachReplicaHasAChainOfItsOwn() {
        Path file = folder.resolve("street.limner");
        try (ProjectStore store = prepared(file)) {
            LogHead one = store.head();
            for (int i = 1; i < 4; i++) {
                store.append(fact(draw(2 * i)), Fixture.stamp());
                store.append(fact(draw(2 * i + 1)), new Stamp(Fixture.CLOCK.instant(), Fixture.ACTOR, store.replica()));
            }
            assertEquals(List.of(), store.verify().faults());
            assertEquals(store.head(), store.verify().head());
            assertTrue(!one.equals(store.head()));
        }
    }

    @Test
    void theLogicalClockNeverRunsBackwards() {
        Path file = folder.resolve("street.limner");
        try (ProjectStore store = prepared(file)) {
            Stamp earlier = new Stamp(
                    Fixture.CLOCK.instant().minusSeconds(60), Fixture.ACTOR, new ReplicaId(Fixture.uuid("replica")));
            store.append(fact(draw(1)), earlier);
            store.append(fact(draw(2)), Fixture.stamp());
        }
        try (Db db = Db.open(file, Db.Mode.QUERY)) {
            List<List<Long>> clock = db.list(
                    row -> List.of(row.getLong(1), row.getLong(2)),
                    "SELECT hlc_wall, hlc_count FROM event ORDER BY number");
            for (int i = 1; i < clock.size(); i++) {
                List<Long> a = clock.get(i - 1);
                List<Long> b = clock.get(i);
                assertTrue(
                        b.getFirst() > a.getFirst() || b.getFirst().equals(a.getFirst()) && b.getLast() > a.getLast(),
                        clock::toString);
            }
        }
    }

    @Test
    void namesOfPeopleAreOutsideTheLog() {
        Path file = folder.resolve("street.limner");
        try (ProjectStore store = prepared(file)) {
            LogHead head = store.head();
            store.remember(Fixture.ACTOR, "Ada");
            store.remember(Fixture.ACTOR, "Ada L.");
            assertEquals(Map.of(Fixture.ACTOR, "Ada L."), store.people());
            assertEquals(head, store.head());
            assertEquals(List.of(), store.verify().faults());
        }
        try (ProjectStore store = projects.open(file, Access.READ)) {
            assertEquals("Ada L.", store.people().get(Fixture.ACTOR));
        }
    }
}
