package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limner.model.exchange.cvat.CvatFormat;
import limner.model.exchange.voc.VocFormat;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.ShapeKind;
import limner.model.ontology.AttributeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads CVAT's files as other tools wrote them from the golden data set, and small ones for each thing they can say.
final class CvatFormatTest {

    private static final String META = """
            <meta><task><id>7</id><name>night</name><size>4</size><source>night.mp4</source>
            <labels>
              <label><name>car</name><color>#FF8800</color><attributes>
                <attribute><name>make</name><mutable>False</mutable><input_type>select</input_type>
                  <values>a\nb\nnone of them</values></attribute>
                <attribute><name>speed</name><mutable>True</mutable><input_type>number</input_type>
                  <values>0\n300\n0.5</values></attribute>
                <attribute><name>lit</name><mutable>True</mutable><input_type>checkbox</input_type>
                  <values>false</values></attribute>
                <attribute><name>plate</name><mutable>False</mutable><input_type>text</input_type>
                  <values></values></attribute></attributes></label>
              <label><name>fog</name><type>tag</type><attributes></attributes></label>
              <label><name>man</name><type>skeleton</type><attributes></attributes><svg>
                &lt;line data-type="edge" data-node-from="1" data-node-to="3"&gt;&lt;/line&gt;
                &lt;circle data-node-id="1" data-label-name="head"&gt;&lt;/circle&gt;
                &lt;circle data-node-id="2" data-label-name="hand"&gt;&lt;/circle&gt;
                &lt;circle data-node-id="3" data-label-name="foot"&gt;&lt;/circle&gt;</svg></label>
              <label><name>head</name><type>points</type><attributes></attributes><parent>man</parent></label>
              <label><name>hand</name><type>points</type><attributes></attributes><parent>man</parent></label>
              <label><name>foot</name><type>points</type><attributes></attributes><parent>man</parent></label>
            </labels>
            <original_size><width>40</width><height>30</height></original_size></task></meta>
            """;

    @TempDir
    Path folder;

    private final CvatFormat format = new CvatFormat();

    private List<Entry> read(String body) throws Exception {
        Path file = folder.resolve("a.xml");
        Files.writeString(
                file,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations><version>1.1</version>" + META + body
                        + "</annotations>");
        return Golden.read(format, file);
    }

    private List<Entry> image(String items) throws Exception {
        return read("<image id=\"2\" name=\"frame_000002\" width=\"40\" height=\"30\">" + items + "</image>");
    }

    private Shape shape(String item) throws Exception {
        return Golden.only(Entry.Annotation.class, image(item))
                .getFirst()
                .shape()
                .orElseThrow();
    }

    private static String reason(List<Entry> all) {
        return Golden.only(Entry.NotTaken.class, all).getFirst().reason();
    }

    private String unreadable(String text) throws Exception {
        Path file = folder.resolve("b.xml");
        Files.writeString(file, text);
        return String.valueOf(assertThrows(UnreadableException.class, () -> Golden.read(format, file))
                .getMessage());
    }

    @Test
    void anyEncodingThatJavaKnowsIsRead() throws Exception {
        String text = "<?xml version=\"1.0\" encoding=\"ENC\"?>\n<annotations><version>1.1</version>" + META
                + "<image id=\"0\" name=\"über.png\" width=\"8\" height=\"6\"></image></annotations>";
        for (String name : List.of("UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1", "windows-1252")) {
            Path file = folder.resolve(name + ".xml");
            Files.write(file, text.replace("ENC", name).getBytes(Charset.forName(name)));
            List<Entry.Picture> pictures = Golden.only(Entry.Picture.class, Golden.read(format, file));
            assertEquals(
                    List.of("über.png"),
                    pictures.stream().map(Entry.Picture::file).toList(),
                    name);
        }
        Path marked = folder.resolve("marked.xml");
        Files.writeString(marked, "\uFEFF" + text.replace("ENC", "utf-8"));
        assertEquals(
                1, Golden.only(Entry.Picture.class, Golden.read(format, marked)).size());
        Path odd = folder.resolve("odd.xml");
        Files.writeString(odd, text.replace("ENC", "klingon-7"));
        UnreadableException refused = assertThrows(UnreadableException.class, () -> Golden.read(format, odd));
        assertEquals("odd.xml, line 1: its encoding klingon-7 is not known", refused.getMessage());
    }

