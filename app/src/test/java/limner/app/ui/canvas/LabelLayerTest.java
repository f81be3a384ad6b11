package limner.app.ui.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import limner.app.ui.canvas.paint.ViewTransform;
import limner.app.ui.common.Colouring;
import limner.app.ui.common.Selection;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The layer by itself, painted when the test says so.
final class LabelLayerTest {

    private static final Ontology ONTOLOGY =
            new Ontology(1, List.of(LabelClass.of(1, "car", "#e69f00", ClassKind.THING)));
    private static final MediaLabels NONE = MediaLabels.empty();
    private static final double WIDTH = 320;
    private static final double HEIGHT = 240;

    private final Queue<Runnable> painting = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final KeptThings kept = new KeptThings();
    private final LabelLayer layer =
            on(() -> new LabelLayer(LabelLayerTest::onScreen, painting::add, failures::add, Optional::empty));

    @BeforeAll
    static void start() {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (IllegalStateException e) {
            // An earlier test of this run has started it.
        }
    }

    private static <T> T on(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        onScreen(task);
        try {
            return task.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void onScreen(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }

    /// Waits until something is to be painted: that is told with the next pulse.
    private void awaitWork() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (painting.isEmpty()) {
            assertTrue(System.nanoTime() < end, "nothing was to be painted");
            Thread.onSpinWait();
        }
    }

    /// Paints what waits to be painted, here.
    ///
    /// @return how much did
    private int paint() {
        int done = painting.size();
        while (!painting.isEmpty()) {
            painting.remove().run();
        }
        on(() -> true);
        return done;
    }

    private PaintedScene scene(double x) {
        LabelScene scene = new LabelScene(
                ONTOLOGY,
                NONE,
                0,
                Map.of(
                        LabelId.of("00000000-0000-4000-8000-000000000001"),
                        new LabelScene.Pending(0, new ClassId(1), new Box(x, 20, 100, 80))),
                new Selection.Nothing(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                LabelScene.Suggestions.SHOWN,
                Optional.empty(),
                0.25,
                Colouring.USUAL);
        return new PaintedScene(kept.of(scene), scene);
    }

    private void expect(PaintedScene scene, double scale) {
        on(() -> {
            layer.expect(scene, new ViewTransform(scale, 0, 0), WIDTH, HEIGHT, 1);
            return true;
        });
        awaitWork();
    }

    /// Shows a scene.
    ///
    /// @return whether all of it was on the screen at once
    private boolean show(PaintedScene scene, double scale) {
        return on(() -> {
            layer.show(scene, new ViewTransform(scale, 0, 0), WIDTH, HEIGHT, 1, () -> {});
            return isSharp();
        });
    }

    private boolean isSharp() {
        return layer.view().getPseudoClassStates().contains(LabelLayer.SHARP);
    }

    private int painted() {
        return on(() -> {
            Image image = layer.view().getImage();
            assertNotNull(image);
            int[] pixels = new int[(int) (WIDTH * HEIGHT)];
            image.getPixelReader()
                    .getPixels(
                            0, 0, (int) WIDTH, (int) HEIGHT, PixelFormat.getIntArgbInstance(), pixels, 0, (int) WIDTH);
            return (int) Arrays.stream(pixels).filter(p -> p != 0).count();
        });
    }

    @Test
    void labelsThatWereExpectedComeToTheScreenAtOnce() {
        expect(scene(20), 1);
        assertEquals(1, paint());
        assertNull(on(() -> layer.view().getImage()), "nothing is shown before its picture");
        assertTrue(show(scene(20), 1));
        assertTrue(painted() > 8000, "the box is there");
        assertEquals(0, failures.size());
    }

    /// What makes the one above mean something.
    @Test
    void labelsThatWereNotExpectedArePaintedFirst() {
        assertFalse(show(scene(20), 1));
    }

    /// Panels find their places one after the other.
    @Test
    void onlyTheLastOfSeveralViewsIsPainted() {
        on(() -> {
            for (double scale : new double[] {0.5, 0.7, 1}) {
                layer.expect(scene(20), new ViewTransform(scale, 0, 0), WIDTH, HEIGHT, 1);
            }
            return true;
        });
        awaitWork();
        assertEquals(1, paint());
        assertTrue(show(scene(20), 1));
    }

    @Test
    void labelsThatBecameOthersMeanwhileAreNotShownAsTheyWere() {
        expect(scene(20), 1);
        paint();
        assertFalse(show(scene(150), 1));
    }

    @Test
    void nothingIsKeptOfAVideoThatWasLeft() {
        expect(scene(20), 1);
        paint();
        on(() -> {
            layer.clear();
            return true;
        });
        assertFalse(show(scene(20), 1));
    }

    /// The picture came first, while its labels were being painted.
    @Test
    void labelsStillBeingPaintedAreShownWhenTheyAreDone() {
        expect(scene(20), 1);
        assertFalse(show(scene(20), 1));
        assertEquals(1, paint());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!on(this::isSharp)) {
            assertTrue(System.nanoTime() < end, "they never came");
            Thread.onSpinWait();
        }
        assertEquals(0, paint(), "they are painted once");
    }
}
