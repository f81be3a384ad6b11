package limner.test.ui;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Selection;
import limner.model.label.Label;

/// A process with the whole desk in it that paints some masks and begins another stroke, until somebody kills it. It
/// names each mask that is stored, with what its shape is.
public final class PressedBrush {

    static final int STROKES = 3;

    private PressedBrush() {}

    /// `FOLDER pressed|released`
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Desk desk = Desk.labelling(Path.of(args[0]), 1000, 1000);
        desk.key(KeyCode.M);
        KeyCode[] anew = {KeyCode.SHIFT};
        for (int i = 0; i < STROKES; i++) {
            int y = 60 + 40 * i;
            Toolkit.run(() -> desk.workspace().selection().set(Selection.nothing()));
            desk.dragHolding(anew, 60, y, 200, y);
            desk.settle();
        }
        for (Label label : desk.stored().labelsInOrder()) {
            out.println("durable " + label.id() + " "
                    + label.at(0).orElseThrow().shape().hashCode());
        }
        Toolkit.run(() -> desk.workspace().selection().set(Selection.nothing()));
        desk.press(anew, 60, 220, 200, 220, 120, 200);
        if (args[1].equals("released")) {
            Point2D end = desk.place(120, 200);
            out.println("ready");
            desk.release(end, anew);
        } else {
            out.println("ready");
        }
        new CountDownLatch(1).await();
    }
}
