package limner.model.release;

import static limner.model.fixture.Fixture.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.FrameStateChanged;
import limner.model.event.LabelEvent.LabelRemoved;
import limner.model.event.LabelEvent.ReleaseRecorded;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.provenance.ReleaseNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a release says in numbers, against counting its annotations.
final class StatisticsTest {

    @TempDir
    Path folder;

    private static ReleaseReport written(ReleasePlan plan, ReleaseSource source, Path target) {
        return assertInstanceOf(
                        ReleaseOutcome.Written.class,
                        ReleaseWriter.write(plan, source, PaintedVideos.sound(), target, ReleaseWatch.none()))
                .report();
    }

    @Test
    void classesAreCountedAndWeighedAsTheAnnotationsSay() throws IOException {
        Path target = folder.resolve("release");
        ReleaseReport report = written(Gallery.plan(), Gallery.source(), target);
        JsonNode instances = Folders.json(target.resolve(Manifest.INSTANCES));
        Map<Integer, Integer> videoOf = new HashMap<>();
        instances
                .required("images")
                .values()
                .forEach(i -> videoOf.put(
                        i.required("id").intValue(), i.required("video_id").intValue()));
        Map<Integer, List<JsonNode>> byClass = instances
                .required("annotations")
                .valueStream()
                .collect(Collectors.groupingBy(a -> a.required("category_id").intValue()));
        double all = instances.required("annotations").size();
        for (JsonNode category : instances.required("categories").values()) {
            int id = category.required("id").intValue();
            List<JsonNode> own = byClass.getOrDefault(id, List.of());
            Set<Integer> images = new HashSet<>();
            Set<Integer> videos = new HashSet<>();
            long pixels = 0;
            for (JsonNode a : own) {
                int image = a.required("image_id").intValue();
                images.add(image);
                videos.add(videoOf.getOrDefault(image, 0));
                pixels += a.required("area").longValue();
            }
            double weight = own.isEmpty() ? 0 : all / (byClass.size() * (double) own.size());
            assertEquals(
                    new ClassBalance(own.size(), images.size(), videos.size(), pixels, weight),
                    report.statistics().classes().get(new ClassId(id)));
        }
        // Weighed so, the classes that occur have the same sum.
        Set<Double> sums = report.statistics().classes().values().stream()
                .filter(b -> b.annotations() > 0)
                .map(b -> Math.rint(b.weight() * b.annotations() * 1e9))
                .collect(Collectors.toSet());
        assertEquals(1, sums.size());
        JsonNode file = Folders.json(target.resolve(Manifest.STATISTICS));
        assertEquals(
                report.statistics().classes().values().stream()
                        .map(ClassBalance::weight)
                        .toList(),
                file.required("classes")
                        .valueStream()
                        .map(c -> c.required("weight").doubleValue())
                        .toList());
        for (String example : report.statistics().examples().values()) {
            assertTrue(Files.isRegularFile(target.resolve(Manifest.FRAMES + example)), example);
        }
        assertEquals(
                byClass.keySet(),
                report.statistics().examples().keySet().stream()
                        .map(ClassId::value)
                        .collect(Collectors.toSet()));
    }

    @Test
    void whatIsNotInTheReleaseIsSaid() {
        List<String> gaps = ReleaseWriter.preview(Gallery.plan(), Gallery.source())
                .statistics()
                .gaps();
        assertTrue(
                gaps.contains("6 of 10 frames of clip one.mp4 are taken; 6 are done, 1 in work, 3 were not looked at."),
                gaps.toString());
        assertTrue(gaps.contains("All objects of the class Sky are in one video."), gaps.toString());
        List<String> less = ReleaseWriter.preview(Gallery.plan().withMedia(Set.of(Gallery.EXERCISE)), Gallery.source())
                .statistics()
                .gaps();
        assertTrue(less.contains("Nothing is taken of 1 video of the project."), less.toString());
        assertTrue(less.contains("No object of the class Sky is in the release."), less.toString());
        // The suggestion on the picture was accepted in the log of labels, and never judged in that of suggestions.
        assertTrue(
                less.contains("1 suggestion of models on the pictures of Übung.mov was neither taken nor rejected."),
                less.toString());
    }

    @Test
    void theChangeLogGoesFromReleaseToRelease() {
        List<LabelEvent> events = new ArrayList<>(Gallery.events());
        ReleaseChange first = ReleaseWriter.preview(Gallery.plan(), Gallery.source())
                .statistics()
                .changes()
                .getLast();
        assertEquals("first light", first.name());
        assertEquals(12, first.added());
        assertEquals(7, first.done());
        assertEquals(2, first.videos());
        long at = events.size();
        events.add(new ReleaseRecorded(new ReleaseNote("first light", at, "ab".repeat(32))));
        Label box = Gallery.sourceOf(Gallery.recorded(events))
                .state()
                .labelsOf(Gallery.CLIP)
                .label(new LabelId(uuid("box")))
                .orElseThrow();
        events.add(new LabelRemoved(box));
        events.add(Gallery.drawn(50, "new", Gallery.SKY, Extent.FRAME, 4, new Box(1, 1, 9, 9)));
        events.add(new LabelEvent.LabelRestacked(Gallery.CLIP, new LabelId(uuid("triangle")), 0, 3));
        events.add(new FrameStateChanged(Gallery.CLIP, 5, FrameState.DONE, FrameState.IN_WORK));
        events.add(new FrameStateChanged(Gallery.CLIP, 6, FrameState.IN_WORK, FrameState.DONE));
        ReleaseSource source = Gallery.sourceOf(Gallery.recorded(events));
        ReleasePlan plan = ReleasePlan.of("second", source.head().number());
        assertEquals(
                List.of(first, new ReleaseChange("second", plan.event(), 1, 1, 1, 1, 1, 0, false)),
                ReleaseWriter.preview(plan, source).statistics().changes());
        // A release that was taken back is none.
        events.add(new LabelEvent.ReleaseWithdrawn(new ReleaseNote("first light", at, "ab".repeat(32))));
        events.add(Gallery.drawn(51, "last", Gallery.SKY, Extent.FRAME, 4, new Box(2, 2, 9, 9)));
        ReleaseSource later = Gallery.sourceOf(Gallery.recorded(events));
        assertEquals(
                List.of("third"),
                ReleaseWriter.preview(ReleasePlan.of("third", later.head().number()), later)
                        .statistics()
                        .changes()
                        .stream()
                        .map(ReleaseChange::name)
                        .toList());
    }
}
