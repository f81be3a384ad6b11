package limner.test.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.ProjectId;
import limner.model.label.Extent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.query.Found;
import limner.model.query.Parsed;
import limner.model.query.Query;
import limner.model.query.QueryParser;
import limner.model.query.Search;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pcollections.HashTreePMap;

/// A search over 100,000 labels of one video of 20,000 frames: boxes and polygons of 20 points on single frames, and
/// 1,000 tracks of five keyframes over 2,000 frames.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SearchBench {
    private static final int LABELS = 100_000;
    private static final int TRACKS = 1_000;
    private static final int FRAMES = 20_000;
    private static final int CLASSES = 20;

    @Param({
        "class:class3",
        "label",
        "class:class3 -occluded state:done",
        "has:class4 no:class5 -state:done",
        "track keyframe frame:5000-9000",
        "\"7 12\"",
        "area<400",
        "area>5000",
        "(class:class1,class2 or occluded) -(state:done area<900)"
    })
    public String query = "class:class3";

    private final ProjectState project = project();
    private Query parsed = parse("label");

    @Setup
    public void parse() {
        parsed = parse(query);
    }

    private static Query parse(String text) {
        if (QueryParser.parse(text) instanceof Parsed.Understood(Query understood)) {
            return understood;
        }
        throw new IllegalArgumentException(text);
    }

    @Benchmark
    public Found search() {
        return Search.find(project, parsed);
    }

    private static ProjectState project() {
        Random random = new Random(1);
        MediaId id = new MediaId(new UUID(1, 1));
        Media media = new Media(id, "long.mp4", "long.mp4", "1-1", "", 1920, 1080, FRAMES, 25);
        List<LabelClass> classes = new ArrayList<>();
        for (int i = 1; i <= CLASSES; i++) {
            classes.add(LabelClass.of(i, "class" + i, "#e69f00", ClassKind.THING));
        }
        List<Label> labels = new ArrayList<>();
        for (int i = 1; i <= LABELS; i++) {
            labels.add(i <= TRACKS ? track(random, id, i) : single(random, id, i));
        }
        Map<Integer, FrameState> states = new HashMap<>();
        for (int f = 0; f < FRAMES; f += 2) {
            states.put(f, FrameState.DONE);
        }
        MediaLabels all = MediaLabels.of(labels, states, List.of(), List.of(), List.of(), Map.of());
        ProjectState empty = ProjectState.empty(new ProjectId(new UUID(1, 2)), "many");
        return new ProjectState(
                empty.id(),
                empty.name(),
                new Ontology(2, classes),
                HashTreePMap.singleton(id, media),
                empty.sequences(),
                HashTreePMap.singleton(id, all),
                empty.runs(),
                empty.policies(),
                empty.models(),
                empty.releases());
    }

    private static Label single(Random random, MediaId media, int number) {
        Shape shape = number % 2 == 0 ? box(random) : polygon(random);
        return label(random, media, number, Extent.FRAME, random.nextInt(FRAMES), shape);
    }

    private static Label track(Random random, MediaId media, int number) {
        int first = random.nextInt(FRAMES - 2_000);
        Label track = label(random, media, number, Extent.TRACK, first, box(random));
        for (int k = 1; k < 4; k++) {
            track = track.withKeyframe(first + k * 500, Keyframe.of(box(random)).withOccluded(k == 2));
        }
        return track.withKeyframe(first + 2_000, Keyframe.of(box(random)).withOutside(true));
    }

    private static Label label(Random random, MediaId media, int number, Extent extent, int frame, Shape shape) {
        ClassId classId = new ClassId(1 + random.nextInt(CLASSES));
        LabelId id = new LabelId(new UUID(random.nextLong(), number));
        return Label.drawn(id, media, number, classId, extent, frame, shape, new Origin.Manual());
    }

    private static Box box(Random random) {
        return new Box(random.nextInt(1800), random.nextInt(1000), 5 + random.nextInt(110), 5 + random.nextInt(70));
    }

    private static Polygon polygon(Random random) {
        double x = 100 + random.nextInt(1700);
        double y = 100 + random.nextInt(880);
        double reach = 5 + random.nextInt(60);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double turn = 2 * Math.PI * i / 20;
            double far = reach * (0.7 + 0.3 * random.nextDouble());
            points.add(new Point(x + far * Math.cos(turn), y + far * Math.sin(turn)));
        }
        return new Polygon(List.of(new Ring(points)));
    }
}
