package limner.model.release;

import static limner.model.fixture.Fixture.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.FrameStateChanged;
import limner.model.event.LabelEvent.FrameTagged;
import limner.model.event.LabelEvent.IntervalAdded;
import limner.model.event.LabelEvent.KeyframeAdded;
import limner.model.event.LabelEvent.MediaAdded;
import limner.model.event.LabelEvent.OntologyChanged;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.PlacedLabel;
import limner.model.project.ProjectState;
import limner.model.release.coco.FormatException;
import limner.model.release.diff.DiffJson;
import limner.model.release.diff.DiffOptions;
import limner.model.release.diff.DiffPage;
import limner.model.release.diff.DiffText;
import limner.model.release.diff.ReleaseDiff;
import limner.model.release.diff.ReleaseDiff.Facet;
import limner.model.release.diff.ReleaseDiff.Kind;
import limner.model.release.diff.ReleaseDiffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReleaseDiffTest {

    private static final int WIDTH = Gallery.WIDTH;
    private static final int HEIGHT = Gallery.HEIGHT;
    private static final ClassId SHADY = new ClassId(21);

    @TempDir
    Path folder;

    private final AtomicInteger made = new AtomicInteger();

    private static Ontology ontology(String person) {
        return new Ontology(
                2,
                List.of(
                        LabelClass.of(7, person, "#e69f00", ClassKind.THING),
                        LabelClass.of(3, "Sky", "#56b4e9", ClassKind.STUFF),
                        LabelClass.of(90, "Child <b>", "#009e73", ClassKind.THING),
                        LabelClass.of(11, "Blurred", "#f0e442", ClassKind.FRAME_TAG),
                        LabelClass.of(12, "Walks", "#0072b2", ClassKind.INTERVAL_EVENT),
                        LabelClass.of(21, "Shady", "#0072b2", ClassKind.THING)));
    }

    /// A project with one video of ten frames that are done, and what else is said.
    private static List<LabelEvent> project(String person, List<? extends LabelEvent> more) {
        List<LabelEvent> events = new ArrayList<>(List.of(
                new OntologyChanged(Ontology.empty(), ontology(person)),
                new MediaAdded(
                        new Media(Gallery.CLIP, "clip one.mp4", "clip one.mp4", "fp1", "", WIDTH, HEIGHT, 10, 29.97))));
        events.addAll(more);
        for (int f = 0; f < 10; f++) {
            int frame = f;
            boolean said = more.stream().anyMatch(e -> e instanceof FrameStateChanged s && s.frame() == frame);
            if (!said) {
                events.add(new FrameStateChanged(Gallery.CLIP, f, FrameState.UNSEEN, FrameState.DONE));
            }
        }
        return events;
    }

    private static LabelEvent drawn(String name, ClassId classId, int frame, Shape shape) {
        return Gallery.drawn(Math.floorMod(name.hashCode(), 10_000) + 1, name, classId, Extent.FRAME, frame, shape);
    }

    private Path release(List<LabelEvent> events) {
        return release(events, PaintedVideos.sound(), Encodings.asDrawn());
    }

    private Path release(List<LabelEvent> events, FrameSupply supply, Encodings encodings) {
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        Path target = folder.resolve("release " + made.incrementAndGet());
        ReleasePlan plan = ReleasePlan.of("diffed", source.head().number())
                .withEncodings(encodings)
                .withPictures(Pictures.REFERENCES);
        assertInstanceOf(
                ReleaseOutcome.Written.class, ReleaseWriter.write(plan, source, supply, target, ReleaseWatch.none()));
        return target;
    }

    private ReleaseDiff diff(List<? extends LabelEvent> before, List<? extends LabelEvent> after) throws IOException {
        return diff(release(project("Person", before)), release(project("Person", after)));
    }

    private static ReleaseDiff diff(Path before, Path after) throws IOException {
        return diff(before, after, DiffOptions.usual());
    }

    private static ReleaseDiff diff(Path before, Path after, DiffOptions options) throws IOException {
        try (ReleaseReader a = ReleaseReader.open(before);
                ReleaseReader b = ReleaseReader.open(after)) {
            return ReleaseDiffer.diff(a, b, options, ReleaseWatch.none());
        }
    }

    // One by one.

    @Test
    void aReleaseDiffersInNothingFromItself() throws IOException {
        Path one = release(Gallery.events());
        ReleaseDiff d = diff(one, one);
        assertTrue(d.same());
        assertEquals(7, d.pictures().same());
        assertEquals(d.objects().before(), d.objects().same());
        assertTrue(d.objects().before() >= 14, "points and lines are objects too: " + d.objects());
        assertEquals(3, DiffText.of(d).size());
    }

    @Test
    void whatIsWrittenAsRunLengthsAndAsRingsIsTheSameObject() throws IOException {
        Path rings = release(Gallery.events(), PaintedVideos.sound(), Encodings.rings());
        Path runs = release(Gallery.events(), PaintedVideos.sound(), Encodings.exact());
        ReleaseDiff d = diff(rings, runs);
        assertEquals(0, d.objects().changed(), d.changedObjects()::toString);
        assertEquals(
                List.of("encodings"),
                d.plan().stream().map(ReleaseDiff.Said::property).toList());
        assertFalse(d.same(), "the plans differ");
    }

    @Test
    void everythingThatBecomesOfAnObjectIsTold() throws IOException {
        Box box = new Box(4, 4, 10, 10);
        ReleaseDiff d = diff(
                List.of(
                        drawn("stays", Gallery.PERSON, 0, box),
                        drawn("moves", Gallery.PERSON, 1, box),
                        drawn("grows", Gallery.PERSON, 2, box),
                        drawn("goes", Gallery.SKY, 3, box),
                        drawn("speck", Gallery.PERSON, 4, new Point(3, 3)),
                        drawn("redrawn", Gallery.PERSON, 5, box)),
                List.of(
                        drawn("stays", Gallery.PERSON, 0, box),
                        drawn("moves", SHADY, 1, box),
                        drawn("grows", Gallery.PERSON, 2, new Box(4, 4, 20, 10)),
                        drawn("comes", Gallery.CHILD, 3, new Box(40, 20, 5, 5)),
                        drawn("speck", Gallery.PERSON, 4, new Point(3.5, 3)),
                        drawn("redrawn by another", Gallery.PERSON, 5, new Box(5, 4, 10, 10))));
        assertEquals(1, d.objects().same());
        assertEquals(1, d.objects().added());
        assertEquals(1, d.objects().removed());
        assertEquals(4, d.objects().changed());
        assertEquals(List.of(4L, 1L), List.of(d.objects().byLabel(), d.objects().byOverlap()));
        assertEquals(
                Map.of(Facet.CLASS, 1L, Facet.PIXELS, 2L, Facet.OUTLINE, 1L),
                d.objects().facets());
        assertEquals(
                List.of(new ReleaseDiff.Move("Person", "Shady", 1, true)),
                d.moves().stream().filter(ReleaseDiff.Move::moved).toList());
        assertTrue(d.moves().contains(new ReleaseDiff.Move("", "Child <b>", 1, false)), d.moves()::toString);
        assertTrue(d.moves().contains(new ReleaseDiff.Move("Sky", "", 1, false)), d.moves()::toString);
        // Half covered, 90 of 110 pixels in common, and a point that moved.
        assertEquals(
                List.of(1L, 0L, 0L, 0L, 0L, 1L, 0L, 0L, 1L, 0L, 0L),
                d.overlaps().bins());
        assertEquals((0.5 + 90.0 / 110) / 3, d.overlaps().mean(), 1e-12);
        assertEquals(5, d.pictures().changed());
        assertEquals(5, d.pictures().same());
    }

    @Test
    void picturesThatAreNotInBothAreToldApartFromTheirObjects() throws IOException {
        ReleaseDiff d = diff(
                List.of(
                        drawn("a", Gallery.PERSON, 0, new Box(1, 1, 4, 4)),
                        new FrameStateChanged(Gallery.CLIP, 9, FrameState.UNSEEN, FrameState.IN_WORK)),
                List.of(
                        drawn("b", Gallery.PERSON, 9, new Box(1, 1, 4, 4)),
                        new FrameStateChanged(Gallery.CLIP, 0, FrameState.UNSEEN, FrameState.IN_WORK)));
        assertEquals(new ReleaseDiff.Pictures(9, 9, 1, 1, 0, 8, 1, 1), d.pictures());
        assertEquals(0, d.objects().added() + d.objects().removed());
        assertEquals(
                List.of(Kind.REMOVED, Kind.ADDED),
                d.changedPictures().first().stream()
                        .map(ReleaseDiff.PictureChange::kind)
                        .toList());
    }

    @Test
    void aPictureOfAnotherFileIsTold() throws IOException {
        List<LabelEvent> events = project("Person", List.of());
        Path one = release(events);
        Path other = release(events, new PaintedVideos("x", -1, 0, 5), Encodings.asDrawn());
        ReleaseDiff d = diff(one, other);
        assertEquals(10, d.pictures().changed());
        assertEquals(
                Set.of("pixels", "time"), d.changedPictures().first().getFirst().differs());
    }

    @Test
    void tracksThatWereSplitOrJoinedAreTold() throws IOException {
        ReleaseDiff d = diff(
                List.of(
                        track("whole", 0, 9, 2),
                        track("left", 0, 4, 30),
                        gone("left", 5, 30),
                        track("right", 5, 9, 30)),
                List.of(track("whole", 0, 4, 2), gone("whole", 5, 2), track("rest", 5, 9, 2), track("left", 0, 9, 30)));
        assertEquals(1, d.tracks().split().size());
        assertEquals(
                List.of(5L, 5L),
                d.tracks().split().getFirst().others().stream()
                        .map(ReleaseDiff.Share::objects)
                        .toList());
        assertEquals(uuid("whole").toString(), d.tracks().split().getFirst().label());
        assertEquals(uuid("left").toString(), d.tracks().joined().getFirst().label());
        assertEquals(0, d.tracks().added() + d.tracks().removed());
        assertEquals(0, d.objects().added() + d.objects().removed());
        assertFalse(d.same());
    }

    private static LabelEvent track(String name, int first, int last, int x) {
        assertTrue(last > first);
        return Gallery.drawn(
                Math.floorMod(name.hashCode(), 10_000) + 1,
                name,
                Gallery.PERSON,
                Extent.TRACK,
                first,
                new Box(x, 5, 10, 10));
    }

    private static LabelEvent gone(String name, int frame, int x) {
        return new KeyframeAdded(
                Gallery.CLIP,
                new LabelId(uuid(name)),
                frame,
                Keyframe.of(new Box(x, 5, 10, 10)).withOutside(true));
    }

    @Test
    void tagsAndEventsThatMovedAreTold() throws IOException {
        ReleaseDiff d = diff(
                List.of(
                        new FrameTagged(new FrameTag(Gallery.CLIP, 1, Gallery.BLURRED)),
                        interval("walk", 2, 4),
                        interval("same under another id", 6, 7),
                        interval("gone", 8, 9)),
                List.of(
                        new FrameTagged(new FrameTag(Gallery.CLIP, 2, Gallery.BLURRED)),
                        interval("walk", 2, 5),
                        interval("as it was", 6, 7)));
        assertEquals(List.of(1L, 1L), List.of(d.tags().added(), d.tags().removed()));
        assertEquals(
                List.of(0L, 1L, 1L),
                List.of(d.events().added(), d.events().removed(), d.events().changed()));
        assertEquals("was 2 to 4", d.events().listed().first().getFirst().how());
    }

    private static LabelEvent interval(String name, int first, int last) {
        return new IntervalAdded(new IntervalEvent(
                new IntervalId(uuid(name)), Gallery.CLIP, Gallery.WALKS, new FrameRange(first, last)));
    }

    @Test
    void aClassThatIsNamedAnewIsTheSameClass() throws IOException {
        LabelEvent one = drawn("a", Gallery.PERSON, 0, new Box(1, 1, 4, 4));
        ReleaseDiff d = diff(release(project("Person", List.of(one))), release(project("Human", List.of(one))));
        assertEquals(0, d.moved());
        assertEquals(0, d.objects().changed());
        assertEquals(
                List.of(new ReleaseDiff.ClassChange(
                        "Human", Kind.CHANGED, List.of(new ReleaseDiff.Said("name", "Person", "Human")))),
                d.classes());
    }

    // How it is told.

    @Test
    void nothingThatARelaseSaysBecomesMarkupOrSteersATerminal() throws IOException {
        LabelEvent one = drawn("a", Gallery.CHILD, 0, new Box(1, 1, 4, 4));
        ReleaseDiff d = diff(
                release(project("<script>alert(1)</script>", List.of(one))),
                release(project("\u001b[31m&\"'", List.of())));
        String page = DiffPage.of(d);
        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("<b>"));
        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assertTrue(page.contains("?[31m&amp;&quot;&#39;"), page);
        assertTrue(page.contains("Child &lt;b&gt;"));
        DiffText.of(d).forEach(l -> assertFalse(l.contains("\u001b"), l));
    }

    @Test
    void theJsonSaysTheSameAsTheWords() throws IOException {
        ReleaseDiff d = diff(
                List.of(drawn("moves", Gallery.PERSON, 1, new Box(1, 1, 4, 4)), interval("walk", 2, 4)),
                List.of(drawn("moves", SHADY, 1, new Box(1, 1, 4, 4)), interval("walk", 2, 5)));
        JsonNode json = JsonMapper.shared().readTree(DiffJson.of(d));
        assertFalse(json.required("same").booleanValue());
        assertEquals(
                1,
                json.required("objects").required("differIn").required("class").intValue());
        assertEquals(
                "Person",
                json.required("classMatrix").path(0).required("before").stringValue());
        assertTrue(json.required("classMatrix").path(0).required("moved").booleanValue());
        assertEquals(1, json.required("events").required("changed").intValue());
        assertEquals(11, json.required("overlaps").required("bins").size());
        assertEquals(
                "label",
                json.required("changedObjects").path(0).required("known").stringValue());
        assertTrue(DiffText.of(d).stream().anyMatch(l -> l.contains("Person") && l.contains("-> Shady")));
    }

    @Test
    void listsEndWhereTheyAreToEndAndCountOn() throws IOException {
        List<LabelEvent> many = new ArrayList<>();
        for (int f = 0; f < 10; f++) {
            many.add(drawn("m" + f, Gallery.PERSON, f, new Box(1, 1, 4, 4)));
        }
        Path empty = release(project("Person", List.of()));
        Path full = release(project("Person", many));
        ReleaseDiff d = diff(empty, full, DiffOptions.usual().withListed(3));
        assertEquals(3, d.changedObjects().first().size());
        assertEquals(10, d.changedObjects().all());
        assertTrue(DiffText.of(d).contains("  and 7 more"));
    }

    @Test
    void aReleaseThatWasChangedIsNotCompared() throws IOException {
        Path one = release(project("Person", List.of()));
        Path file = one.resolve("provenance.jsonl");
        Files.writeString(file, Files.readString(file) + " ");
        FormatException refused = assertThrows(FormatException.class, () -> ReleaseReader.open(one));
        assertTrue(String.valueOf(refused.getMessage()).contains("provenance.jsonl"), refused::toString);
        assertThrows(FormatException.class, () -> ReleaseReader.open(folder.resolve("nowhere")));
    }

    @Test
    void aComparisonCanBeStopped() throws IOException {
        Path one = release(project("Person", List.of()));
        try (ReleaseReader a = ReleaseReader.open(one)) {
            ReleaseWatch impatient = new ReleaseWatch() {
                @Override
                public boolean cancelled() {
                    return true;
                }

                @Override
                public void progress(long done, long of, String what) {
                    // Nobody looks.
                }
            };
            assertThrows(CancellationException.class, () -> ReleaseDiffer.diff(a, a, DiffOptions.usual(), impatient));
        }
    }

    // Against what is counted pixel by pixel.

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCountIsWhatCountingPixelByPixelGives(int seed) throws IOException {
        Random random = new Random(seed);
        List<LabelEvent> before = new ArrayList<>();
        List<LabelEvent> after = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String name = "o" + i;
            int frame = random.nextInt(10);
            ClassId classId = classOf(random);
            Shape shape = shape(random);
            int fate = random.nextInt(8);
            if (fate != 0) {
                before.add(drawn(name, classId, frame, shape));
            }
            if (fate != 1) {
                boolean stranger = fate == 2 || fate == 3;
                after.add(drawn(
                        stranger ? "stranger " + name : name,
                        fate == 4 || fate == 2 ? classOf(random) : classId,
                        frame,
                        fate == 3 || fate == 5 ? nudged(shape, random) : shape));
            }
        }
        ReleaseSource a = Gallery.sourceOf(Gallery.recorded(project("Person", before)));
        ReleaseSource b = Gallery.sourceOf(Gallery.recorded(project("Person", after)));
        double least = 0.3 + random.nextInt(5) / 10.0;
        ReleaseDiff d = diff(
                release(project("Person", before)),
                release(project("Person", after), PaintedVideos.sound(), encodings(random)),
                DiffOptions.usual().withLeastOverlap(least));
        Expected expected = new Expected();
        for (int frame = 0; frame < 10; frame++) {
            expected.picture(dots(a.state(), frame), dots(b.state(), frame), least);
        }
        String what = "seed " + seed;
        assertEquals(expected.added, d.objects().added(), what);
        assertEquals(expected.removed, d.objects().removed(), what);
        assertEquals(expected.byLabel, d.objects().byLabel(), what);
        assertEquals(expected.byOverlap, d.objects().byOverlap(), what);
        assertEquals(expected.pixels, d.objects().facets().getOrDefault(Facet.PIXELS, 0L), what);
        assertEquals(expected.moves, moves(d), what);
        long outlines = d.objects().facets().getOrDefault(Facet.OUTLINE, 0L);
        List<Long> bins = new ArrayList<>(d.overlaps().bins());
        assertEquals(outlines, bins.removeLast(), what);
        assertEquals(Arrays.stream(expected.bins).boxed().toList(), bins, what);
        assertTrue(expected.byOverlap > 0 && expected.pixels > 0, "seed " + seed + " tries too little");
    }

    private static Map<String, Long> moves(ReleaseDiff d) {
        Map<String, Long> all = new TreeMap<>();
        d.moves().stream()
                .filter(m -> !m.before().isEmpty() && !m.after().isEmpty())
                .forEach(m -> all.put(m.before() + ">" + m.after(), m.objects()));
        return all;
    }

    private static Encodings encodings(Random random) {
        return List.of(Encodings.asDrawn(), Encodings.exact(), Encodings.rings())
                .get(random.nextInt(3));
    }

    private static ClassId classOf(Random random) {
        return List.of(Gallery.PERSON, Gallery.SKY, Gallery.CHILD, SHADY).get(random.nextInt(4));
    }

    private static Shape shape(Random random) {
        double x = random.nextInt(40);
        double y = random.nextInt(30);
        double w = 4 + random.nextInt(16);
        double h = 4 + random.nextInt(12);
        return random.nextBoolean()
                ? new Box(x, y, w, h)
                : Polygon.of(List.of(new Point(x, y), new Point(x + w, y + 1.25), new Point(x + w / 2, y + h)));
    }

    private static Shape nudged(Shape shape, Random random) {
        double dx = random.nextInt(4) + 1.5;
        return switch (shape) {
            case Box b -> new Box(b.x() + dx, b.y(), b.width(), b.height());
            case Polygon p ->
                Polygon.of(p.rings().getFirst().points().stream()
                        .map(q -> new Point(q.x() + dx, q.y()))
                        .toList());
            default -> throw new IllegalArgumentException(shape.toString());
        };
    }

    /// An object as a set of pixels.
    private record Dots(String label, String className, Set<Integer> pixels) {}

    private static List<Dots> dots(ProjectState state, int frame) {
        List<Dots> all = new ArrayList<>();
        for (PlacedLabel placed : state.labelsOf(Gallery.CLIP).on(frame)) {
            byte[] grid = new byte[WIDTH * HEIGHT];
            Rasterizer.rasterize(placed.placement().shape(), WIDTH, HEIGHT).decodeRowMajor(grid, (byte) 1);
            Set<Integer> pixels = new HashSet<>();
            for (int i = 0; i < grid.length; i++) {
                if (grid[i] == 1) {
                    pixels.add(i);
                }
            }
            Label label = placed.label();
            all.add(new Dots(label.id().toString(), state.ontology().nameOf(label.classId()), pixels));
        }
        return all;
    }

    /// Counts the slow way, over again for every pair.
    private static final class Expected {
        private long added;
        private long removed;
        private long byLabel;
        private long byOverlap;
        private long pixels;
        private final long[] bins = new long[10];
        private final Map<String, Long> moves = new TreeMap<>();

        void picture(List<Dots> before, List<Dots> after, double least) {
            List<Dots> left = new ArrayList<>(before);
            List<Dots> right = new ArrayList<>(after);
            for (Dots a : before) {
                for (Dots b : after) {
                    if (a.label().equals(b.label())) {
                        byLabel++;
                        pair(a, b);
                        left.remove(a);
                        right.remove(b);
                    }
                }
            }
            while (true) {
                double best = 0;
                Dots bestA = null;
                Dots bestB = null;
                for (Dots a : left) {
                    for (Dots b : right) {
                        double o = overlap(a, b);
                        boolean better = o > best
                                || o == best
                                        && o > 0
                                        && bestA != null
                                        && bestB != null
                                        && a.className().equals(b.className())
                                        && !bestA.className().equals(bestB.className());
                        if (better) {
                            best = o;
                            bestA = a;
                            bestB = b;
                        }
                    }
                }
                if (bestA == null || bestB == null || best < least) {
                    break;
                }
                byOverlap++;
                pair(bestA, bestB);
                left.remove(bestA);
                right.remove(bestB);
            }
            removed += left.size();
            added += right.size();
        }

        private void pair(Dots a, Dots b) {
            moves.merge(a.className() + ">" + b.className(), 1L, Long::sum);
            if (!a.pixels().equals(b.pixels())) {
                pixels++;
                bins[Math.min(9, (int) (overlap(a, b) * 10))]++;
            }
        }

        private static double overlap(Dots a, Dots b) {
            Set<Integer> common = new HashSet<>(a.pixels());
            common.retainAll(b.pixels());
            Set<Integer> either = new HashSet<>(a.pixels());
            either.addAll(b.pixels());
            return either.isEmpty() ? 0 : (double) common.size() / either.size();
        }
    }
}
