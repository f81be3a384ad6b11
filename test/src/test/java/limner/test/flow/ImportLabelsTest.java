package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;
import limner.app.usecase.exchange.TakeInLabels;
import limner.app.usecase.exchange.TakeInReport;
import limner.app.usecase.exchange.TakeInRequest;
import limner.media.frame.PngWriter;
import limner.model.exchange.Intake;
import limner.model.geometry.Box;
import limner.model.label.Label;
import limner.model.project.MediaLabels;
import limner.model.store.Access;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Labels of others come into a project whose pictures are folders of files, by use case and by command line.
final class ImportLabelsTest {

    private static final Progress PROGRESS = Progress.none();
    private static final String COCO = """
            {"images": [
              {"id": 1, "file_name": "day/a.png", "width": 40, "height": 30},
              {"id": 2, "file_name": "day/b.png", "width": 40, "height": 30},
              {"id": 3, "file_name": "night/a.png", "width": 40, "height": 30},
              {"id": 4, "file_name": "night/lost.png", "width": 40, "height": 30}],
             "categories": [{"id": 18, "name": "dog"}, {"id": 3, "name": "cat"}],
             "annotations": [
              {"id": 1, "image_id": 1, "category_id": 18, "bbox": [1, 2, 3, 4], "iscrowd": 0},
              {"id": 2, "image_id": 2, "category_id": 3, "segmentation": [[2, 2, 9, 2, 9, 9]], "score": 0.5},
              {"id": 3, "image_id": 3, "category_id": 18, "bbox": [5, 6, 7, 8]},
              {"id": 4, "image_id": 4, "category_id": 18, "bbox": [5, 6, 7, 8]}]}""";

    @TempDir
    Path folder;

    private Path coco = Path.of("");
    private Path project = Path.of("");

    @BeforeEach
    void makeAProject() throws IOException {
        for (String name : List.of("day/a.png", "day/b.png", "night/a.png")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PngWriter.write(out, 40, 30, ByteBuffer.allocate(40 * 30 * 3).put(0, (byte) name.length()));
            Files.write(file, out.toByteArray());
        }
        coco = folder.resolve("instances.json");
        Files.writeString(coco, COCO);
        project = folder.resolve("pets.limner");
        try (Services services = Rooms.of(folder);
                OpenProject made = services.projects().create(project)) {
            services.importMedia()
                    .all(made, List.of(folder.resolve("day"), folder.resolve("night")), OptionalInt.empty(), PROGRESS);
        }
    }

    private TakeInRequest request(TakeInRequest.NewClasses newClasses) {
        return new TakeInRequest(coco, Optional.empty(), Map.of(), Set.of(), newClasses, Intake.Prefer.REGION);
    }

    /// What is gathered of a file is bounded by what memory there is: said in one sentence, not by breaking down.
    @Test
    void aFileOfMoreLabelsThanMemoryHoldsIsRefusedInOneSentence() throws IOException, InterruptedException {
        Path many = folder.resolve("many.json");
        try (BufferedWriter out = Files.newBufferedWriter(many)) {
            out.write("{\"images\": [{\"id\": 1, \"file_name\": \"day/a.png\", \"width\": 40, \"height\": 30}],"
                    + " \"categories\": [{\"id\": 1, \"name\": \"dog\"}], \"annotations\": [");
            for (int i = 1; i <= 600_000; i++) {
                out.write((i == 1 ? "" : ",\n") + "{\"id\": " + i
                        + ", \"image_id\": 1, \"category_id\": 1, \"bbox\": [1, 2, 3, 4]}");
            }
            out.write("]}");
        }
        for (String way : List.of("--dry-run", "--new-classes")) {
            Limner.Run run =
                    new Limner(folder.resolve("home")).java("-Xmx72m").run("import-labels", project, many, way);
            assertEquals(3, run.exit(), run.err());
            assertEquals(
                    "limner: many.json has more labels than fit into the memory that Limner may use (72 MiB). Nothing of it"
                            + " was taken; the project is as it was. Start Limner with more memory, or divide the file.",
                    run.complaints().getLast());
            assertFalse(run.err().contains("OutOfMemoryError"), run.err());
        }
        try (Services services = Rooms.of(folder);
                OpenProject open = services.projects().open(project, Access.READ)) {
            assertEquals(0, open.state().ontology().classes().size());
        }
    }

