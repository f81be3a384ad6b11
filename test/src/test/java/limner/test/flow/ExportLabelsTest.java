package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;
import limner.media.frame.PngWriter;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.label.EventDetails;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.store.Access;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Labels leave a project by the command line, with every loss told before, and come back whole.
final class ExportLabelsTest {

    private static final String COCO = """
            {"images": [
              {"id": 11, "file_name": "day/a.png", "width": 40, "height": 30},
              {"id": 12, "file_name": "day/b.png", "width": 40, "height": 30},
              {"id": 13, "file_name": "night/a.png", "width": 40, "height": 30}],
             "categories": [{"id": 18, "name": "dog"}, {"id": 3, "name": "cat"}],
             "annotations": [
              {"id": 901, "image_id": 11, "category_id": 18, "bbox": [1, 2, 3, 4], "iscrowd": 0},
              {"id": 7, "image_id": 12, "category_id": 3, "segmentation": [[2, 2, 9, 2, 9, 9]], "score": 0.5},
              {"id": 900100000001, "image_id": 13, "category_id": 18, "iscrowd": 1,
               "segmentation": {"size": [30, 40], "counts": [100, 50, 1050]}}]}""";

    private static final String LABELME = """
            {"version": "5.0", "flags": {}, "imagePath": "day/a.png", "imageWidth": 40, "imageHeight": 30, "shapes": [
              {"label": "dog", "points": [[1, 1], [20, 20]], "shape_type": "line"},
              {"label": "dog", "points": [[20, 15], [26, 15]], "shape_type": "circle"}]}""";

    @TempDir
    Path folder;

    private Path coco = Path.of("");
    private Path labelme = Path.of("");
    private Path project = Path.of("");
    private Path out = Path.of("");
    private Limner limner = new Limner(Path.of(""));

    @BeforeEach
    void makeAProject() throws IOException {
        for (String name : List.of("day/a.png", "day/b.png", "night/a.png")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PngWriter.write(bytes, 40, 30, ByteBuffer.allocate(40 * 30 * 3).put(0, (byte) name.length()));
            Files.write(file, bytes.toByteArray());
        }
        coco = folder.resolve("instances.json");
        Files.writeString(coco, COCO);
        labelme = folder.resolve("a.json");
        Files.writeString(labelme, LABELME);
        out = folder.resolve("out");
        limner = new Limner(folder.resolve("home"));
        project = project("pets.limner");
    }

    private Path project(String name) {
        Path file = folder.resolve(name);
        try (Services services = Rooms.of(folder);
                OpenProject made = services.projects().create(file)) {
            services.importMedia()
                    .all(
                            made,
                            List.of(folder.resolve("day"), folder.resolve("night")),
                            OptionalInt.empty(),
                            Progress.none());
        }
        return file;
    }

    private List<Shape> shapes(Path of) {
        List<Shape> shapes = new ArrayList<>();
        try (Services services = Rooms.of(folder);
                OpenProject open = services.projects().open(of, Access.READ)) {
            open.state().mediaInOrder().forEach(m -> {
                for (Label label : open.state().labelsOf(m.id()).labelsInOrder()) {
                    shapes.add(label.keyframes().firstEntry().getValue().shape());
                }
            });
        }
        return shapes;
    }

