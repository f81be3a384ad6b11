package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import limner.app.ui.clipboard.PictureFeature;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.FrameFeed;
import limner.media.frame.Picture;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies and saves the picture shown and compares what others get pixel for pixel with what the decoder gave.
final class PictureDeskTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 1000);
        Toolkit.run(() -> {
            ClipboardContent nothing = new ClipboardContent();
            nothing.putString("");
            Clipboard.getSystemClipboard().setContent(nothing);
        });
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// The pixels of a frame, 0xrrggbb, row by row.
    private int[] decoded(int frame) {
        FrameFeed feed = Toolkit.on(() -> desk.workspace().feed().get().orElseThrow());
        try (Picture picture = Toolkit.on(() -> feed.picture(frame)).join()) {
            int count = picture.width() * picture.height();
            ByteBuffer rgb = ByteBuffer.allocateDirect(count * 3);
            picture.toRgb24(rgb);
            int[] all = new int[count];
            for (int i = 0; i < count; i++) {
                all[i] = (rgb.get(3 * i) & 0xff) << 16 | (rgb.get(3 * i + 1) & 0xff) << 8 | rgb.get(3 * i + 2) & 0xff;
            }
            return all;
        }
    }

    private int[] pixels(Image image) {
        assertEquals(desk.media().width(), (int) image.getWidth());
        assertEquals(desk.media().height(), (int) image.getHeight());
        int width = (int) image.getWidth();
        PixelReader reader = image.getPixelReader();
        int[] all = new int[width * (int) image.getHeight()];
        for (int i = 0; i < all.length; i++) {
            all[i] = reader.getArgb(i % width, i / width) & 0xffffff;
        }
        return all;
    }

    private int[] copied(KeyCode... keys) {
        desk.key(keys);
        desk.await(
                "a picture is on the clipboard",
                () -> Clipboard.getSystemClipboard().hasImage());
        return Toolkit.on(() -> pixels(Clipboard.getSystemClipboard().getImage()));
    }

    private static void same(int[] expected, int[] actual, int width, Box apart) {
        for (int i = 0; i < expected.length; i++) {
            int x = i % width;
            int y = i / width;
            boolean inside = x >= apart.x() && x < apart.right() && y >= apart.y() && y < apart.bottom();
            if (!inside && expected[i] != actual[i]) {
                assertEquals(expected[i], actual[i], "pixel " + x + ", " + y);
            }
        }
    }

    private void draw(int frame, Box box) {
        MediaId media = Toolkit.on(desk::mediaId);
        LabelId id = LabelId.random();
        desk.store(new Command.Draw(media, frame, id, Desk.PERSON, Extent.FRAME, box));
        desk.await("it is there", () -> desk.workspace().labels().label(id).isPresent());
    }

    @Test
    void theCopiedPictureIsTheDecodedOneWhateverIsDrawnOnIt() {
        desk.show(6);
        draw(6, new Box(40, 30, 100, 80));
        int[] exact = decoded(6);
        same(
                exact,
                copied(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C),
                desk.media().width(),
                new Box(0, 0, 0, 0));
    }

    @Test
    void withLabelsOnlyThePixelsUnderThemDiffer() {
        desk.show(6);
        Box box = new Box(40, 30, 100, 80);
        draw(6, box);
        int[] exact = decoded(6);
        int width = desk.media().width();
        int[] painted = copied(KeyCode.CONTROL, KeyCode.ALT, KeyCode.SHIFT, KeyCode.C);
        same(exact, painted, width, new Box(32, 22, 116, 96));
        for (int x = 50; x < 130; x++) {
            assertNotEquals(exact[30 * width + x], painted[30 * width + x], "the upper line at " + x);
        }
        assertEquals(painted.length, exact.length);
    }

    @Test
    void theSavedPictureHasEveryPixelAndNeverTakesThePlaceOfTheProject() throws IOException {
        desk.show(9);
        Path project = folder.resolve("work.limner");
        Path target = folder.resolve("still.png");
        Files.writeString(target, "what was there before");
        run("picture.save", project, target);
        desk.await(
                "it is said",
                () -> desk.workspace().errors().notices().stream()
                        .anyMatch(n -> n.sentence().contains("still.png")));
        int[] exact = decoded(9);
        same(exact, pixels(new Image(target.toUri().toString())), desk.media().width(), new Box(0, 0, 0, 0));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    files.filter(f -> f.toString().endsWith(".part")).toList(),
                    "nothing half-written is left");
        }

        run("picture.save.labels", project, folder.resolve("with labels.png"));
        desk.await(
                "it is said",
                () -> desk.workspace().errors().notices().stream()
                        .anyMatch(n -> n.sentence().contains("with labels.png")));
        int[] painted =
                pixels(new Image(folder.resolve("with labels.png").toUri().toString()));
        assertEquals(exact[0] ^ 0xff0000, painted[0], "what is painted is there");
        same(exact, painted, desk.media().width(), new Box(0, 0, 1, 1));

        run("picture.save", project, project);
        desk.await(
                "it is refused",
                () -> desk.workspace().errors().notices().stream()
                        .anyMatch(n -> n.sentence().contains("is the project itself")));
        byte[] head = new byte[6];
        try (var in = Files.newInputStream(project)) {
            assertEquals(6, in.read(head));
        }
        assertEquals("SQLite", new String(head, java.nio.charset.StandardCharsets.US_ASCII));
    }

    private void run(String command, Path project, Path target) {
        Toolkit.run(() -> {
            CommandRegistry commands = new CommandRegistry();
            new PictureFeature(
                            desk.workspace(),
                            project,
                            desk.window().tasks(),
                            () -> Optional.of((rgb, _, _) -> rgb.put(0, (byte) (rgb.get(0) ^ 0xff))),
                            (title, name) -> {
                                assertTrue(name.endsWith("9.png"), name);
                                return Optional.of(target);
                            })
                    .register(commands);
            assertTrue(commands.find(command).orElseThrow().run());
        });
    }
}
