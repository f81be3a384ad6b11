package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The headless main job, as people start it.
final class DemoTest {

    @TempDir
    Path folder;

    @Test
    void withoutADisplayTheProgramSaysSoAndGoesTheSameRoad() throws Exception {
        Limner.Run run = new Limner(folder.resolve("user")).run();
        assertEquals(0, run.exit(), () -> run.out() + run.err());
        assertTrue(run.err().contains("no display"), run::err);
        assertTrue(run.out().contains("all of it holds"), run::out);
        Path made = folder.resolve("user/data/demo-1");
        assertTrue(Files.isRegularFile(made.resolve("Demo.limner")));
        assertTrue(Files.isRegularFile(made.resolve("release/annotations/instances.json")));
    }

    @Test
    void aDisplayThatDoesNotAnswerIsAsGoodAsNone() throws Exception {
        Limner.Run run =
                new Limner(folder.resolve("user")).with("DISPLAY", ":4711").run("open", "--sample");
        assertEquals(0, run.exit(), () -> run.out() + run.err());
        assertTrue(run.err().contains("no display"), run::err);
        assertTrue(run.out().contains("all of it holds"), run::out);
    }

    @Test
    void theReleaseHoldsBoxesMasksAndNegatives() throws Exception {
        Path out = folder.resolve("out");
        Limner limner = new Limner(folder.resolve("user"));
        Limner.Run run = limner.run("demo", "--out", out, "--every", "30", "--json");
        assertEquals(0, run.exit(), () -> run.out() + run.err());
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertTrue(report.path("held").asBoolean());
        assertEquals(out.toRealPath(), Path.of(report.path("folder").asString()).toRealPath());
        JsonNode coco =
                JsonMapper.shared().readTree(Files.readAllBytes(out.resolve("release/annotations/instances.json")));
        int masks = 0;
        int boxes = 0;
        for (JsonNode annotation : coco.path("annotations")) {
            assertEquals(0, annotation.path("iscrowd").asInt());
            JsonNode segmentation = annotation.path("segmentation");
            masks += segmentation.isObject() ? 1 : 0;
            boxes += segmentation.isArray() && segmentation.isEmpty() ? 1 : 0;
        }
        assertTrue(masks > 0 && boxes > 0, masks + " masks, " + boxes + " boxes");
        assertEquals(15, coco.path("images").size());
        Limner.Run verified = limner.run(
                "verify", out.resolve("release"), "--video", out.resolve("gallery.mp4"), out.resolve("bunny.mp4"));
        assertEquals(0, verified.exit(), () -> verified.out() + verified.err());
        Limner.Run doctor = limner.run("doctor", out.resolve("Demo.limner"), "--rebuild");
        assertEquals(0, doctor.exit(), () -> doctor.out() + doctor.err());
    }

    @Test
    void theVersionIsToldWithoutLoadingScreenDecoderOrModels() throws Exception {
        Limner.Run run = new Limner(folder.resolve("user"))
                .java("-Xlog:class+load=info:file=" + folder.resolve("classes.txt"))
                .run("--version");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith("limner "), run::out);
        String loaded = Files.readString(folder.resolve("classes.txt"));
        assertTrue(loaded.contains("limner.app.Launcher"), "the list of loaded classes was written");
        for (String library :
                new String[] {"javafx.", "org.bytedeco.", "org.opencv.", "ai.onnxruntime.", "org.sqlite."}) {
            assertTrue(loaded.lines().noneMatch(l -> l.contains(" " + library)), library + " was loaded");
        }
    }
}