    @Test
    void whatCameFromAFileGoesOutWithItsNumbersAndComesBackWhole() throws Exception {
        assertEquals(
                0, limner.run("import-labels", project, coco, "--new-classes").exit());
        Limner.Run run = limner.run("export", project, out, "--format", "coco", "--original", coco, "--json");
        assertEquals(0, run.exit(), run.err());
        JsonNode told = JsonMapper.shared().readTree(run.out());
        assertTrue(told.required("written").booleanValue());
        assertEquals(3, told.required("whole").intValue());
        assertEquals(0, told.required("losses").size(), run.out());

        JsonNode was = JsonMapper.shared().readTree(COCO);
        JsonNode is = JsonMapper.shared()
                .readTree(out.resolve("annotations/instances.json").toFile());
        for (String part : List.of("images", "categories", "annotations")) {
            assertEquals(ids(was.required(part)), ids(is.required(part)), part);
        }
        for (JsonNode a : is.required("annotations").values()) {
            long id = a.required("id").longValue();
            assertEquals(id == 900100000001L ? 1 : 0, a.required("iscrowd").intValue());
            assertEquals(id == 7, a.has("score"));
        }

        Path second = project("second.limner");
        Limner.Run back = limner.run("import-labels", second, out, "--new-classes", "--json");
        assertEquals(0, back.exit(), back.err());
        assertEquals(
                "limner",
                JsonMapper.shared().readTree(back.out()).required("format").stringValue());
        assertEquals(shapes(project), shapes(second));
    }

    private static List<Long> ids(JsonNode array) {
        return array.values().stream()
                .map(n -> n.required("id").longValue())
                .sorted()
                .toList();
    }

    @Test
    void whatAFileSaysBesideItsLabelsGoesThroughAProjectAsItWas() throws Exception {
        Path said = folder.resolve("said.json");
        Files.writeString(said, """
                {"info": {"year": 2017, "more": {"deep": [1, null, 0.25]}},
                 "licenses": [{"id": 4, "name": "CC"}],
                 "splits": {"train": [11]},
                 "images": [{"id": 11, "file_name": "day/a.png", "width": 40, "height": 30, "license": 4,
                             "coco_url": "http://example.org/11", "date_captured": "2013-11-14", "gps": {"lat": 1.5}}],
                 "categories": [{"id": 18, "name": "dog", "supercategory": "animal", "synset": "dog.n.01"}],
                 "annotations": [{"id": 901, "image_id": 11, "category_id": 18, "bbox": [1, 2, 3, 4], "iscrowd": 0,
                                  "note": "kept"}]}""");
        Limner.Run taken = limner.run("import-labels", project, said, "--new-classes", "--json");
        assertEquals(0, taken.exit(), taken.err());
        // Of the picture, the category and the object: what the project does not keep is told.
        assertEquals(
                3,
                JsonMapper.shared()
                        .readTree(taken.out())
                        .required("saidMore")
                        .path("other fields")
                        .asInt(),
                taken.out());
        Limner.Run run = limner.run("export", project, out, "--format", "coco", "--original", said, "--json");
        assertEquals(0, run.exit(), run.err());
        assertEquals(
                0, JsonMapper.shared().readTree(run.out()).required("losses").size(), run.out());

        JsonNode was = JsonMapper.shared().readTree(said.toFile());
        JsonNode is = JsonMapper.shared()
                .readTree(out.resolve("annotations/instances.json").toFile());
        for (String field : List.of("info", "licenses", "splits")) {
            assertEquals(was.required(field), is.path(field), field);
        }
        for (String field : List.of("license", "coco_url", "date_captured", "gps")) {
            assertEquals(
                    was.required("images").required(0).required(field),
                    is.required("images").required(0).path(field),
                    field);
        }
        for (String field : List.of("supercategory", "synset")) {
            assertEquals(
                    was.required("categories").required(0).required(field),
                    is.required("categories").required(0).path(field),
                    field);
        }
        assertEquals("kept", is.required("annotations").required(0).path("note").asString());
        assertEquals(
                0,
                JsonMapper.shared()
                        .readTree(run.out())
                        .required("withoutOriginal")
                        .size());

        // The project keeps labels and not the file: without it that is said, and nothing is made up.
        Limner.Run plain = limner.run("export", project, folder.resolve("plain"), "--format", "coco");
        assertEquals(0, plain.exit(), plain.err());
        assertTrue(
                plain.out().contains("Labels were taken from " + said.getFileName() + ": numbers and fields that only"),
                plain.out());
        JsonNode without = JsonMapper.shared()
                .readTree(folder.resolve("plain/annotations/instances.json").toFile());
        assertEquals(0, without.required("licenses").size());
        assertFalse(without.required("images").required(0).has("license"), "it would point at no licence");
        Limner.Run dry = limner.run("export", project, out, "--format", "coco", "--dry-run", "--json");
        assertEquals(
                List.of(String.valueOf(said.getFileName())),
                JsonMapper.shared().readTree(dry.out()).required("withoutOriginal").values().stream()
                        .map(JsonNode::asString)
                        .toList());
    }

