package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import limner.app.ui.common.Theme;
import limner.model.media.Media;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that tells what was found in a video, and the streams that can be taken from it.
final class ImportReportTest {

    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.welcome(folder, 1000, 760);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static Path clip(String name) {
        Path shared =
                Path.of(System.getProperty("limner.media", "../shared/media")).resolve(name);
        return Files.exists(shared)
                ? shared.toAbsolutePath()
                : Path.of(System.getProperty("limner.root", ".."))
                        .resolve("media/src/test/resources/limner/media/clips")
                        .resolve(name)
                        .toAbsolutePath()
                        .normalize();
    }

    private void openReport() {
        desk.clickNode("#import-report-open");
        Toolkit.await("the report is open", () -> desk.stage().getScene().lookup("#import-report") != null);
        Toolkit.pulses(6);
    }

    private List<String> texts() {
        return desk.texts(desk.node("#import-report"));
    }

    @Test
    void theReportOfAVariableRateVideoIsReadableInEveryTheme() {
        Path jitter = clip("vfr_jitter.mkv");
        desk.create(folder, Files.exists(jitter) ? jitter : clip("vfr.mkv"));
        openReport();
        for (Theme theme : Theme.values()) {
            Toolkit.run(() -> desk.window().theme(theme));
            Toolkit.pulses(6);
            String name = theme.name().toLowerCase(Locale.ROOT);
            Pngs.write(desk.stage(), PICTURES.resolve("import-report-" + name + ".png"));
            assertEquals(List.of(), Look.faint(desk.stage()), name);
            assertEquals(List.of(), Look.cutOff(desk.stage()), name);
        }
        List<String> texts = texts();
        assertTrue(texts.stream().anyMatch(t -> t.contains("varying")), texts::toString);
        int frames = Toolkit.on(() -> desk.media().frameCount());
        int counted = Toolkit.on(() -> desk.stage().getScene().getRoot().lookupAll("#frame-durations .label").stream()
                .map(node -> ((Labeled) node).getText())
                .filter(text -> text.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .sum());
        assertEquals(frames - 1, counted, "every frame but the last is in one column");
        double widest = Toolkit.on(() -> desk.stage().getScene().getRoot().lookupAll(".histogram-bar").stream()
                .mapToDouble(node -> ((Region) node).getWidth())
                .max()
                .orElse(0));
        assertTrue(widest > 60, "the longest bar is " + widest + " wide");
        Toolkit.run(() -> desk.window().theme(Theme.LIGHT));
        Toolkit.run(
                () -> ((javafx.scene.control.ScrollPane) desk.stage().getScene().lookup(".side-sheet .scroll-pane"))
                        .setVvalue(0.55));
        Toolkit.pulses(6);
        Pngs.write(desk.stage(), PICTURES.resolve("import-report-durations.png"));
    }

    @Test
    void anotherStreamOfTheFileBecomesAVideoOfItsOwn() {
        desk.create(folder, clip("two_video.mkv"));
        int first = Toolkit.on(() -> desk.media().width());
        openReport();
        String other = texts().stream()
                .filter(t -> t.startsWith("Add stream "))
                .findFirst()
                .orElseThrow();
        desk.clickNode("#take-stream-" + other.replaceAll("\\D", ""));
        desk.await(
                "the other stream is looked at",
                () -> desk.workspace().media().filter(m -> m.width() != first).isPresent());
        Media taken = Toolkit.on(desk::media);
        assertTrue(taken.fingerprint().contains("-stream"), taken.fingerprint());
        desk.awaitFrame(0);
        assertEquals(2, (int) Toolkit.on(() -> desk.workspace().state().media().size()));
    }
}
