package limner.plugin.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import limner.plugin.api.FrameView;
import limner.plugin.api.ModelSource;
import limner.plugin.api.PixelLayout;
import limner.plugin.api.PluginException;
import limner.plugin.api.PreLabelSession;
import limner.plugin.api.PreLabeler;
import limner.plugin.api.SessionRequest;
import limner.plugin.api.Settings;
import limner.plugin.api.SuggestedShape;
import limner.plugin.api.Suggestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real frames, real weights. The expected scores are those the models' own notes give for these clips.
class OnnxPreLabelerTest {

    private static final ModelSource DETECTOR = new ModelSource.Bundled("ssd-mobilenet-v2-openimages");
    private static final ModelSource SEGMENTER = new ModelSource.Bundled("person-segmentation-square");
    private static final ModelSource LANDSCAPE = new ModelSource.Bundled("person-segmentation-landscape");

    /// The outline of the astronaut in `astronaut.jpg`, drawn by hand along what is seen.
    private static final double[] ASTRONAUT = {
        228, 0, 232, 75, 250, 100, 265, 110, 270, 132, 288, 135, 298, 170, 240, 175, 195, 200, 170, 235, 165, 255, 148,
        255, 150, 285, 155, 295, 120, 315, 70, 350, 40, 375, 20, 420, 0, 445, 0, 540, 652, 540, 640, 460, 620, 410, 590,
        375, 545, 350, 530, 310, 510, 280, 475, 245, 437, 225, 445, 190, 468, 145, 490, 130, 525, 90, 533, 45, 528, 0
    };

    @TempDir
    private Path cache;

    @Test
    void theServiceLoaderFindsIt() {
        List<String> ids = ServiceLoader.load(PreLabeler.class).stream()
                .map(p -> p.get().describe().id())
                .toList();

        assertEquals(List.of("limner.onnx"), ids);
    }

    @Test
    void theAstronautIsAPersonAndTheRocketATypicalMistake() throws Exception {
        try (PreLabelSession session = open(Map.of())) {
            List<Suggestion> found = session.suggest(Pictures.load("astronaut.jpg"), new QuietContext());

            List<Suggestion> boxes = found.stream()
                    .filter(s -> s.shape() instanceof SuggestedShape.Box)
                    .sorted(Comparator.comparing(Suggestion::className))
                    .toList();
            assertEquals(
                    List.of("Bottle", "Person"),
                    boxes.stream().map(Suggestion::className).toList());
            assertEquals(0.43, boxes.get(0).score(), 0.03);
            assertEquals(0.44, boxes.get(1).score(), 0.03);
        }
    }

    @Test
    void thePersonsMaskIsThatOfHerOutline() throws Exception {
        try (PreLabelSession session = open(Map.of())) {
            List<Suggestion> found = session.suggest(Pictures.load("astronaut.jpg"), new QuietContext());

            List<Suggestion> masks = found.stream()
                    .filter(s -> s.shape() instanceof SuggestedShape.Mask)
                    .toList();
            assertEquals(1, masks.size());
            Suggestion box = found.get(masks.getFirst().refines());
            assertEquals("Person", box.className());
            assertEquals(box.score(), masks.getFirst().score());
            SuggestedShape.Mask mask =
                    assertInstanceOf(SuggestedShape.Mask.class, masks.getFirst().shape());
            double overlap = overlap(pixels(mask), outline(960, 540));
            assertTrue(overlap > 0.9, "IoU with the outline drawn by hand is " + overlap);
        }
    }

    @Test
    void theCatTheCupAndTheRabbitAreFound() throws Exception {
        try (PreLabelSession session = open(Map.of("masks", "false"))) {
            assertOnly(session, "cat.jpg", "Cat", 0.87, 0.03);
            assertOnly(session, "cup.jpg", "Coffee cup", 0.62, 0.03);
            // A drawn rabbit: the model knows no nearer class. Its score swings from frame to frame.
            assertOnly(session, "rabbit.jpg", "Cat", 0.55, 0.08);
        }
    }

