package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import limner.model.command.History;
import limner.model.event.LabelEvent;
import limner.model.fixture.Fixture;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.store.Change;
import limner.model.store.ProjectStore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of classes are altered in their place, also where classes change names and places with each other.
final class OntologyRowsTest {

    private static final List<String> NAMES = List.of("/1", "//2", "car", "bus", "/", "van", "/car", "sky", "tree");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whateverBecomesOfTheClassesTheRowsSayTheSame(long seed) {
        Random random = new Random(seed);
        try (ProjectStore store = new SqliteProjects(Fixture.CLOCK).create(folder.resolve("o.limner"), "Ontology")) {
            Ontology before = Ontology.empty();
            for (int step = 0; step < 150; step++) {
                Ontology after = before.next(classes(random));
                LabelEvent event = new LabelEvent.OntologyChanged(before, after);
                store.append(new Change(History.Kind.EDIT, 0, "Edit classes", List.of(event)), Fixture.stamp());
                assertEquals(after, store.load().ontology(), "seed " + seed + ", step " + step);
                if (random.nextInt(4) == 0) {
                    store.append(new Change(History.Kind.EDIT, 0, "Back", List.of(event.inverse())), Fixture.stamp());
                    assertEquals(before, store.load().ontology(), "seed " + seed + ", step " + step + ", back");
                } else {
                    before = after;
                }
            }
            assertTrue(store.verify().holds(), () -> "seed " + seed + ": " + store.verify());
        }
    }

    /// Some classes in some order under some names; those above stand before those below.
    private static List<LabelClass> classes(Random random) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        List<Integer> ids = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7));
        Collections.shuffle(ids, random);
        List<LabelClass> classes = new ArrayList<>();
        int many = random.nextInt(8);
        for (int i = 0; i < many; i++) {
            LabelClass c = LabelClass.of(ids.get(i), names.get(i), "#112233", ClassKind.THING);
            boolean below = i > 0 && random.nextInt(3) == 0;
            classes.add(below ? c.withParent(classes.get(random.nextInt(i)).id()) : c);
        }
        return classes;
    }
}