    @Test
    void annotationsFindTheirPicturesByTheNamesOfTheirFiles() throws IOException {
        try (Services services = Rooms.of(folder);
                OpenProject open = services.projects().open(project, Access.WRITE)) {
            AppException asked = assertThrows(
                    AppException.class, () -> TakeInLabels.run(open, request(TakeInRequest.NewClasses.ASK), PROGRESS));
            assertEquals(
                    "The project has no class for cat (1), dog (3). Nothing was taken. Say which class each becomes,"
                            + " leave it out, or let new classes be added.",
                    asked.sentence());
            long before = open.session().snapshot().lastEvent();
            TakeInReport looked = TakeInLabels.look(open, request(TakeInRequest.NewClasses.ADD), PROGRESS);
            assertEquals(before, open.session().snapshot().lastEvent(), "looking changes nothing");

            TakeInReport report = TakeInLabels.run(open, request(TakeInRequest.NewClasses.ADD), PROGRESS);
            assertEquals(looked.taken(), report.taken());
            assertEquals(3, report.taken());
            assertEquals(Map.of("other fields", 1), report.saidMore());
            assertEquals(
                    "instances.json, annotations[3]: the project has no picture night/lost.png",
                    report.notTaken().getFirst().at() + ": "
                            + report.notTaken().getFirst().reason());
            MediaLabels night = open.state()
                    .labelsOf(open.state().mediaInOrder().stream()
                            .filter(m -> m.name().equals("night"))
                            .findFirst()
                            .orElseThrow()
                            .id());
            Label dog = night.labelsInOrder().getFirst();
            assertEquals(new Box(5, 6, 7, 8), dog.at(0).orElseThrow().shape());
            assertEquals(18, dog.classId().value());
        }
    }

    @Test
    void aPictureThatWasAddedByItselfIsFoundByTheNameOfItsFile() throws IOException {
        Path single = folder.resolve("single.limner");
        try (Services services = Rooms.of(folder);
                OpenProject made = services.projects().create(single)) {
            services.importMedia().all(made, List.of(folder.resolve("day/b.png")), OptionalInt.empty(), PROGRESS);
            TakeInReport report = TakeInLabels.run(made, request(TakeInRequest.NewClasses.ADD), PROGRESS);
            assertEquals(1, report.taken(), () -> report.notTaken().toString());
            MediaLabels labels =
                    made.state().labelsOf(made.state().mediaInOrder().getFirst().id());
            assertEquals(3, labels.labelsInOrder().getFirst().classId().value(), "what lies on day/b.png is a cat");
        }
    }

    @Test
    void theCommandLineSaysWhatItTookAndWhatNot() throws Exception {
        Limner limner = new Limner(folder.resolve("home"));
        Limner.Run refused = limner.run("import-labels", project, coco);
        assertEquals(2, refused.exit());
        assertEquals(1, refused.complaints().size(), refused.err());
        Limner.Run run = limner.run("import-labels", project, coco, "--new-classes", "--leave-out", "cat", "--json");
        assertEquals(0, run.exit(), run.err());
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertEquals("coco", json.required("format").stringValue());
        assertEquals(4, json.required("found").required("annotations").intValue());
        assertEquals(2, json.required("taken").intValue());
        assertEquals(2, json.required("notTakenCount").intValue());
        assertEquals(
                "category cat is left out",
                json.required("notTaken").get(0).required("reason").stringValue());
        Limner.Run doctor = limner.run("doctor", project);
        assertEquals(0, doctor.exit(), doctor.err());
        assertTrue(limner.run("log", project).out().contains("imported from instances.json"));
    }

    @Test
    void theCommandLineSaysWhyNothingFits() throws Exception {
        Limner limner = new Limner(folder.resolve("home"));
        String log = limner.run("log", project).out();
        Path lost = folder.resolve("lost.json");
        Files.writeString(lost, COCO.replace("day/", "gone/").replace("night/a", "night/none"));
        Limner.Run refused = limner.run("import-labels", project, lost);
        assertEquals(2, refused.exit(), refused.err());
        assertEquals(1, refused.complaints().size(), refused.err());
        String said = "There is nothing in lost.json that this project can take (lost.json, annotations[0]: the project"
                + " has no picture gone/a.png; lost.json, annotations[1]: the project has no picture gone/b.png;"
                + " lost.json, annotations[2]: the project has no picture night/none.png; and 1 more). Nothing was"
                + " taken; the project is as it was.";
        assertTrue(refused.err().contains(said), refused.err());
        Files.writeString(lost, COCO.replaceAll("(?s)\"annotations\": .*", "\"annotations\": []}"));
        Limner.Run empty = limner.run("import-labels", project, lost);
        assertEquals(2, empty.exit(), empty.err());
        assertTrue(empty.err().contains("can take (it holds no annotations). Nothing was taken"), empty.err());
        assertEquals(log, limner.run("log", project).out());
    }

