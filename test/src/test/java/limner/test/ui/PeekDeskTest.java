package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks at something else as long as a key is held, and is where one was when it is let go.
final class PeekDeskTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 1000);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theFrameBeforeIsSeenAsLongAsTheKeyIsHeld() {
        desk.show(5);
        desk.hold(KeyCode.ALT, KeyCode.Z);
        desk.awaitFrame(4);
        // The system sends a key that stays down again and again.
        desk.hold(KeyCode.Z);
        Toolkit.pulses(3);
        assertEquals(4, Toolkit.on(() -> desk.workspace().wanted().get()));
        desk.letGo(KeyCode.ALT, KeyCode.Z);
        desk.awaitFrame(5);
    }

    @Test
    void whoGoesElsewhereMeanwhileStaysThere() {
        desk.show(5);
        desk.hold(KeyCode.ALT, KeyCode.Z);
        desk.awaitFrame(4);
        Toolkit.run(() -> desk.workspace().goTo(20));
        desk.letGo(KeyCode.ALT, KeyCode.Z);
        desk.awaitFrame(20);
        assertEquals(20, Toolkit.on(() -> desk.workspace().wanted().get()));
    }

    @Test
    void whatIsChosenInAMenuLastsUntilItIsChosenAgainOrHeldByItsKey() {
        desk.command("view.peek");
        assertTrue(Toolkit.on(() -> desk.workspace().view().labelsHidden().get()));
        desk.command("view.fit");
        assertTrue(Toolkit.on(() -> desk.workspace().view().labelsHidden().get()), "other commands leave it");
        desk.command("view.peek");
        assertFalse(Toolkit.on(() -> desk.workspace().view().labelsHidden().get()));
        desk.command("view.peek");
        desk.hold(KeyCode.H);
        assertTrue(Toolkit.on(() -> desk.workspace().view().labelsHidden().get()));
        desk.letGo(KeyCode.H);
        assertFalse(Toolkit.on(() -> desk.workspace().view().labelsHidden().get()), "the key ends both");
        desk.show(5);
        desk.command("play.peek");
        desk.awaitFrame(4);
        desk.command("play.peek");
        desk.awaitFrame(5);
    }

    @Test
    void thePictureIsSeenWithoutLabelsAsLongAsTheKeyIsHeld() {
        desk.hold(KeyCode.H);
        assertTrue(Toolkit.on(() -> desk.workspace().view().labelsHidden().get()));
        desk.letGo(KeyCode.H);
        assertFalse(Toolkit.on(() -> desk.workspace().view().labelsHidden().get()));
    }
}