    @Test
    void nothingIsWrittenBeforeSomebodyAcceptsWhatIsLost() throws Exception {
        Limner.Run took = limner.run("import-labels", project, labelme, "--new-classes");
        assertEquals(0, took.exit(), took.err());
        Limner.Run dry = limner.run("export", project, out, "--format", "coco", "--dry-run");
        assertEquals(0, dry.exit(), dry.err());
        assertTrue(dry.out().contains("1 objects left out (dog 1)"), dry.out());
        assertTrue(dry.out().contains("frame 0, dog 1: is left out: COCO has no points or lines."), dry.out());
        assertFalse(Files.exists(out));
        Limner.Run refused = limner.run("export", project, out, "--format", "coco");
        assertEquals(2, refused.exit());
        assertEquals(1, refused.complaints().size(), refused.err());
        assertFalse(Files.exists(out));
        Limner.Run written = limner.run("export", project, out, "--format", "coco", "--accept-losses");
        assertEquals(0, written.exit(), written.err());
        JsonNode is = JsonMapper.shared()
                .readTree(out.resolve("annotations/instances.json").toFile());
        assertEquals(1, is.required("annotations").size());
        Path second = project("second.limner");
        assertEquals(
                0, limner.run("import-labels", second, out, "--new-classes").exit());
        assertEquals(shapes(project), shapes(second), "the record beside keeps the line and the circle");

        Limner.Run again = limner.run("export", project, out, "--format", "coco", "--accept-losses");
        assertEquals(2, again.exit());
        assertTrue(again.err().contains("is not empty"), again.err());
        Limner.Run odd = limner.run("export", project, folder.resolve("x"), "--format", "coco", "--holes", "fill");
        assertEquals(2, odd.exit());
        assertTrue(odd.err().contains("--holes is one of keep, bridge, outer, skip, not fill."), odd.err());
        Limner.Run unknown = limner.run("export", project, folder.resolve("x"), "--format", "tiff");
        assertEquals(2, unknown.exit());
        assertTrue(unknown.err().contains("There is no format tiff to write. Formats: coco"), unknown.err());
    }

    private List<String> namesByNumber() {
        try (Services services = Rooms.of(folder);
                OpenProject open = services.projects().open(project, Access.READ)) {
            return open.state().ontology().classes().stream()
                    .sorted(Comparator.comparing(LabelClass::id))
                    .map(LabelClass::name)
                    .toList();
        }
    }

