package limner.test.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `test/parity.md` says of each thing that people know from other programs which test shows it. This holds that no row
/// is forgotten, that none is empty, and that what is named exists.
final class ParityTest {
    private static final Repository REPOSITORY = Repository.here();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| *([A-Z]\\d+) *\\|([^|]*)\\|([^|]*)\\|([^|]*)\\|$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern METHOD =
            Pattern.compile("(?s)@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\\b.*?\\bvoid\\s+(\\w+)\\s*\\(");

    /// How many rows each table has.
    private static final List<String> ROWS = Stream.of("E10", "G19", "T13", "A7", "K7", "I4")
            .flatMap(last -> IntStream.rangeClosed(1, Integer.parseInt(last.substring(1)))
                    .mapToObj(number -> last.charAt(0) + "" + number))
            .toList();

    private static List<String> faults(String page) {
        var sources = REPOSITORY.texts().stream()
                .filter(file -> file.getFileName().toString().endsWith("Test.java"))
                .collect(Collectors.groupingBy(ParityTest::className));
        var faults = new ArrayList<String>();
        var rows = new ArrayList<String>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            String id = row.group(1);
            rows.add(id);
            Matcher named = NAMED.matcher(row.group(3));
            var tests = 0;
            while (named.find()) {
                tests++;
                String method = named.group(2);
                if (sources.getOrDefault(named.group(1), List.of()).stream()
                        .map(Repository::read)
                        .noneMatch(source -> methods(source).contains(method))) {
                    faults.add(id + ": there is no test " + named.group(1) + "." + method);
                }
            }
            if (tests == 0 && row.group(4).isBlank()) {
                faults.add(id + ": neither a test nor what is missing");
            }
        }
        if (!rows.equals(ROWS)) {
            faults.add("the rows are " + rows);
        }
        return faults;
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static List<String> methods(String source) {
        return METHOD.matcher(source).results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyRowNamesATestThatExistsOrSaysWhatIsMissing() {
        assertEquals(List.of(), faults(Repository.read(REPOSITORY.root().resolve("test/parity.md"))));
    }

    @Test
    void aRowThatIsForgottenEmptyOrNamesNoTestIsReported() {
        var lines = new ArrayList<>(ROWS.stream()
                .map(id -> "| " + id + " | a feature | | not yet |")
                .toList());
        lines.set(
                ROWS.indexOf("E2"),
                "| E2 | a feature | `ParityTest.everyRowNamesATestThatExistsOrSaysWhatIsMissing` | |");
        assertEquals(List.of(), faults(String.join("\n", lines)));
        lines.set(ROWS.indexOf("E1"), "| E1 | a feature | | |");
        lines.set(ROWS.indexOf("G1"), "| G1 | a feature | `ParityTest.faults`, `NowhereTest.isThere` | |");
        assertEquals(
                List.of(
                        "E1: neither a test nor what is missing",
                        "G1: there is no test ParityTest.faults",
                        "G1: there is no test NowhereTest.isThere"),
                faults(String.join("\n", lines)));
        Collections.swap(lines, 0, 1);
        assertEquals(
                1,
                faults(String.join("\n", lines)).stream()
                        .filter(f -> f.startsWith("the rows are [E2, E1,"))
                        .count());
    }
}
