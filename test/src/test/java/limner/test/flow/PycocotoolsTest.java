package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Other people's tools on our releases: pycocotools must load them and agree. The environment variable `LIMNER_PYTHON`
/// names the Python that has it; without one, `python3` is asked.
final class PycocotoolsTest {

    private static final Path SCRIPT = Path.of(System.getProperty("limner.root", ".."), "test/python/check_release.py");

    @TempDir
    Path folder;

    @Test
    void pycocotoolsAgreesAboutRunLengthsAndPolygons() throws Exception {
        assumeTrue(
                python("-c", "import pycocotools, numpy").exit() == 0,
                "left out: no Python with pycocotools is here (LIMNER_PYTHON), so releases were not read by it");
        Path out = folder.resolve("out");
        Limner limner = new Limner(folder.resolve("user"));
        Limner.Run demo = limner.run("demo", "--out", out, "--every", "30");
        assertEquals(0, demo.exit(), () -> demo.out() + demo.err());
        Limner.Run polygons =
                limner.run("release", out.resolve("Demo.limner"), "--polygons", "--out", out.resolve("polygons"));
        assertEquals(0, polygons.exit(), () -> polygons.out() + polygons.err());
        Said exact = python(SCRIPT.toString(), out.resolve("release").toString());
        assertEquals(0, exact.exit(), exact::text);
        assertTrue(exact.text().matches("(?s).*[1-9]\\d* run lengths: areas and boxes equal.*"), exact::text);
        Said drawn = python(SCRIPT.toString(), out.resolve("polygons").toString());
        assertEquals(0, drawn.exit(), drawn::text);
        assertTrue(drawn.text().matches("(?s).*[1-9]\\d* polygons: areas and boxes equal.*"), drawn::text);
        System.out.println("pycocotools on the demo's release:\n" + exact.text() + drawn.text());
    }

    private record Said(int exit, String text) {}

    private static Said python(String... arguments) throws InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = System.getenv().getOrDefault("LIMNER_PYTHON", "python3");
        System.arraycopy(arguments, 0, command, 1, arguments.length);
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
