package limner.model.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import limner.model.command.Command;
import limner.model.command.Decider;
import limner.model.command.Decision;
import limner.model.event.LabelEvent;
import limner.model.exchange.Adoption;
import limner.model.exchange.ClassPlan;
import limner.model.exchange.Entry;
import limner.model.exchange.Intake;
import limner.model.exchange.PictureFinder;
import limner.model.exchange.PngPixels;
import limner.model.exchange.ProjectPart;
import limner.model.exchange.Samples;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Survey;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.out.ProjectFacts;
import limner.model.exchange.out.Wanted;
import limner.model.exchange.released.ReleaseFormat;
import limner.model.fixture.Fixture;
import limner.model.fixture.RandomProject;
import limner.model.geometry.Box;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.ProjectId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.Ontology;
import limner.model.project.ProjectState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A release becomes a project again, and that project the same release.
final class ReleaseBackTest {

    private static final Surroundings NOTHING_AROUND = new Surroundings() {
        @Override
        public Optional<Size> sizeOf(String file) {
            return Optional.empty();
        }

        @Override
        public Samples samples(byte[] png) throws IOException {
            return PngPixels.read(png);
        }
    };

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(1, 2, 3, 4), LongStream.generate(System::nanoTime).limit(1));
    }

    private static ProjectPart back(Path release) throws Exception {
        return new ReleaseFormat().readWhole(release, NOTHING_AROUND, _ -> {}).orElseThrow();
    }

    private static ReleaseReport write(ReleaseSource source, ReleasePlan plan, Path to) {
        ReleaseOutcome outcome = ReleaseWriter.write(
                plan.withEvent(source.head().number()), source, PaintedVideos.sound(), to, ReleaseWatch.none());
        return assertInstanceOf(ReleaseOutcome.Written.class, outcome, outcome.toString())
                .report();
    }

    private static ReleaseSource source(List<LabelEvent> facts) {
        return Gallery.sourceOf(Gallery.recorded(facts));
    }

    /// What a project is after it took the release in: its own videos, then what the release says, as one step.
    private static List<LabelEvent> taken(ProjectPart part, ProjectState original) {
        return taken(part, original, id -> new MediaId(Fixture.uuid("elsewhere " + id)));
    }

    private static List<LabelEvent> taken(ProjectPart part, ProjectState original, UnaryOperator<MediaId> ids) {
        List<LabelEvent> all = new ArrayList<>();
        for (Media m : original.mediaInOrder()) {
            all.add(new LabelEvent.MediaAdded(new Media(
                    ids.apply(m.id()),
                    m.name(),
                    "elsewhere/" + m.name(),
                    m.fingerprint(),
                    "",
                    m.width(),
                    m.height(),
                    m.frameCount(),
                    m.frameRate())));
        }
        ProjectState empty = ProjectState.empty(new ProjectId(Fixture.uuid("another project")), "Another")
                .applyAll(all);
        Adoption adoption = Adoption.of(empty, part.state(), "a release");
        assertEquals(List.of(), adoption.notTaken());
        Command command = adoption.command();
        Decision decision = Decider.decide(empty, command);
        all.addAll(assertInstanceOf(Decision.Accepted.class, decision, decision.toString())
                .events());
        return all;
    }

    /// All files of a release, without what says where in which log things were said, and the ids of videos. The
    /// manifest is made of that; card and statistics also count what is not in the release.
    private static SortedMap<String, String> said(Path release) {
        SortedMap<String, String> all = new TreeMap<>();
        Folders.contentOf(release).forEach((file, content) -> {
            if (!file.startsWith("manifest.") && !file.equals(Manifest.CARD) && !file.equals(Manifest.STATISTICS)) {
                all.put(
                        file,
                        content.replaceAll("\"limner_media\":\"[^\"]*\"", "")
                                .replaceAll("\"limner_state_event\":[0-9]+", "")
                                .replaceAll("\"event\" : [0-9]+", "")
                                .replaceAll("\"(created|changed)\":\\{[^}]*\\}", ""));
            }
        });
        return all;
    }

    /// What a project says, with videos that can be painted.
    static List<LabelEvent> facts(ProjectState of) {
        // Painted videos have digests of their own.
        return ProjectFacts.of(of, Wanted.all()).stream()
                .map(f -> f instanceof LabelEvent.MediaAdded(Media m) ? new LabelEvent.MediaAdded(m.withSha256("")) : f)
                .toList();
    }

    /// Folders of videos whose names had to be changed carry the first digits of the video's id, which is another in
    /// another
    /// project; here the videos have the same ids.
    @Test
    void everyFileThatSaysNothingOfTheLogIsTheSameToTheByte() throws Exception {
        Path first = folder.resolve("first");
        ReleaseSource gallery = Gallery.source();
        write(gallery, Gallery.plan(), first);
        ReleaseSource again = source(taken(back(first), gallery.state(), id -> id));
        Path second = folder.resolve("second");
        write(again, Gallery.plan(), second);
        SortedMap<String, String> was = Folders.contentOf(first);
        SortedMap<String, String> is = Folders.contentOf(second);
        assertEquals(was.keySet(), is.keySet());
        List<String> others = was.keySet().stream()
                .filter(f -> !was.getOrDefault(f, "").equals(is.get(f)))
                .toList();
        assertEquals(
                List.of(
                        "README.md",
                        "annotations/instances.json",
                        "manifest.json",
                        "manifest.sha256",
                        "plan.json",
                        "provenance.jsonl",
                        "statistics.json"),
                others);
        SortedMap<String, String> now = said(second);
        said(first).forEach((file, content) -> assertEquals(content, now.get(file), file));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRandomProjectBecomesTheSameReleaseAgain(long seed) throws Exception {
        ReleaseSource random = source(facts(RandomProject.of(seed)));
        ReleasePlan plan = ReleasePlan.of("all", random.head().number())
                .withStates(EnumSet.of(FrameState.IN_WORK, FrameState.DONE))
                .withPictures(Pictures.REFERENCES);
        Path first = folder.resolve("first");
        write(random, plan, first);
        ProjectPart part = back(first);
        ReleaseSource again = source(taken(part, random.state()));
        Path second = folder.resolve("second");
        write(again, plan, second);
        SortedMap<String, String> was = said(first);
        SortedMap<String, String> is = said(second);
        for (String file : List.of("ontology.json", "tags-and-events.json", "frame-identity.csv", "splits.json")) {
            assertEquals(was.get(file), is.get(file), "seed " + seed);
        }
        // A place becomes a keyframe where what it was computed from is on no picture of the release.
        boolean isPinned = part.lacks().stream().anyMatch(l -> l.contains("computed place"));
        assertEquals(places(was, isPinned), places(is, isPinned), "seed " + seed);
        // A release of what came back is that release for good.
        Path third = folder.resolve("third");
        write(source(taken(back(second), random.state())), plan, third);
        assertEquals(said(second), said(third), "seed " + seed);
    }

    private static List<String> places(SortedMap<String, String> release, boolean isPinned) {
        return Stream.of("annotations/instances.json", "provenance.jsonl")
                .flatMap(f -> release.getOrDefault(f, "").lines())
                .map(l -> isPinned
                        ? l.replaceAll("\"(limner_source|place)\":\"[a-z]*\"", "")
                                .replaceAll("\"interpolation\":\"[a-z]*\",", "")
                        : l)
                .toList();
    }

    @Test
    void oneFlippedByteIsRefusedWithTheNameOfItsFile() throws Exception {
        Path release = folder.resolve("release");
        write(Gallery.source(), Gallery.plan(), release);
        for (String name : Set.of("provenance.jsonl", "ontology.json", "annotations/instances.json", "README.md")) {
            Path file = release.resolve(name);
            byte[] sound = Files.readAllBytes(file);
            byte[] flipped = sound.clone();
            flipped[sound.length / 2] ^= 1;
            Files.write(file, flipped);
            UnreadableException refused = assertThrows(UnreadableException.class, () -> back(release));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("release, " + name + ": "), refused.toString());
            Files.write(file, sound);
        }
        back(release);
    }

    @Test
    void whatThePlanLeftOutIsSaid() throws Exception {
        Path release = folder.resolve("release");
        write(
                Gallery.source(),
                Gallery.plan().withClasses(Set.of(Gallery.PERSON)).withStep(3),
                release);
        ProjectPart part = back(release);
        assertTrue(
                part.lacks().getFirst().contains("and of classes 7 alone."),
                part.lacks().toString());
        assertTrue(
                part.lacks().getFirst().contains("has 2 pictures"), part.lacks().toString());
        assertEquals(
                Set.of(Gallery.PERSON),
                part.state().labelsOf(Gallery.CLIP).labelsInOrder().stream()
                        .map(l -> l.classId())
                        .collect(Collectors.toSet()));
    }

    @Test
    void aTrackEndsWhereThePicturesOfItsVideoEndAndThatIsSaid() throws Exception {
        // Its track is gone at frame 5, of which the release has no picture.
        ReleaseSource begun = source(Gallery.events().stream()
                .filter(e -> !(e instanceof LabelEvent.FrameStateChanged f
                        && f.media().equals(Gallery.CLIP)
                        && f.frame() > 2))
                .toList());
        Path release = folder.resolve("release");
        write(begun, Gallery.plan(), release);
        ProjectPart part = back(release);
        Label track = part.state()
                .labelsOf(Gallery.CLIP)
                .label(new LabelId(Fixture.uuid("track")))
                .orElseThrow();
        assertEquals(
                List.of(0, 1, 2),
                IntStream.range(0, 10)
                        .filter(f -> track.source(f).isPresent())
                        .boxed()
                        .toList());
        assertTrue(
                part.lacks()
                        .contains("1 track ends after the last picture of the video: what comes then is not in the"
                                + " release."),
                part.lacks().toString());
    }

    /// It is told on one picture more than the release has: who takes single statements would let the track go on
    /// otherwise, to the end of the video.
    @Test
    void whereATrackWasCutIsToldOnANamelessPictureBehindTheLastSoThatStatementsEndItToo() throws Exception {
        ReleaseSource begun = source(Gallery.events().stream()
                .filter(e -> !(e instanceof LabelEvent.FrameStateChanged f
                        && f.media().equals(Gallery.CLIP)
                        && f.frame() > 2))
                .toList());
        Path release = folder.resolve("release");
        ReleaseReport report = write(begun, Gallery.plan(), release);
        List<Entry> told = new ArrayList<>();
        ProjectPart part = new ReleaseFormat()
                .readWhole(release, NOTHING_AROUND, told::add)
                .orElseThrow();
        List<Entry.Picture> nameless = told.stream()
                .flatMap(e -> e instanceof Entry.Picture p && p.file().isEmpty() ? Stream.of(p) : Stream.empty())
                .toList();
        assertEquals(
                report.pictures() + 1,
                told.stream().filter(e -> e instanceof Entry.Picture).count());
        assertEquals(List.of(3), nameless.stream().map(Entry.Picture::frame).toList());
        List<Entry.Annotation> on = told.stream()
                .flatMap(e -> e instanceof Entry.Annotation a
                                && a.picture().equals(nameless.getFirst().key())
                        ? Stream.of(a)
                        : Stream.empty())
                .toList();
        assertEquals(
                List.of(true),
                on.stream().map(a -> a.track().orElseThrow().outside()).toList());

        Survey survey = new Survey();
        told.forEach(survey);
        ProjectState around = ProjectState.empty(new ProjectId(Fixture.uuid("another project")), "Another")
                .applyAll(Gallery.events().stream()
                        .filter(e -> e instanceof LabelEvent.MediaAdded)
                        .toList());
        PictureFinder finder = (picture, video) -> around.mediaInOrder().stream()
                .filter(m -> m.name().equals(video))
                .<PictureFinder.Found>map(m -> new PictureFinder.Found.Frame(m.id(), picture.frame()))
                .findFirst()
                .orElse(new PictureFinder.Found.Nothing("there is no video " + video));
        ClassPlan plan = ClassPlan.propose(part.state().ontology(), survey, Map.of());
        Intake intake = new Intake(
                around.apply(new LabelEvent.OntologyChanged(
                        Ontology.empty(), part.state().ontology())),
                plan,
                finder,
                "release",
                Intake.Prefer.REGION);
        told.forEach(intake);
        List<Label> tracks = intake.command().labels().stream()
                .filter(l -> l.media().equals(Gallery.CLIP) && l.tracked())
                .toList();
        assertEquals(1, tracks.size());
        assertEquals(
                List.of(0, 1, 2),
                IntStream.range(0, 10)
                        .filter(f -> tracks.getFirst().source(f).isPresent())
                        .boxed()
                        .toList());
    }

    @Test
    void aTrackThatReachesTheLastFrameOrIsGoneOnThePicturesIsNotCutShort() throws Exception {
        Path release = folder.resolve("release");
        write(Gallery.source(), Gallery.plan(), release);
        assertTrue(back(release).lacks().stream().noneMatch(l -> l.contains("track")));
        List<LabelEvent> whole = new ArrayList<>(Gallery.events());
        whole.add(Gallery.drawn(20, "late", Gallery.PERSON, Extent.TRACK, 8, new Box(1, 1, 5, 5)));
        whole.add(new LabelEvent.FrameStateChanged(Gallery.CLIP, 9, FrameState.UNSEEN, FrameState.DONE));
        Path second = folder.resolve("second");
        write(source(whole), Gallery.plan(), second);
        ProjectPart part = back(second);
        assertTrue(
                part.lacks().stream().noneMatch(l -> l.contains("track")),
                part.lacks().toString());
        assertTrue(part.state()
                .labelsOf(Gallery.CLIP)
                .label(new LabelId(Fixture.uuid("late")))
                .orElseThrow()
                .source(9)
                .isPresent());
    }

    @Test
    void framesOfWhichSomeClassesWereLeftOutAreInWorkAndNotDone() throws Exception {
        Path release = folder.resolve("release");
        write(Gallery.source(), Gallery.plan().withClasses(Set.of(Gallery.PERSON)), release);
        ProjectPart part = back(release);
        assertEquals(
                Set.of(FrameState.IN_WORK),
                Set.copyOf(part.state().labelsOf(Gallery.CLIP).states().values()));
        assertTrue(
                part.lacks()
                        .contains("7 frames that were done are in work here: what other classes have on them is"
                                + " not in the release."),
                part.lacks().toString());
        // Events say nothing of single frames.
        Path drawn = folder.resolve("drawn");
        write(
                Gallery.source(),
                Gallery.plan().withClasses(Set.of(Gallery.PERSON, Gallery.SKY, Gallery.CHILD, Gallery.BLURRED)),
                drawn);
        assertEquals(
                Set.of(FrameState.DONE),
                Set.copyOf(back(drawn).state().labelsOf(Gallery.CLIP).states().values()));
    }
}