    /// Whoever reads the complaints of the command line finds sentences there and nothing else.
    @Test
    void damagedBytesAreToldAndNotPrinted() throws Exception {
        byte[] sound = "<?xml version=\"1.0\" encoding=\"utf-8\"?><annotations><version>1.1</version></annotations>"
                .getBytes(StandardCharsets.UTF_8);
        List<byte[]> damaged = new ArrayList<>();
        for (int at = 0; at < sound.length; at++) {
            for (int with : List.of(0x00, 0x80, 0xC3, 0xFF, (int) '<', (int) '&')) {
                byte[] one = sound.clone();
                one[at] = (byte) with;
                damaged.add(one);
            }
        }
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int refused = 0;
        try (PrintStream caught = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setErr(caught);
            for (byte[] bytes : damaged) {
                Path file = folder.resolve("damaged.xml");
                Files.write(file, bytes);
                try {
                    new CvatFormat().read(file, Exported.NOTHING_AROUND, _ -> {});
                } catch (UnreadableException _) {
                    refused++;
                }
                try {
                    new VocFormat(VocFormat.Corners.EDGES).read(file, Exported.NOTHING_AROUND, _ -> {});
                } catch (UnreadableException _) {
                    refused++;
                }
            }
        } finally {
            System.setErr(err);
        }
        assertTrue(refused > 100, refused + " were refused");
        assertEquals("", printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void everyPixelOfTheGoldenPicturesIsThereOnceThoughEachObjectIsWrittenTwice() throws Exception {
        Path file = Golden.file("formats/cvat_images/train.xml");
        assertTrue(format.recognises(file));
        assertFalse(format.recognises(Golden.file("formats/voc/Annotations")));
        List<Entry> all = Golden.read(format, file);
        assertEquals(9, Golden.only(Entry.Picture.class, all).size());
        assertEquals(48, Golden.only(Entry.Annotation.class, all).size());
        assertEquals(Golden.objects(Golden.truth()), Golden.objects(all));
        List<Entry.NotTaken> not = Golden.only(Entry.NotTaken.class, all);
        assertEquals(42, not.size(), "48 objects, of which 6 are boxes only");
        assertTrue(not.stream().allMatch(n -> n.reason().startsWith("the box only goes around")), not.toString());
        Entry.Annotation first = Golden.only(Entry.Annotation.class, all).getFirst();
        assertEquals(Map.of("colour", new Value.Word("blé")), first.attributes());
        assertTrue(first.occluded());
    }

    @Test
    void theGoldenTracksAreThoseOfTheSourceAndSayWhereTheyAreKeyframes() throws Exception {
        List<Entry> all = Golden.read(format, Golden.file("formats/cvat_video/train.xml"));
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, all));
        Survey survey = new Survey();
        all.forEach(survey);
        assertEquals(5, survey.tracks());
        assertEquals(8, survey.kinds().get(ShapeKind.POLYGON));
        assertEquals(8, survey.kinds().get(ShapeKind.MASK));
        assertEquals(3, survey.kinds().get(ShapeKind.BOX));
        List<Entry.Annotation> places = Golden.only(Entry.Annotation.class, all);
        assertTrue(places.stream().allMatch(a -> a.track().orElseThrow().known() == Entry.Known.KEYFRAME));
        assertEquals(
                List.of("a.track 6 at frame 3"),
                places.stream()
                        .filter(a -> a.track().orElseThrow().outside())
                        .map(a -> "a.track " + a.key() + " at frame "
                                + Golden.only(Entry.Picture.class, all).stream()
                                        .filter(p -> p.key().equals(a.picture()))
                                        .findFirst()
                                        .orElseThrow()
                                        .frame())
                        .toList());
        List<String> truth = new ArrayList<>();
        for (String object : Golden.objects(Golden.truth())) {
            if (object.startsWith("clip0") && !object.endsWith("crowd")) {
                truth.add(object.substring(object.indexOf(' ') + 1));
            }
        }
        Entry.Picture picture = Golden.only(Entry.Picture.class, all).getFirst();
        for (Entry.Annotation a : places) {
            String pixels = a.category() + " " + Golden.pixels(a.shape().orElseThrow(), picture);
            assertTrue(truth.contains(pixels), () -> "no such object in the source: " + a);
        }
    }

