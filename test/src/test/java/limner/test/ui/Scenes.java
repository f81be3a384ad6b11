package limner.test.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Speed;
import limner.app.ui.common.Theme;
import limner.app.ui.common.ToolKind;
import limner.media.pace.Stepping;
import limner.media.source.Rational;
import limner.model.command.Command;
import limner.model.exchange.DatasetWriter;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Tip;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;

/// States of the desk as an annotator meets them, one picture each.
final class Scenes {

    /// Labels of another program: width and height of the pictures and the name of their video are to be filled in.
    static final String COCO = """
            {"videos": [{"id": 1, "name": "%3$s"}, {"id": 2, "name": "elsewhere.mp4"}],
             "images": [
              {"id": 1, "width": %1$d, "height": %2$d, "video_id": 1, "frame_index": 2},
              {"id": 2, "width": %1$d, "height": %2$d, "video_id": 1, "frame_index": 4},
              {"id": 3, "width": %1$d, "height": %2$d, "video_id": 2, "frame_index": 0, "file_name": "lost.png"}],
             "categories": [{"id": 77, "name": "Person"}, {"id": 1, "name": "okapi"}],
             "annotations": [
              {"id": 1, "image_id": 1, "category_id": 77, "bbox": [30, 40, 200, 150]},
              {"id": 2, "image_id": 2, "category_id": 1, "bbox": [60, 50, 300, 120]},
              {"id": 3, "image_id": 3, "category_id": 77, "bbox": [5, 6, 7, 8]}]}""";

    private final Path pictures;
    private final String suffix;

    /// @param suffix of the files' names, such as the size of the window
    Scenes(Path pictures, String suffix) {
        this.pictures = pictures;
        this.suffix = suffix;
    }

    void shoot(Desk desk, String name) {
        Toolkit.pulses(6);
        Pngs.write(desk.stage(), pictures.resolve(name + suffix + ".png"));
    }

    /// The page of releases, step by step in the dark and the light, and the card of the release that is made.
    ///
    /// @param measure told the name of each step that is on the screen
    void release(Desk desk, Consumer<String> measure) {
        step(desk, measure, "release-content", "#release-step-2");
        desk.clickNode("#release-in-work");
        step(desk, measure, "release-writing", "#release-step-3");
        desk.clickNode("#release-step-4");
        step(desk, measure, "release-parts", "#release-divide");
        step(desk, measure, "release-preview", "#release-step-5");
        desk.await(
                "each part is counted",
                () -> desk.stage().getScene().lookup("#release-leak-search") instanceof Node search
                        && search.isVisible());
        desk.clickNode("#release-start");
        desk.await("the card is there", () -> desk.stage().getScene().lookup("#release-card") != null);
        desk.await(
                "the release is checked", () -> desk.window().tasks().running().isEmpty());
        shootBoth(desk, measure, "release-card");
    }

