package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import limner.model.command.Command;
import limner.model.event.LabelEvent;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.labelstudio.LabelStudioFormat;
import limner.model.exchange.labelstudio.LabelStudioVideoExport;
import limner.model.exchange.out.InPictureOrder;
import limner.model.exchange.out.Outgoing;
import limner.model.exchange.out.PictureNames;
import limner.model.exchange.out.Recall;
import limner.model.exchange.out.Wanted;
import limner.model.fixture.Fixture;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.ProjectId;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.Interpolation;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.release.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pcollections.TreePMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes Label Studio's tasks of videos and reads them back.
final class LabelStudioVideoExportTest {

    private static final String FILE = "tasks.json";
    private static final int FRAMES = 40;

    @TempDir
    Path folder;

    // What was fitted is what comes back.

    /// By the file of a picture, or the number of a frame; without what is gone.
    private static Map<String, List<Entry.Annotation>> places(List<Entry> all) {
        Map<String, String> places = new HashMap<>();
        Golden.only(Entry.Picture.class, all)
                .forEach(p -> places.put(p.key(), p.frame() < 0 ? p.file() : "frame " + p.frame()));
        Map<String, List<Entry.Annotation>> there = new TreeMap<>();
        for (Entry.Annotation a : Golden.only(Entry.Annotation.class, all)) {
            if (!a.track().map(Entry.OnTrack::outside).orElse(false)) {
                there.computeIfAbsent(Objects.requireNonNull(places.get(a.picture())), _ -> new ArrayList<>())
                        .add(a);
            }
        }
        return there;
    }

    private static List<Entry> fitted(List<Entry> all, Choices choices) {
        SequencedMap<String, Entry.Category> categories = new LinkedHashMap<>();
        SequencedMap<String, Entry.Video> videos = new LinkedHashMap<>();
        SequencedMap<String, Entry.Picture> pictures = new LinkedHashMap<>();
        Golden.only(Entry.Category.class, all).forEach(c -> categories.put(c.key(), c));
        Golden.only(Entry.Video.class, all).forEach(v -> videos.put(v.key(), v));
        Golden.only(Entry.Picture.class, all).forEach(p -> pictures.put(p.key(), p));
        Heads heads = new Heads("", categories, videos, pictures, 0, 0);
        List<Entry> fitted = new ArrayList<>(pictures.values());
        for (Entry.Picture p : pictures.values()) {
            List<Entry.Annotation> said = Golden.only(Entry.Annotation.class, all).stream()
                    .filter(a -> a.picture().equals(p.key()))
                    .toList();
            new LabelStudioVideoExport()
                    .fit(new Page(p, said, List.of()), heads, choices)
                    .page(p)
                    .annotations()
                    .forEach(a -> fitted.add(beginning(a)));
        }
        return fitted;
    }

