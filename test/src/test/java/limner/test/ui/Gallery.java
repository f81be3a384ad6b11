package limner.test.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Density;
import limner.app.ui.common.Theme;
import limner.app.ui.common.ToolKind;
import limner.model.media.Media;

/// Walks the desk through its states, takes a picture of each, and measures what DESK.md 10 promises.
final class Gallery {

    /// The least share of the window that the picture itself has, with all panels open at 1920 × 1080.
    private static final double SHARE = 0.60;

    private static final System.Logger LOG = System.getLogger(Gallery.class.getName());

    private Gallery() {}

    /// A process of its own, for windows that the headless screen has no room for.
    ///
    /// @param arguments width, height, suffix of the files' names, folder of the pictures, a folder to work in
    public static void main(String[] arguments) {
        int code = 1;
        try {
            Path work = Files.createDirectories(Path.of(arguments[4]));
            List<String> faults = walk(
                    work,
                    Integer.parseInt(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    arguments[2],
                    Path.of(arguments[3]));
            Files.write(work.resolve("faults.txt"), faults);
            code = 0;
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "the walk broke off", e);
        } finally {
            // The thread of the windows would keep the process alive.
            System.exit(code);
        }
    }

    /// Walks through all states in a window of this size.
    ///
    /// @return what breaks a promise; empty when nothing does
    static List<String> walk(Path folder, int width, int height, String suffix, Path pictures) {
        List<String> faults = new ArrayList<>();
        Scenes scenes = new Scenes(pictures, suffix);
        try (Desk desk = Desk.welcome(folder, width, height)) {
            scenes.shoot(desk, "first-start");
            measure(desk, "first start", faults);
            scenes.theme(desk, Theme.LIGHT);
            scenes.shoot(desk, "first-start-light");
            measure(desk, "first start, light", faults);
            scenes.theme(desk, Theme.DARK);

            desk.begin(folder);
            scenes.shoot(desk, "empty-project");
            measure(desk, "empty project", faults);
            scenes.suggestions(desk);
            scenes.shoot(desk, "suggestions");
            measure(desk, "suggestions", faults);
            for (Theme theme : Theme.values()) {
                scenes.theme(desk, theme);
                String name = theme.name().toLowerCase(Locale.ROOT);
                scenes.shoot(desk, "suggestions-" + name);
                measure(desk, "suggestions, " + name, faults);
            }
            scenes.theme(desk, Theme.DARK);
            if (width == 1920 && pictureShare(desk) < SHARE) {
                faults.add("the picture has only " + pictureShare(desk) + " of the window");
            }
            scenes.display(desk, step -> measure(desk, step, faults));
            scenes.pace(desk, step -> measure(desk, step, faults));
            desk.key(KeyCode.CONTROL, KeyCode.R);
            scenes.shoot(desk, "release");
            measure(desk, "release", faults);
            scenes.release(desk, step -> measure(desk, step, faults));
            desk.key(KeyCode.ESCAPE);
            scenes.diff(desk, step -> measure(desk, step, faults));
            desk.key(KeyCode.ESCAPE);
            scenes.restore(desk, step -> measure(desk, step, faults));
            desk.key(KeyCode.ESCAPE);
            scenes.losses(desk);
            scenes.shoot(desk, "export");
            measure(desk, "export", faults);
            scenes.theme(desk, Theme.LIGHT);
            scenes.shoot(desk, "export-light");
            measure(desk, "export, light", faults);
            scenes.theme(desk, Theme.DARK);
            desk.key(KeyCode.ESCAPE);
            scenes.importing(desk, folder, step -> measure(desk, step, faults));
            desk.key(KeyCode.ESCAPE);
            desk.key(KeyCode.CONTROL, KeyCode.L);
            scenes.shoot(desk, "prelabel");
            measure(desk, "prelabel", faults);
            desk.key(KeyCode.ESCAPE);
            desk.key(KeyCode.F1);
            scenes.shoot(desk, "keys");
            measure(desk, "keys", faults);
            desk.key(KeyCode.ESCAPE);
            desk.key(KeyCode.CONTROL, KeyCode.K);
            scenes.shoot(desk, "palette");
            measure(desk, "palette", faults);
            desk.key(KeyCode.ESCAPE);
            desk.key(KeyCode.CONTROL, KeyCode.H);
            scenes.shoot(desk, "history");
            measure(desk, "history", faults);
            desk.key(KeyCode.ESCAPE);
            desk.key(KeyCode.F7);
            scenes.shoot(desk, "cross");
            measure(desk, "pointer by keyboard", faults);
            desk.key(KeyCode.F7);
            scenes.painting(desk);
            scenes.shoot(desk, "painting");
            desk.endStroke();
            desk.key(KeyCode.F);
            scenes.cutOut(desk);
            scenes.shoot(desk, "cut-out");
            desk.key(KeyCode.ESCAPE);
            scenes.scissors(desk);
            scenes.shoot(desk, "scissors");
            desk.key(KeyCode.ESCAPE);
            for (ToolKind tool : List.of(
                    ToolKind.WAND,
                    ToolKind.GROW,
                    ToolKind.RANGE,
                    ToolKind.CUT_OUT,
                    ToolKind.SCISSORS,
                    ToolKind.PIECES)) {
                Toolkit.run(() -> desk.workspace().tool().set(tool));
                measure(desk, "options of " + tool, faults);
            }
            scenes.timeline(desk);
            scenes.shoot(desk, "timeline");
            scenes.film(desk);
            scenes.shoot(desk, "film");
            measure(desk, "timeline, a frame looked at", faults);
            scenes.theme(desk, Theme.LIGHT);
            scenes.shoot(desk, "film-light");
            measure(desk, "timeline, a frame looked at, light", faults);
            scenes.theme(desk, Theme.DARK);
            scenes.steps(desk);
            scenes.shoot(desk, "steps");
            measure(desk, "timeline, in steps", faults);
            scenes.theme(desk, Theme.LIGHT);
            scenes.shoot(desk, "timeline-light");
            measure(desk, "timeline, light", faults);
            Toolkit.run(() -> desk.window().density(Density.COMPACT));
            scenes.shoot(desk, "compact");
            measure(desk, "compact", faults);
            desk.key(KeyCode.F11);
            scenes.shoot(desk, "picture-only");
        }
        return faults;
    }

    private static void measure(Desk desk, String state, List<String> faults) {
        Toolkit.pulses(2);
        Look.cutOff(desk.stage()).forEach(f -> faults.add(state + ", cut off: " + f));
        Look.faint(desk.stage()).forEach(f -> faults.add(state + ", faint: " + f));
        Look.tooSmall(desk.stage()).forEach(f -> faults.add(state + ", too small: " + f));
    }

    /// The picture itself, not the canvas around it.
    private static double pictureShare(Desk desk) {
        return Toolkit.on(() -> {
            Media m = desk.media();
            double scale = desk.scale();
            return m.width()
                    * scale
                    * m.height()
                    * scale
                    / (desk.stage().getWidth() * desk.stage().getHeight());
        });
    }
}