    /// A second release after an object came, beside the one of [#release(Desk, Consumer)]; the object goes again.
    void diff(Desk desk, Consumer<String> measure) {
        LabelId label = LabelId.random();
        MediaId media = Toolkit.on(desk::mediaId);
        desk.store(new Command.Draw(media, 0, label, Desk.CUP, Extent.FRAME, Desk.box(420, 60, 160, 220)));
        desk.settle();
        desk.key(KeyCode.CONTROL, KeyCode.R);
        desk.clickNode("#release-step-2");
        desk.clickNode("#release-in-work");
        desk.clickNode("#release-step-1");
        desk.clickNode("#release-start");
        desk.await("the card is there", () -> desk.stage().getScene().lookup("#release-card") != null);
        desk.await(
                "the release is checked", () -> desk.window().tasks().running().isEmpty());
        desk.key(KeyCode.ESCAPE);
        desk.store(new Command.Delete(media, Set.of(label)));
        desk.settle();
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.D);
        desk.clickNode("#diff-start");
        desk.await(
                "what differs is seen",
                () -> desk.stage().getScene().lookup("#flicker-both") instanceof Node both
                        && both.getParent().getParent().isVisible());
        shootBoth(desk, measure, "diff");
    }

    /// The page of earlier states, the one before the object of [#diff(Desk, Consumer)] went chosen.
    void restore(Desk desk, Consumer<String> measure) {
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.O);
        desk.await(
                "the moments are there",
                () -> desk.stage().getScene().lookup("#restore-start") instanceof Node start && !start.isDisabled());
        desk.key(KeyCode.DOWN);
        desk.await("what differs is seen", () -> desk.says("other than now") || desk.says("anders als jetzt"));
        shootBoth(desk, measure, "restore");
    }

    /// Labels of others, one class of them unknown and one picture not in the project, before and after the class is
    /// decided.
    ///
    /// @param folder where the file of labels is made
    void importing(Desk desk, Path folder, Consumer<String> measure) {
        Media media = Toolkit.on(desk::media);
        Path coco = folder.resolve("instances.json");
        try {
            Files.writeString(coco, String.format(Locale.ROOT, COCO, media.width(), media.height(), media.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Toolkit.run(() -> desk.window().take(List.of(coco)));
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#import-look") != null);
        shootBoth(desk, measure, "import-file");
        desk.clickNode("#import-look");
        desk.await("it was looked through", () -> desk.node("#import-take").isVisible());
        shootBoth(desk, measure, "import");
        desk.clickNode("#import-classes-all");
        desk.await(
                "what would come in is known", () -> !desk.node("#import-take").isDisabled());
        shootBoth(desk, measure, "import-decided");
    }

    /// How the picture and its labels are looked at, the origins of the labels told apart.
    void display(Desk desk, Consumer<String> measure) {
        desk.key(KeyCode.SHIFT, KeyCode.D);
        desk.command("view.colours.origin");
        shootBoth(desk, measure, "display");
        desk.command("view.colours.class");
        desk.key(KeyCode.SHIFT, KeyCode.D);
    }

    /// The page of somebody's own pace.
    void pace(Desk desk, Consumer<String> measure) {
        desk.key(KeyCode.SHIFT, KeyCode.F1);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#pace-figures") != null);
        shootBoth(desk, measure, "pace");
        desk.key(KeyCode.ESCAPE);
    }

    private void step(Desk desk, Consumer<String> measure, String name, String button) {
        desk.clickNode(button);
        desk.await(
                "what there would be is counted",
                () -> desk.window().tasks().running().isEmpty());
        shootBoth(desk, measure, name);
    }

    private void shootBoth(Desk desk, Consumer<String> measure, String name) {
        shoot(desk, name);
        measure.accept(name);
        theme(desk, Theme.LIGHT);
        shoot(desk, name + "-light");
        measure.accept(name + ", light");
        theme(desk, Theme.DARK);
    }

    /// A frame a model has looked at, its best suggestion selected, with a polygon and a mask drawn by hand.
    void suggestions(Desk desk) {
        MediaId media = Toolkit.on(desk::mediaId);
        desk.askModel();
        desk.key(KeyCode.ESCAPE);
        desk.store(new Command.Draw(
                media,
                0,
                LabelId.random(),
                Desk.CUP,
                Extent.FRAME,
                Polygon.of(List.of(
                        new Point(668, 40),
                        new Point(690, 20),
                        new Point(730, 16),
                        new Point(748, 40),
                        new Point(752, 150),
                        new Point(790, 330),
                        new Point(700, 400),
                        new Point(628, 330),
                        new Point(660, 190)))));
        desk.store(new Command.Draw(media, 0, LabelId.random(), Desk.CUP, Extent.FRAME, blob(desk, 80, 180, 70)));
        desk.await(
                "everything is on the screen's side",
                () -> desk.workspace().labels().labels().size() == 2);
        desk.key(KeyCode.N);
    }

    private static Mask blob(Desk desk, double x, double y, double size) {
        MaskEditor editor = Toolkit.on(
                () -> MaskEditor.blank(desk.media().width(), desk.media().height()));
        editor.stroke(new Point(x, y), new Point(x + size, y + size / 3), size, Tip.ROUND, Ink.PAINT);
        editor.dab(x + size / 2, y + size / 6, size / 3, Tip.ROUND, Ink.ERASE);
        return new Mask(editor.toRle());
    }

    /// What an export would lose, seen before anything is written.
    @SuppressWarnings("unchecked")
    void losses(Desk desk) {
        desk.key(KeyCode.CONTROL, KeyCode.E);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#export-format") != null);
        Toolkit.run(() -> {
            ComboBox<DatasetWriter> box = (ComboBox<DatasetWriter>) desk.node("#export-format");
            box.setValue(box.getItems().stream()
                    .filter(w -> w.id().equals("yolo-detect"))
                    .findFirst()
                    .orElseThrow());
        });
        desk.await(
                "a folder is proposed",
                () -> ((TextField) desk.node("#export-folder")).getText().endsWith("yolo-detect"));
        Toolkit.run(() -> ((Button) desk.node("#export-look")).fire());
        desk.await("the losses are told", () -> desk.node("#export-write").isVisible());
    }

    /// Tracks, events, tags, states and suggestions all along the clip.
    void timeline(Desk desk) {
        MediaId media = Toolkit.on(desk::mediaId);
        for (int t = 0; t < 4; t++) {
            LabelId track = LabelId.random();
            int start = t * 23;
            desk.store(new Command.Draw(
                    media,
                    start,
                    track,
                    t % 2 == 0 ? Desk.PERSON : Desk.CUP,
                    Extent.TRACK,
                    Desk.box(80 + 140 * t, 120, 110, 150)));
            for (int k = 1; k <= 4; k++) {
                desk.store(new Command.Reshape(
                        media, start + k * 28, track, Desk.box(80 + 140 * t + k * 12, 120 + k * 14, 110, 150)));
            }
            desk.store(new Command.SetOccluded(media, start + 56, track, true));
            desk.store(new Command.SetOutside(media, start + 130, track, true));
        }
        int at = 8;
        for (int i = 0; i < 5; i++) {
            desk.store(new Command.AddInterval(
                    media, IntervalId.random(), Desk.MOVING, new FrameRange(at, at + 18 + 6 * i)));
            at += 52;
        }
        for (int f = 100; f < 180; f += 9) {
            desk.store(new Command.Tag(media, f, Desk.BLURRED));
        }
        for (int f = 190; f < 290; f += 7) {
            desk.suggest(f, Desk.PERSON, Desk.box(200, 100, 200, 220));
        }
        desk.store(new Command.SetFrameState(media, new FrameRange(0, 60), FrameState.DONE));
        desk.show(78);
    }

    /// The pointer on the ruler, with the small picture of the frame there.
    void film(Desk desk) {
        desk.move(desk.onRuler(140.5));
        desk.await(
                "the picture of that frame is there",
                () -> !desk.node("#film-other").isVisible());
    }

    /// The video looked at five frames a second, and a frame between two stops on the screen.
    void steps(Desk desk) {
        Toolkit.run(() -> {
            desk.workspace().stepping(desk.mediaId(), new Stepping.AtRate(new Rational(5, 1)));
            desk.workspace().speed().set(Speed.NORMAL.at(0.25));
        });
        desk.show(78);
        Toolkit.pulses(2);
    }

    /// An object cut out of a box, with a stroke that says what does not belong to it.
    void cutOut(Desk desk) {
        Toolkit.run(() -> {
            desk.workspace().selection().set(Selection.nothing());
            desk.workspace().tool().set(ToolKind.CUT_OUT);
            desk.workspace().view().brushSize().set(20);
        });
        desk.drag(200, 4, 560, 330);
        desk.awaitAnswer();
        desk.dragHolding(new KeyCode[] {KeyCode.ALT}, 300, 300, 500, 310);
        desk.awaitAnswer();
    }

    /// A line that follows an edge to the pointer.
    void scissors(Desk desk) {
        Toolkit.run(() -> desk.workspace().tool().set(ToolKind.SCISSORS));
        desk.click(250, 120);
        desk.awaitAnswer();
        desk.click(360, 20);
        desk.awaitAnswer();
        desk.move(desk.place(520, 120));
        Toolkit.pulses(30);
    }

    /// A mask being painted, the pixels of the picture eight screen pixels wide.
    void painting(Desk desk) {
        Toolkit.run(() -> {
            desk.workspace().tool().set(ToolKind.BRUSH);
            desk.workspace().view().brushSize().set(9);
            desk.workspace().selection().set(Selection.nothing());
        });
        desk.key(KeyCode.M);
        desk.zoomTo(8, 470, 140);
        desk.strokeOnScreen(-220, -40, -60, 60, 120, 20, 210, -70);
    }

    void theme(Desk desk, Theme theme) {
        Toolkit.run(() -> desk.window().theme(theme));
        Toolkit.pulses(3);
    }
}
