package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.CompareReleases;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.release.diff.DiffOptions;
import limner.model.release.diff.ReleaseDiff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two releases of one project on the page that compares them: between the two a box became larger, another one came,
/// and
/// a second frame was finished.
final class DiffDeskTest {

    private static final int BEFORE = 0xe69f00;
    private static final int AFTER = 0x56b4e9;

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 1000);
        LabelId box = LabelId.random();
        draw(0, box, new Box(40, 40, 100, 100));
        state(0, FrameState.DONE);
        release("work release");
        state(0, FrameState.IN_WORK);
        desk.store(new Command.Reshape(desk.mediaId(), 0, box, new Box(40, 40, 200, 100)));
        desk.store(new Command.Draw(
                desk.mediaId(), 0, LabelId.random(), Desk.CUP, Extent.FRAME, new Box(400, 200, 50, 50)));
        state(0, FrameState.DONE);
        draw(7, LabelId.random(), new Box(10, 10, 30, 30));
        state(7, FrameState.DONE);
        release("work release 2");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void draw(int frame, LabelId label, Box box) {
        desk.store(new Command.Draw(desk.mediaId(), frame, label, Desk.PERSON, Extent.FRAME, box));
    }

    private void state(int frame, FrameState state) {
        desk.store(new Command.SetFrameState(desk.mediaId(), FrameRange.of(frame), state));
    }

    private void release(String name) {
        desk.settle();
        desk.key(KeyCode.CONTROL, KeyCode.R);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#release-start") != null);
        desk.clickNode("#release-start");
        desk.await("it is there", () -> Files.exists(folder.resolve(name).resolve("manifest.json")));
        desk.await("its card is there", () -> desk.stage().getScene().lookup("#release-card") != null);
        desk.await(
                "nothing runs any more", () -> desk.window().tasks().running().isEmpty());
        desk.key(KeyCode.ESCAPE);
    }

    private ImageView layer(int which) {
        StackPane screen = (StackPane) desk.stage().getScene().lookup("#flicker");
        return (ImageView) screen.getChildren().get(which);
    }

    private int pixel(int which, int x, int y) {
        return Toolkit.on(() ->
                Objects.requireNonNull(layer(which).getImage()).getPixelReader().getArgb(x, y));
    }

    @Test
    void whatDiffersIsCountedListedAndSeenInTurn() {
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.D);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#diff-start") != null);
        Toolkit.pulses(4);
        assertEquals(
                folder.resolve("work release").toString(),
                Toolkit.on(() ->
                        ((ComboBox<?>) desk.node("#diff-before")).getEditor().getText()),
                "the last two releases beside the project are offered");
        desk.key(KeyCode.ENTER);
        desk.await("it is compared", () -> desk.says("“work” and “work 2” differ."));
        List<String> counts = desk.texts(desk.node("#diff-counts"));
        assertEquals(List.of("pictures", "1", "2", "1", "0", "1", "0"), counts.subList(7, 14));
        assertEquals(List.of("objects", "1", "2", "1", "0", "1", "0"), counts.subList(14, 21));
        List<String> matrix = desk.texts(desk.node("#diff-matrix"));
        assertTrue(matrix.containsAll(List.of("Person", "Coffee cup", "added")), matrix.toString());
        List<String> overlaps = desk.texts(desk.node("#diff-overlaps"));
        assertEquals("1", overlaps.get(overlaps.indexOf("0.5 to 0.6") + 1), "100 of 200 columns: " + overlaps);

        desk.await("the first picture is there", () -> layer(0).getImage() != null);
        assertEquals(0xff000000 | BEFORE, pixel(1, 40, 90), "the edge of the box before");
        assertEquals(0x80, pixel(1, 90, 90) >>> 24, "the picture is seen through the box");
        assertEquals(0, pixel(1, 200, 90), "it ended before");
        assertEquals(0x80, pixel(2, 200, 90) >>> 24, "it is there now");
        assertEquals(0xff000000 | AFTER, pixel(2, 239, 90), "up to here");
        assertTrue(Toolkit.on(() -> layer(1).isVisible() && layer(2).isVisible()), "both at first");
        desk.key(KeyCode.SPACE);
        assertTrue(Toolkit.on(() -> layer(1).isVisible() && !layer(2).isVisible()), "before alone");
        desk.key(KeyCode.SPACE);
        assertTrue(Toolkit.on(() -> !layer(1).isVisible() && layer(2).isVisible()), "after alone");

        // What is seen is the comparison of the two that are named.
        TextField named = Toolkit.on(() -> ((ComboBox<?>) desk.node("#diff-before")).getEditor());
        String first = Toolkit.on(named::getText);
        Toolkit.run(() -> named.setText(first + " 2"));
        assertFalse(desk.node("#diff-list").getParent().isVisible(), "nobody compared these two");
        assertTrue(desk.node("#diff-text").isDisabled());
        assertFalse(desk.says("“work” and “work 2” differ."));
        Toolkit.run(() -> named.setText(first));
        assertTrue(desk.node("#diff-list").getParent().isVisible());
        assertFalse(desk.node("#diff-text").isDisabled());
        assertTrue(desk.says("“work” and “work 2” differ."));

        // The picture that came with the second release alone is the last line.
        ListView<?> list = (ListView<?>) desk.node("#diff-list");
        Toolkit.run(() -> {
            list.getSelectionModel().selectLast();
            list.requestFocus();
        });
        desk.await("it is said that it is new", () -> desk.says("not in the release before"));
        desk.key(KeyCode.ENTER);
        desk.awaitFrame(7);
    }

    @Test
    void whatIsNoReleaseIsRefusedAndWhatWasFoundIsHandedOn() throws IOException {
        desk.key(KeyCode.CONTROL, KeyCode.ALT, KeyCode.D);
        desk.await("the page is open", () -> desk.stage().getScene().lookup("#diff-start") != null);
        Toolkit.run(() -> {
            ((ComboBox<?>) desk.stage().getScene().lookup("#diff-after"))
                    .getEditor()
                    .setText("nothing here");
            ((Button) desk.stage().getScene().lookup("#diff-start")).fire();
        });
        desk.await("it is said", () -> desk.says("is no release"));
        assertTrue(Toolkit.on(() -> ((Button) desk.stage().getScene().lookup("#diff-page")).isDisabled()));

        Path one = folder.resolve("work release");
        Path two = folder.resolve("work release 2");
        CompareReleases compare = new CompareReleases();
        ReleaseDiff diff = compare.run(one, two, DiffOptions.usual(), Progress.none());
        compare.text(diff, folder.resolve("found.txt"));
        String text = Files.readString(folder.resolve("found.txt"));
        assertTrue(text.contains("objects on pictures of both: 1 before, 2 after; 1 added"), text);
        assertThrows(AppException.class, () -> compare.demandOutside(one.resolve("found.txt"), List.of(one, two)));
        assertFalse(Files.exists(one.resolve("found.txt")));
    }
}
