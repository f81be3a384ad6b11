package limner.model.release;

import static limner.model.fixture.Fixture.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.OntologyChanged;
import limner.model.geometry.Joint;
import limner.model.geometry.Joint.State;
import limner.model.geometry.Point;
import limner.model.geometry.Skeleton;
import limner.model.label.Extent;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.SkeletonTemplate;
import limner.model.release.coco.CocoAnnotation;
import limner.model.release.coco.CocoCategory;
import limner.model.release.coco.CocoImage;
import limner.model.release.coco.CocoKeypoint;
import limner.model.release.coco.CocoPose;
import limner.model.release.coco.CocoReader;
import limner.model.release.coco.CocoTrack;
import limner.model.release.coco.CocoVideo;
import limner.model.release.coco.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class KeypointsTest {

    private static final SkeletonTemplate TEMPLATE = new SkeletonTemplate(
            List.of(
                    new SkeletonTemplate.Joint("nose", 0.5, 0),
                    new SkeletonTemplate.Joint("hand", 0, 0.5),
                    new SkeletonTemplate.Joint("foot", 0.5, 1)),
            List.of(new SkeletonTemplate.Edge(0, 1), new SkeletonTemplate.Edge(0, 2)),
            List.of());

    @TempDir
    Path folder;

    private static ReleaseSource source(LabelClass sky) {
        List<LabelEvent> events = new ArrayList<>(Gallery.events());
        Ontology before = ((OntologyChanged) events.getFirst()).after();
        List<LabelClass> classes = before.classes().stream()
                .map(c -> c.id().equals(sky.id()) ? sky : c)
                .toList();
        events.add(new OntologyChanged(before, new Ontology(before.version() + 1, classes)));
        events.add(skeleton("pose", 30, new Point(10.5, 4), State.VISIBLE, State.OCCLUDED, State.ABSENT));
        events.add(skeleton("nose alone", 31, new Point(20, 8), State.VISIBLE, State.ABSENT, State.ABSENT));
        return Gallery.sourceOf(Gallery.recorded(events));
    }

    private static LabelClass sky() {
        return Gallery.source().state().ontology().find(Gallery.SKY).orElseThrow();
    }

    private static LabelEvent skeleton(String name, int number, Point nose, State... states) {
        Skeleton shape = new Skeleton(List.of(
                new Joint("nose", nose, states[0]),
                new Joint("hand", nose.translated(-4, 10), states[1]),
                new Joint("foot", nose.translated(2, 21), states[2])));
        return Gallery.drawn(number, name, Gallery.SKY, Extent.FRAME, 0, shape);
    }

    private Path written(ReleaseSource source) {
        Path target = folder.resolve("release");
        ReleasePlan plan = ReleasePlan.of("poses", source.head().number());
        ReleaseOutcome outcome = ReleaseWriter.write(plan, source, PaintedVideos.sound(), target, ReleaseWatch.none());
        assertInstanceOf(ReleaseOutcome.Written.class, outcome, outcome.toString());
        assertEquals(
                List.of(), ReleaseVerifier.verify(target, ReleaseWatch.none()).faults());
        return target;
    }

    private static List<JsonNode> annotations(Path release, String label) {
        return Folders.json(release.resolve("annotations/instances.json"))
                .required("annotations")
                .valueStream()
                .filter(a -> a.required("limner_label")
                        .stringValue()
                        .equals(uuid(label).toString()))
                .toList();
    }

    @Test
    void aSkeletonIsWrittenAsKeypointsWithWhatIsToBeSeenOfEach() throws Exception {
        Path release = written(source(sky().withDetails(sky().details().withSkeleton(TEMPLATE))));
        JsonNode pose = annotations(release, "pose").getFirst();
        assertEquals("[10.5,4,2,6.5,14,1,0,0,0]", pose.required("keypoints").toString());
        assertEquals(2, pose.required("num_keypoints").intValue());
        assertEquals("[6.5,4,4,10]", pose.required("bbox").toString());
        assertEquals(40, pose.required("area").intValue(), "pixels whose centres lie in the box");
        assertEquals("[]", pose.required("segmentation").toString());
        JsonNode alone = annotations(release, "nose alone").getFirst();
        assertEquals(1, alone.required("num_keypoints").intValue());
        assertEquals(0, alone.required("area").intValue());
        String file = Files.readString(release.resolve("annotations/instances.json"), StandardCharsets.UTF_8);
        assertTrue(
                file.contains("\"keypoints\":[\"nose\",\"hand\",\"foot\"],\"skeleton\":[[1,2],[1,3]]"), "the category");
        assertFalse(file.contains("\"keypoints\":[]"), "nobody else has any");

        List<CocoAnnotation> read = new ArrayList<>();
        List<CocoCategory> categories = new ArrayList<>();
        read(file, read, categories);
        assertEquals(
                List.of(
                        new CocoKeypoint(10.5, 4, CocoKeypoint.Seen.VISIBLE),
                        new CocoKeypoint(6.5, 14, CocoKeypoint.Seen.HIDDEN),
                        CocoKeypoint.NONE),
                read.stream()
                        .filter(a -> a.label().equals(uuid("pose").toString()))
                        .findFirst()
                        .orElseThrow()
                        .keypoints());
        assertEquals(
                new CocoPose(
                        List.of("nose", "hand", "foot"), List.of(new CocoPose.Bone(1, 2), new CocoPose.Bone(1, 3))),
                categories.stream()
                        .filter(c -> c.id() == Gallery.SKY.value())
                        .findFirst()
                        .orElseThrow()
                        .pose());
    }

    @Test
    void aSkeletonOfAClassWithoutJointsStaysInTheProvenance() throws Exception {
        Path release = written(source(sky().withGuideline("no joints")));
        assertEquals(List.of(), annotations(release, "pose"));
        assertTrue(Files.readString(release.resolve("provenance.jsonl"))
                .contains(uuid("pose").toString()));
    }

    @Test
    void aCountOfKeypointsThatIsWrongIsFound() throws Exception {
        Path release = written(source(sky().withDetails(sky().details().withSkeleton(TEMPLATE))));
        String file = Files.readString(release.resolve("annotations/instances.json"))
                .replace("\"num_keypoints\":2", "\"num_keypoints\":3");
        FormatException found =
                assertThrows(FormatException.class, () -> read(file, new ArrayList<>(), new ArrayList<>()));
        assertTrue(String.valueOf(found.getMessage()).contains("num_keypoints"), found::getMessage);
    }

    private static void read(String file, List<CocoAnnotation> annotations, List<CocoCategory> categories)
            throws IOException {
        CocoReader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), new CocoReader.Visitor() {
            @Override
            public void video(CocoVideo video) {}

            @Override
            public void category(CocoCategory category) {
                categories.add(category);
            }

            @Override
            public void image(CocoImage image) {}

            @Override
            public void annotation(CocoAnnotation annotation) {
                annotations.add(annotation);
            }

            @Override
            public void track(CocoTrack track) {}
        });
    }
}
