package limner.app.ui.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import limner.media.pace.Stepping;
import limner.media.source.Rational;
import org.junit.jupiter.api.Test;

/// Steps are written and read in the language of the screen, and read in English whatever that is.
final class SaidStepsTest {

    private final SaidSteps german = new SaidSteps(
            s -> s.equals("every frame") ? "jeder Frame" : s.replaceAll("every (\\d+)(st|nd|rd|th)", "jeder $1."));

    @Test
    void whatIsWrittenIsReadAgain() {
        for (Stepping s : List.of(
                new Stepping.All(),
                new Stepping.EveryNth(2),
                new Stepping.EveryNth(23),
                new Stepping.AtRate(new Rational(25, 2)))) {
            assertEquals(Optional.of(s), german.read(german.words(s)), german.words(s));
            assertEquals(Optional.of(s), german.read(s.words()), s.words());
        }
        assertEquals("jeder 5.", german.words(new Stepping.EveryNth(5)));
    }

    @Test
    void capitalsAndAMissingPointAndACommaAreNoHindrance() {
        assertEquals(Optional.of(new Stepping.EveryNth(7)), german.read(" Jeder 7 "));
        assertEquals(Optional.of(new Stepping.AtRate(new Rational(25, 2))), german.read("12,5 fps"));
        assertEquals(Optional.of(new Stepping.All()), german.read("JEDER FRAME"));
    }

    @Test
    void anythingElseIsNoStep() {
        for (String text : List.of("jeder", "jeder 0.", "7", "jeder 7. Tag", "jeder 99999999.")) {
            assertEquals(Optional.empty(), german.read(text), text);
        }
    }
}
