package limner.app.ui;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the desk says in English it says in German, with the same places to fill in.
final class LanguagesTest {

    private static final Path BUNDLES = Path.of("src/main/resources/limner/app/ui");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

    private static List<Path> rooms() throws IOException {
        try (Stream<Path> files = Files.walk(BUNDLES)) {
            return files.filter(f -> f.getFileName().toString().equals("texts.properties"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    private static Properties words(Path file) throws IOException {
        Properties words = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                words.load(in);
            }
        }
        return words;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyWordIsThereInGermanWithTheSamePlaces() throws IOException {
        List<String> faults = new ArrayList<>();
        int all = 0;
        for (Path room : rooms()) {
            Properties english = words(room.resolve("texts.properties"));
            Properties german = words(room.resolve("texts_de.properties"));
            String where = BUNDLES.relativize(room) + ": ";
            for (String key : new TreeSet<>(english.stringPropertyNames())) {
                all++;
                String text = german.getProperty(key);
                String base = english.getProperty(key);
                if (text == null) {
                    faults.add(where + key + " is missing: " + base);
                } else if (!places(text).equals(places(base))) {
                    faults.add(where + key + " has other places: " + text);
                } else if (text.isBlank() != base.isBlank()) {
                    faults.add(where + key + " says nothing, or should not");
                }
            }
            Set<String> nobodys = new TreeSet<>(german.stringPropertyNames());
            nobodys.removeAll(english.stringPropertyNames());
            nobodys.forEach(key -> faults.add(where + key + " is no word of the desk"));
        }
        assertTrue(all > 800, all + " words");
        assertEquals(List.of(), faults, () -> String.join("\n", faults));
    }

    @Test
    void everyGermanSentenceIsAValidFormat() throws IOException {
        int formats = 0;
        for (Path room : rooms()) {
            Properties german = words(room.resolve("texts_de.properties"));
            for (String key : german.stringPropertyNames()) {
                String text = german.getProperty(key);
                if (!PLACE.matcher(text).find()) {
                    continue;
                }
                formats++;
                Object[] values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
                String filled = assertDoesNotThrow(
                        () -> new MessageFormat(text, Locale.GERMAN).format(values),
                        () -> BUNDLES.relativize(room) + ": " + key);
                assertFalse(PLACE.matcher(filled).find(), filled);
                assertFalse(text.replace("''", "").contains("'"), key + ": an apostrophe begins a quotation");
            }
        }
        assertTrue(formats > 100, formats + " formats");
    }
}
