package limner.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import limner.model.command.History;
import limner.model.event.LabelEvent;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Shape;
import limner.model.id.ActorId;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;
import limner.model.provenance.Stamp;
import limner.model.store.Change;
import limner.model.store.ProjectStore;
import limner.model.store.sqlite.SqliteProjects;

/// Projects with very many labels, made once and kept where [BenchClip]s are: half polygons of 20 points, a twentieth
/// masks, the rest boxes; half of them say something of two attributes.
enum ManyLabels {
    /// 1,000 frames with 98 labels of one frame on each, 2,000 tracks of five keyframes that last 100 frames.
    THOUSAND_FRAMES(1_000, 98, 2_000, 10),
    /// 5,000 labels on one frame.
    ONE_FRAME(1, 5_000, 0, 5_000);

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final int CLASSES = 20;
    private static final int TRACK_LENGTH = 100;

    private final int frames;
    private final int onEach;
    private final int tracks;
    private final int together;

    /// @param together how many labels a change has
    ManyLabels(int frames, int onEach, int tracks, int together) {
        this.frames = frames;
        this.onEach = onEach;
        this.tracks = tracks;
        this.together = together;
    }

    String describe() {
        return frames + " frames, " + frames * onEach + " labels of one frame, " + tracks + " tracks";
    }

    /// The project's file, made now if need be. Not to be changed: copies are.
    Path file(SqliteProjects projects) throws IOException {
        Path kept = BenchClip.folder().resolve("labels-" + name() + ".limner");
        if (Files.exists(kept)) {
            return kept;
        }
        try (ScratchFolder scratch = ScratchFolder.make()) {
            Path draft = scratch.path().resolve("draft.limner");
            try (ProjectStore store = projects.create(draft, "many labels")) {
                fill(store);
            }
            Files.createDirectories(kept.getParent());
            Files.move(draft, kept, StandardCopyOption.REPLACE_EXISTING);
        }
        return kept;
    }

    private void fill(ProjectStore store) {
        Random random = new Random(1);
        MediaId media = new MediaId(new UUID(1, 1));
        Stamp stamp = new Stamp(Instant.parse("2026-03-01T09:00:00Z"), ActorId.random(), store.replica());
        List<LabelEvent> first = new ArrayList<>();
        first.add(new LabelEvent.MediaAdded(
                new Media(media, "clip.mp4", "clip.mp4", "1-1", "", WIDTH, HEIGHT, frames, 25)));
        first.add(new LabelEvent.OntologyChanged(Ontology.empty(), new Ontology(2, classes())));
        store.append(new Change(History.Kind.EDIT, 0, "Begin", first), stamp);
        List<LabelEvent> next = new ArrayList<>();
        int number = 0;
        for (int frame = 0; frame < frames; frame++) {
            for (int i = 0; i < onEach; i++) {
                number++;
                next.add(new LabelEvent.LabelAdded(
                        label(random, media, number, Extent.FRAME, frame, shape(random, number))));
                flush(store, stamp, next, together);
            }
            if (frame % 2 == 1) {
                next.add(new LabelEvent.FrameStateChanged(media, frame, FrameState.UNSEEN, FrameState.DONE));
            }
        }
        for (int i = 0; i < tracks; i++) {
            number++;
            next.add(new LabelEvent.LabelAdded(track(random, media, number)));
            flush(store, stamp, next, together);
        }
        flush(store, stamp, next, 1);
    }

    private static void flush(ProjectStore store, Stamp stamp, List<LabelEvent> next, int least) {
        if (next.size() >= least) {
            store.append(new Change(History.Kind.EDIT, 0, "Add " + next.size() + " labels", next), stamp);
            next.clear();
        }
    }

    private static List<LabelClass> classes() {
        return IntStream.rangeClosed(1, CLASSES)
                .mapToObj(i -> {
                    LabelClass plain = LabelClass.of(i, "class" + i, "#e69f00", ClassKind.THING);
                    return plain.withDetails(plain.details().withAttributes(attributes(2 * i)));
                })
                .toList();
    }

    private static List<Attribute> attributes(int id) {
        AttributeType paint = new AttributeType.Select(List.of(
                new AttributeOption(1, "red"), new AttributeOption(2, "green"), new AttributeOption(3, "blue")));
        return List.of(
                Attribute.of(id, "paint", paint).withRequired(true),
                Attribute.of(id + 1, "speed", new AttributeType.Number(0, 200, 1)));
    }

    private static Shape shape(Random random, int number) {
        if (number % 20 == 0) {
            return new Mask(Rasterizer.rasterize(polygon(random), WIDTH, HEIGHT));
        }
        return number % 2 == 0 ? box(random) : polygon(random);
    }

    private static Label track(Random random, MediaId media, int number) {
        int first = random.nextInt(900);
        Label track = label(random, media, number, Extent.TRACK, first, box(random));
        for (int k = 1; k < 4; k++) {
            track = track.withKeyframe(
                    first + k * TRACK_LENGTH / 4, Keyframe.of(box(random)).withOccluded(k == 2));
        }
        return track.withKeyframe(
                first + TRACK_LENGTH - 1, Keyframe.of(box(random)).withOutside(true));
    }

    private static Label label(Random random, MediaId media, int number, Extent extent, int frame, Shape shape) {
        int classId = 1 + random.nextInt(CLASSES);
        LabelId id = new LabelId(new UUID(random.nextLong(), random.nextLong()));
        Label plain = Label.drawn(id, media, number, new ClassId(classId), extent, frame, shape, new Origin.Manual());
        if (random.nextBoolean()) {
            return plain;
        }
        return plain.withAttributes(AttributeValues.none()
                .with(new AttributeId(2 * classId), new AttributeValue.Choice(1 + random.nextInt(3)))
                .with(new AttributeId(2 * classId + 1), new AttributeValue.Number(random.nextInt(200))));
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
            points.add(new Point(
                    Math.round(100 * (x + far * Math.cos(turn))) / 100.0,
                    Math.round(100 * (y + far * Math.sin(turn))) / 100.0));
        }
        return new Polygon(List.of(new Ring(points)));
    }
}
