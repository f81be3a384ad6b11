package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoExport;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.labelme.LabelmeExport;
import limner.model.exchange.out.Export;
import limner.model.exchange.out.FolderTarget;
import limner.model.exchange.out.InPictureOrder;
import limner.model.exchange.sidecar.SidecarFormat;
import limner.model.exchange.sidecar.SidecarKeeper;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes COCO and reads it back: the golden data set with every number, and small ones for what COCO cannot say.
final class CocoExportTest {

    private static final String FILE = "annotations/instances.json";
    private static final Entry.At AT = new Entry.At("here", "1");
    private static final Entry.Picture PICTURE = new Entry.Picture("1", "a.png", 40, 30, "", -1);

    @TempDir
    Path folder;

    private static Entry.Annotation annotation(String key, Shape shape) {
        return new Entry.Annotation(
                AT,
                key,
                "1",
                "3",
                Optional.of(shape),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                0,
                new LinkedHashMap<>(),
                "");
    }

    private static List<Entry> with(Entry.Annotation... annotations) {
        List<Entry> all = new ArrayList<>(List.of(Entry.Category.of("3", "car"), PICTURE));
        all.addAll(List.of(annotations));
        return all;
    }

    private static Ring square(double x, double y, double side) {
        return new Ring(List.of(
                new Point(x, y), new Point(x + side, y), new Point(x + side, y + side), new Point(x, y + side)));
    }

    private Exported export(List<Entry> entries, Choices choices) throws Exception {
        return Exported.of(Exported.told(entries), new CocoExport(), choices, folder.resolve("out"));
    }

    private List<Entry.Annotation> back(Exported exported) throws Exception {
        return Exported.read(new CocoFormat(), exported.folder().resolve(FILE)).stream()
                .filter(Entry.Annotation.class::isInstance)
                .map(Entry.Annotation.class::cast)
                .toList();
    }

    private static Rle pixels(Shape shape) {
        return Rasterizer.rasterize(shape, PICTURE.width(), PICTURE.height());
    }

    private static Set<Entry> heads(List<Entry> entries) {
        return entries.stream().filter(e -> !(e instanceof Entry.Annotation)).collect(Collectors.toSet());
    }