    @Test
    void everyKindOfShapeIsRead() throws Exception {
        assertEquals(new Box(1.5, 2, 8, 6), shape("<box label=\"car\" xtl=\"1.5\" ytl=\"2\" xbr=\"9.5\" ybr=\"8\"/>"));
        assertEquals(
                new RotatedBox(5, 5, 8, 6, 30),
                shape("<box label=\"car\" xtl=\"1\" ytl=\"2\" xbr=\"9\" ybr=\"8\" rotation=\"30.0\"/>"));
        assertEquals(
                Polygon.of(List.of(new Point(1, 2), new Point(9, 2), new Point(9, 8))),
                shape("<polygon label=\"car\" points=\"1.00,2.00;9.00,2.00;9.00,8.00\"/>"));
        assertEquals(
                new Polyline(List.of(new Point(1, 2), new Point(3, 4))),
                shape("<polyline label=\"car\" points=\"1,2;3,4\"/>"));
        assertEquals(new Point(1, 2), shape("<points label=\"car\" points=\"1,2\"/>"));
        assertEquals(
                new PointSet(List.of(new Point(1, 2), new Point(3, 4))),
                shape("<points label=\"car\" points=\"1,2;3,4\"/>"));
        assertEquals(
                new Ellipse(5, 6, 3, 2, -10),
                shape("<ellipse label=\"car\" cx=\"5\" cy=\"6\" rx=\"3\" ry=\"2\" rotation=\"350\"/>"));
        Mask mask = assertInstanceOf(
                Mask.class,
                shape("<mask label=\"car\" rle=\"1, 3, 2, 1, 1\" left=\"30\" top=\"20\" width=\"4\" height=\"2\"/>"));
        // .###
        // ..#.
        assertEquals(4, mask.rle().area());
        for (int[] at : new int[][] {{31, 20}, {32, 20}, {33, 20}, {32, 21}}) {
            assertTrue(mask.rle().contains(at[0], at[1]), () -> at[0] + ", " + at[1]);
        }
    }

    @Test
    void masksTakeNoMoreRoomThanTheyHavePixels() throws Exception {
        Path file = folder.resolve("large.xml");
        String mask = "<mask label=\"car\" rle=\"%s\" left=\"0\" top=\"0\" width=\"10000\" height=\"10000\"/>";
        Files.writeString(
                file,
                "<annotations><image id=\"0\" name=\"a.png\" width=\"10000\" height=\"10000\">"
                        + mask.formatted("100000000").repeat(50) + mask.formatted("50009998,3,9999,1,49979999")
                        + "</image></annotations>");
        List<Entry.Annotation> all = Golden.only(Entry.Annotation.class, Golden.read(format, file));
        assertEquals(51, all.size());
        Mask last = (Mask) all.getLast().shape().orElseThrow();
        assertEquals(4, last.rle().area());
        assertTrue(last.rle().contains(9998, 5000));
        assertTrue(last.rle().contains(9999, 5000));
        assertTrue(last.rle().contains(0, 5001));
        assertTrue(last.rle().contains(0, 5002));
    }

    @Test
    void olderFilesNameTheirVideoBesideTheTask() throws Exception {
        Path file = folder.resolve("old.xml");
        Files.writeString(
                file,
                "<annotations><meta><task><id>1</id><name>job</name></task><dumped>x</dumped>"
                        + "<source>night.mp4</source></meta></annotations>");
        assertEquals(
                "night.mp4",
                Golden.only(Entry.Video.class, Golden.read(format, file))
                        .getFirst()
                        .name());
    }

