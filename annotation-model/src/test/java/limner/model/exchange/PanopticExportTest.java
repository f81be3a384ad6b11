package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.coco.PanopticExport;
import limner.model.exchange.coco.PanopticFormat;
import limner.model.exchange.out.InPictureOrder;
import limner.model.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writes COCO's panoptic segmentation and reads it back, also that of another program.
final class PanopticExportTest {

    private static final String FILE = "annotations/panoptic.json";

    @TempDir
    Path folder;

    @Test
    void everyPixelBelongsToWhatLiesHighestAndTheReportCountsTheRest() throws Exception {
        RoundTrip.pixelsHold(new PanopticExport(), new PanopticFormat(), FILE, folder);
    }

    @Test
    void theGoldenDataSetLosesWhatItsInventoryCountsAndWhatLiesUnderOthers() throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new PanopticExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        LossReport report = exported.report();
        assertEquals(8, report.count(Loss.KEYPOINTS));
        assertEquals(48, report.annotations());
        assertEquals(report.written(), report.count(Loss.TRACKS));
        assertTrue(report.count(Loss.OVERLAP) > 0, report.toString());
        Path file = exported.folder().resolve(FILE);
        assertTrue(new PanopticFormat().recognises(file));
        assertFalse(new CocoFormat().recognises(file));
        List<Entry> back = Exported.read(new PanopticFormat(), file);
        assertEquals(report.written(), RoundTrip.annotations(back).size());
        long pixels = 0;
        for (Entry.Annotation a : RoundTrip.annotations(back)) {
            pixels += RoundTrip.mask(a).area();
        }
        assertTrue(pixels > 0 && report.pixels() > 0);
    }

    @Test
    void regionsOfAClassThatIsNotCountedAreOneSegmentAndWhatIsHiddenIsTold() throws Exception {
        Entry.Picture picture = new Entry.Picture("1", "a.png", 20, 10, "", -1);
        List<Entry> all =
                new ArrayList<>(List.of(new Entry.Category("9", "sky", "", false, List.of(), List.of(), ""), picture));
        for (Box box : List.of(new Box(0, 0, 4, 4), new Box(10, 0, 4, 4), new Box(1, 1, 2, 2), new Box(1, 1, 2, 2))) {
            all.add(new Entry.Annotation(
                    new Entry.At("x", ""),
                    "",
                    "1",
                    "9",
                    Optional.of(box),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    0,
                    new LinkedHashMap<>(),
                    ""));
        }
        Exported exported =
                Exported.of(Exported.told(all), new PanopticExport(), Choices.FAITHFUL, folder.resolve("out"));
        List<Entry.Annotation> back = RoundTrip.annotations(
                Exported.read(new PanopticFormat(), exported.folder().resolve(FILE)));
        assertEquals(1, back.size());
        assertEquals(32, RoundTrip.mask(back.getFirst()).area());
        assertEquals(2, exported.report().count(Loss.PARTS));
        assertEquals(1, exported.report().count(Loss.OBJECT), "one of the two that lie on each other is hidden");
        assertEquals(2, exported.report().count(Loss.OVERLAP));
        assertEquals(4 + 4, exported.report().pixels());
    }

    @Test
    void whatAnotherProgramWroteIsRead() throws Exception {
        Path theirs = CocoDatasetTest.golden()
                .resolveSibling("../coco_round_trip/annotations/panoptic_train.json")
                .normalize();
        assumeTrue(Files.exists(theirs), "left out: the golden panoptic file is not there");
        List<Entry> all = Exported.read(new PanopticFormat(), theirs);
        assertEquals(
                List.of(), all.stream().filter(Entry.NotTaken.class::isInstance).toList());
        assertTrue(RoundTrip.annotations(all).size() > 10);
        assertTrue(new PanopticFormat().recognises(theirs));
    }
}
