package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.ShownFrame;
import limner.model.label.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drive that disappears in the middle of labelling, and comes back.
final class VanishingVideoTest {

    private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 760);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private List<String> texts() {
        return desk.texts(desk.stage().getScene().getRoot());
    }

    private boolean isDrawn(int frame) {
        return desk.workspace()
                .shown()
                .get()
                .filter(s -> s.frame() == frame && s.picture() == ShownFrame.Picture.DRAWN)
                .isPresent();
    }

    private boolean isUnreadable() {
        return desk.workspace()
                .shown()
                .get()
                .filter(s -> s.picture() == ShownFrame.Picture.UNREADABLE)
                .isPresent();
    }

    @Test
    void theDeskSaysThatTheFileIsGoneKeepsTheLabelsAndGoesOnWhenItIsBack() throws IOException {
        desk.key(KeyCode.B);
        desk.drag(100, 80, 300, 260);
        desk.settle();
        List<Label> before = desk.stored().labelsInOrder();
        assertEquals(1, before.size());

        Path clip = folder.resolve("gallery.mp4");
        byte[] bytes = Files.readAllBytes(clip);
        // Emptied first, so that what is open gives nothing any more either.
        try (FileChannel file = FileChannel.open(clip, StandardOpenOption.WRITE)) {
            file.truncate(0);
        }
        Files.delete(clip);
        Toolkit.run(() -> desk.workspace().goTo(250));
        desk.await("the frame cannot be read", this::isUnreadable);
        Toolkit.pulses(4);
        assertTrue(
                texts().stream().anyMatch(t -> t.contains("the file is not there any more")),
                () -> "no word about the file: " + texts());
        Pngs.write(desk.stage(), PICTURES.resolve("drive-gone.png"));
        assertEquals(before, desk.stored().labelsInOrder(), "the labels are untouched");

        Files.write(clip, bytes);
        desk.await("the picture is back", () -> isDrawn(250));
        desk.drag(120, 90, 320, 280);
        desk.settle();
        assertEquals(2, desk.stored().labelsInOrder().size(), "work goes on");
    }

    @Test
    void anotherFileInItsPlaceIsNotShownUnderTheLabels() throws IOException {
        Path clip = folder.resolve("gallery.mp4");
        byte[] bytes = Files.readAllBytes(clip);
        byte[] other = bytes.clone();
        for (int i = 2000; i < other.length; i++) {
            other[i] = (byte) (i * 31);
        }
        Files.write(clip, other);
        Toolkit.run(() -> desk.workspace().goTo(240));
        desk.await("the frame cannot be read", this::isUnreadable);
        Toolkit.pulses(4);
        assertTrue(
                texts().stream().anyMatch(t -> t.contains("changed or replaced")),
                () -> "no word about the file: " + texts());
        Files.write(clip, bytes);
        desk.await("the picture is back", () -> isDrawn(240));
    }
}
