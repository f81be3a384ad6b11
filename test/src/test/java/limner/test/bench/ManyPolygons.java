package limner.test.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import limner.model.command.History;
import limner.model.event.LabelEvent;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;
import limner.model.provenance.Stamp;
import limner.model.store.Access;
import limner.model.store.Change;
import limner.model.store.ProjectStore;
import limner.model.store.sqlite.SqliteProjects;

/// Polygons of 20 points all over pictures of 1920 × 1080, of three classes, 11 to 72 pixels across; the same ones
/// every
/// time.
final class ManyPolygons {
    private ManyPolygons() {}

    /// Draws so many on each of the first frames of a project's only video.
    static void fill(Path project, int count, int frames) {
        Random random = new Random(7);
        try (ProjectStore store = new SqliteProjects(Clock.systemUTC()).open(project, Access.WRITE)) {
            Media media = store.load().mediaInOrder().getFirst();
            Ontology before = store.load().ontology();
            List<LabelClass> classes = Stream.of("#e69f00", "#56b4e9", "#009e73")
                    .map(colour -> LabelClass.of(
                            100 + Integer.parseInt(colour.substring(1), 16) % 89, colour, colour, ClassKind.THING))
                    .toList();
            List<LabelEvent> events = new ArrayList<>();
            events.add(new LabelEvent.OntologyChanged(before, new Ontology(before.version() + 1, classes)));
            for (int i = 0; i < count * frames; i++) {
                ClassId classId = classes.get(i % classes.size()).id();
                events.add(new LabelEvent.LabelAdded(Label.drawn(
                        LabelId.random(),
                        media.id(),
                        i + 1,
                        classId,
                        Extent.FRAME,
                        i / count,
                        polygon(random),
                        new Origin.Manual())));
            }
            Stamp stamp = new Stamp(Instant.now(), ActorId.random(), store.replica());
            store.append(new Change(History.Kind.EDIT, 0, "Draw", events), stamp);
        }
    }

    private static Polygon polygon(Random random) {
        double x = 40 + random.nextDouble() * 1840;
        double y = 40 + random.nextDouble() * 1000;
        double reach = 8 + random.nextDouble() * 28;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double turn = 2 * Math.PI * i / 20;
            double far = reach * (0.7 + 0.3 * random.nextDouble());
            points.add(new Point(x + far * Math.cos(turn), y + far * Math.sin(turn)));
        }
        return Polygon.of(points);
    }
}
