package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import limner.model.exchange.yolo.YoloFormat;
import limner.model.geometry.Box;
import limner.model.geometry.Joint;
import limner.model.geometry.Polygon;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads what Datumaro and X-AnyLabeling wrote, and small files for each kind of line.
final class YoloFormatTest {

    private static final String DATA = "names: [person, 'no']\n";

    @TempDir
    Path folder;

    private final YoloFormat format = new YoloFormat(YoloFormat.FourCorners.OUTLINE);
    private final YoloFormat turned = new YoloFormat(YoloFormat.FourCorners.TURNED_BOX);

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// Reads one line about a picture of 96 by 64.
    private Entry last(DatasetFormat by, String data, String line) throws Exception {
        put("data.yaml", data);
        put("labels/train/clip0/000000.txt", line);
        return GoldenSet.read(by, folder).getLast();
    }

    private Shape shape(DatasetFormat by, String line) throws Exception {
        return assertInstanceOf(Entry.Annotation.class, last(by, DATA, line))
                .shape()
                .orElseThrow();
    }

    @Test
    void theBoxesThatDatumaroWroteAreThoseOfTheTruth() throws Exception {
        Path path = GoldenSet.path("yolo_boxes");
        assertTrue(format.recognises(path));
        assertFalse(turned.recognises(path));
        List<Entry> read = GoldenSet.read(format, path);
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, read));
        assertEquals(
                List.of("person", "car", "Straße 路"),
                GoldenSet.of(Entry.Category.class, read).stream()
                        .map(Entry.Category::name)
                        .toList());
        assertEquals(9, GoldenSet.of(Entry.Picture.class, read).size(), "also the one without labels");
        Map<String, List<Entry.Annotation>> truth = GoldenSet.byPlace(GoldenSet.truth().stream()
                .filter(e -> !(e instanceof Entry.Annotation a && a.crowd()))
                .toList());
        Map<String, List<Entry.Annotation>> ours = GoldenSet.byPlace(read);
        assertEquals(truth.keySet(), ours.keySet());
        for (String place : truth.keySet()) {
            List<Box> left = new ArrayList<>(truth.getOrDefault(place, List.of()).stream()
                    .map(a -> a.shape().orElseThrow().bounds())
                    .toList());
            for (Entry.Annotation a : ours.getOrDefault(place, List.of())) {
                Box box = assertInstanceOf(Box.class, a.shape().orElseThrow());
                // Datumaro's boxes go around the pixels, ours around the outline: never more than a pixel apart.
                Box near = left.stream()
                        .filter(t -> t.iou(box) > 0.85)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(place + " has no box " + box));
                left.remove(near);
            }
            assertEquals(List.of(), left, place);
        }
        assertEquals(46, GoldenSet.of(Entry.Annotation.class, read).size(), "48 without two crowds");
    }

    @Test
    void theOutlinesThatXAnyLabelingWroteHaveTheVeryPixels() throws Exception {
        Path path = GoldenSet.path("xany/yolo_seg");
        assertTrue(format.recognises(path));
        List<Entry> read = GoldenSet.read(format, path);
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, read));
        assertEquals(32, GoldenSet.of(Entry.Annotation.class, read).size(), "the 8 of two parts are 16");
        Map<String, List<Entry.Annotation>> truth = GoldenSet.byPlace(GoldenSet.truth());
        Map<String, List<Entry.Annotation>> ours = GoldenSet.byPlace(read);
        ours.forEach((place, all) -> {
            for (Entry.Annotation a : all) {
                assertTrue(
                        truth.getOrDefault(place, List.of()).stream().anyMatch(t -> {
                            var pixels = GoldenSet.pixels(a);
                            return t.shape().orElseThrow() instanceof Polygon
                                    && pixels.subtract(GoldenSet.pixels(t)).isEmpty()
                                    && (GoldenSet.pixels(t).equals(pixels)
                                            || ((Polygon) t.shape().orElseThrow())
                                                            .rings()
                                                            .size()
                                                    == 2);
                        }),
                        () -> place + ": " + a);
            }
        });
    }

    @Test
    void everyKindOfLineIsRead() throws Exception {
        assertEquals(new Box(24, 16, 48, 32), shape(format, "0 0.5 0.5 0.5 0.5"));
        assertEquals(
                3,
                assertInstanceOf(Polygon.class, shape(format, "1 0 0 1 0 0.5 0.5"))
                        .rings()
                        .getFirst()
                        .points()
                        .size());
        Entry.Annotation sure = assertInstanceOf(
                Entry.Annotation.class, last(format, DATA, "1 0.25 0.25 0.5 0.25 0.5 0.75 0.25 0.75 0.875"));
        assertEquals(Map.of("confidence", new Value.Amount(0.875)), sure.attributes());
        Entry.Annotation tracked =
                assertInstanceOf(Entry.Annotation.class, last(format, DATA, "1 0.25 0.25 0.5 0.25 17"));
        assertEquals("clip0/17", tracked.track().orElseThrow().key());
        assertTrue(tracked.attributes().isEmpty());
    }

    @Test
    void fourCornersAreWhatTheDataFileOrTheReaderSays() throws Exception {
        String corners = "0 0.5 0.25 0.625 0.4375 0.5 0.625 0.375 0.4375";
        put("data.yaml", DATA);
        put("labels/train/clip0/000000.txt", corners);
        assertTrue(format.recognises(folder), "either may be meant");
        assertTrue(turned.recognises(folder), "either may be meant");
        assertInstanceOf(Polygon.class, shape(format, corners));
        // The sides are 16.97 by 16.97 in pixels: (48, 16), (60, 28), (48, 40), (36, 28).
        RotatedBox box = assertInstanceOf(RotatedBox.class, shape(turned, corners));
        assertEquals(48, box.x(), 1e-9);
        assertEquals(28, box.y(), 1e-9);
        assertEquals(Math.hypot(12, 12), box.width(), 1e-9);
        assertEquals(Math.hypot(12, 12), box.height(), 1e-9);
        assertEquals(45, box.angle(), 1e-9);
        assertInstanceOf(Polygon.class, shape(turned, "0 0.1 0.1 0.9 0.1 0.5 0.9 0.1 0.5"), "no rectangle");
        put("data.yaml", DATA + "task: obb\n");
        assertFalse(format.recognises(folder));
        assertTrue(turned.recognises(folder));
        put("data.yaml", DATA + "task: segment\n");
        assertTrue(format.recognises(folder));
        assertFalse(turned.recognises(folder));
    }

    @Test
    void posesAreReadByTheirKeypointShape() throws Exception {
        String data = "names: {0: person}\nkpt_shape: [2, 3]\nkpt_names:\n  0: [nose, tail]\n";
        Entry.Annotation a = assertInstanceOf(
                Entry.Annotation.class, last(format, data, "0 0.5 0.5 0.5 0.5 0.25 0.5 2 0.75 0.25 1"));
        assertEquals(new Box(24, 16, 48, 32), a.shape().orElseThrow());
        List<Joint> joints = a.pose().orElseThrow().joints();
        assertEquals(List.of("nose", "tail"), joints.stream().map(Joint::name).toList());
        assertEquals(
                List.of(Joint.State.VISIBLE, Joint.State.OCCLUDED),
                joints.stream().map(Joint::state).toList());
        assertEquals(24, joints.get(0).at().x());
        assertEquals(16, joints.get(1).at().y());
        assertTrue(assertInstanceOf(Entry.Annotation.class, last(format, data, "0 0.5 0.5 0.5 0.5 0 0 0 0 0 0"))
                .pose()
                .isEmpty());
        assertEquals(
                "a box with 2 joints is 10 numbers behind the class, not 6",
                assertInstanceOf(Entry.NotTaken.class, last(format, data, "0 0.5 0.5 0.5 0.5 0 0"))
                        .reason());
        Entry.Annotation flat = assertInstanceOf(
                Entry.Annotation.class,
                last(format, "names: [x]\nkpt_shape: [2, 2]", "0 0.5 0.5 0.5 0.5 0.25 0.5 -1 -1"));
        assertEquals(
                Joint.State.ABSENT, flat.pose().orElseThrow().joints().get(1).state());
    }

    @Test
    void namesAreReadAsTheyAreWritten() throws Exception {
        put("data.yaml", "nc: 3\nnames: [on, no, 007]\n");
        put("labels/clip0/000000.txt", "");
        assertEquals(
                List.of("on", "no", "007"),
                GoldenSet.of(Entry.Category.class, GoldenSet.read(format, folder)).stream()
                        .map(Entry.Category::name)
                        .toList());
        Files.delete(folder.resolve("data.yaml"));
        put("classes.txt", "dog\n\nold cat\n");
        assertEquals(
                Map.of("0", "dog", "2", "old cat"),
                GoldenSet.of(Entry.Category.class, GoldenSet.read(format, folder)).stream()
                        .collect(Collectors.toMap(Entry.Category::key, Entry.Category::name)));
        Files.delete(folder.resolve("classes.txt"));
        put("labels/clip0/000000.txt", "4 0.5 0.5 0.5 0.5\n");
        assertEquals(
                List.of("class 4"),
                GoldenSet.of(Entry.Category.class, GoldenSet.read(format, folder)).stream()
                        .map(Entry.Category::name)
                        .toList(),
                "nobody says what it is called");
    }

    @Test
    void picturesAreThoseOfTheImagesFolderOrOfAVideo() throws Exception {
        Surroundings around = new Surroundings() {
            @Override
            public Optional<Size> sizeOf(String file) {
                return file.equals("images/train/a.jpg") ? Optional.of(new Size(10, 10)) : Optional.empty();
            }

            @Override
            public Optional<Size> sizeOfVideo(String name) {
                return name.equals("walk") ? Optional.of(new Size(20, 20)) : Optional.empty();
            }

            @Override
            public Samples samples(byte[] png) throws IOException {
                throw new IOException("there is none");
            }
        };
        put("classes.txt", "dog");
        for (String name : List.of("train/a", "train/walk/000012", "val/walk_000013", "val/lost")) {
            put("labels/" + name + ".txt", "0 0.5 0.5 0.5 0.5");
        }
        List<Entry> all = new ArrayList<>();
        format.read(folder, around, all::add);
        assertEquals(
                List.of(
                        new Entry.Picture("labels/train/a.txt", "images/train/a.jpg", 10, 10, "", -1),
                        new Entry.Picture("labels/train/walk/000012.txt", "walk/000012.png", 20, 20, "walk", 12),
                        new Entry.Picture("labels/val/walk_000013.txt", "walk_000013.png", 20, 20, "walk", 13)),
                GoldenSet.of(Entry.Picture.class, all));
        assertEquals(
                List.of(new Entry.NotTaken(
                        new Entry.At("labels/val/lost.txt", "line 1"),
                        "the project has no picture lost, and without its size nothing can be placed")),
                GoldenSet.of(Entry.NotTaken.class, all));
    }

    @Test
    void whatIsWrongCostsTheLineOrTheFile() throws Exception {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("0 0.5 0.5 0.5", "a line is a class and at least four numbers");
        wrong.put("0 0.5 0.5 0.5 0", "the box has no extent");
        wrong.put("0 0.5 0.5 0.5 NaN", "\"NaN\" is no number");
        wrong.put("0 0.5 0.5 0.5 1e999", "1e999 is beyond all measure");
        wrong.put("0 48 32 20 10", "coordinates are shares of the picture, from 0 to 1, not 20.0");
        wrong.put("0.5 0.5 0.5 0.5 0.5", "a whole number is wanted, not 0.5");
        wrong.put("7 0.5 0.5 0.5 0.5", "there is no class 7 in data.yaml");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            Entry.NotTaken not =
                    assertInstanceOf(Entry.NotTaken.class, last(format, DATA, "\n" + each.getKey() + "\n"));
            assertEquals(each.getValue(), not.reason());
            assertEquals("labels/train/clip0/000000.txt, line 2", not.at().toString());
        }
        Map<String, String> data = new LinkedHashMap<>();
        data.put("names: [a, a]", "data.yaml: the class a is there twice");
        data.put("names: {0: a, 00: b}", "data.yaml: names says 0, which cannot be or is there twice");
        data.put("names: &a [*a]", "data.yaml: a name of a class is no word");
        data.put("names: [a]\nnames: [b]", "data.yaml: names is said twice");
        data.put("names: [a]\nkpt_shape: [99999999, 3]", "data.yaml: kpt_shape cannot be 99999999 joints of 3 numbers");
        for (Map.Entry<String, String> each : data.entrySet()) {
            assertEquals(
                    each.getValue(),
                    assertThrows(UnreadableException.class, () -> last(format, each.getKey(), ""))
                            .getMessage());
        }
        assertTrue(String.valueOf(assertThrows(UnreadableException.class, () -> last(format, "names: [a\nb: ]c", ""))
                        .getMessage())
                .startsWith("data.yaml, line "));
        put("data.yaml", DATA);
        Files.write(folder.resolve("labels/train/clip0/000000.txt"), new byte[] {'0', ' ', (byte) 0xff});
        assertEquals(
                "labels/train/clip0/000000.txt: it is no text in UTF-8",
                assertThrows(UnreadableException.class, () -> GoldenSet.read(format, folder))
                        .getMessage());
    }

    @Test
    void aFileOfAnotherFormatBesideLabelsIsNotTakenForThem() throws Exception {
        put("data.yaml", DATA);
        put("labels/a.txt", "0 0.5 0.5 0.5 0.5");
        put("instances.json", "{}");
        assertTrue(format.recognises(folder.resolve("data.yaml")));
        assertTrue(format.recognises(folder.resolve("labels/a.txt")));
        assertFalse(format.recognises(folder.resolve("instances.json")));
        put("b.txt", "frames of the day");
        assertFalse(format.recognises(folder.resolve("b.txt")), "whatever lies beside it");
    }

    @Test
    void aFolderThatCannotBeReadIsNoReasonNotToLook() throws Exception {
        put("data.yaml", DATA);
        put("labels/a.txt", "0 0.5 0.5 0.5 0.5");
        Path locked = Files.createDirectory(folder.resolve("labels/locked"));
        assumeTrue(locked.toFile().setReadable(false), "left out: folders cannot be locked here");
        try {
            assertTrue(format.recognises(folder));
        } finally {
            assertTrue(locked.toFile().setReadable(true));
        }
    }

    @Test
    void aFolderThatIsALinkIsReadLikeTheFolderItself() throws Exception {
        put("set/data.yaml", DATA);
        put("set/labels/train/clip0/000000.txt", "0 0.5 0.5 0.5 0.5");
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, folder.resolve("set"));
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "left out: links cannot be made here");
        }
        assertTrue(format.recognises(link));
        List<Entry> read = GoldenSet.read(format, link);
        assertEquals(1, GoldenSet.of(Entry.Annotation.class, read).size());
        assertEquals(GoldenSet.read(format, folder.resolve("set")), read);
    }

    @Test
    void whatIsThereToBeReadByPeopleHoldsNoLabels() throws Exception {
        put("data.yaml", DATA);
        put("README.roboflow.txt", "Exported with care");
        put("readme.dataset.txt", "Provided by a user");
        put("labels/train/clip0/000000.txt", "0 0.5 0.5 0.5 0.5");
        assertTrue(format.recognises(folder));
        List<Entry> read = GoldenSet.read(format, folder);
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, read));
        assertEquals(1, GoldenSet.of(Entry.Annotation.class, read).size());
    }

    @Test
    void anEscapeBeyondAllCharactersIsNoYaml() throws Exception {
        put("data.yaml", "names: [\"\\UFFFFFFFF\"]\n");
        put("labels/a.txt", "0 0.5 0.5 0.5 0.5");
        assertFalse(format.recognises(folder));
        assertTrue(String.valueOf(assertThrows(UnreadableException.class, () -> GoldenSet.read(format, folder))
                        .getMessage())
                .startsWith("data.yaml: it is no YAML: "));
    }

    @Test
    void theBeginningOfALongFileShowsWhatItIs() throws Exception {
        put("data.yaml", DATA);
        put("labels/a.txt", "0 0.5 0.5 0.5 0.5\n".repeat(10_000) + "and so on");
        assertTrue(format.recognises(folder));
        put("labels/a.txt", "0 0.5 0.5 0.5 0.5\n".repeat(10) + "and so on");
        assertFalse(format.recognises(folder));
    }

    @Test
    void aFileOfMoreThanAnyLabelsIsRefusedUnread() throws Exception {
        put("data.yaml", DATA);
        put("labels/a.txt", "");
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("labels/a.txt").toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }
        assertEquals(
                "labels/a.txt: it has more than 64 MB, which is no file of labels",
                assertThrows(UnreadableException.class, () -> GoldenSet.read(format, folder))
                        .getMessage());
    }

    private List<String> behind(String data, String lines) throws Exception {
        put("data.yaml", data);
        put("labels/train/clip0/000000.txt", lines);
        return GoldenSet.of(Entry.Annotation.class, GoldenSet.read(format, folder)).stream()
                .map(a -> a.shape().orElseThrow().getClass().getSimpleName()
                        + a.attributes().values()
                        + a.track().map(Entry.OnTrack::key).orElse(""))
                .toList();
    }

    @Test
    void whatStandsBehindAShapeIsSaidByAllLinesTogether() throws Exception {
        String box = "0 0.5 0.5 0.5 0.5";
        String ring = "\n0 0 0 1 0 0.5 0.5";
        String sure = new Value.Amount(0.5).toString();
        String certain = new Value.Amount(1).toString();
        assertEquals(List.of("Box[]clip0/1", "Polygon[]clip0/7"), behind(DATA, box + " 1" + ring + " 7"));
        assertEquals(
                List.of("Box[" + certain + "]", "Polygon[" + sure + "]"), behind(DATA, box + " 1" + ring + " 0.5"));
        assertEquals(
                List.of("Box[" + sure + "]clip0/1", "Polygon[" + certain + "]clip0/7", "Box[" + sure + "]"),
                behind(DATA, box + " 0.5 1" + ring + " 1 7\n" + box + " 0.5"));
        assertEquals(
                List.of("Polygon[]", "Polygon[]"),
                behind(DATA, "0 0 0 1 0 1 1" + ring),
                "an outline may end in the corner of the picture");
        String posed = "names: [x]\nkpt_shape: [1, 3]";
        assertEquals(
                List.of("Box[" + sure + "]clip0/3", "Box[" + sure + "]"),
                behind(posed, box + " 0.5 0.5 2 0.5 3\n" + box + " 0.5 0.5 2 0.5"));
        assertEquals(List.of("Box[]clip0/3"), behind(posed, box + " 0.5 0.5 2 3"));
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        FolderMutants.survive(format, GoldenSet.path("yolo_boxes"), folder.resolve("boxes"), 120);
        FolderMutants.survive(turned, GoldenSet.path("xany/yolo_seg"), folder.resolve("outlines"), 120);
    }

    @Test
    void aTextAmongLabelsIsThatOfAPictureWhateverItIsCalled() throws Exception {
        put("data.yaml", DATA);
        put("train.txt", "images/clip0/000000.png");
        put("labels/train.txt", "0 0.5 0.5 0.5 0.5");
        put("labels/readme.txt", "1 0.5 0.5 0.5 0.5");
        put("labels/classes.txt", "person");
        assertTrue(format.recognises(folder));
        List<String> places = GoldenSet.read(format, folder).stream()
                .filter(Entry.NotTaken.class::isInstance)
                .map(e -> ((Entry.NotTaken) e).at().toString())
                .toList();
        assertEquals(List.of("labels/readme.txt, line 1", "labels/train.txt, line 1"), places, "no such pictures here");
    }
}
