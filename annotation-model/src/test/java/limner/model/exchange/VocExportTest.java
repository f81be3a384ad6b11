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
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.out.InPictureOrder;
import limner.model.exchange.voc.VocExport;
import limner.model.exchange.voc.VocFormat;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Shape;
import limner.model.geometry.ShapeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Writes Pascal VOC, with boxes of either kind, and reads it back.
final class VocExportTest {

    private static final Entry.Picture PICTURE = new Entry.Picture("p", "a.png", 40, 30, "", -1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whateverIsDrawnComesBackAsTheReportAnnounced(VocFormat.Corners corners) throws Exception {
        RoundTrip.holds(new VocExport(corners), new VocFormat(corners), "", corners + ",", folder);
    }

    @ParameterizedTest
    @EnumSource
    void theGoldenDataSetIsKnownAndHasThePixelsOfWhatLiesHighest(VocFormat.Corners corners) throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new VocExport(corners),
                Choices.FAITHFUL,
                folder.resolve("out"));
        LossReport report = exported.report();
        assertEquals(48, report.written());
        assertEquals(0, report.count(Loss.OBJECT));
        assertEquals(0, report.count(Loss.CROWD));
        assertEquals(0, report.count(Loss.OCCLUSION));
        assertEquals(48, report.count(Loss.TRACKS));
        assertEquals(8, report.count(Loss.KEYPOINTS));
        for (VocFormat.Corners each : VocFormat.Corners.values()) {
            assertEquals(each == corners, new VocFormat(each).recognises(exported.folder()), each.toString());
        }
        List<Entry> back = GoldenSet.read(new VocFormat(corners), exported.folder());
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, back));
        assertEquals(48, GoldenSet.of(Entry.Annotation.class, back).size());
        assertEquals(9, GoldenSet.of(Entry.Picture.class, back).size(), "also the one without labels");
        assertEquals(Exported.read(new CocoFormat(), golden), exported.sidecar());
    }

    private static Entry.Annotation drawn(Shape shape, int depth, SequencedMap<String, Value> attributes) {
        return new Entry.Annotation(
                new Entry.At("x", "1"),
                "",
                "p",
                "1",
                Optional.of(shape),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                depth,
                attributes,
                "");
    }

    private static Entry.Annotation drawn(Shape shape) {
        return drawn(shape, 0, new LinkedHashMap<>());
    }

    private static List<Entry.Annotation> back(VocFormat.Corners corners, Exported exported) throws Exception {
        return RoundTrip.annotations(Exported.read(new VocFormat(corners), exported.folder()));
    }

    @Test
    void boxesCountPixelsFromOneOrSayEdges() throws Exception {
        for (VocFormat.Corners corners : VocFormat.Corners.values()) {
            Exported exported = Exported.of(
                    Exported.told(List.of(Entry.Category.of("1", "car"), PICTURE, drawn(new Box(2.25, 3, 4.5, 6)))),
                    new VocExport(corners),
                    Choices.FAITHFUL,
                    folder.resolve("box" + corners));
            String xml = Files.readString(exported.folder().resolve("Annotations/a.xml"))
                    .replaceAll("\\s+", "");
            assertTrue(
                    xml.contains(
                            switch (corners) {
                                case PIXELS_FROM_ONE -> "<xmin>3</xmin><ymin>4</ymin><xmax>7</xmax><ymax>9</ymax>";
                                case EDGES -> "<xmin>2.25</xmin><ymin>3.0</ymin><xmax>6.75</xmax><ymax>9.0</ymax>";
                            }),
                    xml);
            assertEquals(
                    corners == VocFormat.Corners.EDGES ? 0 : 1,
                    exported.report().count(Loss.COORDINATES));
            assertEquals(0, exported.report().pixels(), "the same pixels are inside");
        }
    }

    @Test
    void whatLiesUnderOthersIsToldAndKeepsItsBoxWhereNothingOfItIsSeen() throws Exception {
        List<Entry> entries = List.of(
                Entry.Category.of("1", "car"),
                PICTURE,
                drawn(square(4, 4, 10), 1, new LinkedHashMap<>()),
                drawn(square(5, 5, 4)),
                drawn(square(10, 4, 10)),
                drawn(new Box(4, 4, 10, 10)));
        VocFormat.Corners corners = VocFormat.Corners.PIXELS_FROM_ONE;
        Exported exported =
                Exported.of(Exported.told(entries), new VocExport(corners), Choices.FAITHFUL, folder.resolve("out"));
        List<Entry.Annotation> back = back(corners, exported);
        assertEquals(4, back.size());
        assertEquals(100, RoundTrip.mask(back.get(0)).area());
        assertEquals(new Box(5, 5, 4, 4), back.get(1).shape().orElseThrow());
        assertEquals(60, RoundTrip.mask(back.get(2)).area());
        assertEquals(
                new Box(4, 4, 10, 10),
                back.get(3).shape().orElseThrow(),
                "a box of the size of a mask does not take its pixels");
        assertEquals(2, exported.report().count(Loss.OVERLAP));
        assertEquals(40, exported.report().pixels());
    }

    /// A box that stands before a mask of the same class and size has no pixels of it.
    @Test
    void aMaskKeepsItsPixelsAlsoBehindABoxOfItsSize() throws Exception {
        List<Entry> entries =
                List.of(Entry.Category.of("1", "car"), PICTURE, drawn(new Box(4, 4, 10, 10)), drawn(square(4, 4, 10)));
        Exported exported = Exported.of(
                Exported.told(entries),
                new VocExport(VocFormat.Corners.EDGES),
                Choices.FAITHFUL,
                folder.resolve("out"));
        List<Entry.Annotation> back = back(VocFormat.Corners.EDGES, exported);
        assertEquals(
                List.of(ShapeKind.BOX, ShapeKind.MASK),
                back.stream().map(a -> a.shape().orElseThrow().kind()).toList());
    }

    private static Polygon square(double x, double y, double side) {
        return Polygon.of(List.of(
                new Point(x, y), new Point(x + side, y), new Point(x + side, y + side), new Point(x, y + side)));
    }

    @Test
    void oddNamesAreWrittenAsTheListOfClassesHoldsThemAndWordsAsXmlDoes() throws Exception {
        Entry.Picture picture = new Entry.Picture("p", "dir/a & b's ü.png", 40, 30, "", -1);
        SequencedMap<String, Value> said = new LinkedHashMap<>();
        said.put("pose", new Value.Word("Left & <up>"));
        said.put("difficult", new Value.Flag(true));
        said.put("jumping", new Value.Flag(false));
        said.put("make ]]> \"x\"", new Value.Word("a\nb ]]> \uD83D\uDE00"));
        VocFormat.Corners corners = VocFormat.Corners.PIXELS_FROM_ONE;
        Exported exported = Exported.of(
                Exported.told(List.of(
                        Entry.Category.of("1", "#1: <a> & \"b\" \uD83D\uDE00"),
                        Entry.Category.of("2", "background"),
                        picture,
                        drawn(square(4, 4, 10), 0, said))),
                new VocExport(corners),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertEquals(1, exported.report().count(Loss.CLASSES));
        assertEquals(
                0, exported.report().count(Loss.ATTRIBUTES), exported.report().toString());
        List<Entry> back = Exported.read(new VocFormat(corners), exported.folder());
        assertEquals(
                List.of("_1_ <a> & \"b\" \uD83D\uDE00", "background"),
                Golden.only(Entry.Category.class, back).stream()
                        .map(Entry.Category::name)
                        .toList());
        Entry.Annotation a = RoundTrip.annotations(back).getFirst();
        assertEquals(said, a.attributes());
        assertEquals(100, RoundTrip.mask(a).area());
        assertEquals(
                List.of("dir/a & b's ü"),
                Files.readAllLines(exported.folder().resolve("ImageSets/Segmentation/trainval.txt")));
        List<Entry> alike = List.of(Entry.Category.of("1", "a:b"), Entry.Category.of("2", "a_b"), PICTURE);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Exported.of(Exported.told(alike), new VocExport(corners), Choices.FAITHFUL, folder.resolve("x")));
        assertTrue(String.valueOf(refused.getMessage()).contains("Two classes would be called a_b"));
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void whatPicturesOfEightBitsCannotNumberBecomesABox() throws Exception {
        List<Entry> entries = new ArrayList<>(List.of(Entry.Category.of("1", "car"), PICTURE));
        IntStream.range(0, 256).forEach(i -> entries.add(drawn(square(i % 40, i / 40 * 2, 1))));
        VocFormat.Corners corners = VocFormat.Corners.PIXELS_FROM_ONE;
        Exported exported =
                Exported.of(Exported.told(entries), new VocExport(corners), Choices.FAITHFUL, folder.resolve("out"));
        List<Entry.Annotation> back = back(corners, exported);
        assertEquals(256, back.size());
        assertEquals(
                254,
                back.stream()
                        .filter(a -> a.shape().orElseThrow() instanceof Mask)
                        .count());
        assertTrue(
                exported.report().first().stream()
                        .anyMatch(l -> l.what().equals("becomes a box: VOC's pictures hold 254 objects")),
                exported.report().toString());
    }
}
