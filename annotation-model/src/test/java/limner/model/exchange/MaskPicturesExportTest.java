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
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.out.InPictureOrder;
import limner.model.exchange.png.ClassMasksExport;
import limner.model.exchange.png.ClassMasksFormat;
import limner.model.exchange.png.InstanceMasksExport;
import limner.model.exchange.png.InstanceMasksFormat;
import limner.model.exchange.png.ObjectMasksExport;
import limner.model.exchange.png.ObjectMasksExport.Layout;
import limner.model.exchange.png.ObjectMasksFormat;
import limner.model.geometry.Box;
import limner.model.geometry.Rle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes masks as PNG pictures, of classes, of objects and of one object each, and reads them back.
final class MaskPicturesExportTest {

    @TempDir
    Path folder;

    @Test
    void everyPixelOfClassMasksIsOfTheClassThatLiesHighest() throws Exception {
        RoundTrip.pixelsHold(new ClassMasksExport(), new ClassMasksFormat(), "", folder);
    }

    @Test
    void masksOfTheirOwnKeepWhatLiesUnderOthers() throws Exception {
        RoundTrip.regionsHold(new InstanceMasksExport(), new InstanceMasksFormat(), "", folder, (back, told) -> {});
    }

    @ParameterizedTest
    @EnumSource
    void everyPixelOfObjectMasksIsOfTheObjectThatLiesHighest(Layout layout) throws Exception {
        RoundTrip.pixelsHold(new ObjectMasksExport(layout), new ObjectMasksFormat(), "", folder);
    }