    @Test
    void partsThatSayOtherThingsThanTheFirstAreTold() throws Exception {
        String part = "<polygon label=\"car\" group_id=\"3\" occluded=\"%d\" points=\"%d,2;%d,2;%d,8\"/>";
        List<Entry> all = image(part.formatted(0, 1, 5, 5) + part.formatted(1, 11, 15, 15));
        assertEquals(1, Golden.only(Entry.Annotation.class, all).size());
        assertEquals(
                "it is taken as a part of an object, and what it says otherwise than the first part is not: whether it"
                        + " is hidden",
                reason(all));
        String many = image("<polygon label=\"car\" group_id=\"3\" points=\"1,2;3,2;3,8\"/>".repeat(10_001)).stream()
                .filter(Entry.NotTaken.class::isInstance)
                .map(n -> ((Entry.NotTaken) n).reason())
                .distinct()
                .toList()
                .toString();
        assertEquals("[an object of 10001 parts is none; at most 10000 are put together]", many);
    }

    @Test
    void skeletonsHaveTheJointsOfTheirLabelInItsOrder() throws Exception {
        List<Entry> all = image("<skeleton label=\"man\" occluded=\"0\"><points label=\"foot\" occluded=\"1\""
                + " outside=\"0\" points=\"5,6\"/><points label=\"head\" occluded=\"0\" outside=\"0\""
                + " points=\"1,2\"/></skeleton>");
        Entry.Category man = Golden.only(Entry.Category.class, all).get(2);
        assertEquals(List.of("head", "hand", "foot"), man.joints());
        assertEquals(List.of(new Entry.Bone(0, 2)), man.bones());
        List<Joint> joints = Golden.only(Entry.Annotation.class, all)
                .getFirst()
                .pose()
                .orElseThrow()
                .joints();
        assertEquals(new Joint("head", new Point(1, 2), Joint.State.VISIBLE), joints.get(0));
        assertEquals(Joint.State.ABSENT, joints.get(1).state());
        assertEquals(new Joint("foot", new Point(5, 6), Joint.State.OCCLUDED), joints.get(2));
    }

    @Test
    void labelsComeWithTheirColoursAndWhatIsAskedOfThem() throws Exception {
        List<Entry> all = image("<tag label=\"fog\"/><box label=\"car\" xtl=\"1\" ytl=\"2\" xbr=\"9\" ybr=\"8\""
                + " occluded=\"1\" z_order=\"3\" source=\"auto\" group_id=\"4\">"
                + "<attribute name=\"make\">none of them</attribute><attribute name=\"speed\">30.5</attribute>"
                + "<attribute name=\"lit\">true</attribute><attribute name=\"plate\"></attribute></box>"
                + "<points label=\"man\" points=\"1,2\" group_id=\"4\"/>");
        Entry.Category car = Golden.only(Entry.Category.class, all).getFirst();
        assertEquals("#ff8800", car.colour());
        assertEquals(
                List.of("make", "speed", "lit", "plate"),
                car.asked().stream().map(Entry.Asked::name).toList());
        assertEquals(
                List.of(false, true, true, false),
                car.asked().stream().map(Entry.Asked::changing).toList());
        assertEquals(new AttributeType.Number(0, 300, 0.5), car.asked().get(1).type());
        Entry.Annotation a = Golden.only(Entry.Annotation.class, all).getFirst();
        assertEquals(
                Map.of(
                        "make", new Value.Word("none of them"),
                        "speed", new Value.Amount(30.5),
                        "lit", new Value.Flag(true)),
                a.attributes());
        assertEquals(3, a.depth());
        assertEquals("{\"source\":\"auto\",\"group_id\":\"4\"}", a.extras(), "a group that makes no object of them");
        assertEquals("fog", Golden.only(Entry.Tag.class, all).getFirst().category());
        Entry.Picture picture = Golden.only(Entry.Picture.class, all).getFirst();
        assertEquals(2, picture.frame(), "a picture of a video is a frame of it");
        assertEquals("night.mp4", Golden.only(Entry.Video.class, all).getFirst().name());
    }

