package limner.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import limner.app.usecase.Failure;
import org.junit.jupiter.api.Test;

/// The words are JavaFX's own, of its GTK platform.
final class DeskStartTest {

    @Test
    void aDisplayThatDoesNotAnswerIsNamed() {
        Failure failure =
                Failure.of(DeskStart.refusal(new UnsupportedOperationException("Unable to open DISPLAY"), ":99"));
        assertFalse(failure.unexpected());
        assertTrue(failure.sentence().contains("\":99\""), failure::sentence);
        assertTrue(failure.sentence().contains("limner demo"), failure::sentence);
    }

    @Test
    void aMissingGtkIsNamedWithItsPackage() {
        Failure failure = Failure.of(
                DeskStart.refusal(new UnsupportedOperationException("Unable to load glass GTK library."), ":0"));
        assertFalse(failure.unexpected());
        assertTrue(failure.sentence().contains("libgtk-3.so.0"), failure::sentence);
        assertTrue(failure.sentence().contains("apt-get install libgtk-3-0"), failure::sentence);
    }

    @Test
    void whatElseJavaFxRefusesStaysAsItIs() {
        UnsupportedOperationException other = new UnsupportedOperationException("something else");
        assertSame(other, DeskStart.refusal(other, ":0"));
        assertEquals("something else", other.getMessage());
    }
}