    @Test
    void theCatFillsMostOfThePicture() throws Exception {
        try (PreLabelSession session = open(Map.of())) {
            Suggestion cat = session.suggest(Pictures.load("cat.jpg"), new QuietContext())
                    .getFirst();
            SuggestedShape.Box box = assertInstanceOf(SuggestedShape.Box.class, cat.shape());

            assertTrue(box.x() >= 0 && box.y() >= 0 && box.x() + box.width() <= 960 && box.y() + box.height() <= 540);
            assertTrue(box.width() > 700 && box.height() > 480, box.toString());
        }
    }

    @Test
    void theSameFrameGivesTheSameAnswerInAnyLayoutAndAnyOrder() throws Exception {
        FrameView astronaut = Pictures.load("astronaut.jpg");
        FrameView asBgra = Pictures.paint(960, 540, PixelLayout.BGRA32, 64, (x, y) -> {
            int at = y * astronaut.stride() + x * 3;
            return (astronaut.pixels().get(at) & 0xff) << 16
                    | (astronaut.pixels().get(at + 1) & 0xff) << 8
                    | (astronaut.pixels().get(at + 2) & 0xff);
        });
        try (PreLabelSession first = open(Map.of());
                PreLabelSession second = open(Map.of())) {
            List<Suggestion> expected = first.suggest(astronaut, new QuietContext());
            first.suggest(Pictures.load("cup.jpg"), new QuietContext());

            assertEquals(expected, first.suggest(astronaut, new QuietContext()));
            assertEquals(expected, second.suggest(asBgra, new QuietContext()));
        }
    }

    @Test
    void modelsAsFilesGiveTheAnswersOfTheBundledOnes() throws Exception {
        BundledModels bundled = new BundledModels();
        Path detector = Files.copy(
                bundled.unpack(bundled.find("ssd-mobilenet-v2-openimages").orElseThrow(), cache),
                cache.resolve("a.onnx"));
        Path segmenter = Files.copy(
                bundled.unpack(bundled.find("person-segmentation-square").orElseThrow(), cache),
                cache.resolve("b.onnx"));
        FrameView frame = Pictures.load("astronaut.jpg");
        try (PreLabelSession own = open(Map.of());
                PreLabelSession files =
                        open(Map.of(), new ModelSource.OnDisk(detector), new ModelSource.OnDisk(segmenter))) {
            assertEquals(own.suggest(frame, new QuietContext()), files.suggest(frame, new QuietContext()));
            assertEquals(
                    own.info().models().stream().map(m -> m.info().sha256()).toList(),
                    files.info().models().stream().map(m -> m.info().sha256()).toList());
        }
    }

    @Test
    void aSegmenterAloneLooksAtTheWholePicture() throws Exception {
        for (ModelSource source : List.of(SEGMENTER, LANDSCAPE)) {
            try (PreLabelSession session = open(Map.of(), source)) {
                List<Suggestion> found = session.suggest(Pictures.load("astronaut.jpg"), new QuietContext());

                assertEquals(1, found.size());
                assertEquals("Person", found.getFirst().className());
                assertEquals(List.of("Person"), session.info().classes());
                SuggestedShape.Mask mask = assertInstanceOf(
                        SuggestedShape.Mask.class, found.getFirst().shape());
                assertTrue(overlap(pixels(mask), outline(960, 540)) > 0.85);
            }
        }
    }

    @Test
    void settingsAreObeyed() throws Exception {
        FrameView frame = Pictures.load("astronaut.jpg");
        try (PreLabelSession strict = open(Map.of("score", "0.99"));
                PreLabelSession lenient = open(Map.of("score", "0.01", "most", "5", "masks", "false"))) {
            assertEquals(List.of(), strict.suggest(frame, new QuietContext()));
            List<Suggestion> found = lenient.suggest(frame, new QuietContext());
            assertEquals(5, found.size());
            assertTrue(found.stream().allMatch(s -> s.shape() instanceof SuggestedShape.Box));
        }
    }