    /// Each track of chance has one place, with which it begins.
    private static Entry.Annotation beginning(Entry.Annotation a) {
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                a.shape(),
                a.pose(),
                a.track().map(t -> new Entry.OnTrack(t.key(), Entry.Known.KEYFRAME, t.outside())),
                a.crowd(),
                a.occluded(),
                a.depth(),
                a.attributes(),
                a.extras());
    }

    @Test
    void whateverIsDrawnComesBackAsTheReportAnnounced() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            String told = "seed " + seed + ", round " + round;
            List<Entry> all = RandomEntries.of(random);
            Choices choices = RandomEntries.choices(random);
            Exported exported = Exported.of(
                    Exported.told(all), new LabelStudioVideoExport(), choices, folder.resolve("round" + round));
            assertEquals(all, exported.sidecar(), told);
            List<Entry> back = new ArrayList<>(
                    Exported.read(new LabelStudioFormat(), exported.folder().resolve(FILE)));
            back.addAll(Exported.read(new LabelStudioFormat(), exported.folder().resolve("pictures.json")));
            assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back), told);
            assertEquals(
                    Golden.only(Entry.Tag.class, all).size(),
                    Golden.only(Entry.Tag.class, back).size(),
                    told);
            Entry.Interval event = Golden.only(Entry.Interval.class, back).getFirst();
            assertEquals("Straße 1 3", event.category() + " " + event.first() + " " + event.last(), told);
            assertEquals(
                    0, exported.report().count(Loss.EVENTS) + exported.report().count(Loss.TAGS), told);
            Map<String, List<Entry.Annotation>> wanted = places(fitted(all, choices));
            Map<String, List<Entry.Annotation>> is = places(back);
            assertEquals(wanted.keySet(), is.keySet(), told);
            wanted.forEach((place, annotations) -> {
                List<Entry.Annotation> there = is.getOrDefault(place, List.of());
                assertEquals(annotations.size(), there.size(), told);
                for (int i = 0; i < annotations.size(); i++) {
                    RoundTrip.same(annotations.get(i), there.get(i), told);
                }
            });
        }
    }

    // Where a project says that its boxes are is where they come back.

    private static final MediaId CLIP = new MediaId(Fixture.uuid("clip"));
    private static final PictureNames NAMES = (media, frame) ->
            new PictureNames.Named(media.name() + "/" + frame + ".png", media.width(), media.height());

    private static ProjectState empty() {
        List<LabelClass> classes = List.of(
                LabelClass.of(1, "car", "#112233", ClassKind.THING),
                LabelClass.of(2, "rain", "#112233", ClassKind.FRAME_TAG),
                LabelClass.of(3, "turns", "#112233", ClassKind.INTERVAL_EVENT),
                LabelClass.of(4, "brakes", "#112233", ClassKind.POINT_EVENT));
        ProjectState state = ProjectState.empty(ProjectId.random(), "Empty");
        return state.applyAll(List.of(
                new LabelEvent.OntologyChanged(state.ontology(), new Ontology(1, classes)),
                new LabelEvent.MediaAdded(new Media(
                        CLIP,
                        "clip",
                        "clip.mp4",
                        "0-clip",
                        "",
                        RandomEntries.WIDTH,
                        RandomEntries.HEIGHT,
                        FRAMES,
                        25))));
    }

    private static Shape shape(Random random) {
        return random.nextBoolean()
                ? RandomEntries.shape(random, 0)
                : new RotatedBox(
                        20 + random.nextInt(9),
                        16,
                        9 + random.nextInt(4),
                        5,
                        // Also by nothing, and across the place where angles begin anew.
                        random.nextInt(4) == 0 ? 0 : random.nextInt(720) - 360);
    }

    /// @param isHeld whether some stay as they are until the next keyframe
    private static Label label(Random random, int number, boolean isHeld) {
        TreePMap<Integer, Keyframe> keyframes = TreePMap.empty();
        boolean isTrack = random.nextInt(4) > 0;
        int frame = random.nextInt(FRAMES);
        keyframes = keyframes.plus(frame, Keyframe.of(shape(random)));
        boolean isUniform = random.nextBoolean();
        while (isTrack && random.nextInt(6) > 0) {
            frame += 1 + random.nextInt(8);
            if (frame >= FRAMES) {
                break;
            }
            Shape before = keyframes.lastEntry().getValue().shape();
            Shape next = shape(random);
            while (isUniform && next.kind() != before.kind()) {
                next = shape(random);
            }
            Interpolation how = isHeld && random.nextBoolean()
                    ? Interpolation.HELD
                    : random.nextBoolean() ? Interpolation.LINEAR : Interpolation.PAIRED;
            keyframes = keyframes.plus(frame, new Keyframe(next, random.nextInt(4) == 0, false, how));
        }
        return new Label(
                LabelId.random(),
                CLIP,
                number,
                new ClassId(1),
                isTrack ? Extent.TRACK : Extent.FRAME,
                keyframes,
                new Origin.Manual(),
                AttributeValues.none(),
                0);
    }

    /// Where a label is, frame by frame.
    private static void sameCourse(Label wanted, Label is, String told) {
        for (int f = 0; f < FRAMES; f++) {
            Optional<Shape> a = wanted.at(f).map(Placement::shape);
            Optional<Shape> b = is.at(f).map(Placement::shape);
            String where = told + ", label " + wanted.number() + ", frame " + f + ": " + a + " came back as " + b;
            assertEquals(a.isPresent(), b.isPresent(), where);
            if (a.isPresent()) {
                assertTrue(apart(a.get(), b.orElseThrow()) < 1e-6, where);
            }
        }
    }

    private static double apart(Shape a, Shape b) {
        List<Point> p = points(a);
        List<Point> q = points(b);
        double most = 0;
        for (int i = 0; i < p.size(); i++) {
            most = Math.max(
                    most,
                    Math.hypot(
                            p.get(i).x() - q.get(i).x(), p.get(i).y() - q.get(i).y()));
        }
        return most;
    }

    private static List<Point> points(Shape shape) {
        RotatedBox box = shape instanceof Box b ? RotatedBox.of(b) : (RotatedBox) shape;
        return box.corners().points();
    }

    @ParameterizedTest
    @EnumSource(Wanted.Frames.class)
    void tracksOfAProjectAreOnEveryFrameWhereTheyWere(Wanted.Frames frames) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            String told = "seed " + seed + ", round " + round;
            List<LabelEvent> facts = new ArrayList<>();
            List<Label> labels = new ArrayList<>();
            for (int n = 1; n <= 6; n++) {
                labels.add(label(random, n, frames == Wanted.Frames.EVERY));
                facts.add(new LabelEvent.LabelAdded(labels.getLast()));
            }
            int from = random.nextInt(FRAMES - 5);
            facts.add(new LabelEvent.FrameTagged(new FrameTag(CLIP, from, new ClassId(2))));
            facts.add(new LabelEvent.FrameTagged(new FrameTag(CLIP, from + 1, new ClassId(2))));
            facts.add(new LabelEvent.IntervalAdded(new IntervalEvent(
                    IntervalId.random(), CLIP, new ClassId(3), new FrameRange(from, from + random.nextInt(5)))));
            facts.add(new LabelEvent.IntervalAdded(
                    new IntervalEvent(IntervalId.random(), CLIP, new ClassId(4), new FrameRange(from, from))));
            ProjectState state = empty().applyAll(facts);
            Wanted wanted = new Wanted(Choice.all(), Choice.all(), EnumSet.allOf(FrameState.class), frames);
            Exported exported = Exported.of(
                    new Outgoing(state, wanted, NAMES, Recall.NOTHING),
                    new LabelStudioVideoExport(),
                    Choices.FAITHFUL,
                    folder.resolve(frames + "" + round));
            long singles = labels.stream().filter(l -> !l.tracked()).count();
            assertEquals(
                    singles == 0 ? Map.of() : Map.of(Loss.TRACKS, (int) singles),
                    exported.report().counts().entrySet().stream()
                            // Last digits may move an edge across the middle of a pixel that it touches.
                            .filter(e -> e.getKey() != Loss.CLASSES && e.getKey() != Loss.PIXELS)
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, e -> exported.report().count(e.getKey()))),
                    told);
            shownAsItIs(exported.folder().resolve(FILE), labels, told);
            List<Entry> back =
                    Exported.read(new LabelStudioFormat(), exported.folder().resolve(FILE));
            ProjectState second = empty();
            Survey survey = new Survey();
            back.forEach(survey);
            Intake intake = new Intake(
                    second,
                    ClassPlan.propose(second.ontology(), survey, Map.of()),
                    (picture, _) -> new PictureFinder.Found.Frame(CLIP, picture.frame()),
                    "tasks",
                    Intake.Prefer.REGION);
            back.forEach(intake);
            Command.TakeIn taken = intake.command();
            assertEquals(List.of(), intake.notTaken(), told);
            assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back), told);
            assertEquals(labels.size(), taken.labels().size(), told);
            // Tracks have their numbers, and what was on one frame comes in the order of the frames.
            Iterator<Label> ones = labels.stream()
                    .filter(l -> !l.tracked())
                    .sorted(Comparator.comparingInt(Label::firstFrame).thenComparingInt(Label::number))
                    .iterator();
            for (Label l : taken.labels()) {
                long number = Numbers.whole(Numbers.last(((Origin.Imported) l.origin()).key()));
                sameCourse(number < 0 ? ones.next() : labels.get((int) number - 1), l, told);
            }
            assertFalse(ones.hasNext(), told);
            assertEquals(
                    List.of(new FrameTag(CLIP, from, new ClassId(2)), new FrameTag(CLIP, from + 1, new ClassId(2))),
                    taken.tags(),
                    told);
            assertEquals(
                    state.labelsOf(CLIP).intervalsInOrder().stream()
                            .map(i -> i.classId() + " " + i.range())
                            .sorted()
                            .toList(),
                    taken.intervals().stream()
                            .map(i -> i.classId() + " " + i.range())
                            .sorted()
                            .toList(),
                    told);
        }
    }

    /// As Label Studio shows a sequence, which is not how it is read here: from a place that goes on each number goes
    /// evenly to the next place, whoever put it there; after one that does not, it is gone.
    private static Optional<Shape> shown(List<JsonNode> sequence, int frame) {
        Optional<JsonNode> before = sequence.stream()
                .filter(p -> p.required("frame").intValue() <= frame + 1)
                .reduce((_, b) -> b);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        JsonNode from = before.get();
        int since = frame + 1 - from.required("frame").intValue();
        if (since > 0 && !from.required("enabled").booleanValue()) {
            return Optional.empty();
        }
        int next = sequence.indexOf(from) + 1;
        JsonNode to = since > 0 && next < sequence.size() ? sequence.get(next) : from;
        double all = Math.max(
                1, to.required("frame").intValue() - from.required("frame").intValue());
        double x = way(from, to, "x", since / all) * RandomEntries.WIDTH / 100;
        double y = way(from, to, "y", since / all) * RandomEntries.HEIGHT / 100;
        double width = way(from, to, "width", since / all) * RandomEntries.WIDTH / 100;
        double height = way(from, to, "height", since / all) * RandomEntries.HEIGHT / 100;
        double turn = Math.toRadians(way(from, to, "rotation", since / all));
        return Optional.of(new RotatedBox(
                x + (width * Math.cos(turn) - height * Math.sin(turn)) / 2,
                y + (width * Math.sin(turn) + height * Math.cos(turn)) / 2,
                width,
                height,
                Math.toDegrees(turn)));
    }

    private static double way(JsonNode from, JsonNode to, String name, double t) {
        double a = from.required(name).doubleValue();
        return a + (to.required(name).doubleValue() - a) * t;
    }

    /// Whether Label Studio shows every track where it is, on every frame.
    private static void shownAsItIs(Path file, List<Label> labels, String told) {
        int tracks = 0;
        for (JsonNode r : JsonMapper.shared()
                .readTree(file.toFile())
                .get(0)
                .required("annotations")
                .get(0)
                .required("result")
                .values()) {
            long number = Numbers.whole(r.required("id").stringValue());
            if (number > 0) {
                tracks++;
                List<JsonNode> sequence =
                        List.copyOf(r.required("value").required("sequence").values());
                Label label = labels.get((int) number - 1);
                for (int f = 0; f < FRAMES; f++) {
                    Optional<Shape> is = shown(sequence, f);
                    Optional<Shape> wanted = label.at(f).map(Placement::shape);
                    String where = told + ", label " + number + ", frame " + f + ": " + wanted + " is shown as " + is;
                    assertEquals(wanted.isPresent(), is.isPresent(), where);
                    if (is.isPresent()) {
                        assertTrue(apart(wanted.orElseThrow(), is.get()) < 1e-6, where);
                    }
                }
            }
        }
        assertEquals(labels.stream().filter(Label::tracked).count(), tracks, told);
    }

    // What stands in the file.

    private static Entry.Annotation place(
            int frame, String track, Shape shape, boolean isGone, SequencedMap<String, Value> said) {
        return new Entry.Annotation(
                new Entry.At("x", "frame " + frame),
                "",
                "" + frame,
                "3",
                Optional.of(shape),
                Optional.empty(),
                track.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Entry.OnTrack("7/" + track, Entry.Known.KEYFRAME, isGone)),
                false,
                false,
                0,
                said,
                "");
    }

    private static SequencedMap<String, Value> said(String pace) {
        SequencedMap<String, Value> said = new LinkedHashMap<>();
        said.put("colour", new Value.Word("red"));
        said.put("pace", new Value.Word(pace));
        return said;
    }

    private static List<Entry> night() {
        AttributeType words = new AttributeType.Text();
        List<Entry> all = new ArrayList<>();
        all.add(new Entry.Category(
                "3",
                "car",
                "",
                true,
                List.of(),
                List.of(),
                "#ff8800",
                List.of(new Entry.Asked("colour", words, false), new Entry.Asked("pace", words, true))));
        all.add(new Entry.Video("7", "night & day.mp4", 40, 20, 9, "", 12.5));
        for (int frame = 0; frame < 9; frame++) {
            all.add(new Entry.Picture("" + frame, "", 40, 20, "7", frame));
        }
        all.add(place(0, "12", new Box(4, 2, 8, 4), false, said("slow")));
        all.add(place(0, "13", new RotatedBox(10, 10, 4, 2, 350), false, new LinkedHashMap<>()));
        all.add(place(2, "12", new Box(6, 2, 8, 4), false, said("fast")));
        all.add(place(2, "13", new RotatedBox(10, 10, 4, 2, 10), false, new LinkedHashMap<>()));
        all.add(place(5, "12", new Box(6, 2, 8, 4), true, said("fast")));
        all.add(place(7, "", new Box(20, 10, 4, 4), false, said("fast")));
        all.add(place(8, "", new Box(20, 10, 4, 4), false, new LinkedHashMap<>()));
        all.add(new Entry.Interval(new Entry.At("x", ""), "7", "3", 2, 4));
        return all;
    }

    @Test
    void theFileSaysWhatLabelStudioReadsAndTheReportWhatItCannot() throws Exception {
        Exported exported = Exported.of(
                Exported.told(night()), new LabelStudioVideoExport(), Choices.FAITHFUL, folder.resolve("out"));
        assertEquals(3, exported.report().count(Loss.ATTRIBUTES), "what changes on the way has no place");
        assertEquals(2, exported.report().count(Loss.TRACKS), "what is on one frame becomes a track");
        assertEquals(0, exported.report().pixels());
        assertFalse(Files.exists(exported.folder().resolve("pictures.json")), "there are none");
        JsonNode task = JsonMapper.shared()
                .readTree(exported.folder().resolve(FILE).toFile())
                .get(0);
        assertEquals(
                "/data/local-files/?d=night%20%26%20day.mp4",
                task.required("data").required("video").stringValue());
        assertEquals(12.5, task.required("data").required("fps").doubleValue());
        List<String> is = new ArrayList<>();
        for (JsonNode r : task.required("annotations").get(0).required("result").values()) {
            String id = r.required("from_name").stringValue() + " "
                    + r.required("id").stringValue();
            JsonNode value = r.required("value");
            value.path("sequence")
                    .values()
                    .forEach(p -> is.add(id + " " + p.required("frame") + " "
                            + p.required("time") + " "
                            + thousandths(p.required("x").doubleValue()) + " "
                            + Math.round(p.required("rotation").doubleValue())
                            + (p.required("enabled").booleanValue() ? "" : " ends")
                            + (p.has("auto") ? " follows" : "")));
            if (!value.has("sequence")) {
                is.add(id + " " + value);
            }
        }
        assertEquals(
                List.of(
                        "box 12 1 0 10.0 0",
                        "box 12 3 0.16 15.0 0",
                        "box 12 5 0.32 15.0 0 ends follows",
                        "colour 12 {\"text\":[\"red\"]}",
                        "box 13 1 0 " + corner(350) + " 350",
                        "box 13 2 0.08 " + corner(360) + " 360 follows",
                        "box 13 3 0.16 " + corner(10) + " 10",
                        "box region-1 8 0.56 50.0 0 ends",
                        "colour region-1 {\"text\":[\"red\"]}",
                        "pace region-1 {\"text\":[\"fast\"]}",
                        "box region-2 9 0.64 50.0 0",
                        "timelinelabels event-1 {\"ranges\":[{\"start\":3,\"end\":5}],"
                                + "\"timelinelabels\":[\"car\"]}"),
                is);
        String config = Files.readString(exported.folder().resolve("labeling-interface.xml"));
        for (String tag : List.of(
                "<Video name=\"video\" value=\"$video\" frameRate=\"$fps\">",
                "<VideoRectangle name=\"box\" toName=\"video\">",
                "<Labels name=\"labels\" toName=\"video\">",
                "<TimelineLabels name=\"timelinelabels\" toName=\"video\">",
                "<TimelineLabels name=\"frame-tags\" toName=\"video\">",
                "<Label value=\"car\" background=\"#ff8800\">",
                "<TextArea name=\"colour\" toName=\"video\" perRegion=\"true\">")) {
            assertTrue(config.contains(tag), tag + " is not in " + config);
        }
    }

    private static String corner(double angle) {
        return thousandths(new RotatedBox(10, 10, 4, 2, angle)
                        .corners()
                        .points()
                        .getFirst()
                        .x()
                * 100
                / 40);
    }

    private static String thousandths(double number) {
        return "" + Math.round(number * 1000) / 1000.0;
    }

    @Test
    void theGoldenDataSetBecomesBoxes() throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new LabelStudioVideoExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertEquals(48, exported.report().written());
        assertEquals(48, exported.report().count(Loss.TRACKS), "its places are stated frame by frame");
        List<Entry> back =
                Exported.read(new LabelStudioFormat(), exported.folder().resolve(FILE));
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back));
        assertEquals(
                48,
                Golden.only(Entry.Annotation.class, back).stream()
                        .filter(a -> !a.track().orElseThrow().outside())
                        .count());
        assertEquals(Exported.read(new CocoFormat(), golden), exported.sidecar());
    }
}
