package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.cvat.CvatExport;
import limner.model.exchange.cvat.CvatFormat;
import limner.model.exchange.out.InPictureOrder;
import limner.model.geometry.Box;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writes CVAT's XML for images and reads it back.
final class CvatExportTest {

    private static final String FILE = "annotations.xml";

    @TempDir
    Path folder;

    @Test
    void whateverIsDrawnComesBackAsTheReportAnnounced() throws Exception {
        RoundTrip.holds(new CvatExport(), new CvatFormat(), FILE, "", folder);
    }

    @Test
    void theGoldenDataSetGoesThroughWithEveryPixelAndLosesItsTracksAlone() throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new CvatExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertEquals(48, exported.report().written());
        assertEquals(0, exported.report().pixels());
        assertEquals(
                List.of(Loss.TRACKS),
                List.copyOf(new TreeMap<>(exported.report().counts()).keySet()));
        List<Entry> back = Exported.read(new CvatFormat(), exported.folder().resolve(FILE));
        assertEquals(Golden.objects(Golden.truth()), Golden.objects(back));
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back));
        assertEquals(
                8,
                Golden.only(Entry.Annotation.class, back).stream()
                        .filter(a -> a.pose().isPresent() && a.shape().isPresent())
                        .count());
    }

    private static final Entry.Picture PICTURE = new Entry.Picture("p", "dir/a & \"b\" <c>.png", 40, 30, "", -1);

    private static Entry.Annotation drawn(Shape shape, SequencedMap<String, Value> attributes, String extras) {
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
                0,
                attributes,
                extras);
    }

    private List<Entry> through(Entry.Category category, Entry.Annotation... all) throws Exception {
        List<Entry> entries = new ArrayList<>(List.of(category, PICTURE));
        entries.addAll(List.of(all));
        Exported exported =
                Exported.of(Exported.told(entries), new CvatExport(), Choices.FAITHFUL, folder.resolve("out"));
        assertEquals(new TreeMap<>(), new TreeMap<>(exported.report().counts()));
        return Exported.read(new CvatFormat(), exported.folder().resolve(FILE));
    }

    @Test
    void labelsKeepTheirColoursTheirQuestionsAndTheirSkeletons() throws Exception {
        Entry.Category man = new Entry.Category(
                "1",
                "mañ <1> & \"2\" \uD83D\uDE00",
                "",
                true,
                List.of("left & \"right\"", "foot>"),
                List.of(new Entry.Bone(1, 0)),
                "#ff8800",
                List.of(
                        new Entry.Asked(
                                "make & <model>",
                                new AttributeType.Select(
                                        List.of(new AttributeOption(1, "a<b"), new AttributeOption(2, "c & d"))),
                                false),
                        new Entry.Asked("speed", new AttributeType.Number(0, 300, 0.5), true),
                        new Entry.Asked("lit", new AttributeType.YesNo(), true),
                        new Entry.Asked("plate", new AttributeType.Text(), false)));
        SequencedMap<String, Value> said = new LinkedHashMap<>();
        said.put("make & <model>", new Value.Word("a<b"));
        said.put("speed", new Value.Amount(30.5));
        said.put("lit", new Value.Flag(false));
        said.put("plate", new Value.Word(" two\nlines ]]> & \"more\" \uD83D\uDE00"));
        List<Entry> back = through(
                man,
                drawn(new Box(1, 2, 3, 4), said, "{\"source\":\"auto\"}"),
                drawn(
                        new Skeleton(List.of(
                                new Joint("left & \"right\"", new Point(1, 2), Joint.State.VISIBLE),
                                new Joint("foot>", new Point(3, 4), Joint.State.OCCLUDED))),
                        new LinkedHashMap<>(),
                        ""));
        Entry.Category label = Golden.only(Entry.Category.class, back).getFirst();
        assertEquals(
                new Entry.Category(
                        man.name(), man.name(), "", true, man.joints(), man.bones(), man.colour(), man.asked()),
                label);
        Entry.Annotation a = Golden.only(Entry.Annotation.class, back).getFirst();
        assertEquals(said, a.attributes());
        assertEquals("{\"source\":\"auto\"}", a.extras());
        assertEquals(
                PICTURE.file(),
                Golden.only(Entry.Picture.class, back).getFirst().file());
    }

    @Test
    void whatXmlCannotHoldIsToldAndTheFileStaysReadable() throws Exception {
        SequencedMap<String, Value> said = new LinkedHashMap<>();
        said.put("bell", new Value.Word("ding\u0007"));
        said.put("half", new Value.Word("\uD83D"));
        said.put("line\nend", new Value.Word("x"));
        said.put("is_crowd", new Value.Word("true"));
        said.put("fine", new Value.Word("yes"));
        Exported exported = Exported.of(
                Exported.told(List.of(
                        Entry.Category.of("1", "two\nlines\u0001"),
                        PICTURE,
                        drawn(new Box(1, 2, 3, 4), said, "{\"group_id\":\"4\"}"),
                        drawn(new Box(1, 2, 0, 4), new LinkedHashMap<>(), ""))),
                new CvatExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertEquals(
                List.of(Loss.OBJECT, Loss.ATTRIBUTES, Loss.CLASSES, Loss.EXTRAS),
                List.copyOf(new TreeMap<>(exported.report().counts()).keySet()));
        List<Entry> back = Exported.read(new CvatFormat(), exported.folder().resolve(FILE));
        assertEquals(
                "two_lines_", Golden.only(Entry.Category.class, back).getFirst().name());
        List<Entry.Annotation> all = Golden.only(Entry.Annotation.class, back);
        assertEquals(1, all.size());
        assertEquals(List.of("fine"), List.copyOf(all.getFirst().attributes().keySet()));
        assertFalse(all.getFirst().crowd());
    }

    @Test
    void masksAreCutAndRunRowByRowAndAnglesAreNotBelowNought() throws Exception {
        byte[] pixels = new byte[40 * 30];
        // .##
        // ##.
        for (int at : new int[] {20 * 40 + 31, 20 * 40 + 32, 21 * 40 + 30, 21 * 40 + 31}) {
            pixels[at] = 1;
        }
        through(
                Entry.Category.of("1", "car"),
                drawn(new Mask(Rle.ofRowMajor(40, 30, pixels)), new LinkedHashMap<>(), ""),
                drawn(new RotatedBox(10, 10, 6, 4, -30), new LinkedHashMap<>(), ""),
                drawn(new Polygon(List.of(triangle(1), triangle(20))), new LinkedHashMap<>(), ""));
        List<String> lines = Files.readAllLines(folder.resolve("out").resolve(FILE)).stream()
                .filter(l -> l.startsWith("<mask") || l.startsWith("<box") || l.startsWith("<polygon"))
                .toList();
        assertEquals(
                List.of(
                        "<mask label=\"car\" source=\"manual\" occluded=\"0\" rle=\"1, 4, 1\" left=\"30\" top=\"20\""
                                + " width=\"3\" height=\"2\" z_order=\"0\"></mask>",
                        "<box label=\"car\" source=\"manual\" occluded=\"0\" xtl=\"7.0\" ytl=\"8.0\" xbr=\"13.0\""
                                + " ybr=\"12.0\" rotation=\"330.0\" z_order=\"0\"></box>",
                        "<polygon label=\"car\" source=\"manual\" occluded=\"0\""
                                + " points=\"1.0,2.0;9.0,2.0;9.0,8.0\" z_order=\"0\" group_id=\"1\"></polygon>",
                        "<polygon label=\"car\" source=\"manual\" occluded=\"0\""
                                + " points=\"20.0,2.0;28.0,2.0;28.0,8.0\" z_order=\"0\" group_id=\"1\"></polygon>"),
                lines);
    }

    private static Ring triangle(double x) {
        return new Ring(List.of(new Point(x, 2), new Point(x + 8, 2), new Point(x + 8, 8)));
    }
}