    @Test
    void deviceTimingsAndModelsAreReported() throws Exception {
        QuietContext context = new QuietContext();
        try (PreLabelSession session = open(Map.of("threads", "2"))) {
            session.suggest(Pictures.load("astronaut.jpg"), context);

            assertTrue(
                    session.info().device().matches("CPU, ONNX Runtime [0-9.]+, 2 threads"),
                    session.info().device());
            assertTrue(session.info().warmUpMillis() > 0);
            assertEquals(2, session.info().models().size());
            assertEquals(23, session.info().classes().size());
            assertTrue(
                    context.lines.getFirst().matches("frame 0: 2 boxes in [0-9.]+ ms, 1 masks in [0-9.]+ ms"),
                    context.lines.toString());
        }
    }

    @Test
    void aCancelledFrameMakesNoMasks() throws Exception {
        try (PreLabelSession session = open(Map.of())) {
            List<Suggestion> found = session.suggest(Pictures.load("astronaut.jpg"), new QuietContext(true));

            assertTrue(found.stream().allMatch(s -> s.shape() instanceof SuggestedShape.Box));
        }
    }

    @Test
    void modelsThatDoNotGoTogetherAreRefused() {
        assertEquals(
                "Both person-segmentation-square and person-segmentation-landscape make masks. Choose one of them.",
                assertThrows(PluginException.class, () -> open(Map.of(), SEGMENTER, LANDSCAPE))
                        .sentence());
        assertEquals(
                "This plugin has no model \"sam\". It has: ssd-mobilenet-v2-openimages, person-segmentation-square,"
                        + " person-segmentation-landscape.",
                assertThrows(PluginException.class, () -> open(Map.of(), DETECTOR, new ModelSource.Bundled("sam")))
                        .sentence());
    }

    private PreLabelSession open(Map<String, String> chosen, ModelSource... models) throws PluginException {
        PreLabeler plugin = new OnnxPreLabeler();
        Settings settings = Settings.of(plugin.describe().settings(), chosen);
        return plugin.open(new SessionRequest(settings, List.of(models), cache));
    }

    private static void assertOnly(
            PreLabelSession session, String picture, String className, double score, double tolerance)
            throws IOException, PluginException {
        List<Suggestion> found = session.suggest(Pictures.load(picture), new QuietContext());

        assertEquals(className, found.getFirst().className(), found.toString());
        assertEquals(score, found.getFirst().score(), tolerance);
        assertEquals(
                1, found.stream().filter(s -> s.className().equals(className)).count(), found.toString());
    }

    private static boolean[] pixels(SuggestedShape.Mask mask) {
        boolean[] pixels = new boolean[mask.width() * mask.height()];
        int at = 0;
        boolean inside = false;
        for (int run : mask.runs()) {
            for (int i = 0; i < run; i++, at++) {
                pixels[at % mask.height() * mask.width() + at / mask.height()] = inside;
            }
            inside = !inside;
        }
        return pixels;
    }

    private static boolean[] outline(int width, int height) {
        boolean[] pixels = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = isInside(x + 0.5, y + 0.5);
            }
        }
        return pixels;
    }

    private static boolean isInside(double x, double y) {
        boolean inside = false;
        for (int i = 0, j = ASTRONAUT.length - 2; i < ASTRONAUT.length; j = i, i += 2) {
            double fromY = ASTRONAUT[j + 1];
            double toY = ASTRONAUT[i + 1];
            if (fromY > y != toY > y
                    && x < ASTRONAUT[j] + (y - fromY) / (toY - fromY) * (ASTRONAUT[i] - ASTRONAUT[j])) {
                inside = !inside;
            }
        }
        return inside;
    }

    private static double overlap(boolean[] a, boolean[] b) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < a.length; i++) {
            both += a[i] && b[i] ? 1 : 0;
            either += a[i] || b[i] ? 1 : 0;
        }
        return (double) both / either;
    }
}