    @Test
    void textsOfYoloHaveTheClassesOfTheProjectInTheirOrder() throws Exception {
        assertEquals(
                0, limner.run("import-labels", project, coco, "--new-classes").exit());
        Limner.Run written = limner.run("export", project, out, "--format", "yolo-segment", "--accept-losses");
        assertEquals(0, written.exit(), written.err());
        List<String> names = namesByNumber();
        assertEquals(
                IntStream.range(0, names.size())
                        .mapToObj(i -> "  " + i + ": \"" + names.get(i) + "\"")
                        .toList(),
                Files.readAllLines(out.resolve("data.yaml")).stream()
                        .filter(l -> l.startsWith("  "))
                        .toList());
        try (var files = Files.walk(out.resolve("labels"))) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            assertEquals(
                    List.of("cat", "dog", "dog"),
                    lines.stream()
                            .map(l -> names.get(Integer.parseInt(l.substring(0, l.indexOf(' ')))))
                            .sorted()
                            .toList());
            String cat = names.indexOf("cat") + " 0.05 0.06666666666666667 0.225 0.06666666666666667 0.225 0.3";
            assertTrue(lines.contains(cat), lines.toString());
        }
        Limner.Run posed = limner.run("export", project, folder.resolve("x"), "--format", "yolo-pose", "--dry-run");
        assertEquals(2, posed.exit());
        assertTrue(posed.err().contains("No class has keypoints"), posed.err());
    }

    @Test
    void vocIsWrittenAndReadByItsOwnFilesAlone() throws Exception {
        assertEquals(
                0, limner.run("import-labels", project, coco, "--new-classes").exit());
        for (String format : List.of("voc", "voc-edges")) {
            Path to = folder.resolve(format);
            Limner.Run written = limner.run("export", project, to, "--format", format, "--accept-losses");
            assertEquals(0, written.exit(), written.err());
            assertEquals(
                    3,
                    Files.readAllLines(to.resolve("ImageSets/Main/trainval.txt"))
                            .size());
            Path second = project(format + ".limner");
            Limner.Run back = limner.run("import-labels", second, to.resolve("Annotations"), "--new-classes", "--json");
            assertEquals(0, back.exit(), back.err());
            assertEquals(
                    format,
                    JsonMapper.shared().readTree(back.out()).required("format").stringValue());
            assertEquals(
                    List.of(new Box(1, 2, 3, 4), Mask.class, Mask.class),
                    shapes(second).stream()
                            .<Object>map(s -> s instanceof Box ? s : s.getClass())
                            .toList());
        }
    }

    @Test
    void masksLieUnderTheNamesOfTheirPicturesAndAreTakenInAgain() throws Exception {
        assertEquals(
                0, limner.run("import-labels", project, coco, "--new-classes").exit());
        for (String format : List.of("png-classes", "png-instances", "png-objects", "davis", "youtube-vos")) {
            Path to = folder.resolve(format);
            Limner.Run written = limner.run("export", project, to, "--format", format, "--accept-losses");
            assertEquals(0, written.exit(), written.err());
            String reader = format.startsWith("png-c") || format.startsWith("png-i") ? format : "davis";
            Path second = project(format + ".limner");
            Limner.Run back = limner.run("import-labels", second, to, "--new-classes", "--format", reader, "--json");
            assertEquals(0, back.exit(), back.err());
            assertEquals(3, shapes(second).size(), format);
            // The box and the crowd cover 12 and 50 pixels; the triangle those whose centres are inside.
            assertEquals(areas(project), areas(second), format);
        }
        assertTrue(Files.exists(folder.resolve("png-classes/masks/day/a.png")));
        assertTrue(Files.exists(folder.resolve("png-instances/day/a/dog-1.png")));
        assertTrue(Files.exists(folder.resolve("png-objects/meta.json")));
        assertTrue(Files.exists(folder.resolve("davis/Annotations/480p/night/a.png")));
        assertEquals(List.of("day", "night"), Files.readAllLines(folder.resolve("davis/ImageSets/2017/train.txt")));
        assertTrue(Files.exists(folder.resolve("youtube-vos/Annotations/day/b.png")));
    }

    @Test
    void youtubeVisHasAnAnnotationForEachObjectAndItsFrames() throws Exception {
        assertEquals(
                0, limner.run("import-labels", project, coco, "--new-classes").exit());
        Limner.Run written = limner.run("export", project, out, "--format", "youtube-vis", "--accept-losses");
        assertEquals(0, written.exit(), written.err());
        Path file = out.resolve("instances.json");
        JsonNode is = JsonMapper.shared().readTree(file.toFile());
        assertEquals(2, is.required("videos").size());
        assertEquals(3, is.required("annotations").size());
        Path second = project("second.limner");
        Limner.Run back = limner.run("import-labels", second, file, "--new-classes", "--json");
        assertEquals(0, back.exit(), back.err());
        assertEquals(
                "youtube-vis",
                JsonMapper.shared().readTree(back.out()).required("format").stringValue());
        assertEquals(areas(project), areas(second));
    }

    private List<Long> areas(Path of) {
        return shapes(of).stream()
                .map(s -> Rasterizer.rasterize(s, 40, 30).area())
                .sorted()
                .toList();
    }

    @Test
    void tasksOfLabelStudioNameTheirPicturesAndComeBack() throws Exception {
        assertEquals(
                0, limner.run("import-labels", project, coco, "--new-classes").exit());
        Limner.Run written = limner.run("export", project, out, "--format", "label-studio", "--accept-losses");
        assertEquals(0, written.exit(), written.err());
        Path second = project("second.limner");
        Limner.Run back = limner.run("import-labels", second, out.resolve("tasks.json"), "--new-classes", "--json");
        assertEquals(0, back.exit(), back.err());
        assertEquals(
                "label-studio",
                JsonMapper.shared().readTree(back.out()).required("format").stringValue());
        assertEquals(
                shapes(project).stream().map(Shape::kind).toList(),
                shapes(second).stream().map(Shape::kind).toList());
        assertEquals(3, shapes(second).size());
    }

    @Test
    void boxesOnVideosGoToLabelStudioAndComeBackToTheirFrames() throws Exception {
        assertEquals(
                0, limner.run("import-labels", project, coco, "--new-classes").exit());
        Limner.Run written = limner.run("export", project, out, "--format", "label-studio-video", "--accept-losses");
        assertEquals(0, written.exit(), written.err());
        Path second = project("second.limner");
        Limner.Run back = limner.run("import-labels", second, out.resolve("tasks.json"), "--new-classes", "--json");
        assertEquals(0, back.exit(), back.err());
        assertEquals(
                "label-studio",
                JsonMapper.shared().readTree(back.out()).required("format").stringValue());
        assertEquals(places(project), places(second));
        assertEquals(
                shapes(project).stream().map(Shape::bounds).toList(),
                shapes(second).stream().map(Shape::bounds).toList());
    }

    @Test
    void sequencesOfTheChallengeLandOnTheFramesTheyCameFrom() throws Exception {
        assertEquals(
                0, limner.run("import-labels", project, coco, "--new-classes").exit());
        for (String format : List.of("mot", "mots", "mots-png")) {
            Path to = folder.resolve(format);
            Limner.Run written = limner.run("export", project, to, "--format", format, "--accept-losses");
            assertEquals(0, written.exit(), written.err());
            Path second = project(format + ".limner");
            Limner.Run back = limner.run("import-labels", second, to, "--new-classes", "--format", format, "--json");
            assertEquals(0, back.exit(), back.err());
            assertEquals(places(project), places(second), format);
            if (!format.equals("mot")) {
                assertEquals(areas(project), areas(second), format);
            }
        }
        assertTrue(Files.exists(folder.resolve("mot/day/gt/gt.txt")));
        assertTrue(Files.exists(folder.resolve("mots/night/seqinfo.ini")));
        assertTrue(Files.exists(folder.resolve("mots-png/instances/night/a.png")));
    }

    @Test
    void eventsOfTheVideosThatAreThereAreWrittenWhenAnotherIsAway() throws Exception {
        try (Services services = Rooms.of(folder);
                OpenProject open = services.projects().open(project, Access.WRITE)) {
            open.perform(new Command.EditClasses(List.of(
                    LabelClass.of(1, "Rain", "#e69f00", ClassKind.INTERVAL_EVENT),
                    LabelClass.of(2, "Dog", "#56b4e9", ClassKind.THING))));
            for (Media m : open.state().mediaInOrder()) {
                open.perform(new Command.AddInterval(
                        m.id(), IntervalId.random(), new ClassId(1), new FrameRange(0, 0), EventDetails.NONE));
                open.perform(new Command.Draw(
                        m.id(), 0, LabelId.random(), new ClassId(2), Extent.FRAME, new Box(1, 1, 5, 5)));
            }
        }
        Files.move(folder.resolve("day"), folder.resolve("gone"));
        for (String format : List.of("events-csv", "elan", "textgrid")) {
            Path to = folder.resolve(format);
            Limner.Run dry = limner.run("export", project, to, "--format", format, "--dry-run");
            assertEquals(0, dry.exit(), dry.err());
            assertTrue(
                    dry.out().contains("is an event whose seconds are not known, as its video is not there"),
                    dry.out());
            Limner.Run written = limner.run("export", project, to, "--format", format, "--accept-losses");
            assertEquals(0, written.exit(), written.err());
            String sidecar = Files.readString(to.resolve("limner-sidecar.jsonl"));
            assertTrue(sidecar.contains("night/a.png"), sidecar);
            assertFalse(sidecar.contains("day/"), "what pictures that are away are called is not made up");
        }
        List<String> rows = Files.readAllLines(folder.resolve("events-csv/events.csv"));
        assertEquals(2, rows.size(), rows.toString());
        assertTrue(rows.getLast().startsWith("night,Rain,interval,0,0,"), rows.toString());
        assertTrue(Files.exists(folder.resolve("elan/night.eaf")));
        assertTrue(Files.exists(folder.resolve("textgrid/night.TextGrid")));
        for (String format : List.of("coco", "parquet")) {
            Limner.Run pictures = limner.run("export", project, folder.resolve(format), "--format", format);
            assertEquals(2, pictures.exit(), pictures::err);
            assertFalse(Files.exists(folder.resolve(format)));
            assertEquals(1, pictures.complaints().size(), pictures.err());
        }
    }

    @Test
    void refusedTagsAndEventsAreCountedOnceEach() throws Exception {
        Path second = project("second.limner");
        try (Services services = Rooms.of(folder)) {
            IntervalId first = IntervalId.random();
            IntervalId other = IntervalId.random();
            List<LabelClass> classes = List.of(
                    LabelClass.of(1, "Rain", "#e69f00", ClassKind.INTERVAL_EVENT),
                    LabelClass.of(2, "Wet", "#56b4e9", ClassKind.FRAME_TAG),
                    LabelClass.of(3, "Dark", "#009e73", ClassKind.FRAME_TAG));
            for (Path file : List.of(project, second)) {
                try (OpenProject open = services.projects().open(file, Access.WRITE)) {
                    Media day = open.state().mediaInOrder().getFirst();
                    open.perform(new Command.EditClasses(classes));
                    boolean isSource = file.equals(project);
                    for (IntervalId id : List.of(first, other)) {
                        open.perform(new Command.AddInterval(
                                day.id(), id, new ClassId(1), new FrameRange(0, isSource ? 0 : 1), EventDetails.NONE));
                    }
                    if (isSource) {
                        open.perform(new Command.Tag(day.id(), 0, new ClassId(2)));
                        open.perform(new Command.Tag(day.id(), 0, new ClassId(3)));
                        open.perform(new Command.Tag(day.id(), 1, new ClassId(3)));
                    } else {
                        open.perform(new Command.SetFrameState(day.id(), FrameRange.of(0), FrameState.DONE));
                    }
                }
            }
        }
        Limner.Run written = limner.run("export", project, out, "--format", "coco", "--accept-losses");
        assertEquals(0, written.exit(), written.err());
        Limner.Run run = limner.run("import-labels", second, out, "--json");
        assertEquals(0, run.exit(), run.err());
        JsonNode told = JsonMapper.shared().readTree(run.out());
        assertEquals(4, told.required("notTaken").size(), run.out());
        assertEquals(4, told.required("notTakenCount").intValue(), run.out());
        assertEquals(1, told.required("taken").intValue(), run.out());
    }

    /// Where objects begin, such as `day 1`.
    private List<String> places(Path of) {
        List<String> all = new ArrayList<>();
        try (Services services = Rooms.of(folder);
                OpenProject open = services.projects().open(of, Access.READ)) {
            open.state().mediaInOrder().forEach(m -> {
                for (Label label : open.state().labelsOf(m.id()).labelsInOrder()) {
                    all.add(m.name() + " " + label.keyframes().firstKey());
                }
            });
        }
        return all.stream().sorted().toList();
    }
}
