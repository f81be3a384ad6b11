package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import limner.model.event.LabelEvent;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.labelstudio.LabelStudioFormat;
import limner.model.fixture.Fixture;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.id.MediaId;
import limner.model.id.ProjectId;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.project.ProjectState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads tasks of Label Studio: each thing they can say, what is wrong with them, and masks as its own converter packs
/// them.
final class LabelStudioFormatTest {

    private static final Surroundings AROUND = new Surroundings() {
        @Override
        public Optional<Size> sizeOf(String file) {
            return Optional.empty();
        }

        @Override
        public Optional<Size> sizeOfVideo(String name) {
            return name.equals("night.mp4") ? Optional.of(new Size(40, 30)) : Optional.empty();
        }

        @Override
        public Samples samples(byte[] png) throws IOException {
            throw new IOException("no picture is expected here");
        }
    };

    @TempDir
    Path folder;

    private final LabelStudioFormat format = new LabelStudioFormat();

    private List<Entry> read(String tasks) throws Exception {
        Path file = folder.resolve("export.json");
        Files.writeString(file, "[" + tasks + "]");
        assertTrue(format.recognises(file));
        assertFalse(new CocoFormat().recognises(file));
        List<Entry> all = new ArrayList<>();
        format.read(file, AROUND, all::add);
        return all;
    }

    private static String task(String media, String results) {
        return "{\"id\": 1, \"data\": {" + media + "}, \"annotations\": [{\"id\": 4, \"result\": [" + results + "]}]}";
    }

    private List<Entry> picture(String results) throws Exception {
        return read(task("\"image\": \"/data/upload/1/12ab34cd-day%20a.png\"", results));
    }

    private static String region(String type, String value) {
        return region("r1", type, value);
    }

    private static String region(String id, String type, String value) {
        return "{\"id\": \"" + id + "\", \"type\": \"" + type + "\", \"from_name\": \"of " + type + "\","
                + " \"original_width\": 200, \"original_height\": 100, \"image_rotation\": 0, \"value\": {" + value
                + "}}";
    }

