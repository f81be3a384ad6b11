package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.datumaro.DatumaroExport;
import limner.model.exchange.datumaro.DatumaroFormat;
import limner.model.exchange.out.InPictureOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes Datumaro's files, reads them back, and compares them with what Datumaro itself wrote of the same.
final class DatumaroExportTest {

    private static final String FILE = "annotations/default.json";

    @TempDir
    Path folder;

    @Test
    void whateverIsDrawnComesBackAsTheReportAnnounced() throws Exception {
        RoundTrip.holds(new DatumaroExport(), new DatumaroFormat(), FILE, "", folder);
    }

    @Test
    void noTwoPicturesHaveTheSameIdWhateverTheyAreCalled() throws Exception {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.Category.of("1", "dog"));
        for (String name : List.of("a.png", "a", "a.jpg", "b/a.png", "a.jpg.png", "b/a", "b/a.png.png")) {
            entries.add(new Entry.Picture("of " + name, name, 8, 6, "", -1));
        }
        Exported exported =
                Exported.of(Exported.told(entries), new DatumaroExport(), Choices.FAITHFUL, folder.resolve("out"));
        List<String> ids = JsonMapper.shared()
                .readTree(exported.folder().resolve(FILE).toFile())
                .required("items")
                .valueStream()
                .map(i -> i.required("id").stringValue())
                .toList();
        assertEquals(7, ids.size());
        assertEquals(7, new TreeSet<>(ids).size(), ids.toString());
    }

    private Exported golden() throws Exception {
        Path golden = CocoDatasetTest.golden();
        return Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new DatumaroExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
    }

    @Test
    void theGoldenDataSetGoesThroughWithEveryPixelAndLosesNothing() throws Exception {
        Exported exported = golden();
        assertEquals(48, exported.report().written());
        assertEquals(0, exported.report().pixels());
        assertEquals(new TreeMap<>(), new TreeMap<>(exported.report().counts()));
        List<Entry> back = Exported.read(new DatumaroFormat(), exported.folder().resolve(FILE));
        assertEquals(Golden.objects(Golden.truth()), Golden.objects(back));
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back));
        assertEquals(
                8,
                Golden.only(Entry.Annotation.class, back).stream()
                        .filter(a -> a.pose().isPresent() && a.shape().isPresent())
                        .count());
        assertEquals(Exported.read(new CocoFormat(), CocoDatasetTest.golden()), exported.sidecar());
    }

    /// Datumaro writes a box with every object, and has lost the keypoints and the tracks on the way.
    @Test
    void theSameRegionsStandThereAsInTheFileOfDatumaroItself() throws Exception {
        Path theirs = Golden.file("formats/datumaro/annotations/train.json");
        JsonNode ours =
                JsonMapper.shared().readTree(golden().folder().resolve(FILE).toFile());
        JsonNode reference = JsonMapper.shared().readTree(theirs.toFile());
        for (String head : List.of("dm_format_version", "media_type", "infos")) {
            assertEquals(reference.required(head), ours.required(head));
        }
        assertEquals(
                reference.required("categories").required("label"),
                ours.required("categories").required("label"));
        assertEquals(regions(reference), regions(ours));
    }

    private static List<String> regions(JsonNode file) {
        return file.required("items").values().stream()
                .flatMap(item -> item.required("annotations").values().stream()
                        .filter(a ->
                                a.has("rle") || a.required("type").asString().equals("polygon"))
                        .map(a -> item.required("id").asString() + " "
                                + a.required("type").asString() + " "
                                + a.required("label_id") + " "
                                + a.path("attributes").path("occluded") + " "
                                + a.path("attributes").path("is_crowd") + " "
                                + a.path("attributes").path("colour") + " "
                                + (a.has("rle") ? a.required("rle") : points(a.required("points")))))
                .sorted()
                .toList();
    }

    private static List<Double> points(JsonNode list) {
        return list.values().stream().map(JsonNode::asDouble).toList();
    }
}
