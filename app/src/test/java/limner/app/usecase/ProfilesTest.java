package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfilesTest {

    @TempDir
    Path folder;

    @Test
    void theFirstStartMakesAProfileThatStays() {
        Profile first = profiles().load();
        assertEquals(first, profiles().load());
    }

    @Test
    void whatIsSavedIsReadBackAndNothingIsLeftBeside() throws IOException {
        Profile profile = profiles().load().withName("Änne Ö.").with("theme", "dark");
        profiles().save(profile);
        assertEquals(profile, profiles().load());
        assertEquals("dark", profiles().load().setting("theme", "light"));
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of("profile.json"),
                    files.map(p -> p.getFileName().toString()).toList());
        }
    }

    @Test
    void aProfileThatCannotBeReadIsNotReplacedByANewIdentity() throws IOException {
        Path file = folder.resolve("profile.json");
        for (String broken : List.of("{ \"actor\"", "{}", "[]", "{\"actor\": \"me\"}")) {
            Files.writeString(file, broken);
            AppException e = assertThrows(AppException.class, () -> profiles().load());
            assertTrue(e.sentence().contains("profile.json"), e::sentence);
            assertEquals(broken, Files.readString(file));
        }
    }

    @Test
    void recentProjectsAreListedOnceTheNewestFirstAndOnlyIfTheyExist() throws IOException {
        RecentProjects recent = new RecentProjects(folders());
        Path a = Files.createFile(folder.resolve("a.limner"));
        Path b = Files.createFile(folder.resolve("b.limner"));
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        recent.add(new RecentProject(a, "a", now));
        recent.add(new RecentProject(folder.resolve("gone.limner"), "gone", now));
        recent.add(new RecentProject(b, "b", now));
        recent.add(new RecentProject(a, "a", now.plusSeconds(1)));
        assertEquals(
                List.of(a, b), recent.list().stream().map(RecentProject::file).toList());
        recent.forget(a);
        assertEquals(
                List.of(b),
                new RecentProjects(folders())
                        .list().stream().map(RecentProject::file).toList());
        Files.writeString(folder.resolve("recent.json"), "nonsense");
        assertEquals(List.of(), recent.list());
    }

    private Profiles profiles() {
        return new Profiles(folders());
    }

    private Folders folders() {
        return new Folders(folder, folder.resolve("cache"), folder.resolve("data"));
    }
}
