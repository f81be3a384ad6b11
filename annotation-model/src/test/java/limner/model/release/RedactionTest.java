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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.event.LabelEvent;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.Media;
import limner.model.ontology.Ontology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What nobody is to see, and the form of picture files.
final class RedactionTest {

    @TempDir
    Path folder;

    /// Hands over the pictures of painted videos and remembers what was hidden on each.
    private record Watched(FrameSupply pictures, Map<String, Covering> seen) implements FrameSupply {
        @Override
        public Video open(Media media) throws IOException {
            Video video = pictures.open(media);
            return new Video() {
                @Override
                public String sha256() throws IOException {
                    return video.sha256();
                }

                @Override
                public Picture picture(int frame) throws IOException {
                    Picture picture = video.picture(frame);
                    return new Picture() {
                        @Override
                        public FrameIdentity identity() {
                            return picture.identity();
                        }

                        @Override
                        public byte[] file(PictureForm form, Covering covering) throws IOException {
                            seen.put(media.name() + " " + frame, covering);
                            return picture.file(form, covering);
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

    private static Redaction redaction(Map<ClassId, Redaction.How> classes) {
        return new Redaction(new TreeMap<>(classes));
    }

    /// Without the point and the line, which nobody can hide.
    private static List<LabelEvent> regions() {
        return new ArrayList<>(Gallery.events().stream()
                .filter(e -> !(e instanceof LabelEvent.LabelAdded(var label))
                        || !List.of(new LabelId(uuid("point")), new LabelId(uuid("line")))
                                .contains(label.id()))
                .toList());
    }

    private static ReleaseSource source() {
        return Gallery.sourceOf(Gallery.recorded(regions()));
    }

    private static ReleasePlan plan() {
        return ReleasePlan.of("hidden", source().head().number());
    }

    private ReleaseReport written(ReleasePlan plan, Path target, Map<String, Covering> seen) {
        ReleaseOutcome outcome = ReleaseWriter.write(
                plan, source(), new Watched(PaintedVideos.sound(), seen), target, ReleaseWatch.none());
        assertEquals(
                List.of(), ReleaseVerifier.verify(target, ReleaseWatch.none()).faults());
        return assertInstanceOf(ReleaseOutcome.Written.class, outcome, outcome.toString())
                .report();
    }

    @Test
    void everyObjectOfAClassAndOfThoseBelowItIsHiddenOnEveryPicture() {
        Map<String, Covering> seen = new TreeMap<>();
        ReleaseReport report = written(
                plan().withRedaction(
                                redaction(Map.of(Gallery.PERSON, Redaction.How.BLUR, Gallery.SKY, Redaction.How.FILL))),
                folder.resolve("out"),
                seen);
        assertEquals(7, seen.size());
        Shape triangle = shape("triangle", 0);
        Covering first = seen.getOrDefault("clip one.mp4 0", Covering.none());
        assertEquals(3, first.blurred().size(), "the track, the box, and the triangle of the class below");
        assertTrue(first.blurred().contains(Rasterizer.rasterize(triangle, Gallery.WIDTH, Gallery.HEIGHT)));
        // A place between keyframes is hidden, too, and a box to the last pixel it touches.
        Covering between = seen.getOrDefault("clip one.mp4 1", Covering.none());
        Rle track = Rasterizer.rasterize(shape("track", 1), Gallery.WIDTH, Gallery.HEIGHT);
        assertEquals(1, between.blurred().size());
        assertTrue(track.subtract(between.blurred().getFirst()).isEmpty());
        assertTrue(between.blurred().getFirst().area() >= track.area());
        assertEquals(2, between.filled().size(), "both regions of the sky");
        assertEquals(seen.values().stream().mapToInt(c -> c.blurred().size()).sum(), report.blurred());
        assertEquals(2, report.filled());
        assertEquals(
                report.losses(),
                ReleaseWriter.preview(
                                plan().withRedaction(redaction(
                                        Map.of(Gallery.PERSON, Redaction.How.BLUR, Gallery.SKY, Redaction.How.FILL))),
                                source())
                        .losses(),
                "the preview says the same");
    }

    private static Shape shape(String label, int frame) {
        return source().state()
                .labelsOf(Gallery.CLIP)
                .label(new LabelId(uuid(label)))
                .orElseThrow()
                .at(frame)
                .orElseThrow()
                .shape();
    }

    @Test
    void picturesThatShowAClassAreLeftOut() {
        ReleaseReport report = written(
                plan().withRedaction(redaction(Map.of(Gallery.SKY, Redaction.How.DROP))),
                folder.resolve("out"),
                new TreeMap<>());
        assertEquals(6, report.pictures());
        assertEquals(1, report.dropped());
        assertTrue(Files.notExists(folder.resolve("out/frames/clip_one.mp4-f6d8b886/000001.png")));
    }

    @Test
    void aClassBelowMaySayOtherwise() {
        Map<String, Covering> seen = new TreeMap<>();
        written(
                plan().withRedaction(redaction(
                        Map.of(Gallery.PERSON, Redaction.How.BLUR, Gallery.CHILD, Redaction.How.FILL))),
                folder.resolve("out"),
                seen);
        Covering first = seen.getOrDefault("clip one.mp4 0", Covering.none());
        assertEquals(2, first.blurred().size());
        assertEquals(1, first.filled().size());
    }

    @Test
    void whatCannotBeHiddenStopsTheRelease() {
        ReleasePlan plan = Gallery.plan().withRedaction(redaction(Map.of(Gallery.PERSON, Redaction.How.FILL)));
        ReleaseOutcome outcome = ReleaseWriter.write(
                plan, Gallery.source(), PaintedVideos.sound(), folder.resolve("out"), ReleaseWatch.none());
        String reason = assertInstanceOf(ReleaseOutcome.Refused.class, outcome).reason();
        assertTrue(reason.startsWith("Person 7 on frame 2 of clip one.mp4 is to be hidden"), reason);
        assertFalse(Files.exists(folder.resolve("out")));
        assertThrows(IllegalArgumentException.class, () -> ReleaseWriter.preview(plan, Gallery.source()));
        assertThrows(IllegalArgumentException.class, () -> plan.withPictures(Pictures.REFERENCES));
    }

    @Test
    void aClassThatWasMergedIsHiddenUnderTheOther() {
        Ontology now = new Ontology(
                3,
                source().state().ontology().classes().stream()
                        .map(c -> c.id().equals(Gallery.SKY)
                                ? c.retire().withDetails(c.details().withSuccessor(Gallery.PERSON))
                                : c)
                        .toList());
        Redaction redaction = redaction(Map.of(Gallery.SKY, Redaction.How.FILL));
        assertEquals(Optional.of(Redaction.How.FILL), redaction.over(now).of(Gallery.PERSON));
        assertEquals(Optional.of(Redaction.How.FILL), redaction.over(now).of(Gallery.CHILD));
        assertEquals(
                Optional.empty(), redaction.over(source().state().ontology()).of(Gallery.PERSON));
    }

    @Test
    void aClassThatIsNotThereStopsTheRelease() {
        ReleasePlan plan = plan().withRedaction(redaction(Map.of(new ClassId(4711), Redaction.How.FILL)));
        assertThrows(IllegalArgumentException.class, () -> ReleaseWriter.preview(plan, source()));
        assertInstanceOf(
                ReleaseOutcome.Refused.class,
                ReleaseWriter.write(plan, source(), PaintedVideos.sound(), folder.resolve("out"), ReleaseWatch.none()));
    }

    @Test
    void whatIsTooSlimForAPixelIsHiddenAndSoIsAPlaceNobodyTrusts() {
        List<LabelEvent> events = regions();
        events.add(Gallery.drawn(
                100,
                "slim",
                Gallery.SKY,
                Extent.FRAME,
                4,
                Polygon.of(List.of(new Point(10.1, 3.6), new Point(14.2, 3.6), new Point(14.2, 3.7)))));
        events.add(Gallery.drawn(101, "face", Gallery.SKY, Extent.TRACK, 0, new Box(3, 3, 9, 9)));
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        ReleasePlan plan = ReleasePlan.of("hidden", source.head().number())
                .withRedaction(redaction(Map.of(Gallery.SKY, Redaction.How.FILL)));
        Map<String, Covering> seen = new TreeMap<>();
        ReleaseWriter.write(
                plan, source, new Watched(PaintedVideos.sound(), seen), folder.resolve("out"), ReleaseWatch.none());
        assertTrue(seen.getOrDefault("clip one.mp4 4", Covering.none()).filled().stream()
                .anyMatch(r -> r.contains(12, 3) && r.area() == 5));
        ReleasePlan cars = plan.withClasses(Set.of(Gallery.CHILD)).withReach(2);
        assertEquals(
                3,
                ReleaseWriter.preview(cars, source).beyondReach(),
                "frames 3 to 5, on which the hidden face is far from its keyframe");
    }

    @Test
    void jpegsAreNamedAndCountedAndTheReleaseHolds() {
        Path target = folder.resolve("out");
        ReleaseReport report = written(plan().withForm(new PictureForm.Jpeg(80)), target, new TreeMap<>());
        assertEquals(7, report.lossyPictures());
        SortedMap<String, String> content = Folders.contentOf(target);
        assertEquals(
                7, content.keySet().stream().filter(p -> p.endsWith(".jpg")).count());
        assertTrue(content.keySet().stream().noneMatch(p -> p.endsWith(".png")));
        Folders.json(target.resolve(Manifest.INSTANCES))
                .required("images")
                .values()
                .forEach(i -> assertTrue(content.containsKey(
                        Manifest.FRAMES + i.required("file_name").stringValue())));
        assertThrows(IllegalArgumentException.class, () -> new PictureForm.Jpeg(0));
        assertThrows(IllegalArgumentException.class, () -> new PictureForm.Jpeg(101));
    }

    @Test
    void labelsOfAHiddenClassAreAChoiceOfTheirOwn() {
        ReleasePlan hidden = plan().withRedaction(redaction(Map.of(Gallery.SKY, Redaction.How.FILL)));
        ReleaseReport without =
                ReleaseWriter.preview(hidden.withClasses(Set.of(Gallery.PERSON, Gallery.CHILD)), source());
        assertEquals(2, without.filled());
        assertEquals(ReleaseWriter.preview(hidden, source()).annotations() - 2, without.annotations());
    }
}