    @Test
    void tracksSayWhichPlacesSomebodyPutThereAndWhereTheyAreGone() throws Exception {
        String place = "<box frame=\"%d\" keyframe=\"%d\" outside=\"%d\" xtl=\"1\" ytl=\"2\" xbr=\"9\" ybr=\"8\"/>";
        List<Entry> all = read("<track id=\"0\" label=\"car\">" + place.formatted(0, 0, 0) + place.formatted(1, 0, 0)
                + place.formatted(2, 0, 1) + place.formatted(3, 1, 0) + "</track>");
        assertEquals(
                List.of("KEYFRAME here", "BETWEEN here", "KEYFRAME gone", "KEYFRAME here"),
                Golden.only(Entry.Annotation.class, all).stream()
                        .map(a -> a.track().orElseThrow().known()
                                + (a.track().orElseThrow().outside() ? " gone" : " here"))
                        .toList(),
                "a track begins, ends and comes back with a keyframe, also where the file does not say so");
        List<Entry> posed = read("<track id=\"0\" label=\"man\"><skeleton frame=\"1\" keyframe=\"1\">"
                + "<points label=\"head\" outside=\"1\" points=\"5,6\"/></skeleton></track>");
        Entry.Annotation gone = Golden.only(Entry.Annotation.class, posed).getFirst();
        assertTrue(gone.track().orElseThrow().outside());
        assertEquals(1, gone.pose().orElseThrow().present().size(), "where it was last");
    }