    private Shape shape(String type, String value) throws Exception {
        List<Entry> all = picture(region(type, value + ", \"" + type + "\": [\"car\"]"));
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, all));
        return Golden.only(Entry.Annotation.class, all).getFirst().shape().orElseThrow();
    }

    @Test
    void everyKindOfShapeIsReadFromHundredths() throws Exception {
        assertEquals(
                new Box(20, 10, 60, 30),
                shape("rectanglelabels", "\"x\": 10, \"y\": 10, \"width\": 30, \"height\": 30, \"rotation\": 0"));
        RotatedBox turned = assertInstanceOf(
                RotatedBox.class,
                shape("rectanglelabels", "\"x\": 50, \"y\": 50, \"width\": 20, \"height\": 10, \"rotation\": 90"));
        assertEquals(
                95, turned.x(), 1e-9, "turned about its first corner, in pixels, where sides are as long as drawn");
        assertEquals(70, turned.y(), 1e-9);
        assertEquals(new RotatedBox(turned.x(), turned.y(), 40, 10, 90), turned);
        assertEquals(
                new Ellipse(100, 50, 20, 5, 30),
                shape("ellipselabels", "\"x\": 50, \"y\": 50, \"radiusX\": 10, \"radiusY\": 5, \"rotation\": 30"));
        assertEquals(
                Polygon.of(List.of(new Point(2, 1), new Point(40, 1), new Point(40, 20))),
                shape("polygonlabels", "\"points\": [[1, 1], [20, 1], [20, 20]], \"closed\": true"));
        assertEquals(new Point(20, 50), shape("keypointlabels", "\"x\": 10, \"y\": 50, \"width\": 0.3"));
    }

    /// What Label Studio's own converter packs of a 5 × 3 mask, with the byte it adds at the end.
    private static final String PACKED = "[0, 0, 0, 60, 57, 27, 254, 23, 0, 183, 255, 132, 192, 35, 255, 0]";

    private static String brush(int width, int height, String rle) {
        return "{\"id\": \"b\", \"type\": \"brushlabels\", \"original_width\": " + width + ", \"original_height\": "
                + height + ", \"value\": {\"format\": \"rle\", \"rle\": " + rle + ", \"brushlabels\": [\"car\"]}}";
    }

    @Test
    void masksAreReadAsItsOwnConverterPacksThem() throws Exception {
        Mask mask = assertInstanceOf(
                Mask.class,
                Golden.only(Entry.Annotation.class, picture(brush(5, 3, PACKED)))
                        .getFirst()
                        .shape()
                        .orElseThrow());
        // .....
        // .###.
        // ....#
        assertEquals(4, mask.rle().area());
        for (int[] at : new int[][] {{1, 1}, {2, 1}, {3, 1}, {4, 2}}) {
            assertTrue(mask.rle().contains(at[0], at[1]), () -> at[0] + ", " + at[1]);
        }
        List<Entry> full = picture(brush(128, 128, "[0, 1, 0, 0, 57, 27, 255, 255, 255, 255, 0]"));
        assertEquals(
                128 * 128,
                ((Mask) Golden.only(Entry.Annotation.class, full)
                                .getFirst()
                                .shape()
                                .orElseThrow())
                        .rle()
                        .area(),
                "a run of 65 536");
        // Words one by one: only the opacity counts, and it is the fourth of each pixel. 2 × 1, 8 words, no repetition.
        String bits = "00000000000000000000000000001000" + "00111" + "0010001101111111" + "0" + "00" + "111"
                + "00000001".repeat(3) + "00000000" + "00000000".repeat(3) + "00000111";
        List<String> bytes = new ArrayList<>();
        for (int i = 0; i < bits.length(); i += 8) {
            String piece = (bits.substring(i, Math.min(bits.length(), i + 8)) + "0000000").substring(0, 8);
            bytes.add(Integer.toString(Integer.parseInt(piece, 2)));
        }
        Mask literal = (Mask) Golden.only(Entry.Annotation.class, picture(brush(2, 1, bytes.toString())))
                .getFirst()
                .shape()
                .orElseThrow();
        assertEquals(1, literal.rle().area());
        assertTrue(literal.rle().contains(1, 0));
    }

    @Test
    void resultsOfOneRegionAreOneObjectAndChoicesAreTags() throws Exception {
        String place = "\"x\": 10, \"y\": 10, \"width\": 30, \"height\": 30";
        List<Entry> all =
                picture(region("rectangle", place) + "," + region("labels", place + ", \"labels\": [\"car\", \"van\"]")
                        + "," + region("choices", place + ", \"choices\": [\"far\"]") + ","
                        + region("textarea", place + ", \"text\": [\"half\", \"hidden\"]") + ","
                        + region("rating", place + ", \"rating\": 4") + ","
                        + region("r2", "choices", "\"choices\": [\"fog\", \"rain\"]") + ","
                        + region("r3", "taxonomy", "\"taxonomy\": [[\"a\"]]")
                        + ",{\"type\": \"relation\", \"from_id\": \"r1\"}");
        Entry.Annotation car = Golden.only(Entry.Annotation.class, all).getFirst();
        assertEquals("car", car.category());
        assertEquals("r1", car.key());
        assertEquals(
                Map.of(
                        "of choices", new Value.Word("far"),
                        "of textarea", new Value.Word("half\nhidden"),
                        "of rating", new Value.Amount(4)),
                car.attributes());
        assertEquals(
                List.of("fog", "rain"),
                Golden.only(Entry.Tag.class, all).stream()
                        .map(Entry.Tag::category)
                        .toList());
        assertEquals(
                List.of(
                        "relations between regions have no place here",
                        "label van beside car has no place: a region has one class",
                        "what taxonomy says of a whole picture has no place here"),
                Golden.only(Entry.NotTaken.class, all).stream()
                        .map(Entry.NotTaken::reason)
                        .toList());
        Entry.Picture picture = Golden.only(Entry.Picture.class, all).getFirst();
        assertEquals("day a.png", picture.file());
        assertEquals(200, picture.width());
    }

    /// One that was chosen is a word, and several are a list: either may come first.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsChosenOnceAloneAndOnceWithOthersIsAnAttributeOfSeveral(boolean isListFirst) throws Exception {
        String place = "\"x\": 10, \"y\": 10, \"width\": 30, \"height\": 30";
        List<String> chosen = new ArrayList<>(List.of("\"red\"", "\"red\", \"blue\""));
        if (isListFirst) {
            Collections.reverse(chosen);
        }
        List<String> results = new ArrayList<>();
        for (String words : chosen) {
            String id = "r" + results.size();
            results.add(region(id, "rectanglelabels", place + ", \"rectanglelabels\": [\"car\"]"));
            results.add(region(id, "choices", "\"choices\": [" + words + "]"));
        }
        List<Entry> all = picture(String.join(",", results));
        Survey survey = new Survey();
        all.forEach(survey);
        MediaId clip = new MediaId(Fixture.uuid("clip"));
        ProjectState state = ProjectState.empty(ProjectId.random(), "Empty")
                .applyAll(List.of(new LabelEvent.MediaAdded(Fixture.video(clip, "clip.mp4"))));
        ClassPlan plan = ClassPlan.propose(state.ontology(), survey, Map.of());
        Intake intake = new Intake(
                state, plan, (_, _) -> new PictureFinder.Found.Frame(clip, 0), "export", Intake.Prefer.REGION);
        all.forEach(intake);
        Attribute colours = plan.added().getFirst().attributes().getFirst();
        assertEquals(
                Set.of("red", "blue"),
                ((AttributeType.MultiSelect) colours.type())
                        .options().stream().map(AttributeOption::name).collect(Collectors.toSet()));
        assertEquals(
                isListFirst ? List.of(2, 1) : List.of(1, 2),
                intake.command().labels().stream()
                        .map(l -> ((AttributeValue.Choices)
                                        l.attributes().of(colours.id()).orElseThrow())
                                .options()
                                .size())
                        .toList());
        assertEquals(List.of(), intake.leftovers());
    }

    @Test
    void ofSeveralAnnotationsTheNewestThatCountsIsTaken() throws Exception {
        String value = "\"x\": 10, \"y\": 10, \"width\": 30, \"height\": 30, \"rectanglelabels\": [\"%s\"]";
        String annotation = "{\"id\": %d, \"updated_at\": \"%s\", \"was_cancelled\": %s, \"result\": [%s]}";
        List<Entry> all =
                read("{\"data\": {\"image\": \"a.png\"}, \"predictions\": [{\"result\": []}], \"annotations\": ["
                        + annotation.formatted(
                                7, "2026-01-01T08:00:00Z", "false", region("rectanglelabels", value.formatted("old")))
                        + ","
                        + annotation.formatted(
                                3, "2026-03-01T08:00:00Z", "false", region("rectanglelabels", value.formatted("new")))
                        + ","
                        + annotation.formatted(
                                9, "2026-04-01T08:00:00Z", "true", region("rectanglelabels", value.formatted("no")))
                        + "]}");
        assertEquals("new", Golden.only(Entry.Annotation.class, all).getFirst().category());
        assertEquals(
                List.of(
                        "export.json, task 0.predictions: what a model predicted is not taken",
                        "export.json, task 0.annotations[0]: annotation 3 of the task is newer, and is taken",
                        "export.json, task 0.annotations[2]: it was cancelled"),
                Golden.only(Entry.NotTaken.class, all).stream()
                        .map(n -> n.at() + ": " + n.reason())
                        .toList());
    }

    @Test
    void videosHaveTracksWithKeyframesAndStretchesOfFramesFromOne() throws Exception {
        String place = "{\"frame\": %d, \"enabled\": %s, \"x\": 10, \"y\": 10, \"width\": 50, \"height\": 50,"
                + " \"rotation\": 0, \"time\": 0.1}";
        String box =
                "{\"id\": \"v1\", \"type\": \"videorectangle\", \"value\": {\"framesCount\": 9, \"labels\": [\"car\"],"
                        + " \"sequence\": [" + place.formatted(1, "true") + "," + place.formatted(3, "false") + ","
                        + place.formatted(6, "false") + "," + place.formatted(7, "true") + "]}}";
        String stretch = "{\"id\": \"t1\", \"type\": \"timelinelabels\", \"value\": {\"ranges\": [{\"start\": 2,"
                + " \"end\": 5}], \"timelinelabels\": [\"run\"]}}";
        List<Entry> all = read(task("\"video\": \"/data/local-files/?d=clips/night.mp4\"", box + "," + stretch));
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, all));
        Map<String, Integer> frames = new LinkedHashMap<>();
        Golden.only(Entry.Picture.class, all).forEach(p -> frames.put(p.key(), p.frame()));
        assertEquals(
                List.of("0 here", "2 here", "3 gone", "5 here", "6 here"),
                Golden.only(Entry.Annotation.class, all).stream()
                        .map(a -> frames.get(a.picture())
                                + (a.track().orElseThrow().outside() ? " gone" : " here"))
                        .toList(),
                "without interpolation it is there for its frame alone");
        assertTrue(Golden.only(Entry.Annotation.class, all).stream()
                .allMatch(a -> a.shape().orElseThrow().equals(new Box(4, 3, 20, 15))));
        Entry.Interval run = Golden.only(Entry.Interval.class, all).getFirst();
        assertEquals(List.of(1, 4), List.of(run.first(), run.last()));
        assertEquals("night.mp4", Golden.only(Entry.Video.class, all).getFirst().name());
    }

    @Test
    void aPlaceThatEndsATrackEndsItAlsoWhereItIsNotTaken() throws Exception {
        String place = "{\"frame\": %d, \"enabled\": %s, \"x\": 10, \"y\": 10, \"width\": %d, \"height\": 50}";
        String box = "{\"id\": \"v1\", \"type\": \"videorectangle\", \"value\": {\"labels\": [\"car\"],"
                + " \"sequence\": [" + place.formatted(1, "true", 50) + "," + place.formatted(5, "false", 0) + ","
                + place.formatted(9, "false", 50) + "," + place.formatted(10, "true", 0) + "]}}";
        List<Entry> all = read(task("\"video\": \"/data/local-files/?d=clips/night.mp4\"", box));
        Map<String, Integer> frames = new LinkedHashMap<>();
        Golden.only(Entry.Picture.class, all).forEach(p -> frames.put(p.key(), p.frame()));
        assertEquals(
                List.of("0 here", "4 gone", "8 here", "9 gone"),
                Golden.only(Entry.Annotation.class, all).stream()
                        .map(a -> frames.get(a.picture())
                                + (a.track().orElseThrow().outside() ? " gone" : " here"))
                        .toList());
        assertEquals(
                List.of("the rectangle has no extent", "the rectangle has no extent"),
                Golden.only(Entry.NotTaken.class, all).stream()
                        .map(Entry.NotTaken::reason)
                        .toList());
    }

    @Test
    void whatIsSaidOfARegionAndHasNoPlaceIsTold() throws Exception {
        String box = "\"x\": 10, \"y\": 10, \"width\": 30, \"height\": 30, \"rectanglelabels\": [\"car\"]";
        List<Entry> all = picture(region("rectanglelabels", box) + ","
                + region("taxonomy", "\"taxonomy\": [[\"a\", \"b\"]]") + "," + region("number", "\"number\": \"x\"")
                + "," + region("labels", "\"labels\": [\"car\"]"));
        assertEquals(1, Golden.only(Entry.Annotation.class, all).size());
        assertEquals(
                List.of(
                        "what of taxonomy (taxonomy) says of it has no place here",
                        "what of number says of it is no number"),
                Golden.only(Entry.NotTaken.class, all).stream()
                        .map(Entry.NotTaken::reason)
                        .toList());
        String stretch = "{\"id\": \"t1\", \"type\": \"timelinelabels\", \"value\": {\"ranges\": [{\"start\": 2,"
                + " \"end\": 5}], \"timelinelabels\": [\"run\"]}}";
        String word = "{\"id\": \"t1\", \"type\": \"choices\", \"from_name\": \"pace\", \"value\": {\"choices\":"
                + " [\"fast\"]}}";
        List<Entry> video = read(task("\"video\": \"night.mp4\"", stretch + "," + word));
        assertEquals(1, Golden.only(Entry.Interval.class, video).size());
        assertEquals(
                "what pace (choices) says of it has no place here",
                Golden.only(Entry.NotTaken.class, video).getFirst().reason());
    }

    @Test
    void whatIsWrongCostsTheRegionTheTaskOrTheFile() throws Exception {
        String place = "\"x\": 10, \"y\": 10, \"width\": 30, \"height\": ";
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put(region("rectanglelabels", place + "30"), "it has no label");
        wrong.put(region("rectanglelabels", place + "0, \"rectanglelabels\": [\"a\"]"), "the rectangle has no extent");
        wrong.put(
                region("rectanglelabels", place + "1e999, \"rectanglelabels\": [\"a\"]"),
                "height is no number, or beyond all measure");
        wrong.put(
                region("rectanglelabels", place + "30, \"rectanglelabels\": [\"a\"]")
                        .replace("\"image_rotation\": 0", "\"image_rotation\": 90"),
                "it was drawn on the picture turned by 90 degrees");
        wrong.put(region("cuboidlabels", place + "30"), "regions of type cuboidlabels are not drawn here");
        wrong.put(brush(5, 3, "[0, 0]"), "its mask breaks off");
        wrong.put(brush(5, 3, "[0, 0, 0, 300]"), "byte 3 of its mask is none");
        wrong.put(brush(4, 3, PACKED), "its mask has 60 bytes, and a picture of 4 × 3 has 48");
        wrong.put(brush(5, 3, PACKED.replace("254", "255")), "a run of its mask goes beyond the picture");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            List<Entry> all = picture(each.getKey());
            Entry.NotTaken not = Golden.only(Entry.NotTaken.class, all).getFirst();
            assertEquals(
                    "export.json, task 0.annotations[0].result[0]: " + each.getValue(), not.at() + ": " + not.reason());
            assertEquals(List.of(), Golden.only(Entry.Annotation.class, all));
        }
        String two = region("r1", "rectanglelabels", place + "30, \"rectanglelabels\": [\"a\"]") + ","
                + region("r2", "rectanglelabels", place + "30, \"rectanglelabels\": [\"a\"]")
                        .replace("200", "300");
        assertEquals(
                "it was drawn on a picture of another size than 200 × 100",
                Golden.only(Entry.NotTaken.class, picture(two)).getFirst().reason());
        assertEquals(
                "its picture or video is called ../../etc/a.png, which is nothing below the folder of the data set;"
                        + " nothing of it is taken",
                Golden.only(
                                Entry.NotTaken.class,
                                read(task("\"image\": \"/data/local-files/?d=..%2F..%2Fetc/a.png\"", "")))
                        .getFirst()
                        .reason());
        assertEquals(
                "nobody says how large picture a.png is; nothing of it is taken",
                Golden.only(Entry.NotTaken.class, read(task("\"image\": \"a.png\"", "")))
                        .getFirst()
                        .reason());
        Path file = folder.resolve("none.json");
        Files.writeString(file, "[{\"id\": 1}]");
        assertEquals(
                "none.json, task 0: it has neither data nor annotations, as tasks of Label Studio do",
                assertThrows(UnreadableException.class, () -> Golden.read(format, file))
                        .getMessage());
        Files.writeString(file, "{}");
        assertThrows(UnreadableException.class, () -> Golden.read(format, file));
    }

    @Test
    void mutantsOfItsFilesAreReadOrRefusedAndNothingElse() throws Exception {
        String place = "\"x\": 10, \"y\": 10, \"width\": 30, \"height\": 30, \"rotation\": 3";
        read(task(
                        "\"image\": \"a.png\"",
                        brush(5, 3, PACKED) + ","
                                + region("rectanglelabels", place + ", \"rectanglelabels\": [\"a\"]")
                                        .replace("200", "5")
                                        .replace("100", "3")
                                + "," + region("r2", "choices", "\"choices\": [\"fog\"]"))
                + ","
                + task(
                        "\"video\": \"night.mp4\"",
                        "{\"id\": \"v1\", \"type\": \"videorectangle\", \"value\": {\"labels\": [\"car\"], \"sequence\":"
                                + " [{\"frame\": 1, \"enabled\": false, " + place + "}]}}"));
        byte[] sound = Files.readAllBytes(folder.resolve("export.json"));
        int taken = Mutants.read(format, AROUND, sound, folder.resolve("m.json"), 20261122, 300);
        assertTrue(taken > 20 && taken < 280, "mutants taken as sound: " + taken);
    }
}