    /// Where it stands in which file is its own business.
    private static List<Entry> withoutPlaces(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Annotation.class::isInstance)
                .map(Entry.Annotation.class::cast)
                .<Entry>map(a -> new Entry.Annotation(
                        AT,
                        a.key(),
                        a.picture(),
                        a.category(),
                        a.shape(),
                        a.pose(),
                        a.track(),
                        a.crowd(),
                        a.occluded(),
                        a.depth(),
                        a.attributes(),
                        a.extras()))
                .toList();
    }

    @Test
    void theGoldenDataSetGoesThroughWithEveryNumberAndEveryMaskAsItWas() throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new CocoExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertTrue(exported.report().isEmpty(), () -> exported.report().first().toString());
        assertEquals(exported.report().annotations(), exported.report().whole());
        List<Entry> before = Exported.read(new CocoFormat(), golden);
        List<Entry> after = Exported.read(new CocoFormat(), exported.folder().resolve(FILE));
        assertEquals(heads(before), heads(after));
        assertEquals(withoutPlaces(before), withoutPlaces(after));
        assertEquals(before, exported.sidecar());

        JsonNode was = JsonMapper.shared().readTree(golden.toFile());
        JsonNode is =
                JsonMapper.shared().readTree(exported.folder().resolve(FILE).toFile());
        assertEquals(was.path("annotations").size(), is.path("annotations").size());
        for (int i = 0; i < was.path("annotations").size(); i++) {
            JsonNode a = was.path("annotations").get(i);
            JsonNode b = is.path("annotations").get(i);
            for (String field : List.of("id", "image_id", "category_id", "track_id", "iscrowd", "num_keypoints")) {
                assertEquals(a.path(field), b.path(field), field + " of " + a.path("id"));
            }
            assertEquals(a.path("area").asDouble(), b.path("area").asDouble(), "area of " + a.path("id"));
            for (int k = 0; k < 4; k++) {
                assertEquals(
                        a.path("bbox").get(k).asDouble(), b.path("bbox").get(k).asDouble(), "box of " + a.path("id"));
            }
        }
    }

    @Test
    void whatAFileSaysOfItselfAndBesideWhatIsKnownGoesThroughAsItWas() throws Exception {
        Path file = folder.resolve("said.json");
        Files.writeString(file, """
                {"info": {"year": 2017, "version": "2.5", "contributor": "Ann", "more": {"deep": [1, null, 0.25]}},
                 "images": [{"id": 7, "file_name": "a/7.png", "width": 20, "height": 10, "license": 4,
                             "coco_url": "http://example.org/7", "date_captured": "2013-11-14 17:02:52",
                             "gps": {"lat": 1.5}, "video_id": 3, "frame_index": 2, "frame_id": 9}],
                 "videos": [{"id": 3, "name": "street", "fps": 29.97, "vid_start": null}],
                 "categories": [{"id": 90, "name": "car", "supercategory": "vehicle", "frequency": "f",
                                 "synset": "car.n.01"}],
                 "annotations": [{"id": 12, "image_id": 7, "category_id": 90, "iscrowd": 0, "bbox": [1, 2, 3, 4],
                                  "area": 12, "segmentation": [], "note": "kept"}],
                 "type": "instances",
                 "licenses": [{"id": 4, "name": "CC", "url": "http://example.org/cc"}],
                 "splits": {"train": [7]}}
                """);
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(file, into)),
                new CocoExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertTrue(exported.report().isEmpty(), () -> exported.report().first().toString());
        assertEquals(Exported.read(new CocoFormat(), file), exported.sidecar());

        JsonNode was = JsonMapper.shared().readTree(file.toFile());
        JsonNode is =
                JsonMapper.shared().readTree(exported.folder().resolve(FILE).toFile());
        for (String field : List.of("info", "licenses", "type", "splits")) {
            assertEquals(was.path(field), is.path(field), field);
        }
        for (String list : List.of("images", "videos", "categories", "annotations")) {
            for (Map.Entry<String, JsonNode> e : was.path(list).get(0).properties()) {
                JsonNode now = is.path(list).get(0).path(e.getKey());
                assertEquals(comparable(e.getValue()), comparable(now), list + ", " + e.getKey());
            }
        }

        LossReport labelme = Exported.of(
                        new InPictureOrder(into -> CocoDataset.read(file, into)),
                        new LabelmeExport(),
                        Choices.FAITHFUL,
                        folder.resolve("labelme"))
                .report();
        // Of the video, the picture and the class; an object keeps its own.
        assertEquals(
                3,
                labelme.counts().getOrDefault(Loss.EXTRAS, new TreeMap<>()).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum(),
                labelme::toString);
    }

    /// Whether a number has a point says nothing in JSON.
    private static Object comparable(JsonNode n) {
        return n.isArray() && n.values().stream().allMatch(JsonNode::isNumber)
                ? n.values().stream().map(JsonNode::asDouble).toList()
                : n.isNumber() ? n.asDouble() : n;
    }

    @Test
    void moreThanAFileSaysOfItselfIsNotKeptAndTold() throws Exception {
        Path file = folder.resolve("much.json");
        Files.writeString(file, """
                {"info": {}, "blob": ["%s", {"a": [1, 2]}], "images": [], "annotations": [], "type": "x"}
                """.formatted("y".repeat(2 << 20)));
        List<Entry> read = Exported.read(new CocoFormat(), file);
        assertEquals(
                List.of("blob"),
                read.stream()
                        .filter(Entry.NotTaken.class::isInstance)
                        .map(e -> ((Entry.NotTaken) e).at().where())
                        .toList());
        assertTrue(read.contains(new Entry.About("{\"info\":{},\"type\":\"x\"}")), read::toString);

        Files.writeString(file, """
                {"images": [{"id": 1, "file_name": "a.png", "width": 4, "height": 4, "thumbnail": "%s"}],
                 "annotations": []}
                """.formatted("z".repeat(1 << 17)));
        List<Entry> thumbnail = Exported.read(new CocoFormat(), file);
        assertTrue(thumbnail.contains(new Entry.Picture("1", "a.png", 4, 4, "", -1)), thumbnail::toString);
        assertEquals(
                List.of("images[0]"),
                thumbnail.stream()
                        .filter(Entry.NotTaken.class::isInstance)
                        .map(e -> ((Entry.NotTaken) e).at().where())
                        .toList());
    }

    @Test
    void holesAndPartsBecomeWhatWasChosenAndEveryPixelIsCounted() throws Exception {
        Polygon holed = new Polygon(List.of(square(2, 2, 12), square(5, 5, 4)));
        Polygon parted = new Polygon(List.of(square(20, 2, 8), square(32, 2, 5)));
        List<Entry> all = with(annotation("1", holed), annotation("2", parted));

        Exported kept = export(all, Choices.FAITHFUL);
        assertEquals(
                List.of(new Mask(pixels(holed)), parted),
                back(kept).stream().map(a -> a.shape().orElseThrow()).toList());
        assertEquals(Map.of(Loss.KIND, 1), counts(kept.report()));
        assertEquals(0, kept.report().pixels());
        again();

        Exported bridged =
                export(all, new Choices(Choices.Holes.BRIDGE, Choices.Parts.BRIDGE, Choices.Regions.AS_DRAWN));
        for (Entry.Annotation a : back(bridged)) {
            Polygon one = (Polygon) a.shape().orElseThrow();
            assertEquals(1, one.rings().size());
            assertEquals(pixels(a.key().equals("1") ? holed : parted), pixels(one));
        }
        assertEquals(Map.of(Loss.HOLES, 1, Loss.PARTS, 1), counts(bridged.report()));
        assertEquals(0, bridged.report().pixels());
        again();

        Exported split =
                export(all, new Choices(Choices.Holes.OUTER_ONLY, Choices.Parts.SPLIT, Choices.Regions.AS_DRAWN));
        assertEquals(
                List.of("1", "2", "3"),
                back(split).stream().map(Entry.Annotation::key).toList());
        assertEquals(16, split.report().pixels());
        assertEquals(Map.of(Loss.HOLES, 1, Loss.PARTS, 1, Loss.PIXELS, 1), counts(split.report()));
        again();

        Exported largest =
                export(all, new Choices(Choices.Holes.SKIP, Choices.Parts.OUTER_ONLY, Choices.Regions.AS_DRAWN));
        assertEquals(
                List.of(new Polygon(List.of(square(20, 2, 8)))),
                back(largest).stream().map(a -> a.shape().orElseThrow()).toList());
        assertEquals(144 - 16 + 25, largest.report().pixels());
        assertEquals(1, largest.report().count(Loss.OBJECT));
        assertEquals(all, largest.sidecar(), "the sidecar keeps it all");
        again();

        Exported masks = export(all, new Choices(Choices.Holes.KEEP, Choices.Parts.KEEP, Choices.Regions.MASKS));
        assertEquals(
                List.of(new Mask(pixels(holed)), new Mask(pixels(parted))),
                back(masks).stream().map(a -> a.shape().orElseThrow()).toList());
    }

    private static Map<Loss, Integer> counts(LossReport report) {
        Map<Loss, Integer> all = new LinkedHashMap<>();
        report.counts().keySet().forEach(l -> all.put(l, report.count(l)));
        return all;
    }

    private void again() throws IOException {
        try (Stream<Path> inside = Files.walk(folder.resolve("out"))) {
            for (Path p : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }

    @Test
    void whatCocoCannotSayIsToldObjectByObject() throws Exception {
        Entry.Annotation plain = annotation("7", new Box(1, 2, 3, 4));
        SequencedMap<String, Value> said = new LinkedHashMap<>(Map.of("occluded", new Value.Flag(true)));
        Entry.Annotation deep = new Entry.Annotation(
                AT,
                "12345678901234",
                "1",
                "3",
                plain.shape(),
                Optional.empty(),
                Optional.of(new Entry.OnTrack("t", Entry.Known.KEYFRAME, false)),
                true,
                false,
                4,
                said,
                "{\"score\":0.5,\"area\":3}");
        List<Entry> all = with(
                deep,
                annotation("", new RotatedBox(10, 10, 8, 4, 30)),
                annotation("", new Ellipse(20, 20, 5, 3, 0)),
                annotation("", new Polyline(List.of(new Point(1, 1), new Point(5, 5)))),
                annotation("", new Skeleton(List.of(new Joint("a", new Point(1, 1), Joint.State.VISIBLE)))));
        all.add(new Entry.Tag(AT, "1", "3"));
        Exported exported = export(all, Choices.FAITHFUL);
        assertEquals(
                Map.of(
                        Loss.OBJECT, 2,
                        Loss.KIND, 1,
                        Loss.ROTATION, 1,
                        Loss.OCCLUSION, 1,
                        Loss.DEPTH, 1,
                        Loss.ATTRIBUTES, 1,
                        Loss.TRACKS, 1,
                        Loss.TAGS, 1,
                        Loss.EXTRAS, 1),
                counts(exported.report()));
        List<Entry.Annotation> back = back(exported);
        assertEquals("12345678901234", back.getFirst().key(), "numbers stay, however long");
        assertEquals("{\"score\":0.5}", back.getFirst().extras());
        assertTrue(back.getFirst().occluded());
        assertEquals("12345678901235", back.get(1).key());
        assertEquals(
                pixels(new Ellipse(20, 20, 5, 3, 0)),
                ((Mask) back.get(2).shape().orElseThrow()).rle());
        assertEquals(3, back.size());
        assertEquals(all, exported.sidecar());
    }

    @Test
    void whateverIsDrawnComesBackAsTheReportAnnounced() throws Exception {
        RoundTrip.holds(new CocoExport(), new CocoFormat(), FILE, "", folder);
    }

    @Test
    void numbersFromNoughtAndBeyondIntegersStay() throws Exception {
        Path from = folder.resolve("own.json");
        Files.writeString(
                from,
                "{\"videos\": [{\"id\": 0, \"name\": \"v\"}], \"categories\": [{\"id\": 0, \"name\": \"a\"},"
                        + " {\"id\": 9000000001, \"name\": \"b\"}], \"images\": [{\"id\": 0, \"width\": 40,"
                        + " \"height\": 30, \"video_id\": 0, \"frame_index\": 0}], \"annotations\": [{\"id\": 0,"
                        + " \"image_id\": 0, \"category_id\": 0, \"track_id\": 0, \"bbox\": [1, 2, 3, 4]},"
                        + " {\"id\": 5, \"image_id\": 0, \"category_id\": 9000000001, \"bbox\": [1, 2, 3, 4]}]}");
        List<Entry> before = Exported.read(new CocoFormat(), from);
        Exported exported = export(before, Choices.FAITHFUL);
        List<Entry> after = Exported.read(new CocoFormat(), exported.folder().resolve(FILE));
        assertEquals(heads(before), heads(after));
        assertEquals(withoutPlaces(before), withoutPlaces(after));
    }

    @Test
    void aMaskOfAnotherPicturesSizeStaysWhereItIsAndIsTold() throws Exception {
        Rle larger = Rasterizer.rasterize(new Box(35, 5, 10, 4), 60, 50);
        List<Entry> all = with(annotation("1", new Mask(larger)), annotation("2", new Box(1, 2, 3, 4)));
        Exported exported = export(all, Choices.FAITHFUL);
        assertEquals(
                new Mask(pixels(new Box(35, 5, 5, 4))),
                back(exported).getFirst().shape().orElseThrow());
        assertEquals(Map.of(Loss.COORDINATES, 1), counts(exported.report()));
        assertEquals(5 * 4, exported.report().pixels());
        assertEquals(all, exported.sidecar());
    }

    @Test
    void aFullDiskIsAnErrorOfTheDisk() throws Exception {
        EntrySource source = into -> {
            into.accept(Entry.Category.of("3", "car"));
            into.accept(PICTURE);
            for (int i = 0; i < 5_000; i++) {
                into.accept(annotation("", new Box(1, 2, 3, 4)));
            }
        };
        for (String full : List.of(SidecarKeeper.FILE, FILE)) {
            try (FolderTarget real = FolderTarget.beside(folder.resolve("out"));
                    SidecarKeeper keeper = new SidecarKeeper(new FullTarget(real, full), "coco")) {
                Export export = new Export(source, new CocoExport(), Choices.FAITHFUL);
                IOException e =
                        assertThrows(IOException.class, () -> export.write(new FullTarget(real, full), keeper), full);
                assertEquals("No space left", e.getMessage());
            } catch (IOException e) {
                assertEquals("No space left", e.getMessage(), "what is still to be written cannot be either");
            }
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /// A disk that takes a little of one file.
    private record FullTarget(Target real, String full) implements Target {

        @Override
        public OutputStream create(String path) throws IOException {
            OutputStream out = real.create(path);
            return !path.equals(full)
                    ? out
                    : new FilterOutputStream(out) {
                        private int taken;

                        @Override
                        public void write(byte[] bytes, int from, int length) throws IOException {
                            taken += length;
                            if (taken > 20_000) {
                                throw new IOException("No space left");
                            }
                            out.write(bytes, from, length);
                        }
                    };
        }

        @Override
        public SortedMap<String, String> digests() {
            return real.digests();
        }
    }

    @Test
    void nothingIsThereUnlessAllOfItIs() throws Exception {
        Path out = folder.resolve("out");
        Export broken = new Export(
                new EntrySource() {
                    private int told;

                    @Override
                    public void tell(Consumer<Entry> into) throws IOException {
                        with(annotation("1", new Box(1, 2, 3, 4))).forEach(into);
                        if (++told > 1) {
                            throw new IOException("the disk is gone");
                        }
                    }
                },
                new CocoExport(),
                Choices.FAITHFUL);
        try (FolderTarget target = FolderTarget.beside(out);
                SidecarKeeper keeper = new SidecarKeeper(target, "coco")) {
            assertThrows(IOException.class, () -> broken.write(target, keeper));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
        Files.createDirectories(out.resolve("mine"));
        assertThrows(IOException.class, () -> FolderTarget.beside(out).close());
        assertTrue(Files.exists(out.resolve("mine")), "what is somebody else's stays");
        Files.delete(out.resolve("mine"));
        try (FolderTarget target = FolderTarget.beside(out)) {
            for (String name : List.of("../a", "/a", "a//b", "a\\b", "c:x", "nul.txt", "a. ", "", "a/./b", "a\nb")) {
                assertThrows(IllegalArgumentException.class, () -> target.create(name), name);
            }
            target.create("a/B.png").close();
            assertThrows(IllegalArgumentException.class, () -> target.create("A/b.png"));
        }
    }

    @Test
    void whatWasChangedAfterwardsIsNotPassedOver() throws Exception {
        Exported exported = export(with(annotation("1", new Box(1, 2, 3, 4))), Choices.FAITHFUL);
        assertTrue(new SidecarFormat().recognises(exported.folder()));
        Files.writeString(exported.folder().resolve(FILE), " ", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        UnreadableException e = assertThrows(UnreadableException.class, exported::sidecar);
        assertTrue(
                String.valueOf(e.getMessage()).contains(FILE + ": it was changed after the export"),
                String.valueOf(e.getMessage()));
        Path file = exported.folder().resolve(SidecarKeeper.FILE);
        assertEquals(3, Exported.read(new SidecarFormat(), file).size());
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));
        assertTrue(String.valueOf(assertThrows(UnreadableException.class, exported::sidecar)
                        .getMessage())
                .contains("it breaks off"));
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("{\"limner_sidecar\":2}\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThrows(UnreadableException.class, exported::sidecar);
        assertFalse(new SidecarFormat().recognises(folder));
    }
}
