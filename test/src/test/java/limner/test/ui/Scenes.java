package limner.test.ui;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Speed;
import limner.app.ui.common.Theme;
import limner.app.ui.common.ToolKind;
import limner.media.pace.Stepping;
import limner.media.source.Rational;
import limner.model.command.Command;
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

/// States of the desk as an annotator meets them, one picture each.
final class Scenes {

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
