package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import limner.model.command.Command;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoExport;
import limner.model.exchange.coco.PanopticExport;
import limner.model.exchange.labelme.LabelmeExport;
import limner.model.exchange.out.Export;
import limner.model.exchange.out.FolderTarget;
import limner.model.exchange.out.InPictureOrder;
import limner.model.exchange.parquet.ParquetExport;
import limner.model.exchange.sidecar.SidecarKeeper;
import limner.model.geometry.Box;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.sqlite.SqliteProjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Other people's tools on our exports of the golden data set. The environment variable `LIMNER_PYTHON` names the
/// Python
/// that has them; without one, `python3` is asked.
final class ExportPeersTest {

    private static final Path SCRIPT = Path.of(System.getProperty("limner.root", ".."), "test/python/check_export.py");

    @TempDir
    Path folder;

    private Path written(Path golden, DatasetWriter writer) throws Exception {
        Path to = folder.resolve(writer.id());
        try (FolderTarget target = FolderTarget.beside(to)) {
            try (SidecarKeeper keeper = new SidecarKeeper(target, writer.id())) {
                new Export(new InPictureOrder(into -> CocoDataset.read(golden, into)), writer, Choices.FAITHFUL)
                        .write(target, keeper);
            }
            target.publish();
        }
        return to;
    }

    @Test
    void pycocotoolsAndPillowReadExportsAsTheyAreMeant() throws Exception {
        Path golden = Path.of(System.getProperty("limner.golden", ""), "formats/annotations/instances_train.json");
        assumeTrue(Files.exists(golden), "left out: the golden COCO data set is not there");
        assumeTrue(
                python("-c", "import pycocotools, numpy, PIL").exit() == 0,
                "left out: no Python with pycocotools and Pillow is here (LIMNER_PYTHON), so exports were not read by it");
        Said said = python(
                SCRIPT.toString(),
                golden.toString(),
                written(golden, new CocoExport())
                        .resolve("annotations/instances.json")
                        .toString(),
                written(golden, new PanopticExport())
                        .resolve("annotations/panoptic.json")
                        .toString(),
                written(golden, new LabelmeExport()).toString());
        assertEquals(0, said.exit(), said::text);
        assertTrue(said.text().contains("42 masks and rings as they were"), said::text);
        assertTrue(said.text().matches("(?s).*[1-9]\\d* segments.*"), said::text);
        assertTrue(said.text().contains("18 masks of labelme"), said::text);
    }

    @Test
    void pyarrowReadsTablesOfAProjectWithTimesStatesAndWhoDrewWhat() throws Exception {
        assumeTrue(
                python("-c", "import pyarrow, pycocotools").exit() == 0,
                "left out: no Python with pyarrow is here (LIMNER_PYTHON), so tables were not read by it");
        Path project = folder.resolve("walk.limner");
        Limner limner = new Limner(folder.resolve("home"));
        assertEquals(0, limner.run("import", project, Clips.gallery()).exit());
        LabelId track = LabelId.random();
        try (ProjectSession session = new ProjectSession(
                new SqliteProjects(Clock.systemUTC()).open(project, Access.WRITE),
                new ActorId(UUID.randomUUID()),
                Clock.systemUTC())) {
            MediaId media = session.state().mediaInOrder().getFirst().id();
            ClassId car = new ClassId(41);
            edit(session, new Command.EditClasses(List.of(LabelClass.of(41, "Car", "#e69f00", ClassKind.THING))));
            edit(session, new Command.Draw(media, 3, track, car, Extent.TRACK, new Box(1, 2, 8, 6)));
            edit(session, new Command.SetOutside(media, 6, track, true));
            edit(session, new Command.SetFrameState(media, new FrameRange(3, 4), FrameState.DONE));
        }
        Path out = folder.resolve("tables");
        Limner.Run run = limner.run("export", project, out, "--format", "parquet", "--every-frame");
        assertEquals(0, run.exit(), run.err());
        JsonNode tables = tables(out);
        List<String> frames =
                limner.run("frames", Clips.gallery(), "3", "4", "5").lines();
        assertEquals(3, tables.path("labels").size());
        for (int i = 0; i < 3; i++) {
            JsonNode row = tables.path("labels").get(i);
            assertEquals(3 + i, row.path("frame").intValue());
            double seconds = Double.parseDouble(frames.get(1 + i).split(" ")[2]);
            String[] base =
                    tables.path("frames").get(i).path("time_base").stringValue().split("/");
            assertEquals(
                    seconds,
                    row.path("pts").longValue() * Double.parseDouble(base[0]) / Double.parseDouble(base[1]),
                    1e-6);
            assertEquals(seconds, row.path("time_s").doubleValue(), 1e-6, "its first frame is at 0");
            assertEquals(track.toString(), row.path("label_id").stringValue());
            assertEquals("person 2", row.path("author").stringValue(), "the first one imported the video");
            assertEquals("manual", row.path("origin").stringValue());
            assertEquals(i < 2 ? "done" : "unseen", row.path("frame_state").stringValue());
            assertEquals(48, row.path("area").intValue());
            assertEquals("Car", row.path("class").stringValue());
        }
        assertEquals(4, tables.path("frames").size());
        assertTrue(Files.exists(out.resolve("limner-sidecar.jsonl")));
    }

    @Test
    void pyarrowReadsTablesOfTheGoldenData() throws Exception {
        Path golden = Path.of(System.getProperty("limner.golden", ""), "formats/annotations/instances_train.json");
        assumeTrue(Files.exists(golden), "left out: the golden COCO data set is not there");
        assumeTrue(
                python("-c", "import pyarrow, pycocotools").exit() == 0,
                "left out: no Python with pyarrow is here (LIMNER_PYTHON), so tables were not read by it");
        JsonNode was = JsonMapper.shared().readTree(golden.toFile());
        JsonNode tables = tables(written(golden, new ParquetExport()));
        assertEquals(was.path("annotations").size(), tables.path("labels").size());
        assertEquals(was.path("images").size(), tables.path("frames").size());
        assertEquals(was.path("categories").size(), tables.path("classes").size());
    }

    private static JsonNode tables(Path folder) throws InterruptedException {
        Said said = python(SCRIPT.resolveSibling("check_parquet.py").toString(), folder.toString());
        assertEquals(0, said.exit(), said::text);
        return JsonMapper.shared().readTree(said.text());
    }

    private static void edit(ProjectSession session, Command command) {
        if (session.edit(command).join() instanceof Outcome.Refused(String reason)) {
            throw new AssertionError(reason);
        }
    }

    private record Said(int exit, String text) {}

    private static Said python(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getenv().getOrDefault("LIMNER_PYTHON", "python3"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            return new Said(-1, String.valueOf(e.getMessage()));
        }
    }
}
