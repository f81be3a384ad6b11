package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoExport;
import limner.model.exchange.coco.PanopticExport;
import limner.model.exchange.labelme.LabelmeExport;
import limner.model.exchange.out.Export;
import limner.model.exchange.out.FolderTarget;
import limner.model.exchange.out.InPictureOrder;
import limner.model.exchange.sidecar.SidecarKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
