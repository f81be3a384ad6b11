package limner.app.ui.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which language the desk speaks, whatever the system speaks.
final class LanguageTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    private static String word() {
        return Texts.beside(Texts.class).get("cancel");
    }

    @Test
    void englishOnAGermanMachineIsEnglish() {
        Locale.setDefault(Locale.GERMANY);
        Language.ENGLISH.speak();
        assertEquals("Cancel", word());
        assertEquals(Locale.ENGLISH, Locale.getDefault(Locale.Category.FORMAT));
        Locale.setDefault(Locale.GERMANY);
        assertEquals("Cancel", Texts.beside(Texts.class, Locale.ENGLISH).get("cancel"), "nothing falls back");
    }

    @Test
    void germanIsSpokenWhereItIsChosenOrTheSystemDoes() {
        Locale.setDefault(Locale.US);
        Language.GERMAN.speak();
        assertEquals("Abbrechen", word());
        Locale.setDefault(Locale.of("de", "CH"));
        Language.SYSTEM.speak();
        assertEquals("Abbrechen", word());
        Language.GERMAN.speak();
        assertEquals(Locale.of("de", "CH"), Locale.getDefault(), "its own way of writing numbers stays");
    }

    @Test
    void aLanguageThatIsNotThereIsEnglish() {
        Locale.setDefault(Locale.JAPAN);
        Language.of("LATIN").speak();
        assertEquals("Cancel", word());
    }
}
