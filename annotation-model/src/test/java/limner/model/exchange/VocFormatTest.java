package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import limner.model.exchange.voc.VocFormat;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads what Datumaro and X-AnyLabeling wrote, and small files after the challenge.
final class VocFormatTest {

    private static final String BOX = "<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox>";

    @TempDir
    Path folder;

    private final VocFormat challenge = new VocFormat(VocFormat.Corners.PIXELS_FROM_ONE);
    private final VocFormat edges = new VocFormat(VocFormat.Corners.EDGES);

    private static String document(String objects) {
        return "<annotation><folder>VOC2012</folder><filename>a.jpg</filename>"
                + "<size><width>6</width><height>5</height><depth>3</depth></size>\n" + objects + "</annotation>";
    }

    private static String object(String name, String more) {
        return "<object><name>" + name + "</name>" + more + "</object>\n";
    }

    private void xml(String text) throws IOException {
        Files.createDirectories(folder.resolve("Annotations"));
        Files.writeString(folder.resolve("Annotations/a.xml"), text);
    }

    private List<Entry> read(String objects) throws Exception {
        xml(document(objects));
        return GoldenSet.read(challenge, folder);
    }

    @Test
    void whatDatumaroWroteHasTheBoxesAndTheVeryPixelsOfTheTruth() throws Exception {
        Path path = GoldenSet.path("voc");
        assertTrue(edges.recognises(path));
        assertFalse(challenge.recognises(path));
        assertTrue(edges.recognises(path.resolve("Annotations")), "labelmap.txt lies above it");
        List<Entry> read = GoldenSet.read(edges, path);
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, read));
        assertEquals(
                List.of("person", "car", "Straße 路"),
                GoldenSet.of(Entry.Category.class, read).stream()
                        .map(Entry.Category::name)
                        .toList());
        Map<String, List<Entry.Annotation>> truth = GoldenSet.byPlace(GoldenSet.truth());
        Map<String, List<Entry.Annotation>> ours = GoldenSet.byPlace(read);
        int masks = 0;
        for (Map.Entry<String, List<Entry.Annotation>> e : ours.entrySet()) {
            List<Entry.Annotation> meant = truth.getOrDefault(e.getKey(), List.of());
            for (Entry.Annotation a : e.getValue()) {
                Box bounds = a.shape().orElseThrow().bounds();
                boolean isMask = a.shape().orElseThrow() instanceof Mask;
                masks += isMask ? 1 : 0;
                assertTrue(
                        meant.stream()
                                .anyMatch(t -> isMask
                                        ? !(t.shape().orElseThrow() instanceof Polygon)
                                                // What lies above it took its pixels.
                                                && GoldenSet.pixels(a)
                                                        .subtract(GoldenSet.pixels(t))
                                                        .isEmpty()
                                        : t.shape().orElseThrow().bounds().iou(bounds) > 0.85),
                        () -> e.getKey() + ": " + a);
            }
        }
        assertEquals(18, masks, "those that are masks in the truth, two of them crowds");
        assertEquals(48, GoldenSet.of(Entry.Annotation.class, read).size());
        assertEquals(
                2,
                GoldenSet.of(Entry.Annotation.class, read).stream()
                        .filter(Entry.Annotation::crowd)
                        .count());
    }

    @Test
    void theOutlinesThatXAnyLabelingWroteAreRead() throws Exception {
        Path path = GoldenSet.path("xany/voc_seg");
        assertTrue(edges.recognises(path));
        List<Entry> read = GoldenSet.read(edges, path);
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, read));
        assertEquals(32, GoldenSet.of(Entry.Annotation.class, read).size());
        Map<String, List<Entry.Annotation>> truth = GoldenSet.byPlace(GoldenSet.truth());
        GoldenSet.byPlace(read)
                .forEach((place, all) -> all.forEach(a -> assertTrue(
                        truth.getOrDefault(place, List.of()).stream()
                                .anyMatch(t -> GoldenSet.pixels(a)
                                        .subtract(GoldenSet.pixels(t))
                                        .isEmpty()),
                        () -> place + ": " + a)));
    }

    @Test
    void theChallengeCountsPixelsFromOneAndIncludesTheLast() throws Exception {
        xml(document(object("dog", BOX)));
        assertTrue(challenge.recognises(folder));
        assertFalse(edges.recognises(folder));
        List<Entry> all = GoldenSet.read(challenge, folder);
        assertEquals(
                new Box(0, 1, 3, 3),
                GoldenSet.of(Entry.Annotation.class, all).getFirst().shape().orElseThrow());
        assertEquals(
                new Box(1, 2, 2, 2),
                GoldenSet.of(Entry.Annotation.class, GoldenSet.read(edges, folder))
                        .getFirst()
                        .shape()
                        .orElseThrow());
        assertEquals(
                "VOC counts pixels from 1, and its box begins at (0.0, 2.0): read the files as voc-edges",
                assertInstanceOf(
                                Entry.NotTaken.class,
                                read(object("dog", BOX.replace("<xmin>1", "<xmin>0")))
                                        .getLast())
                        .reason());
    }

    @Test
    void whatIsSaidOfAnObjectIsKept() throws Exception {
        List<Entry> all = read(object(
                "person",
                "<pose>Left</pose><truncated>1</truncated><occluded>1</occluded><difficult>1</difficult>" + BOX
                        + "<part><name>head</name>" + BOX.replace("<ymax>4", "<ymax>3") + "</part>"
                        + "<actions><reading>1</reading><running>0</running></actions>"));
        Entry.Annotation person = GoldenSet.of(Entry.Annotation.class, all).getFirst();
        assertTrue(person.occluded());
        assertEquals(
                List.of(
                        Map.entry("truncated", new Value.Flag(true)),
                        Map.entry("difficult", new Value.Flag(true)),
                        Map.entry("pose", new Value.Word("Left")),
                        Map.entry("reading", new Value.Flag(true)),
                        Map.entry("running", new Value.Flag(false))),
                List.copyOf(person.attributes().entrySet()));
        Entry.Annotation head = GoldenSet.of(Entry.Annotation.class, all).getLast();
        assertEquals("head", head.category());
        assertEquals(new Box(0, 1, 3, 2), head.shape().orElseThrow());
        assertEquals("{\"part_of\":\"1\"}", head.extras());
        assertEquals("person", GoldenSet.of(Entry.Category.class, all).getLast().parent());
        RotatedBox turned = assertInstanceOf(
                RotatedBox.class,
                GoldenSet.of(
                                Entry.Annotation.class,
                                read(object(
                                        "dog",
                                        "<robndbox><cx>3</cx><cy>2</cy><w>4</w><h>1</h><angle>1.5707963267948966</angle>"
                                                + "</robndbox>")))
                        .getFirst()
                        .shape()
                        .orElseThrow());
        assertEquals(90, turned.angle(), 1e-9);
    }

    /// Beside the XML lie two pictures of 6 by 5: object 1 has its box in the XML, object 2 has not, 255 is nothing's.
    @Test
    void pixelsGoToTheObjectWhoseBoxGoesAroundThem() throws Exception {
        xml(document(object("dog", BOX) + object("cat", BOX)));
        for (String name : List.of("SegmentationClass", "SegmentationObject")) {
            Files.createDirectories(folder.resolve(name));
            Files.write(folder.resolve(name + "/a.png"), new byte[] {(byte) name.length()});
        }
        int dog = 12;
        int cow = 10;
        Surroundings around = new Surroundings() {
            @Override
            public Optional<Size> sizeOf(String file) {
                return Optional.empty();
            }

            @Override
            public Samples samples(byte[] png) {
                boolean isClass = png[0] == "SegmentationClass".length();
                int[] v = new int[30];
                for (int y = 1; y < 4; y++) {
                    for (int x = 0; x < 3; x++) {
                        v[y * 6 + x] = x == 1 && y == 2 ? 255 : isClass ? dog : 1;
                    }
                }
                v[29] = isClass ? cow : 2;
                v[28] = isClass ? 0 : 3;
                return new Samples(6, 5, v);
            }
        };
        List<Entry> all = new ArrayList<>();
        challenge.read(folder, around, all::add);
        List<Entry.Annotation> taken = GoldenSet.of(Entry.Annotation.class, all);
        Mask first = assertInstanceOf(Mask.class, taken.get(0).shape().orElseThrow());
        assertEquals(8, first.rle().area());
        assertFalse(first.rle().contains(1, 2), "255 is nothing's");
        assertEquals(new Box(0, 1, 3, 3), taken.get(1).shape().orElseThrow(), "a cat is no dog");
        assertEquals("cow", taken.get(2).category());
        assertEquals(
                Rle.ofCounts(6, 5, new int[] {29, 1}),
                assertInstanceOf(Mask.class, taken.get(2).shape().orElseThrow()).rle());
        assertEquals(
                List.of("SegmentationObject/a.png, object 3: its pixels have no class in SegmentationClass"),
                GoldenSet.of(Entry.NotTaken.class, all).stream()
                        .map(n -> n.at() + ": " + n.reason())
                        .toList());
    }

    /// A PNG of 2 by 1 colours.
    private void colours(String name, int... rgb) throws IOException {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        try (DeflaterOutputStream packed = new DeflaterOutputStream(row)) {
            packed.write(0);
            for (int part : rgb) {
                packed.write(part);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(png, "IHDR", new byte[] {0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0});
        chunk(png, "IDAT", row.toByteArray());
        chunk(png, "IEND", new byte[0]);
        Path file = folder.resolve(name);
        Files.write(file, png.toByteArray());
    }

    private static void chunk(ByteArrayOutputStream png, String name, byte[] bytes) {
        byte[] body = ByteBuffer.allocate(4 + bytes.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(bytes)
                .array();
        CRC32 sum = new CRC32();
        sum.update(body);
        png.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        png.writeBytes(body);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    /// The list gives its first class the colour that the palette has at place 15.
    @Test
    void coloursOfClassesAreNotThoseOfObjects() throws Exception {
        Files.createDirectories(folder.resolve("SegmentationObject"));
        Files.createDirectories(folder.resolve("SegmentationClass"));
        Files.writeString(folder.resolve("labelmap.txt"), "background:0,0,0::\ndog:192,128,128::\ncat:0,0,64::\n");
        xml(document("").replace("<width>6", "<width>2").replace("<height>5", "<height>1"));
        // Objects 1 and 15 by the palette, a dog and a cat by the list.
        colours("SegmentationObject/a.png", 128, 0, 0, 192, 128, 128);
        colours("SegmentationClass/a.png", 192, 128, 128, 0, 0, 64);
        List<Entry.Annotation> read = GoldenSet.of(Entry.Annotation.class, GoldenSet.read(edges, folder));
        assertEquals(
                List.of("object 1 dog", "object 15 cat"),
                read.stream().map(a -> a.key() + " " + a.category()).toList());
        colours("SegmentationClass/a.png", 192, 128, 128, 128, 0, 0);
        assertEquals(
                "SegmentationClass/a.png: pixel (1, 0) has the colour #800000, which no class has",
                assertThrows(UnreadableException.class, () -> GoldenSet.read(edges, folder))
                        .getMessage());
    }

    @Test
    void aPictureOfAnotherSizeIsRefusedBeforeItIsDecoded() throws Exception {
        xml(document(""));
        Files.createDirectories(folder.resolve("SegmentationObject"));
        Files.createDirectories(folder.resolve("SegmentationClass"));
        colours("SegmentationObject/a.png", 0, 0, 0, 0, 0, 0);
        colours("SegmentationClass/a.png", 0, 0, 0, 0, 0, 0);
        Surroundings around = new Surroundings() {
            @Override
            public Optional<Size> sizeOf(String file) {
                return Optional.empty();
            }

            @Override
            public Samples samples(byte[] png) {
                throw new AssertionError("it was decoded");
            }
        };
        assertEquals(
                "SegmentationObject/a.png: it is 2 × 1, and its picture 6 × 5",
                assertThrows(UnreadableException.class, () -> challenge.read(folder, around, _ -> {}))
                        .getMessage());
    }

    @Test
    void theListOfClassesIsFoundFromEveryFolderAndFileBelow() throws Exception {
        Path path = GoldenSet.path("voc");
        List<Entry> whole = GoldenSet.read(edges, path);
        for (String below : List.of("Annotations/clip0", "Annotations/clip0/000001.xml")) {
            Path opened = path.resolve(below);
            assertTrue(edges.recognises(opened), below);
            assertFalse(challenge.recognises(opened), below);
            List<Entry.Annotation> read = GoldenSet.of(Entry.Annotation.class, GoldenSet.read(edges, opened));
            assertEquals(
                    GoldenSet.of(Entry.Annotation.class, whole).stream()
                            .filter(a -> a.at().toString().startsWith(below))
                            .toList(),
                    read);
            assertFalse(read.isEmpty());
        }
    }

    @Test
    void whatIsWrongCostsTheObjectOrTheFile() throws Exception {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put(object("", BOX), "it has no name");
        wrong.put(object("dog", ""), "it has no bndbox");
        wrong.put(object("dog", BOX.replace("<xmax>3", "<xmax>0")), "the box has no extent");
        wrong.put(object("dog", BOX.replace("<xmax>3", "<xmax>NaN")), "\"NaN\" is no number");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            Entry.NotTaken not =
                    assertInstanceOf(Entry.NotTaken.class, read(each.getKey()).getLast());
            assertEquals(each.getValue(), not.reason());
            assertEquals("Annotations/a.xml, line 2", not.at().toString());
        }
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "<!DOCTYPE annotation [<!ENTITY a \"b\">]>" + document(object("&a;", BOX)),
                "Annotations/a.xml, line 1: it declares a DOCTYPE, which no file of labels needs");
        files.put("<svg/>", "Annotations/a.xml, line 1: it begins with <svg>, not with <annotation> as VOC's files do");
        files.put(
                document("").replace("<width>6", "<width>99999999999"),
                "Annotations/a.xml, line 1: a whole number is wanted, not 99999999999");
        files.put(
                "<annotation>" + "<a>".repeat(40) + "</a>".repeat(40) + "</annotation>",
                "Annotations/a.xml, line 1: elements are nested deeper than in any file of labels");
        for (Map.Entry<String, String> each : files.entrySet()) {
            xml(each.getKey());
            assertEquals(
                    each.getValue(),
                    assertThrows(UnreadableException.class, () -> GoldenSet.read(challenge, folder))
                            .getMessage());
        }
        xml(document("<object>"));
        assertTrue(String.valueOf(assertThrows(UnreadableException.class, () -> GoldenSet.read(challenge, folder))
                        .getMessage())
                .startsWith("Annotations/a.xml, line 2: it is no XML that can be read: "));
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        FolderMutants.survive(edges, GoldenSet.path("voc"), folder.resolve("datumaro"), 120);
        FolderMutants.survive(edges, GoldenSet.path("xany/voc_seg"), folder.resolve("outlines"), 100);
    }
}
