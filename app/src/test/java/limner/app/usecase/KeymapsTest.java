package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeymapsTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file = folder;

    @BeforeEach
    void place() throws IOException {
        file = folder.resolve("keys.json");
    }

    private Keymaps keymaps() {
        return new Keymaps(new Folders(folder, folder, folder));
    }

    @Test
    void whoeverChoseNothingHasTheUsualKeys() {
        assertEquals(Keymap.of("limner"), keymaps().load());
        assertFalse(Files.exists(file));
    }

    @Test
    void theProfilesOfOtherProgramsAreThere() {
        assertEquals(
                List.of("Limner", "CVAT", "labelme", "X-AnyLabeling", "DIVE", "BORIS"),
                keymaps().profiles().stream().map(KeyProfile::name).toList());
        assertTrue(keymaps().profiles().getFirst().keys().isEmpty());
        assertEquals(Wheel.PAN, keymaps().profiles().get(2).wheel());
    }

    @Test
    void whatWasChosenIsReadBack() {
        Keymap chosen = Keymap.of("cvat")
                .withWheel(Wheel.PAN)
                .with("view.fit", List.of("Shortcut+Shift+F", "F4"))
                .with("view.peek", List.of());
        keymaps().keep(chosen);
        assertEquals(chosen, keymaps().load());
        Path given = folder.resolve("given").resolve("keys of mine.json");
        keymaps().write(given, Optional.empty(), chosen);
        assertEquals(chosen, keymaps().read(given));
    }

    @Test
    void keysAreNeverHandedOnInPlaceOfTheProject() throws IOException {
        Path project = Files.writeString(folder.resolve("work.limner"), "labels of a week");
        Path sameFile = folder.resolve("x").resolve("..").resolve("work.limner");
        Files.createDirectories(folder.resolve("x"));
        Keymap chosen = Keymap.of("cvat");
        AppException refused =
                assertThrows(AppException.class, () -> keymaps().write(sameFile, Optional.of(project), chosen));
        assertTrue(String.valueOf(refused.getMessage()).contains("is the project itself"));
        assertEquals("labels of a week", Files.readString(project));
        keymaps().write(folder.resolve("keys of mine.json"), Optional.of(project), chosen);
        assertEquals(chosen, keymaps().read(folder.resolve("keys of mine.json")));
    }

    @Test
    void aFileThatCannotBeReadIsToldAndNeverLost() throws IOException {
        for (String broken : List.of(
                "{",
                "[]",
                "{\"limner-keys\": 2, \"profile\": \"cvat\", \"keys\": {}}",
                "{\"limner-keys\": 1, \"profile\": \"emacs\", \"keys\": {}}",
                "{\"limner-keys\": 1, \"profile\": \"cvat\", \"keys\": {\"view.fit\": \"F\"}}",
                "{\"limner-keys\": 1, \"profile\": \"cvat\", \"keys\": {\"view.fit\": [3]}}",
                "{\"limner-keys\": 1, \"profile\": \"cvat\", \"wheel\": \"SPIN\", \"keys\": {}}")) {
            Files.writeString(file, broken);
            AppException told = assertThrows(AppException.class, () -> keymaps().load(), broken);
            assertTrue(String.valueOf(told.getMessage()).contains("usual ones are in force"), told.getMessage());
            assertEquals(broken, Files.readString(file));
            AppException refused =
                    assertThrows(AppException.class, () -> keymaps().read(file));
            assertTrue(String.valueOf(refused.getMessage()).contains("Your keys are as they were"));
        }
        String broken = Files.readString(file);
        keymaps().keep(Keymap.of("dive"));
        assertEquals(Keymap.of("dive"), keymaps().load());
        assertEquals(broken, Files.readString(folder.resolve("keys.unreadable.json")));
        Files.writeString(file, "worse");
        keymaps().keep(Keymap.of("cvat"));
        assertEquals("worse", Files.readString(folder.resolve("keys.unreadable-2.json")));
        assertEquals(broken, Files.readString(folder.resolve("keys.unreadable.json")));
    }
}
