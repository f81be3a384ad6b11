package limner.test.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Pages go stale without a sound; these tests make the sound.
final class DocumentsTest {
    private static final Repository REPOSITORY = Repository.here();

    /// Home folders and the folders of a build machine, but no well-known folder and no invented person.
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.~])/(?:home|Users)/(?!(?:linuxbrew|ann|user)\\b)\\w+"
                    + "|(?<![\\w.~])/(?:root|work)/[\\w.]+|[A-Z]:\\\\Users\\\\\\w+");

    @Test
    void whatPagesNameExists() {
        var claims = new Claims(REPOSITORY);
        var wrong = new TreeSet<String>();
        for (var page : REPOSITORY.pages()) {
            claims.unfounded(page, Repository.read(page))
                    .forEach(claim -> wrong.add(REPOSITORY.root().relativize(page) + ": " + claim));
        }
        assertEquals(List.of(), List.copyOf(wrong));
    }

    @Test
    void aPageThatNamesWhatIsGoneIsReported() {
        var text = """
                See `limner.nowhere.Gone`, `GoneTest`, [here](gone.md), `test/gone/`, `mvn -q -Pgone` and `limner gone`,
                but also `limner.test.architecture.Claims`, `DocumentsTest`, `test/decisions/` and `mvn -q -Prun`.
                """;
        var page = REPOSITORY.root().resolve("test/README.md");
        assertEquals(
                Set.of(
                        "class or package limner.nowhere.Gone",
                        "test GoneTest",
                        "link to gone.md",
                        "path test/gone/",
                        "profile gone",
                        "subcommand gone"),
                new Claims(REPOSITORY).unfounded(page, text));
    }

    @Test
    void everyModuleHasAPage() {
        for (var module : List.of("annotation-model", "media", "plugins", "app", "installers", "test")) {
            assertTrue(Files.exists(REPOSITORY.root().resolve(module).resolve("README.md")), module + "/README.md");
        }
    }

    @Test
    void everyDecisionSaysWhatConfirmsIt() {
        var decisions = REPOSITORY.pages().stream()
                .filter(page -> page.toString().matches(".*\\bdecisions\\b.*"))
                .filter(page -> !Set.of("README.md", "template.md")
                        .contains(page.getFileName().toString()))
                .toList();
        assertTrue(decisions.size() >= 5, "the decisions of test/decisions are there");
        for (var decision : decisions) {
            assertTrue(
                    Repository.read(decision).contains("Confirmation"),
                    REPOSITORY.root().relativize(decision) + " has no Confirmation");
        }
    }

    @Test
    void noFileNamesAPathOfOneMachine() {
        var wrong = new TreeSet<String>();
        for (var file : REPOSITORY.texts()) {
            var found = MACHINE_PATH.matcher(Repository.read(file));
            if (found.find()) {
                wrong.add(REPOSITORY.root().relativize(file) + ": " + found.group());
            }
        }
        assertEquals(List.of(), List.copyOf(wrong));
    }

    @Test
    void theRuleKnowsAPathOfOneMachine() {
        var somebody = "/" + "home" + "/somebody";
        assertTrue(MACHINE_PATH.matcher("see " + somebody + "/x").find());
        assertTrue(MACHINE_PATH.matcher("see C:" + "\\Users\\somebody").find());
        assertTrue(!MACHINE_PATH.matcher(Path.of("app", "home", "x").toString()).find());
    }
}