    @Test
    void filesOfOtherProgramsAreKnownByWhatStandsInThem() throws Exception {
        Path cvat = folder.resolve("annotations.xml");
        Files.writeString(cvat, """
                <annotations><version>1.1</version>
                <image id="0" name="day/b.png" width="40" height="30"><tag label="fog"/>
                  <box label="dog" xtl="1" ytl="2" xbr="9" ybr="8" rotation="10"/><cuboid label="dog"/></image>
                </annotations>""");
        Limner.Run run = new Limner(folder.resolve("home")).run("import-labels", project, cvat, "--new-classes");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("annotations.xml (CVAT XML 1.1): 1 annotation on 1 picture"), run.out());
        assertTrue(run.out().contains("annotations.xml, line 3: cuboids are not drawn here."), run.out());
        Path datumaro = folder.resolve("train.json");
        Files.writeString(datumaro, """
                {"dm_format_version": "1.0", "categories": {"label": {"labels": [{"name": "dog", "parent": ""}]}},
                 "items": [{"id": "day/a", "image": {"path": "/elsewhere/day/a.png", "size": [30, 40]}, "annotations":
                 [{"id": 1, "type": "bbox", "label_id": 0, "group": 0, "bbox": [1, 2, 3, 4], "attributes": {}}]}]}""");
        Limner.Run second = new Limner(folder.resolve("home")).run("import-labels", project, datumaro);
        assertEquals(0, second.exit(), second.err());
        assertTrue(second.out().contains("train.json (Datumaro JSON): 1 annotation on 1 picture"), second.out());
        Path tasks = folder.resolve("export.json");
        Files.writeString(tasks, """
                [{"id": 1, "data": {"image": "/data/local-files/?d=night/a.png"}, "annotations": [{"id": 1, "result": [
                 {"id": "x", "type": "rectanglelabels", "original_width": 40, "original_height": 30,
                  "value": {"x": 10, "y": 10, "width": 10, "height": 10, "rectanglelabels": ["dog"]}}]}]}]""");
        Limner.Run third = new Limner(folder.resolve("home")).run("import-labels", project, tasks);
        assertEquals(0, third.exit(), third.err());
        assertTrue(third.out().contains("export.json (Label Studio JSON): 1 annotation on 1 picture"), third.out());
    }

    @Test
    void aPathThatBeginsWhereOneIsIsReadLikeAnyOther() throws Exception {
        Path labels = Files.createDirectories(folder.resolve("set/labels/day"));
        Files.writeString(folder.resolve("set/data.yaml"), "names: [dog]\n");
        Files.writeString(labels.resolve("b.txt"), "0 0.5 0.5 0.5 0.5\n");
        Path here = Path.of("").toAbsolutePath();
        assumeTrue(Objects.equals(here.getRoot(), folder.toAbsolutePath().getRoot()), "left out: another drive");
        Limner limner = new Limner(folder.resolve("home"));
        for (String name : List.of("set/data.yaml", "set", "set/labels/day/b.txt")) {
            Path path = here.relativize(folder.toAbsolutePath().resolve(name));
            Limner.Run run = limner.run("import-labels", project, path, "--new-classes");
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.out().contains("1 annotation on 1 picture"), run.out());
        }
    }

    @Test
    void aFileThatIsNoDataSetIsRefusedInOneSentence() throws Exception {
        Files.writeString(coco, COCO.substring(0, COCO.length() - 9));
        Limner limner = new Limner(folder.resolve("home"));
        Limner.Run cut = limner.run("import-labels", project, coco, "--new-classes");
        assertEquals(2, cut.exit());
        assertEquals(1, cut.complaints().size(), cut.err());
        assertTrue(cut.err().contains("instances.json, annotations[3]: line "), cut.err());
        assertTrue(cut.err().contains("Nothing of it was taken"), cut.err());
        Limner.Run none = limner.run("import-labels", project, folder.resolve("day/a.png"));
        assertEquals(2, none.exit());
        assertTrue(none.err().contains("looks like none of the formats that can be read: coco"), none.err());
        assertFalse(limner.run("log", project).out().contains("imported"));
    }
}
