package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.labelstudio.LabelStudioExport;
import limner.model.exchange.labelstudio.LabelStudioFormat;
import limner.model.exchange.out.InPictureOrder;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes Label Studio's tasks and reads them back.
final class LabelStudioExportTest {

    private static final String FILE = "tasks.json";

    @TempDir
    Path folder;

    @Test
    void whateverIsDrawnComesBackAsTheReportAnnounced() throws Exception {
        RoundTrip.holds(new LabelStudioExport(), new LabelStudioFormat(), FILE, "", folder);
    }

    @Test
    void theGoldenDataSetLosesWhatItsInventoryCounts() throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new LabelStudioExport(),
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
        assertEquals(0, report.pixels());
        assertTrue(new LabelStudioFormat().recognises(exported.folder().resolve(FILE)));
        List<Entry> back =
                Exported.read(new LabelStudioFormat(), exported.folder().resolve(FILE));
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back));
        assertEquals(48, RoundTrip.annotations(back).size());
        assertEquals(9, Golden.only(Entry.Picture.class, back).size(), "also the one without labels");
        assertEquals(Exported.read(new CocoFormat(), golden), exported.sidecar());
    }

    private static Entry.Annotation drawn(String key, Shape shape, SequencedMap<String, Value> attributes) {
        return new Entry.Annotation(
                new Entry.At("x", "1"),
                key,
                "p",
                "1",
                Optional.of(shape),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                0,
                attributes,
                "");
    }

    @Test
    void anAttributeOfWhichOneOrSeveralAreChosenHasOneControl() throws Exception {
        Entry.Picture picture = new Entry.Picture("p", "a.png", 40, 30, "", -1);
        AttributeType several =
                new AttributeType.MultiSelect(List.of(new AttributeOption(1, "red"), new AttributeOption(2, "blue")));
        Entry.Category car = new Entry.Category(
                "1", "car", "", true, List.of(), List.of(), "", List.of(new Entry.Asked("colours", several, false)));
        SequencedMap<String, Value> one = new LinkedHashMap<>();
        one.put("colours", new Value.Words(List.of("red")));
        SequencedMap<String, Value> two = new LinkedHashMap<>();
        two.put("colours", new Value.Words(List.of("red", "blue")));
        Exported exported = Exported.of(
                Exported.told(List.of(
                        car,
                        picture,
                        drawn("k", new Box(1, 1, 8, 8), one),
                        drawn("l", new Box(20, 1, 8, 8), two),
                        drawn("m", new Box(1, 20, 8, 8), one))),
                new LabelStudioExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        Set<String> types = new TreeSet<>();
        for (JsonNode r : JsonMapper.shared()
                .readTree(exported.folder().resolve(FILE).toFile())
                .get(0)
                .required("annotations")
                .get(0)
                .required("result")
                .values()) {
            if (r.required("from_name").stringValue().equals("colours")) {
                types.add(r.required("type").stringValue());
            }
        }
        assertEquals(Set.of("choices"), types);
        String config = Files.readString(exported.folder().resolve("labeling-interface.xml"));
        assertEquals(2, config.split("name=\"colours\"", -1).length, config);
        assertTrue(config.contains("<Choices name=\"colours\""), config);
        List<Entry> back =
                Exported.read(new LabelStudioFormat(), exported.folder().resolve(FILE));
        assertEquals(
                List.of(new Value.Word("red"), two.get("colours"), new Value.Word("red")),
                RoundTrip.annotations(back).stream()
                        .map(a -> a.attributes().get("colours"))
                        .toList());
    }

    @Test
    void oddNamesAndWordsComeBackAndTheLabelingInterfaceNamesThem() throws Exception {
        Entry.Picture picture = new Entry.Picture("p", "dir/50% #1 a&d=b?+ü.png", 40, 30, "", -1);
        SequencedMap<String, Value> said = new LinkedHashMap<>();
        said.put("note <1> & \"x\"", new Value.Word("two\nlines \uD83D\uDE00"));
        said.put("colours", new Value.Words(List.of("red", "<blue>")));
        said.put("speed", new Value.Amount(2.5));
        Entry.Category car = new Entry.Category("1", "car & <b>", "", true, List.of(), List.of(), "#ff8800");
        Exported exported = Exported.of(
                Exported.told(List.of(
                        car,
                        Entry.Category.of("2", "fog"),
                        picture,
                        drawn("k", new RotatedBox(20, 15, 8, 4, -30), said),
                        drawn("k", new Point(3, 4), new LinkedHashMap<>()),
                        new Entry.Tag(new Entry.At("x", ""), "p", "2"))),
                new LabelStudioExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertEquals(
                List.of(Loss.CLASSES),
                List.copyOf(new TreeMap<>(exported.report().counts()).keySet()),
                "its colour is in the interface alone");
        List<Entry> back =
                Exported.read(new LabelStudioFormat(), exported.folder().resolve(FILE));
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back));
        assertEquals(
                picture.file(),
                Golden.only(Entry.Picture.class, back).getFirst().file());
        assertEquals(said, RoundTrip.annotations(back).getFirst().attributes());
        assertEquals(
                List.of("k", "region-1"),
                RoundTrip.annotations(back).stream().map(Entry.Annotation::key).toList());
        assertEquals("fog", Golden.only(Entry.Tag.class, back).getFirst().category());
        JsonNode first = JsonMapper.shared()
                .readTree(exported.folder().resolve(FILE).toFile())
                .get(0)
                .required("annotations")
                .get(0)
                .required("result")
                .get(0);
        assertEquals("rectanglelabels", first.required("type").stringValue());
        assertEquals(330, first.required("value").required("rotation").doubleValue());
        assertEquals(20, first.required("value").required("width").doubleValue(), "hundredths of the width");
        String config = Files.readString(exported.folder().resolve("labeling-interface.xml"));
        for (String tag : List.of(
                "<Image name=\"image\" value=\"$image\">",
                "<RectangleLabels name=\"rectanglelabels\" toName=\"image\">",
                "<Label value=\"car &amp; &lt;b&gt;\" background=\"#ff8800\">",
                "<TextArea name=\"note &lt;1&gt; &amp; &quot;x&quot;\" toName=\"image\" perRegion=\"true\">",
                "<Number name=\"speed\" toName=\"image\" perRegion=\"true\">",
                "<Choice value=\"&lt;blue&gt;\">",
                "<Choice value=\"fog\">")) {
            assertTrue(config.contains(tag), tag + " is not in " + config);
        }
    }

    @Test
    void severalPointsBecomeSeveralObjectsAndThatIsTold() throws Exception {
        Entry.Picture picture = new Entry.Picture("p", "a.png", 40, 30, "", -1);
        Exported exported = Exported.of(
                Exported.told(List.of(
                        Entry.Category.of("1", "car"),
                        picture,
                        drawn("", new PointSet(List.of(new Point(1, 2), new Point(3, 4))), new LinkedHashMap<>()))),
                new LabelStudioExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertEquals(2, exported.report().written());
        assertEquals(1, exported.report().count(Loss.PARTS));
        assertEquals(
                2,
                RoundTrip.annotations(Exported.read(
                                new LabelStudioFormat(), exported.folder().resolve(FILE)))
                        .size());
    }
}