    private Exported golden(DatasetWriter writer) throws Exception {
        Path golden = CocoDatasetTest.golden();
        return Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                writer,
                Choices.FAITHFUL,
                folder.resolve("out"));
    }

    @Test
    void theGoldenDataSetHasAMaskForEachPictureAndTheNumbersOfItsClasses() throws Exception {
        Exported exported = golden(new ClassMasksExport());
        ClassMasksFormat format = new ClassMasksFormat();
        assertTrue(format.recognises(exported.folder()));
        List<Entry> back = GoldenSet.read(format, exported.folder());
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, back));
        assertEquals(9, GoldenSet.of(Entry.Picture.class, back).size(), "also the one without labels");
        assertEquals(
                GoldenSet.of(Entry.Category.class, GoldenSet.truth()).stream()
                        .map(c -> c.key() + " " + c.name())
                        .sorted()
                        .toList(),
                GoldenSet.of(Entry.Category.class, back).stream()
                        .map(c -> c.key() + " " + c.name())
                        .sorted()
                        .toList());
        assertEquals(48, exported.report().count(Loss.TRACKS));
        assertEquals(8, exported.report().count(Loss.KEYPOINTS));
        assertEquals(Exported.read(new CocoFormat(), CocoDatasetTest.golden()), exported.sidecar());
    }

    @Test
    void theGoldenDataSetHasEachOfItsObjectsInAFileWithTheirVeryPixels() throws Exception {
        Exported exported = golden(new InstanceMasksExport());
        InstanceMasksFormat format = new InstanceMasksFormat();
        assertTrue(format.recognises(exported.folder()));
        List<Entry> back = GoldenSet.read(format, exported.folder());
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, back));
        assertEquals(48, GoldenSet.of(Entry.Annotation.class, back).size());
        assertEquals(0, exported.report().pixels());
        Map<String, List<Entry.Annotation>> truth = GoldenSet.byPlace(GoldenSet.truth());
        Map<String, List<Entry.Annotation>> masks = GoldenSet.byPlace(back);
        assertEquals(truth.keySet(), masks.keySet());
        truth.forEach((place, all) -> assertEquals(
                all.stream().map(GoldenSet::pixels).map(Rle::toString).sorted().toList(),
                masks.getOrDefault(place, List.of()).stream()
                        .map(GoldenSet::pixels)
                        .map(Rle::toString)
                        .sorted()
                        .toList(),
                place));
    }

    @ParameterizedTest
    @EnumSource
    void theTracksOfTheGoldenDataSetKeepTheirNumbersOnAllPictures(Layout layout) throws Exception {
        Exported exported = golden(new ObjectMasksExport(layout));
        ObjectMasksFormat format = new ObjectMasksFormat();
        assertTrue(format.recognises(exported.folder()));
        List<Entry> back = GoldenSet.read(format, exported.folder());
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, back));
        assertEquals(9, GoldenSet.of(Entry.Picture.class, back).size(), "also the one without labels");
        assertEquals(
                exported.report().written(),
                GoldenSet.of(Entry.Annotation.class, back).size());
        List<String> tracks = GoldenSet.of(Entry.Annotation.class, GoldenSet.truth()).stream()
                .map(a -> Numbers.last(a.track().orElseThrow().key()))
                .toList();
        for (Entry.Annotation a : GoldenSet.of(Entry.Annotation.class, back)) {
            assertTrue(tracks.contains(Numbers.last(a.track().orElseThrow().key())), a.toString());
        }
        assertEquals(0, exported.report().count(Loss.TRACKS));
        assertEquals(
                layout == Layout.DAVIS ? 1 : 3,
                GoldenSet.of(Entry.Category.class, back).size());
    }

    @Test
    void dataSetsLieAsTheirProgramsLookForThem() throws Exception {
        golden(new ObjectMasksExport(Layout.DAVIS));
        Path out = folder.resolve("out");
        assertEquals(List.of("clip0", "clip1"), Files.readAllLines(out.resolve("ImageSets/2017/train.txt")));
        List<String> pairs = Files.readAllLines(out.resolve("ImageSets/480p/train.txt"));
        assertEquals(9, pairs.size());
        assertEquals("/JPEGImages/480p/clip0/000000.jpg /Annotations/480p/clip0/000000.png", pairs.getFirst());
        for (String pair : pairs) {
            Path mask = out.resolve(pair.substring(pair.indexOf(" /") + 2));
            assertEquals(
                    Optional.of(new PngHead(GoldenSet.WIDTH, GoldenSet.HEIGHT, 8, PngHead.Kind.PALETTE)),
                    PngHead.of(mask));
        }
    }

    @Test
    void metaNamesTheClassAndThePicturesOfEachObject() throws Exception {
        golden(new ObjectMasksExport(Layout.YOUTUBE_VOS));
        Path out = folder.resolve("out");
        JsonNode meta = JsonMapper.shared().readTree(out.resolve("meta.json").toFile());
        int objects = 0;
        for (Map.Entry<String, JsonNode> video : meta.required("videos").properties()) {
            for (JsonNode object : video.getValue().required("objects").values()) {
                objects++;
                assertFalse(object.required("category").stringValue().isBlank());
                for (JsonNode frame : object.required("frames").values()) {
                    assertTrue(Files.exists(
                            out.resolve("Annotations/" + video.getKey() + "/" + frame.stringValue() + ".png")));
                }
            }
        }
        assertEquals(
                GoldenSet.of(Entry.Annotation.class, GoldenSet.truth()).stream()
                        .map(a -> a.track().orElseThrow().key())
                        .distinct()
                        .count(),
                objects);
    }

    /// @param count of objects of a class on one picture, each a pixel
    private static List<Entry> dots(String category, int count) {
        List<Entry> all = new ArrayList<>();
        all.add(Entry.Category.of(category, "dot"));
        all.add(new Entry.Picture("p", "clip/000000.png", 32, 32, "", -1));
        for (int i = 0; i < count; i++) {
            all.add(new Entry.Annotation(
                    new Entry.At("x", ""),
                    "",
                    "p",
                    category,
                    Optional.of(new Box(i % 32, i / 32, 1, 1)),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    0,
                    new LinkedHashMap<>(),
                    ""));
        }
        return all;
    }

    @Test
    void moreObjectsThanEightBitsCountNeedSixteenAndAreRefusedWhereTheFormatHasEight() throws Exception {
        List<Entry> all = dots("1", 400);
        Exported exported = Exported.of(
                Exported.told(all), new ObjectMasksExport(Layout.PLAIN), Choices.FAITHFUL, folder.resolve("out"));
        assertEquals(
                Optional.of(new PngHead(32, 32, 16, PngHead.Kind.GREY)),
                PngHead.of(exported.folder().resolve("masks/clip/000000.png")));
        List<Entry.Annotation> back = RoundTrip.annotations(Exported.read(new ObjectMasksFormat(), exported.folder()));
        assertEquals(400, back.size(), "255 is no object, so it was passed over");
        assertTrue(back.stream().allMatch(a -> RoundTrip.mask(a).area() == 1));
        for (Layout layout : List.of(Layout.DAVIS, Layout.YOUTUBE_VOS)) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> Exported.of(
                            Exported.told(all),
                            new ObjectMasksExport(layout),
                            Choices.FAITHFUL,
                            folder.resolve(layout.name())));
            assertTrue(String.valueOf(refused.getMessage()).contains("png-objects"), refused.toString());
            assertFalse(Files.exists(folder.resolve(layout.name())));
        }
    }

    @Test
    void classesWithHighNumbersKeepThemInSixteenBits() throws Exception {
        Exported exported = Exported.of(
                Exported.told(dots("1000", 3)), new ClassMasksExport(), Choices.FAITHFUL, folder.resolve("out"));
        assertEquals(
                Optional.of(new PngHead(32, 32, 16, PngHead.Kind.GREY)),
                PngHead.of(exported.folder().resolve("masks/clip/000000.png")));
        List<String> names = Files.readAllLines(exported.folder().resolve("class_names.txt"));
        assertEquals("_background_", names.getFirst());
        assertEquals("dot", names.get(1000));
        List<Entry> back = Exported.read(new ClassMasksFormat(), exported.folder());
        assertEquals("1000", RoundTrip.annotations(back).getFirst().category());
        assertEquals(3, RoundTrip.mask(RoundTrip.annotations(back).getFirst()).area());
        assertEquals(2, exported.report().count(Loss.PARTS), "the second and the third go to the first");
    }

    @Test
    void namesThatNoFileCanHaveAreChangedAndTold() throws Exception {
        List<Entry> all = new ArrayList<>();
        for (String name : List.of("a/b", "..", "CON", "Car", "car", "end - ", "*", "two\nlines")) {
            String key = Integer.toString(all.size() + 1);
            all.add(Entry.Category.of(key, name));
        }
        all.add(new Entry.Picture("p", "clip/000000.png", 32, 32, "", -1));
        for (Entry.Category c : GoldenSet.of(Entry.Category.class, all)) {
            all.addAll(dots(c.key(), 1).subList(2, 3));
        }
        Exported exported =
                Exported.of(Exported.told(all), new InstanceMasksExport(), Choices.FAITHFUL, folder.resolve("out"));
        List<Entry> back = Exported.read(new InstanceMasksFormat(), exported.folder());
        assertEquals(
                List.of("..", "CON", "Car", "a_b", "car", "end", "object", "two_lines"),
                RoundTrip.annotations(back).stream()
                        .map(Entry.Annotation::category)
                        .sorted()
                        .toList());
        assertEquals(4, exported.report().count(Loss.CLASSES));
        Exported classes =
                Exported.of(Exported.told(all), new ClassMasksExport(), Choices.FAITHFUL, folder.resolve("classes"));
        assertEquals(
                List.of("_background_", "a/b", "..", "CON", "Car", "car", "end -", "*", "two lines"),
                Files.readAllLines(classes.folder().resolve("class_names.txt")));
    }
}
