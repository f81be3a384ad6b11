package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import limner.model.command.Command;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import limner.model.id.ActorId;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.sqlite.SqliteProjects;
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
        drawPolygons(out.resolve("Demo.limner"));
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

    /// Polygons as people draw them, on a frame of their own: a star, whose border runs through pixels at all angles,
    /// and
    /// one with a hole, which COCO's rings cannot say.
    private static void drawPolygons(Path file) throws Exception {
        ProjectStore store = new SqliteProjects(Clock.systemUTC()).open(file, Access.WRITE);
        try (ProjectSession session = new ProjectSession(store, ActorId.random(), Clock.systemUTC())) {
            Media video = session.state().mediaInOrder().getLast();
            ClassId classId = session.state().ontology().classes().getFirst().id();
            Ring star = ring(300, 250, 11, 180, 80);
            for (Polygon polygon : List.of(
                    new Polygon(List.of(star)),
                    new Polygon(List.of(ring(650, 260, 40, 150, 150), ring(650, 260, 9, 60, 60))))) {
                assertInstanceOf(
                        Outcome.Done.class,
                        session.edit(new Command.Draw(video.id(), 1, LabelId.random(), classId, Extent.FRAME, polygon))
                                .join());
            }
            assertInstanceOf(
                    Outcome.Done.class,
                    session.edit(new Command.SetFrameState(video.id(), FrameRange.of(1), FrameState.DONE))
                            .join());
        }
    }

    private static Ring ring(double x, double y, int spikes, double outer, double inner) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 2 * spikes; i++) {
            double radius = i % 2 == 0 ? outer : inner;
            double angle = Math.PI * i / spikes;
            points.add(new Point(x + radius * Math.cos(angle), y + radius * Math.sin(angle)));
        }
        return new Ring(points);
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
