package limner.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The words on the screen stand in the bundle beside the class that shows them, and every word there is shown.
final class WordsTest {

    private static final Path SOURCES = Path.of("src/main/java/limner/app/ui");
    private static final Path BUNDLES = Path.of("src/main/resources/limner/app/ui");

    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*//.*$|/\\*(?s:.)*?\\*/");
    private static final Pattern TWO_WORDS = Pattern.compile("\\p{L}{2,}[,.:]? \\p{L}+");

    /// Calls that put their first argument on the screen.
    private static final Pattern SHOWN = Pattern.compile(
            "(?:new (?:Label|Button|Tooltip|CheckBox|RadioButton|Hyperlink|TextField|MenuItem|Notice\\.Action)"
                    + "|\\.(?:setText|setPromptText|setAccessibleText|problem|info|say|complain)"
                    + "|Rows\\.(?:text|fixed))\\(\\s*\"[^\"]*\\p{L}[^\"]*\"");

    /// Sentences for programmers and the log, the names of keys, and the name of this program.
    private static final Pattern NOT_SHOWN = Pattern.compile(
            "Exception\\(|LOG\\.|\\.keys\\(|case \"|new Nudge\\(|search\\(commands,|new Label\\(\"Limner\"\\)");

    private static List<String> statements(String room) throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES.resolve(room))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
                for (String statement : code.split("[;{}]\\s*\\n")) {
                    all.add(file.getFileName() + ": " + statement.strip());
                }
            }
        }
        assertTrue(all.size() > 10, () -> "no sources of " + room);
        return all;
    }

    private static Properties bundle(String room) throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(BUNDLES.resolve(room).resolve("texts.properties"))) {
            words.load(in);
        }
        assertFalse(words.isEmpty());
        return words;
    }

    private static boolean speaks(String statement) {
        Matcher strings = STRING.matcher(statement);
        boolean sentence =
                strings.results().anyMatch(s -> TWO_WORDS.matcher(s.group(1)).find());
        return (sentence || SHOWN.matcher(statement).find())
                && !NOT_SHOWN.matcher(statement).find();
    }

    @Test
    void aSentenceInTheCodeWouldBeFound() {
        assertTrue(speaks("X.java: errors.show(Notice.problem(\"This cannot be.\"))"));
        assertTrue(speaks("X.java: Button b = new Button(\"Cancel\")"));
        assertFalse(speaks("X.java: throw new IllegalArgumentException(\"frames start at 0\")"));
        assertFalse(speaks("X.java: Button b = new Button(TEXTS.get(\"cancel\"))"));
    }

    /// The packages of the screen, by their folders.
    static List<String> packages() throws IOException {
        try (Stream<Path> folders = Files.walk(SOURCES)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> SOURCES.relativize(folder).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /// Those that have words of their own.
    static List<String> rooms() throws IOException {
        return packages().stream()
                .filter(room -> Files.exists(BUNDLES.resolve(room).resolve("texts.properties")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void noWordOfTheScreenStandsInTheCode(String room) throws IOException {
        // What DeskStart says is printed where no screen is.
        List<String> found = statements(room).stream()
                .filter(s -> !s.startsWith("DeskStart.java"))
                .filter(WordsTest::speaks)
                .toList();
        assertEquals(List.of(), found);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everyWordThatIsAskedForIsThereAndEveryWordIsAskedFor(String room) throws IOException {
        Properties words = bundle(room);
        String code = String.join("\n", statements(room));
        Matcher asked = Pattern.compile("(?:TEXTS\\.get|command)\\(\\s*\"([^\"]+)\"(\\s*\\+)?|"
                        + "DeskCommand\\.of\\(\\s*\"([^\"]+)\",[^,]+,\\s*(?:\\n\\s*)?TEXTS\\)")
                .matcher(code);
        while (asked.find()) {
            String key = asked.group(1) == null ? asked.group(3) : asked.group(1);
            boolean begins = asked.group(2) != null;
            // A feature's own method puts the room of its commands before their names.
            boolean ofCommand = asked.group().startsWith("command");
            assertTrue(
                    begins
                            ? words.stringPropertyNames().stream().anyMatch(k -> k.startsWith(key))
                            : words.stringPropertyNames().stream()
                                    .anyMatch(k -> k.equals(key) || ofCommand && k.endsWith("." + key)),
                    () -> "there are no words for " + key + " in " + room);
        }
        List<String> literals =
                STRING.matcher(code).results().map(m -> m.group(1)).distinct().toList();
        for (String key : new TreeSet<>(words.stringPropertyNames())) {
            String name = key.endsWith(".tip") ? key.substring(0, key.length() - 4) : key;
            assertTrue(
                    literals.stream()
                            .anyMatch(l -> l.equals(name)
                                    || l.equals(key)
                                    || (l.endsWith(".") && name.startsWith(l))
                                    || (name.startsWith(l) && literals.contains(name.substring(l.length())))),
                    () -> "nobody shows " + key + " of " + room);
        }
    }

    /// A message format takes one apostrophe for the start of a quotation; words without places are no format.
    @ParameterizedTest
    @MethodSource("rooms")
    void apostrophesAreAsTheyAreShown(String room) throws IOException {
        Properties words = bundle(room);
        for (String key : words.stringPropertyNames()) {
            String text = words.getProperty(key);
            String without = text.replace("''", "");
            assertTrue(
                    text.contains("{") ? !without.contains("'") : without.equals(text),
                    () -> key + " of " + room + ": " + text);
        }
    }
}
