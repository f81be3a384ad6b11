package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import limner.media.frame.Display;
import limner.media.frame.Window;
import limner.model.id.MediaId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DisplayMemoryTest {

    private static final Display THREE = new Display(
            -0.25, 1.5, 0.7, List.of(new Window(-1e-7, 3.5e12), new Window(0, 1), new Window(100.25, 65535)));

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // made before each test
    private Profiles profiles;

    @BeforeEach
    void makeProfile() {
        profiles = new Profiles(new Folders(folder.resolve("config"), folder.resolve("cache"), folder.resolve("data")));
    }

    @Test
    void everyVideoIsRememberedByItself() {
        DisplayMemory memory = new DisplayMemory(profiles);
        MediaId first = MediaId.random();
        MediaId second = MediaId.random();
        memory.keep(first, THREE);
        memory.keep(second, Display.NEUTRAL.withGamma(2));
        DisplayMemory later = new DisplayMemory(profiles);
        assertEquals(THREE, later.of(first));
        assertEquals(Display.NEUTRAL.withGamma(2), later.of(second));
        assertEquals(Display.NEUTRAL, later.of(MediaId.random()));
    }

    @Test
    void whatIsNeutralAgainLeavesNothingBehindAndOtherSettingsStay() {
        profiles.change(p -> p.with("desk.theme", "LIGHT"));
        DisplayMemory memory = new DisplayMemory(profiles);
        MediaId media = MediaId.random();
        memory.keep(media, THREE);
        memory.keep(media, Display.NEUTRAL);
        assertEquals(
                List.of("desk.theme"), List.copyOf(profiles.load().settings().keySet()));
    }

    @Test
    void whatCannotBeReadIsTakenForNeutral() {
        MediaId media = MediaId.random();
        for (String text : List.of("1", "0 1 1 5", "a b c", "0 1 1 9 3", "NaN 1 1", "0 0 0", "0 1 1 1 2 3 4")) {
            profiles.change(p -> p.with("display." + media, text));
            assertEquals(Display.NEUTRAL, new DisplayMemory(profiles).of(media), text);
        }
    }

    @Test
    void theMemoryDoesNotGrowForEver() {
        profiles.change(p -> {
            Profile next = p;
            for (int i = 0; i < 600; i++) {
                next = next.with("display." + MediaId.random(), "0.1 1 1");
            }
            return next;
        });
        MediaId media = MediaId.random();
        DisplayMemory memory = new DisplayMemory(profiles);
        memory.keep(media, THREE);
        assertTrue(profiles.load().settings().size() <= 500);
        assertEquals(THREE, memory.of(media));
    }
}
