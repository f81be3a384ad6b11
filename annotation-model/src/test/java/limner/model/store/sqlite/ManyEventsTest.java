package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limner.model.command.History;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.fixture.Fixture;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.id.LabelIds;
import limner.model.label.Extent;
import limner.model.label.Interpolation;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.Ontology;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.store.Access;
import limner.model.store.Change;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcollections.TreePMap;

/// A change of very many events, as a data set that is taken in, is stored by two threads: it is the same as many small
/// ones, and all of it or nothing.
class ManyEventsTest {

    private static final int LABELS = 2_500;

    @TempDir
    Path folder;

    private final LabelIds ids = new LabelIds();

    private ProjectStore store(String name) {
        ProjectStore store = new SqliteProjects(Fixture.CLOCK).create(folder.resolve(name), "Many");
        Ontology classes = Ontology.empty().next(Fixture.classes());
        append(
                store,
                List.of(
                        new LabelEvent.MediaAdded(Fixture.video()),
                        new LabelEvent.OntologyChanged(Ontology.empty(), classes)));
        return store;
    }

    private static void append(ProjectStore store, List<LabelEvent> events) {
        store.append(new Change(History.Kind.EDIT, 0, "Change", events), Fixture.stamp());
    }

    private static Shape shape(int i) {
        return switch (i % 4) {
            case 0 -> Fixture.polygon();
            case 1 -> new Mask(Rasterizer.rasterize(new Box(i % 30, i % 20, 5, 6), Fixture.WIDTH, Fixture.HEIGHT));
            case 2 -> Fixture.skeleton();
            default -> Fixture.box(i % 40, i % 30);
        };
    }

    private Label label(LabelId id, int number) {
        boolean track = number % 10 == 0;
        TreeMap<Integer, Keyframe> keyframes = new TreeMap<>();
        for (int f = number % 7; f < (track ? 7 + number % 11 : number % 7 + 1); f++) {
            keyframes.put(
                    f,
                    new Keyframe(shape(number), false, number % 3 == 0, Interpolation.LINEAR, AttributeValues.none()));
        }
        return new Label(
                id,
                Fixture.VIDEO,
                number,
                Fixture.CAR,
                track ? Extent.TRACK : Extent.FRAME,
                TreePMap.from(keyframes),
                new Origin.Imported("file.json", "" + number),
                AttributeValues.none(),
                0);
    }

    /// Labels, with other things said in between.
    private List<LabelEvent> events() {
        List<LabelEvent> events = new ArrayList<>();
        for (int i = 1; i <= LABELS; i++) {
            Label label = label(ids.next(), i);
            events.add(new LabelEvent.LabelAdded(label));
            if (i % 23 == 0) {
                events.add(new LabelEvent.LabelReclassified(Fixture.VIDEO, label.id(), Fixture.CAR, Fixture.TRUCK));
            }
            if (i % 29 == 0) {
                events.add(new LabelEvent.LabelRemoved(i % 23 == 0 ? label.withClass(Fixture.TRUCK) : label));
            }
        }
        IntStream.range(0, 20)
                .mapToObj(
                        f -> new LabelEvent.FrameStateChanged(Fixture.VIDEO, f, FrameState.UNSEEN, FrameState.IN_WORK))
                .forEach(events::add);
        return events;
    }

    @Test
    void oneLargeChangeIsTheSameAsManySmallOnes() {
        List<LabelEvent> events = events();
        try (ProjectStore large = store("large.limner");
                ProjectStore small = store("small.limner")) {
            ProjectState expected = large.load().applyAll(events);
            append(large, events);
            for (int i = 0; i < events.size(); i += 100) {
                append(small, events.subList(i, Math.min(i + 100, events.size())));
            }

            assertEquals(expected.labels(), large.load().labels());
            assertEquals(small.load().labels(), large.load().labels());
            List<Recorded> stored = large.eventsOf(2);
            assertEquals(events, stored.stream().map(Recorded::event).toList());
            assertEquals(
                    IntStream.range(0, events.size())
                            .mapToLong(i -> 3 + i)
                            .boxed()
                            .toList(),
                    stored.stream().map(Recorded::number).toList());
            assertTrue(large.verify().holds(), () -> large.verify().toString());
        }
    }

    @Test
    void oneThatFailsAtItsEndLeavesNothingBehind() {
        List<LabelEvent> events = events();
        List<LabelEvent> twice = new ArrayList<>(events);
        twice.add(events.getFirst());
        try (ProjectStore store = store("failing.limner")) {
            ProjectState before = store.load();
            assertThrows(StoreException.class, () -> append(store, twice));

            assertEquals(before, store.load());
            assertEquals(2, store.head().number());
            append(store, events);
            assertEquals(before.applyAll(events).labels(), store.load().labels());
            assertTrue(store.verify().holds(), () -> store.verify().toString());
        }
    }

    @Test
    void valuesAreCheckedAgainAfterIt() {
        String insert = "INSERT INTO entry (value) VALUES (?)";
        try (Db db = Db.create(folder.resolve("checked"))) {
            db.execute("CREATE TABLE entry (value INTEGER CHECK (value > 0)) STRICT");
            db.writeMuch(() -> db.run(insert, 1));
            assertThrows(StoreException.class, () -> db.write(() -> db.run(insert, 0)));
            assertThrows(
                    StoreException.class,
                    () -> db.writeMuch(() -> {
                        throw new StoreException("it failed");
                    }));
            assertThrows(StoreException.class, () -> db.write(() -> db.run(insert, 0)));
            assertEquals(1, db.number("SELECT count(*) FROM entry"));
        }
    }

    @Test
    void itIsInTheOneFileOnceTheProjectIsClosed() throws Exception {
        List<LabelEvent> events = events();
        try (ProjectStore store = store("closed.limner")) {
            append(store, events);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of(folder.resolve("closed.limner")),
                    left.filter(f -> !f.toString().endsWith(".lock")).toList());
        }
        SqliteProjects projects = new SqliteProjects(Fixture.CLOCK);
        try (ProjectStore store = projects.open(folder.resolve("closed.limner"), Access.WRITE)) {
            assertEquals(2 + events.size(), store.head().number());
        }
    }
}
