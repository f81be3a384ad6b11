package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.labelme.LabelmeExport;
import limner.model.exchange.labelme.LabelmeFormat;
import limner.model.exchange.out.InPictureOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes labelme's files and reads them back.
final class LabelmeExportTest {

    @TempDir
    Path folder;

    @Test
    void whateverIsDrawnComesBackAsTheReportAnnounced() throws Exception {
        RoundTrip.holds(new LabelmeExport(), new LabelmeFormat(), "", "", folder);
    }

    @Test
    void theGoldenDataSetLosesWhatItsInventoryCounts() throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new LabelmeExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        JsonNode kinds = JsonMapper.shared()
                .readTree(golden.resolveSibling("..")
                        .resolve("inventory.json")
                        .normalize()
                        .toFile())
                .required("source");
        LossReport report = exported.report();
        assertEquals(48, report.written());
        assertEquals(kinds.required("crowd, uncompressed RLE").intValue(), report.count(Loss.CROWD));
        assertEquals(kinds.required("keypoints + polygon").intValue(), report.count(Loss.KEYPOINTS));
        assertEquals(48, report.count(Loss.TRACKS));
        assertEquals(0, report.count(Loss.HOLES), "it has masks");
        assertEquals(0, report.count(Loss.PARTS), "and groups");
        assertEquals(0, report.pixels());
        List<Entry> back = Exported.read(new LabelmeFormat(), exported.folder());
        assertEquals(
                48, back.stream().filter(Entry.Annotation.class::isInstance).count());
        assertEquals(9, back.stream().filter(Entry.Picture.class::isInstance).count());
        assertEquals(
                List.of(),
                back.stream().filter(Entry.NotTaken.class::isInstance).toList());
        assertTrue(Files.exists(exported.folder().resolve("clip1/000004.json")), "also where nothing is");
        assertEquals(Exported.read(new CocoFormat(), golden), exported.sidecar());
    }

    @Test
    void picturesOfNumbersAreWrittenInEveryDepthAndWithPalettes() throws Exception {
        Random random = new Random(7);
        for (PngFile.Depth depth : PngFile.Depth.values()) {
            int most = switch (depth) {
                case BITS_8 -> 1 << 8;
                case BITS_16 -> 1 << 16;
                case COLOUR -> 1 << 24;
            };
            Samples picture = new Samples(5, 3, random.ints(15, 0, most).toArray());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PngFile.write(picture, depth, out);
            assertEquals(
                    Arrays.toString(picture.values()),
                    Arrays.toString(PngPixels.read(out.toByteArray()).values()));
        }
        Samples picture = new Samples(5, 3, random.ints(15, 0, 3).toArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngFile.write(picture, new int[] {0, 0xFF0000, 0x00FF00}, out);
        assertEquals(
                Arrays.toString(picture.values()),
                Arrays.toString(PngPixels.read(out.toByteArray()).values()));
    }
}
