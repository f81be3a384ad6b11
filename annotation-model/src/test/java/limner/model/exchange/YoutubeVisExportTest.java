package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.out.InPictureOrder;
import limner.model.exchange.youtubevis.YoutubeVisExport;
import limner.model.exchange.youtubevis.YoutubeVisFormat;
import limner.model.geometry.Box;
import limner.model.geometry.Rle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes YouTube-VIS and reads it back.
final class YoutubeVisExportTest {

    private static final String FILE = "instances.json";

    @TempDir
    Path folder;

    @Test
    void whateverCoversPixelsComesBackAsTheReportAnnounced() throws Exception {
        RoundTrip.holds(new YoutubeVisExport(), new YoutubeVisFormat(), FILE, "", folder);
    }

    @Test
    void theTracksOfTheGoldenDataSetAreAnnotationsWithTheirVeryPixels() throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new YoutubeVisExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        Path file = exported.folder().resolve(FILE);
        assertTrue(new YoutubeVisFormat().recognises(file));
        assertFalse(new CocoFormat().recognises(file));
        List<Entry> back = GoldenSet.read(new YoutubeVisFormat(), file);
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, back));
        assertEquals(9, GoldenSet.of(Entry.Picture.class, back).size(), "also the one without labels");
        assertEquals(48, GoldenSet.of(Entry.Annotation.class, back).size());
        assertEquals(0, exported.report().pixels());
        assertEquals(0, exported.report().count(Loss.TRACKS));
        assertEquals(8, exported.report().count(Loss.KEYPOINTS));
        Map<String, List<Entry.Annotation>> truth = GoldenSet.byPlace(GoldenSet.truth());
        Map<String, List<Entry.Annotation>> masks = GoldenSet.byPlace(back);
        assertEquals(truth.keySet(), masks.keySet());
        truth.forEach((place, all) -> assertEquals(said(all), said(masks.getOrDefault(place, List.of())), place));
        long tracks = GoldenSet.of(Entry.Annotation.class, GoldenSet.truth()).stream()
                .map(a -> a.track().orElseThrow().key())
                .distinct()
                .count();
        JsonNode written = JsonMapper.shared().readTree(file.toFile());
        assertEquals(tracks, written.required("annotations").size());
        assertEquals(Exported.read(new CocoFormat(), golden), exported.sidecar());
    }

    private static List<String> said(List<Entry.Annotation> all) {
        return all.stream().map(GoldenSet::pixels).map(Rle::toString).sorted().toList();
    }

    /// @param track empty for none
    private static Entry.Annotation box(String picture, String track, String level) {
        SequencedMap<String, Value> attributes = new LinkedHashMap<>();
        if (!level.isEmpty()) {
            attributes.put("occlusion", new Value.Word(level));
        }
        return new Entry.Annotation(
                new Entry.At("x", picture),
                "",
                picture,
                "1",
                Optional.of(new Box(1, 2, 3, 4)),
                Optional.empty(),
                track.isEmpty() ? Optional.empty() : Optional.of(new Entry.OnTrack(track, Entry.Known.STATED, false)),
                false,
                level.startsWith("sl"),
                0,
                attributes,
                "");
    }

    @Test
    void framesTracksAndLevelsOfOcclusionComeBackAsTheyWere() throws Exception {
        List<Entry> all = new ArrayList<>(List.of(
                Entry.Category.of("1", "dog"),
                new Entry.Video("4", "clip", 16, 16, 0),
                new Entry.Video("5", "other", 16, 16, 0),
                // Numbers without a gap that do not begin at 0, and one picture of another size.
                new Entry.Picture("a", "clip/000007.png", 16, 16, "4", 7),
                new Entry.Picture("b", "clip/000008.png", 16, 16, "4", 8),
                new Entry.Picture("c", "clip/000009.png", 20, 16, "4", 9),
                new Entry.Picture("d", "other/x.png", 16, 16, "5", 3),
                box("a", "4/2", "slight_occlusion"),
                box("a", "", ""),
                box("b", "4/2", ""),
                box("b", "4/2", ""),
                box("c", "4/2", ""),
                box("d", "5/2", "")));
        Exported exported =
                Exported.of(Exported.told(all), new YoutubeVisExport(), Choices.FAITHFUL, folder.resolve("out"));
        Path file = exported.folder().resolve(FILE);
        List<Entry> back = Exported.read(new YoutubeVisFormat(), file);
        assertEquals(
                List.of("clip/000007.png 7", "clip/000008.png 8", "clip/000009.png 9", "other/x.png 3"),
                GoldenSet.of(Entry.Picture.class, back).stream()
                        .map(p -> p.file() + " " + p.frame())
                        .toList());
        assertEquals(
                List.of("clip", "clip/000009", "other"),
                GoldenSet.of(Entry.Video.class, back).stream()
                        .map(Entry.Video::name)
                        .toList());
        List<Entry.Annotation> annotations = RoundTrip.annotations(back);
        List<String> tracks =
                annotations.stream().map(a -> a.track().orElseThrow().key()).toList();
        assertEquals("2", tracks.getFirst(), "its number stays");
        assertEquals(tracks.get(0), tracks.get(1), "on the next picture it is the same object");
        assertEquals(5, tracks.stream().distinct().count(), "numbers differ over all videos");
        assertTrue(annotations.getFirst().occluded());
        assertEquals(
                new Value.Word("slight_occlusion"),
                annotations.getFirst().attributes().get("occlusion"));
        assertEquals(0, annotations.get(1).attributes().size());
        assertEquals(
                List.of("is a place of a track, and its picture has another size than others of its video"),
                exported.report().first().stream().map(Lost::what).toList());
        JsonNode first = JsonMapper.shared()
                .readTree(file.toFile())
                .required("annotations")
                .get(0);
        assertTrue(first.required("segmentations").get(0).isNull(), "a box is no mask");
        assertEquals(2, first.required("bboxes").size());
        assertEquals(0, first.required("iscrowd").intValue());
    }

    @Test
    void aListOfFramesThatDoesNotFitIsRefused() throws Exception {
        String text = "{\"videos\": [{\"id\": 1, \"width\": 4, \"height\": 4, \"file_names\": [\"a.png\"],"
                + " \"frame_indices\": [1, 2]}], \"categories\": [], \"annotations\": []}";
        Path file = folder.resolve("x.json");
        Files.writeString(file, text);
        UnreadableException refused =
                assertThrows(UnreadableException.class, () -> Exported.read(new YoutubeVisFormat(), file));
        assertTrue(String.valueOf(refused.getMessage()).contains("frame_indices"), refused.toString());
    }
}