    @Test
    void whatIsWrongCostsTheElementWithItsLine() throws Exception {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("<box xtl=\"1\" ytl=\"2\" xbr=\"9\" ybr=\"8\"/>", "it has no label");
        wrong.put("<box label=\"car\" xtl=\"1\" ytl=\"2\" xbr=\"1\" ybr=\"8\"/>", "the box has no extent");
        wrong.put("<box label=\"car\" xtl=\"NaN\" ytl=\"2\" xbr=\"9\" ybr=\"8\"/>", "xtl is no number: NaN");
        wrong.put("<box label=\"car\" xtl=\"1\" ytl=\"2\" xbr=\"1e999\" ybr=\"8\"/>", "xbr is no number: 1e999");
        wrong.put("<polygon label=\"car\" points=\"1,2;3\"/>", "points are pairs of numbers, not 3");
        wrong.put("<polygon label=\"car\" points=\"1,2;3,4\"/>", "A ring needs at least three points, but has 2.");
        wrong.put("<cuboid label=\"car\"/>", "cuboids are not drawn here");
        wrong.put("<star label=\"car\"/>", "what <star> draws is not known");
        wrong.put(
                "<mask label=\"car\" rle=\"1, 3\" left=\"0\" top=\"0\" width=\"4\" height=\"2\"/>",
                "the runs of the mask are 4 pixels, and it has 8");
        wrong.put(
                "<mask label=\"car\" rle=\"1, 9\" left=\"0\" top=\"0\" width=\"4\" height=\"2\"/>",
                "run 1 of the mask is 9, and only 7 pixels are left");
        wrong.put(
                "<mask label=\"car\" rle=\"8\" left=\"38\" top=\"0\" width=\"4\" height=\"2\"/>",
                "its mask reaches beyond the picture");
        wrong.put(
                "<skeleton label=\"man\"><points label=\"tail\" points=\"1,2\"/></skeleton>",
                "label man has no joint tail");
        wrong.put(
                "<box label=\"car\" xtl=\"1\" ytl=\"2\" xbr=\"9\" ybr=\"8\" z_order=\"99999999999\"/>",
                "z_order is no whole number: 99999999999");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            List<Entry> all = image("\n" + each.getKey());
            assertEquals(each.getValue(), reason(all));
            assertEquals(
                    new Entry.At("a.xml", "line 29"),
                    Golden.only(Entry.NotTaken.class, all).getFirst().at());
            assertEquals(List.of(), Golden.only(Entry.Annotation.class, all));
        }
        assertEquals(
                "the picture is called ../../etc/a.png, which leads out of the folder of its data set; nothing of it is"
                        + " taken, such as its 0 annotations",
                reason(read("<image id=\"0\" name=\"..\\..\\etc/a.png\" width=\"4\" height=\"3\"/>")));
        assertEquals("the track has no label", reason(read("<track id=\"0\"/>")));
        assertEquals(
                "track 0 is there twice, or has no id",
                reason(read("<track id=\"0\" label=\"car\"/><track id=\"0\" label=\"car\"/>")));
    }

    @Test
    void whatCannotBeTrustedIsRefusedWithFileAndLine() throws Exception {
        assertEquals(
                "b.xml, line 1: it does not begin with <annotations>, as CVAT's files do",
                unreadable("<annotation><folder>x</folder></annotation>"));
        String bomb = """
                <?xml version="1.0"?>
                <!DOCTYPE annotations [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
                <annotations><version>&b;&c;</version></annotations>""";
        assertEquals(
                "b.xml, line 2: it declares or names entities, with which a small file can become a huge one; files of"
                        + " CVAT have none",
                unreadable(bomb));
        assertTrue(
                unreadable("<annotations><version>&b;</version></annotations>").startsWith("b.xml, line 1: it "));
        assertEquals(
                "b.xml, line 1: elements are nested more than 32 deep",
                unreadable("<annotations><meta>" + "<x>".repeat(100_000) + "</meta></annotations>"));
        assertEquals(
                "b.xml, line 1: elements are nested more than 32 deep",
                unreadable("<annotations><image id=\"0\" name=\"a\" width=\"4\" height=\"3\">" + "<x>".repeat(100_000)
                        + "</image></annotations>"));
        String image = "<image id=\"0\" name=\"a.png\" width=\"4\" height=\"3\"/>\n";
        assertEquals(
                "b.xml, line 2: image 0 is there twice",
                unreadable("<annotations>" + image + image + "</annotations>"));
        assertEquals(
                "b.xml, line 1: a picture cannot be 99999999 × 99999999",
                unreadable("<annotations>" + image.replaceAll("\"[34]\"", "\"99999999\"") + "</annotations>"));
        String cut = unreadable("<annotations>" + image);
        assertTrue(cut.startsWith("b.xml, line 2: it is no sound XML: "), cut);
    }

    @Test
    void mutantsOfItsFilesAreReadOrRefusedAndNothingElse() throws Exception {
        read("<image id=\"2\" name=\"frame_000002\" width=\"40\" height=\"30\"><tag label=\"fog\"/>"
                + "<box label=\"car\" xtl=\"1\" ytl=\"2\" xbr=\"9\" ybr=\"8\" z_order=\"3\" group_id=\"4\">"
                + "<attribute name=\"speed\">30.5</attribute></box>"
                + "<mask label=\"car\" rle=\"1, 3, 2, 1, 1\" left=\"30\" top=\"20\" width=\"4\" height=\"2\"/>"
                + "<polygon label=\"car\" points=\"1,2;9,2;9,8\" group_id=\"4\"/></image>"
                + "<track id=\"0\" label=\"car\"><ellipse frame=\"0\" keyframe=\"1\" outside=\"0\" cx=\"5\" cy=\"6\""
                + " rx=\"3\" ry=\"2\"/></track><track id=\"1\" label=\"man\"><skeleton frame=\"1\" keyframe=\"1\">"
                + "<points label=\"head\" outside=\"1\" points=\"5,6\"/></skeleton></track>");
        byte[] sound = Files.readAllBytes(folder.resolve("a.xml"));
        int taken = Mutants.read(format, Golden.NOTHING, sound, folder.resolve("m.xml"), 20261122, 300);
        assertTrue(taken > 20 && taken < 280, "mutants taken as sound: " + taken);
    }

    @Test
    void aFolderIsReadWithEveryFileThatIsCvats() throws Exception {
        Files.writeString(
                folder.resolve("1.xml"),
                "<annotations><image id=\"0\" name=\"a.png\" width=\"4\" height=\"3\"/></annotations>");
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(
                folder.resolve("sub/2.xml"),
                "<annotations><image id=\"0\" name=\"b.png\" width=\"4\" height=\"3\"/></annotations>");
        Files.writeString(folder.resolve("voc.xml"), "<annotation/>");
        assertTrue(format.recognises(folder));
        assertEquals(
                List.of("a.png", "b.png"),
                Golden.only(Entry.Picture.class, Golden.read(format, folder)).stream()
                        .map(Entry.Picture::file)
                        .toList());
    }
}
