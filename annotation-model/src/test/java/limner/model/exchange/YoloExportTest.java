package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.out.InPictureOrder;
import limner.model.exchange.yolo.YoloExport;
import limner.model.exchange.yolo.YoloFormat;
import limner.model.geometry.Rle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Writes YOLO's files of every task and reads them back.
final class YoloExportTest {

    @TempDir
    Path folder;

    private static YoloFormat format(YoloExport.Task task) {
        return new YoloFormat(
                task == YoloExport.Task.OBB ? YoloFormat.FourCorners.TURNED_BOX : YoloFormat.FourCorners.OUTLINE);
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsDrawnComesBackAsTheReportAnnounced(YoloExport.Task task) throws Exception {
        RoundTrip.holds(new YoloExport(task), format(task), "", task + ",", folder);
    }

    private Exported golden(YoloExport.Task task) throws Exception {
        Path golden = CocoDatasetTest.golden();
        return Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new YoloExport(task),
                Choices.FAITHFUL,
                folder.resolve("out"));
    }

    @ParameterizedTest
    @EnumSource
    void theGoldenDataSetIsReadAsWhatItWasWrittenFor(YoloExport.Task task) throws Exception {
        Exported exported = golden(task);
        YoloFormat format = format(task);
        assertTrue(format.recognises(exported.folder()));
        List<Entry> back = GoldenSet.read(format, exported.folder());
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, back));
        assertEquals(
                exported.report().written(),
                GoldenSet.of(Entry.Annotation.class, back).size());
        assertEquals(9, GoldenSet.of(Entry.Picture.class, back).size(), "also the one without labels");
        assertEquals(
                GoldenSet.of(Entry.Category.class, GoldenSet.truth()).stream()
                        .map(Entry.Category::name)
                        .toList(),
                GoldenSet.of(Entry.Category.class, back).stream()
                        .map(Entry.Category::name)
                        .toList());
        assertEquals(48, exported.report().count(Loss.TRACKS));
        assertEquals(0, exported.report().count(Loss.OBJECT));
        assertEquals(task == YoloExport.Task.POSE ? 0 : 8, exported.report().count(Loss.KEYPOINTS));
        assertEquals(Exported.read(new CocoFormat(), CocoDatasetTest.golden()), exported.sidecar());
    }

    @Test
    void outlinesCoverTheVeryPixelsOfTheGoldenDataSet() throws Exception {
        Exported exported = golden(YoloExport.Task.SEGMENT);
        assertEquals(0, exported.report().pixels());
        Map<String, List<Entry.Annotation>> truth = GoldenSet.byPlace(GoldenSet.truth());
        Map<String, List<Entry.Annotation>> back =
                GoldenSet.byPlace(GoldenSet.read(format(YoloExport.Task.SEGMENT), exported.folder()));
        assertEquals(truth.keySet(), back.keySet());
        truth.forEach((place, all) -> assertEquals(union(all), union(back.getOrDefault(place, List.of())), place));
    }

    private static Rle union(List<Entry.Annotation> all) {
        return all.stream().map(GoldenSet::pixels).reduce(Rle.empty(GoldenSet.WIDTH, GoldenSet.HEIGHT), Rle::union);
    }

    /// Every number that trainers read has to be a share, or they refuse the text.
    @ParameterizedTest
    @EnumSource
    void nothingReachesBeyondThePicture(YoloExport.Task task) throws Exception {
        List<Entry> all = Far.entries();
        Exported exported =
                Exported.of(Exported.told(all), new YoloExport(task), Choices.FAITHFUL, folder.resolve("out"));
        Path labels = exported.folder().resolve("labels/clip/000000.txt");
        for (String line : Files.readAllLines(labels)) {
            for (String number : List.of(line.split(" ")).subList(1, 5)) {
                double share = Double.parseDouble(number);
                assertTrue(share >= 0 && share <= 1, line);
            }
        }
        assertEquals(exported.report().written(), Files.readAllLines(labels).size(), "all of it is on this picture");
        assertEquals(1, exported.report().count(Loss.OBJECT), "that which is beside it");
        assertTrue(
                exported.report().first().stream()
                        .anyMatch(l -> l.what().equals("is left out: nothing of it is on the picture")),
                () -> exported.report().toString());
    }

    @Test
    void theDataFileHasTheClassesInTheirOrderAndTheFormOfPoses() throws Exception {
        Random random = new Random(5);
        Exported exported = Exported.of(
                Exported.told(RandomEntries.of(random)),
                new YoloExport(YoloExport.Task.POSE),
                Choices.FAITHFUL,
                folder.resolve("out"));
        String data = Files.readString(exported.folder().resolve("data.yaml"));
        assertTrue(data.endsWith("""
                task: pose
                kpt_shape: [2, 3]
                kpt_names:
                  0: ["nose", "tail"]
                names:
                  0: "person"
                  1: "Straße"
                  2: "sky"
                """), data);
        assertTrue(Files.exists(exported.folder().resolve("labels/alone.txt")));
    }

    @Test
    void posesOfDifferentLengthsAreRefusedBeforeAnythingIsWritten() {
        List<Entry> all = List.of(
                new Entry.Category("1", "person", "", true, List.of("nose"), List.of(), ""),
                new Entry.Category("2", "hand", "", true, List.of("a", "b"), List.of(), ""),
                new Entry.Picture("p", "a.png", 8, 8, "", -1));
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Exported.of(
                        Exported.told(all),
                        new YoloExport(YoloExport.Task.POSE),
                        Choices.FAITHFUL,
                        folder.resolve("out")));
        assertTrue(String.valueOf(refused.getMessage()).contains("person has 1, hand 2"), refused.toString());
        assertTrue(Files.notExists(folder.resolve("out")));
    }

    @Test
    void labelsStandWhereTrainersLookForThem() throws Exception {
        List<Entry> all = List.of(
                Entry.Category.of("1", "person"),
                new Entry.Picture("a", "images/train/a.png", 8, 8, "", -1),
                new Entry.Picture("b", "old/images/b.png", 8, 8, "", -1),
                new Entry.Picture("c", "c.d.png", 8, 8, "", -1));
        Path out = folder.resolve("out");
        Exported.of(Exported.told(all), new YoloExport(YoloExport.Task.DETECT), Choices.FAITHFUL, out);
        for (String name : List.of("labels/train/a.txt", "images/old/labels/b.txt", "labels/c.d.txt")) {
            assertTrue(Files.exists(out.resolve(name)), name);
        }
    }
}
