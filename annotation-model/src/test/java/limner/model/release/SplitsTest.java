package limner.model.release;

import static limner.model.fixture.Fixture.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.FrameStateChanged;
import limner.model.event.LabelEvent.LabelAdded;
import limner.model.event.LabelEvent.MediaAdded;
import limner.model.event.LabelEvent.OntologyChanged;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;
import limner.model.provenance.ReleaseNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class SplitsTest {

    private static final List<SplitPlan.Share> THREE =
            List.of(new SplitPlan.Share("train", 70), new SplitPlan.Share("val", 20), new SplitPlan.Share("test", 10));

    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, 10);
    }

    private static MediaId id(String video) {
        return new MediaId(uuid(video));
    }

    private static Media media(String name, int frames, String sha256) {
        return new Media(id(name), name, name, "fp " + name, sha256, 32, 24, frames, 25);
    }

    private static List<LabelEvent> begin() {
        return new ArrayList<>(List.of(new OntologyChanged(
                Ontology.empty(),
                new Ontology(
                        2,
                        List.of(
                                LabelClass.of(1, "Common", "#e69f00", ClassKind.THING),
                                LabelClass.of(2, "Rare", "#56b4e9", ClassKind.THING))))));
    }

    /// A video of which all frames are done.
    private static void video(List<LabelEvent> events, Media media) {
        events.add(new MediaAdded(media));
        for (int f = 0; f < media.frameCount(); f++) {
            events.add(new FrameStateChanged(media.id(), f, FrameState.UNSEEN, FrameState.DONE));
        }
    }

    private static LabelEvent box(String video, int frame, int classId, int number, Box box) {
        return new LabelAdded(Label.drawn(
                new LabelId(uuid(video + " " + number)),
                id(video),
                number,
                new ClassId(classId),
                Extent.FRAME,
                frame,
                box,
                new Origin.Manual()));
    }

    private static List<LabelEvent> many(Random random, int videos) {
        List<LabelEvent> events = begin();
        for (int v = 0; v < videos; v++) {
            String name = "v" + v + ".mp4";
            int frames = 4 + random.nextInt(12);
            video(events, media(name, frames, ""));
            for (int n = 1; n <= random.nextInt(30); n++) {
                int classId = random.nextInt(8) == 0 ? 2 : 1;
                events.add(box(name, random.nextInt(frames), classId, n, new Box(1, 1, 5, 5)));
            }
        }
        return events;
    }

    private static Splits splits(List<LabelEvent> events, SplitPlan plan) throws StoppedException {
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        ReleasePlan release = ReleasePlan.of("divided", source.head().number()).withSplits(plan);
        return Splits.of(plan, Selection.of(release, source.state()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyVideoIsInOnePartAndEveryClassIsNearItsShares(int seed) throws StoppedException {
        List<LabelEvent> events = many(new Random(seed), 60);
        SplitPlan plan = SplitPlan.of(THREE, seed);
        Splits splits = splits(events, plan);
        assertEquals(60, splits.ofVideo().size());
        assertEquals(splits, splits(events, plan), "the same seed");
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        Selection selection = Selection.of(ReleasePlan.of("x", source.head().number()), source.state());
        Map<ClassId, Long> all = new HashMap<>();
        THREE.forEach(s -> splits.content(s.name(), selection).labels().forEach((c, n) -> all.merge(c, n, Long::sum)));
        for (SplitPlan.Share share : THREE) {
            Splits.Content content = splits.content(share.name(), selection);
            assertEquals(share.weight() / 100.0, (double) content.pictures() / selection.pictures(), 0.03);
            all.forEach((c, n) -> assertEquals(
                    share.weight() / 100.0,
                    (double) content.labels().getOrDefault(c, 0L) / n,
                    0.06,
                    "seed " + seed + ", class " + c + " in " + share.name()));
        }
    }

    @Test
    void anotherSeedDividesOtherwiseAndAnotherOrderOfTheLogDoesNot() throws StoppedException {
        List<LabelEvent> events = many(new Random(5), 40);
        Splits one = splits(events, SplitPlan.of(THREE, 1));
        assertNotEquals(one.ofVideo(), splits(events, SplitPlan.of(THREE, 2)).ofVideo());
        List<LabelEvent> media = new ArrayList<>(
                events.stream().filter(MediaAdded.class::isInstance).toList());
        List<LabelEvent> rest = new ArrayList<>(events.subList(1, events.size()));
        rest.removeAll(media);
        Collections.shuffle(media, new Random(1));
        Collections.shuffle(rest, new Random(2));
        List<LabelEvent> shuffled = new ArrayList<>(List.of(events.getFirst()));
        shuffled.addAll(media);
        shuffled.addAll(rest);
        assertEquals(one, splits(shuffled, SplitPlan.of(THREE, 1)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasHeldOutStaysHeldOutWhenVideosComeAndLabelsChange(int seed) throws StoppedException {
        Splits first = splits(many(new Random(seed), 30), SplitPlan.of(THREE, seed));
        Splits later = splits(
                many(new Random(seed + 100), 50), SplitPlan.of(THREE, seed + 7).withKept(first.ofVideo()));
        first.ofVideo()
                .forEach((video, part) -> assertEquals(part, later.ofVideo().get(video), "seed " + seed));
        assertEquals(50, later.ofVideo().size());
    }

    /// What the log says of a release is all the next one needs, also of videos that the one between did without.
    @ParameterizedTest
    @MethodSource("seeds")
    void whatTheLogSaysOfEachReleaseKeepsTheDivisionOfTheFirst(int seed) throws StoppedException {
        Random random = new Random(seed);
        Splits first = splits(many(random, 10 + random.nextInt(20)), SplitPlan.of(THREE, seed));
        Splits between = splits(
                many(random, 3 + random.nextInt(6)),
                SplitPlan.of(THREE, seed + 1).withKept(noted(first.division())));
        Splits third = splits(
                many(random, 40 + random.nextInt(20)),
                SplitPlan.of(THREE, seed + 2).withKept(noted(between.division())));
        assertTrue(between.ofVideo().size() < first.ofVideo().size(), "seed " + seed);
        first.ofVideo()
                .forEach((video, part) -> assertEquals(part, third.ofVideo().get(video), "seed " + seed));
    }

    private static SortedMap<MediaId, String> noted(SortedMap<MediaId, String> division) {
        return new ReleaseNote("r", 1, "ab".repeat(32), division).parts();
    }

    @Test
    void groupsAndVideosOfOneFileStayTogether() throws StoppedException {
        List<LabelEvent> events = begin();
        TreeMap<MediaId, String> groups = new TreeMap<>();
        for (int v = 0; v < 20; v++) {
            String name = "v" + v + ".mp4";
            video(events, media(name, 4, v >= 16 ? "ab".repeat(32) : ""));
            if (v < 8) {
                groups.put(id(name), "camera " + v % 2);
            }
        }
        for (int seed = 0; seed < 20; seed++) {
            Splits splits = splits(events, SplitPlan.of(THREE, seed).withGroups(groups));
            for (int camera = 0; camera < 2; camera++) {
                Set<String> parts = new HashSet<>();
                for (int v = camera; v < 8; v += 2) {
                    parts.add(splits.ofVideo().getOrDefault(id("v" + v + ".mp4"), ""));
                }
                assertEquals(1, parts.size(), "seed " + seed);
            }
            Set<String> file = new HashSet<>();
            IntStream.range(16, 20).forEach(v -> file.add(splits.ofVideo().getOrDefault(id("v" + v + ".mp4"), "")));
            assertEquals(1, file.size(), "seed " + seed);
        }
    }

    @Test
    void aGroupThatWasTornBeforeIsRefused() {
        List<LabelEvent> events = begin();
        video(events, media("a.mp4", 4, ""));
        video(events, media("b.mp4", 4, ""));
        SplitPlan plan = SplitPlan.of(THREE, 0)
                .withGroups(new TreeMap<>(Map.of(id("a.mp4"), "g", id("b.mp4"), "g")))
                .withKept(new TreeMap<>(Map.of(id("a.mp4"), "train", id("b.mp4"), "test")));
        ReleaseOutcome.Refused refused = assertInstanceOf(
                ReleaseOutcome.Refused.class, write(events, p -> p.withSplits(plan), PaintedVideos.sound()));
        assertTrue(refused.reason().contains("belong together"), refused::reason);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    private ReleaseOutcome write(List<LabelEvent> events, UnaryOperator<ReleasePlan> how, FrameSupply supply) {
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        ReleasePlan plan = how.apply(ReleasePlan.of("divided", source.head().number()));
        return ReleaseWriter.write(plan, source, supply, folder.resolve("out"), ReleaseWatch.none());
    }

    /// All videos show the same pictures; what they look like is their frame number, one bit of which differs.
    private record Alike(PaintedVideos painted, boolean samePlanes) implements FrameSupply {
        @Override
        public Video open(Media media) throws IOException {
            Media shown = new Media(
                    media.id(),
                    samePlanes ? "one" : media.name(),
                    media.path(),
                    media.fingerprint(),
                    "",
                    media.width(),
                    media.height(),
                    media.frameCount(),
                    25);
            Video video = painted.open(shown);
            return new Video() {
                @Override
                public String sha256() {
                    return PaintedVideos.sha256Of(media.name());
                }

                @Override
                public Picture picture(int frame) throws IOException {
                    Picture picture = video.picture(frame);
                    long look =
                            0x0123456789abcdefL * (frame + 1) ^ (media.name().equals("a.mp4") ? 0 : 1L << 63);
                    return new Picture() {
                        @Override
                        public FrameIdentity identity() {
                            return picture.identity();
                        }

                        @Override
                        public byte[] file(PictureForm form, Covering covering) throws IOException {
                            return picture.file(form, covering);
                        }

                        @Override
                        public OptionalLong likeness() {
                            return OptionalLong.of(look);
                        }
                    };
                }

                @Override
                public void close() {
                    video.close();
                }
            };
        }
    }

    @Test
    void picturesThatAreNearlyTheSameInTwoPartsAreToldWithTheirNumbers() throws IOException {
        List<LabelEvent> events = begin();
        video(events, media("a.mp4", 3, ""));
        video(events, media("b.mp4", 3, ""));
        SplitPlan halves = SplitPlan.of(List.of(new SplitPlan.Share("one", 1), new SplitPlan.Share("two", 1)), 3);
        for (boolean samePlanes : List.of(true, false)) {
            ReleaseOutcome.Written written = assertInstanceOf(
                    ReleaseOutcome.Written.class,
                    write(events, p -> p.withSplits(halves), new Alike(PaintedVideos.sound(), samePlanes)));
            JsonNode pairs =
                    Folders.json(written.folder().resolve("splits.json")).required("near_identical");
            assertEquals(3, pairs.size());
            for (int i = 0; i < 3; i++) {
                JsonNode pair = pairs.path(i);
                assertEquals(
                        List.of(1 + i, 4 + i),
                        List.of(
                                pair.path("image").intValue(),
                                pair.path("other_image").intValue()));
                assertEquals(samePlanes, pair.path("same_plane").booleanValue());
                assertEquals(samePlanes ? 0 : 1, pair.path("bits").intValue());
            }
            assertTrue(written.report().warnings().getFirst().startsWith("3 pairs of nearly the same pictures"));
            assertEquals(
                    List.of("a.mp4/000000.png", "a.mp4/000001.png", "a.mp4/000002.png"),
                    Files.readAllLines(written.folder().resolve("splits/" + part(written.folder(), 0) + ".txt")));
            assertEquals(
                    List.of(),
                    ReleaseVerifier.verify(written.folder(), ReleaseWatch.none())
                            .faults());
            Files.move(written.folder(), folder.resolve("seen " + samePlanes));
        }
        ReleaseOutcome.Written apart = assertInstanceOf(
                ReleaseOutcome.Written.class, write(events, p -> p.withSplits(halves), PaintedVideos.sound()));
        assertEquals(List.of(), apart.report().warnings());
    }

    private static String part(Path release, int video) throws IOException {
        try (ReleaseReader reader = ReleaseReader.open(release)) {
            return reader.facts().videos().get(video).split();
        }
    }

    @Test
    void smallObjectsAndPeopleAreLeftToTheProvenance() throws IOException {
        List<LabelEvent> events = begin();
        video(events, media("a.mp4", 2, ""));
        events.add(box("a.mp4", 0, 1, 1, new Box(1, 1, 3, 3)));
        events.add(box("a.mp4", 1, 1, 2, new Box(1, 1, 3, 4)));
        ReleaseOutcome.Written written = assertInstanceOf(
                ReleaseOutcome.Written.class,
                write(events, p -> p.withLeastPixels(10).withPeople(People.NUMBERS), PaintedVideos.sound()));
        assertEquals(
                List.of(1, 1),
                List.of(written.report().annotations(), written.report().small()));
        assertTrue(written.report().losses().getFirst().contains("fewer pixels"));
        assertEquals(0, written.report().negatives());
        List<String> lines = Files.readAllLines(written.folder().resolve("provenance.jsonl"));
        assertEquals(2, lines.size());
        lines.forEach(l -> assertTrue(l.contains("\"actor\":\"person 1\""), l));
        assertEquals(
                List.of(),
                ReleaseVerifier.verify(written.folder(), ReleaseWatch.none()).faults());
    }

    @Test
    void aPictureKeepsItsHashWhenItIsScaledOrBrighter() {
        Random random = new Random(7);
        int[] level = random.ints(72, 20, 200).toArray();
        long hash = DifferenceHash.ofRgb(blocks(level, 10, 0), 90, 80);
        assertEquals(hash, DifferenceHash.ofRgb(blocks(level, 3, 0), 27, 24));
        assertEquals(hash, DifferenceHash.ofRgb(blocks(level, 10, 40), 90, 80));
        for (int i = 0; i < 50; i++) {
            long other = DifferenceHash.ofRgb(blocks(random.ints(72, 20, 200).toArray(), 10, 0), 90, 80);
            assertTrue(Long.bitCount(hash ^ other) > DifferenceHash.NEAR);
        }
        // One cell by hand: brighter to the right everywhere.
        int[] rising = IntStream.range(0, 72).map(i -> i % 9 * 20).toArray();
        assertEquals(-1L, DifferenceHash.ofRgb(blocks(rising, 2, 0), 18, 16));
    }

    private static ByteBuffer blocks(int[] level, int side, int brighter) {
        ByteBuffer rgb = ByteBuffer.allocate(3 * 72 * side * side);
        for (int y = 0; y < 8 * side; y++) {
            for (int x = 0; x < 9 * side; x++) {
                byte grey = (byte) (level[y / side * 9 + x / side] + brighter);
                rgb.put(grey).put(grey).put(grey);
            }
        }
        return rgb;
    }
}
