package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import limner.model.command.Command;
import limner.model.command.History;
import limner.model.event.LabelEvent;
import limner.model.fixture.Fixture;
import limner.model.fixture.ProjectFile;
import limner.model.fixture.RandomCommands;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.provenance.Origin;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.Change;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading many rows at once gives what reading them one by one gives, or nothing.
final class LabelRowsTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsReadAtOnceIsWhatIsReadRowByRow(long seed) throws Exception {
        Path file = random(seed, 400);
        List<Label> plain = withRows(file, (fast, slow) -> slow.labelsByRow());
        Optional<List<Label>> quick = withRows(file, (fast, slow) -> fast.read());
        assertTrue(plain.size() > 10, "seed " + seed);
        assertEquals(Optional.of(sorted(plain)), quick.map(LabelRowsTest::sorted), "seed " + seed);
    }

    @Test
    void manyPagesOfLongAndShortShapesAreRead() throws Exception {
        Path file = ProjectFile.make(folder);
        List<LabelEvent> added = new ArrayList<>();
        Random random = new Random(5);
        for (int n = 1; n <= 2_600; n++) {
            Shape shape = switch (n % 500) {
                case 1 -> line(random, 2_000);
                case 2 -> noise(random);
                default -> n % 3 == 0 ? Fixture.mask(20, 20, 5 + n % 9) : Fixture.box(n % 30, n % 20);
            };
            added.add(new LabelEvent.LabelAdded(Label.drawn(
                    new LabelId(Fixture.uuid("many" + n)),
                    Fixture.VIDEO,
                    1_000 + n,
                    Fixture.CAR,
                    Extent.FRAME,
                    n % Fixture.FRAMES,
                    shape,
                    new Origin.Imported("a file", "key " + n))));
        }
        try (ProjectStore store = new SqliteProjects(Fixture.CLOCK).open(file, Access.WRITE)) {
            store.append(new Change(History.Kind.EDIT, 0, "Many", added), Fixture.stamp());
        }
        List<Label> quick = withRows(file, (fast, slow) -> fast.read()).orElseThrow();
        assertTrue(quick.size() >= 2_600);
        assertEquals(sorted(withRows(file, (fast, slow) -> slow.labelsByRow())), sorted(quick));
        assertEquals(quick.size(), new HashSet<>(quick).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE keyframe SET shape = '{}' WHERE label = (SELECT max(label) FROM keyframe)",
                "UPDATE keyframe SET attributes = '{\"a\":1}' WHERE label = (SELECT min(label) FROM keyframe)",
                "UPDATE label SET origin = '{\"kind\":\"nobody\"}' WHERE id = (SELECT max(id) FROM label)",
                "UPDATE label SET number = 0 WHERE id = (SELECT max(id) FROM label)",
                "DELETE FROM keyframe WHERE label = (SELECT max(label) FROM keyframe)",
                "UPDATE blob SET bytes = x'1e1f' WHERE sha256 IN (SELECT mask FROM keyframe)"
            })
    void whatIsBrokenIsLeftToReadingRowByRow(String damage) throws Exception {
        Path file = random(1, 400);
        try (Db db = Db.open(file, Db.Mode.WRITE)) {
            db.execute("PRAGMA foreign_keys = OFF");
            db.execute("DROP TRIGGER blob_is_final");
            assertTrue(db.run(damage) > 0);
        }
        assertEquals(Optional.empty(), withRows(file, (fast, slow) -> fast.read()));
        assertThrows(StoreException.class, () -> {
            try (ProjectStore store = new SqliteProjects(Fixture.CLOCK).open(file, Access.READ)) {
                store.load();
            }
        });
    }

    private Path random(long seed, int steps) throws Exception {
        Path file = folder.resolve("random.limner");
        new SqliteProjects(Fixture.CLOCK).create(file, "Random").close();
        RandomCommands commands = new RandomCommands(seed);
        try (ProjectSession session = ProjectFile.open(file)) {
            for (Command command : RandomCommands.opening()) {
                session.edit(command).get();
            }
            for (int i = 0; i < steps; i++) {
                session.edit(commands.next(session.state())).get();
            }
        }
        return file;
    }

    private static <T> T withRows(Path file, BiFunction<LabelRows, StateReader, T> read) {
        try (Db db = Db.open(file, Db.Mode.QUERY)) {
            CanonicalJson json = new CanonicalJson();
            ValueJson values = new ValueJson(new BlobTable(db, ""));
            return read.apply(new LabelRows(db, json, values), new StateReader(db, json, values));
        }
    }

    private static List<Label> sorted(List<Label> labels) {
        return labels.stream().sorted(Comparator.comparing(Label::id)).toList();
    }

    private static Polyline line(Random random, int corners) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            points.add(new Point(random.nextDouble() * Fixture.WIDTH, random.nextDouble() * Fixture.HEIGHT));
        }
        return new Polyline(points);
    }

    /// A mask whose text is long.
    private static Mask noise(Random random) {
        byte[] pixels = new byte[200 * 200];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(2);
        }
        return new Mask(Rle.ofRowMajor(200, 200, pixels));
    }
}
