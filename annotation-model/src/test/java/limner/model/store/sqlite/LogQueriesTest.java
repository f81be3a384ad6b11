package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import limner.model.command.Command;
import limner.model.command.History;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.fixture.Fixture;
import limner.model.fixture.ProjectFile;
import limner.model.fixture.RandomCommands;
import limner.model.id.AttributeId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Interpolation;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.provenance.Origin;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.Change;
import limner.model.store.ProjectStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcollections.TreePMap;

/// The queries of the log give what reading all of it would.
final class LogQueriesTest {

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

    static LongStream seeds() {
        return StorePropertyTest.seeds();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLabelAndAVideoAreFoundAsInTheWholeLog(long seed) throws Exception {
        RandomCommands commands = new RandomCommands(seed);
        Random random = new Random(seed);
        try (ProjectSession session = open()) {
            for (int step = 0; step < 300; step++) {
                if (random.nextInt(10) == 0) {
                    session.undo().get();
                } else {
                    session.edit(commands.next(session.state())).get();
                }
            }
            List<Recorded> log = session.log();
            Set<LabelId> labels = new TreeSet<>(Comparator.comparing(LabelId::toString));
            Set<MediaId> videos = new TreeSet<>(Comparator.comparing(MediaId::toString));
            for (Recorded r : log) {
                of(r.event()).ifPresent(labels::add);
                if (r.event() instanceof LabelEvent.MediaAdded(var media)) {
                    videos.add(media.id());
                }
            }
            assertTrue(labels.size() > 5, () -> "seed " + seed + ": labels " + labels.size());
            for (LabelId label : labels) {
                List<Recorded> expected = log.stream()
                        .filter(r -> of(r.event()).filter(label::equals).isPresent())
                        .toList();
                assertEquals(expected, session.eventsOf(label), "seed " + seed);
            }
            assertEquals(
                    log.stream()
                            .filter(r -> r.event() instanceof LabelEvent.OntologyChanged)
                            .toList(),
                    session.ontologyEvents(),
                    "seed " + seed);
            for (MediaId video : videos) {
                SortedSet<Integer> expected = new TreeSet<>();
                for (Recorded r : log) {
                    if (r.event() instanceof LabelEvent.SuggestionsOffered(var media, int frame, var said)
                            && media.equals(video)
                            && said.stream().allMatch(s -> s.target() == null)) {
                        expected.add(frame);
                    }
                }
                assertEquals(expected, session.lookedAt(video), "seed " + seed);
            }
        }
    }

    /// The label an event speaks of, written out again on purpose.
    static Optional<LabelId> of(LabelEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case LabelEvent.LabelAdded(var l) -> l.id();
                    case LabelEvent.LabelRemoved(var l) -> l.id();
                    case LabelEvent.LabelReclassified e -> e.label();
                    case LabelEvent.LabelRestacked e -> e.label();
                    case LabelEvent.LabelExtentChanged e -> e.label();
                    case LabelEvent.LabelAttributesChanged e -> e.label();
                    case LabelEvent.KeyframeAdded e -> e.label();
                    case LabelEvent.KeyframeRemoved e -> e.label();
                    case LabelEvent.KeyframeChanged e -> e.label();
                    case LabelEvent _ -> null;
                });
    }

    @Test
    void whatLabelsSayOfIdsIsTakenForNoId() {
        AttributeValues said = AttributeValues.none()
                .with(new AttributeId(1), new AttributeValue.Text("\"id\":\"another\", ß 🚗"))
                .with(new AttributeId(2), new AttributeValue.Text("\"label\":\"another\",\"media\":\"another\"}"));
        Keyframe keyframe = new Keyframe(Fixture.box(1, 1), false, false, Interpolation.LINEAR, said);
        Label label = new Label(
                LabelId.random(),
                Fixture.VIDEO,
                1,
                Fixture.CAR,
                Extent.TRACK,
                TreePMap.singleton(3, keyframe),
                new Origin.Imported("\"id\":\"file\"", "1"),
                said,
                2);
        List<LabelEvent> events = List.of(
                new LabelEvent.LabelAdded(label),
                new LabelEvent.KeyframeAdded(Fixture.VIDEO, label.id(), 5, keyframe),
                new LabelEvent.LabelAttributesChanged(Fixture.VIDEO, label.id(), said, AttributeValues.none()));
        try (ProjectStore store = new SqliteProjects(Fixture.CLOCK).open(file, Access.WRITE)) {
            store.append(new Change(History.Kind.EDIT, 0, "Change", events), Fixture.stamp());
            assertEquals(
                    events,
                    store.eventsOf(label.id()).stream().map(Recorded::event).toList());
        }
    }

    @Test
    void aFrameWhereTheModelSawNothingWasLookedAt() throws Exception {
        try (ProjectSession session = open()) {
            session.edit(new Command.RecordRun(Fixture.run())).get();
            session.edit(new Command.OfferSuggestions(Fixture.VIDEO, 7, List.of()))
                    .get();
            assertTrue(session.lookedAt(Fixture.VIDEO).contains(7));
            assertEquals(new TreeSet<>(), session.lookedAt(new MediaId(Fixture.uuid("another"))));
        }
    }

    @Test
    void bothQueriesGoByTheirIndex() throws Exception {
        try (ProjectSession session = open()) {
            session.edit(new Command.Draw(
                            Fixture.VIDEO, 3, LabelId.random(), Fixture.CAR, Extent.FRAME, Fixture.box(1, 1)))
                    .get();
        }
        List<String> plans = new ArrayList<>();
        try (Db db = Db.open(file, Db.Mode.QUERY)) {
            for (String query : List.of(EventLog.OF_LABEL, EventLog.LOOKED_AT)) {
                plans.add(String.join(
                        "; ", db.list(row -> row.getString("detail"), "EXPLAIN QUERY PLAN " + query, "somebody")));
            }
        }
        assertTrue(plans.get(0).contains("USING INDEX event_label"), plans::toString);
        assertTrue(plans.get(1).contains("INDEX event_offered"), plans::toString);
    }
}
