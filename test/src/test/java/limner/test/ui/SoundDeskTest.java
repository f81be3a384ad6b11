package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import limner.app.ui.common.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mute, and the waveform on the timeline, in the window; machines that run this have no sound device as a rule.
final class SoundDeskTest {

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

    private void begin(String clip) {
        Path file = Path.of(System.getProperty("limner.media", "../../shared/media"), clip);
        assumeTrue(Files.exists(file), "left out: the shared clip " + clip + " is not there");
        desk.create(folder, file);
    }

    private ToggleButton mute() {
        return (ToggleButton) node("#play-mute");
    }

    private Node node(String selector) {
        return Toolkit.on(() -> desk.stage().getScene().lookup(selector));
    }

    /// How many pixels of the two uppermost rows, below the filmstrip, have the colour of the waveform.
    private int coloured() {
        return Toolkit.on(() -> {
            Node lanes = desk.stage().getScene().lookup("#timeline");
            WritableImage shot = lanes.snapshot(null, null);
            Color ground = shot.getPixelReader().getColor((int) shot.getWidth() - 2, (int) shot.getHeight() - 14);
            int found = 0;
            for (int x = 160; x < shot.getWidth() - 20; x++) {
                for (int y = 70; y < 98; y++) {
                    Color c = shot.getPixelReader().getColor(x, y);
                    found += c.getBlue() - c.getRed() > 0.25 && !c.equals(ground) ? 1 : 0;
                }
            }
            return found;
        });
    }

    @Test
    void theWaveformIsThereAndCanBeHiddenAndMuteIsKept() throws IOException {
        begin("ntsc_av.mp4");
        desk.await("the waveform is drawn", () -> coloured() > 2_000);
        assertTrue(Toolkit.on(() -> mute().getParent().isVisible()));
        for (Theme theme : Theme.values()) {
            Toolkit.run(() -> desk.window().theme(theme));
            Toolkit.pulses(6);
            Pngs.write(desk.stage(), PICTURES.resolve("sound-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
        }
        Toolkit.run(() -> desk.window().theme(Theme.DARK));
        desk.key(KeyCode.ALT, KeyCode.M);
        assertTrue(Toolkit.on(() -> mute().isSelected()), "the key mutes");
        Path profile = folder.resolve("config").resolve("profile.json");
        desk.await("it is kept", () -> {
            try {
                return Files.exists(profile) && Files.readString(profile).contains("\"sound.muted\" : \"yes\"");
            } catch (IOException e) {
                return false;
            }
        });
        Toolkit.run(() -> mute().fire());
        assertFalse(Toolkit.on(() -> mute().isSelected()), "the button lets it be heard again");
    }

    /// An item of the menu beside mute, by its words.
    private CheckMenuItem lane() {
        return ((MenuButton) node("#play-sound"))
                .getItems().stream()
                        .filter(CheckMenuItem.class::isInstance)
                        .map(CheckMenuItem.class::cast)
                        .findFirst()
                        .orElseThrow();
    }

    /// As the menu does it, which marks the item and then tells it.
    private void chooseLane(boolean shown) {
        Toolkit.run(() -> {
            assertEquals(!shown, lane().isSelected());
            lane().setSelected(shown);
            lane().fire();
        });
    }

    private List<RadioMenuItem> streams() {
        return ((MenuButton) node("#play-sound"))
                .getItems().stream()
                        .filter(RadioMenuItem.class::isInstance)
                        .map(RadioMenuItem.class::cast)
                        .toList();
    }

    private List<Boolean> chosen() {
        return Toolkit.on(
                () -> streams().stream().map(RadioMenuItem::isSelected).toList());
    }

    @Test
    void theLaneGoesAndComesBackFromTheMenu() {
        begin("ntsc_av.mp4");
        desk.await("the waveform is drawn", () -> coloured() > 2_000);
        chooseLane(false);
        desk.await("the lane is gone", () -> coloured() == 0);
        chooseLane(true);
        desk.await("the lane is back", () -> coloured() > 2_000);
    }

    @Test
    void theChosenStreamIsRememberedForItsVideo() {
        desk.look(folder, "two_sounds.mkv");
        assertEquals(List.of(true, false), chosen());
        assertTrue(Toolkit.on(() -> streams().getLast().getText()).contains("Dubbed"));
        desk.await("the waveform of the first is drawn", () -> coloured() > 2_000);
        Toolkit.run(() -> streams().getLast().fire());
        assertEquals(List.of(false, true), chosen());
        desk.await("the waveform of the second is drawn", () -> coloured() > 2_000);
        desk.close();
        desk = Desk.welcome(folder, 1000, 760);
        Toolkit.run(() -> desk.window().open(folder.resolve("two_sounds.mkv.limner")));
        Toolkit.await("the project is open", () -> desk.window().workspace().isPresent());
        desk.awaitFrame(0);
        desk.awaitPanels();
        desk.await("the second is heard again", () -> chosen().equals(List.of(false, true)));
        Toolkit.run(() -> streams().getFirst().fire());
        desk.close();
        desk = Desk.welcome(folder, 1000, 760);
        Toolkit.run(() -> desk.window().open(folder.resolve("two_sounds.mkv.limner")));
        Toolkit.await("the project is open", () -> desk.window().workspace().isPresent());
        desk.awaitFrame(0);
        desk.awaitPanels();
        desk.await("the first is heard", () -> chosen().equals(List.of(true, false)));
    }

    @Test
    void withoutADeviceItPlaysSilentlyAndSaysSoWhereSoundIsAskedFor() {
        begin("ntsc_av.mp4");
        desk.key(KeyCode.SPACE);
        desk.await("it has played", () -> desk.shownFrame() > 20);
        desk.key(KeyCode.SPACE);
        String said = Toolkit.on(() -> mute().getTooltip().getText());
        assumeTrue(said.contains("Silent"), "left out: this machine has a sound device");
        assertTrue(said.contains("there is no sound device"), said);
        assertEquals(
                0,
                Toolkit.on(() ->
                        desk.stage().getScene().getRoot().lookupAll(".notice").size()));
    }

    @Test
    void aVideoWithoutSoundHasNeitherLaneNorButton() {
        begin("h264_10bit.mp4");
        assertFalse(Toolkit.on(() -> mute().getParent().isVisible()));
        assertEquals(0, coloured());
    }
}
