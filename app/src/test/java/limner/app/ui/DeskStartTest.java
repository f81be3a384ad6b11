package limner.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import limner.app.usecase.AppException;
import limner.app.usecase.Failure;
import org.junit.jupiter.api.Test;

/// The words are JavaFX's own, of its GTK platform.
final class DeskStartTest {

    @Test
    void aDisplayThatDoesNotAnswerIsToldApart() {
        assertEquals(
                DeskStart.End.NO_WINDOW_SYSTEM,
                DeskStart.refused(new UnsupportedOperationException("Unable to open DISPLAY")));
    }

    @Test
    void aMissingGtkIsNamedWithItsPackage() {
        UnsupportedOperationException thrown = new UnsupportedOperationException("Unable to load glass GTK library.");
        Failure failure = Failure.of(assertThrows(AppException.class, () -> DeskStart.refused(thrown)));
        assertFalse(failure.unexpected());
        assertTrue(failure.sentence().contains("libgtk-3.so.0"), failure::sentence);
        assertTrue(failure.sentence().contains("apt-get install libgtk-3-0"), failure::sentence);
    }

    @Test
    void whatElseJavaFxRefusesStaysAsItIs() {
        UnsupportedOperationException other = new UnsupportedOperationException("something else");
        assertSame(other, assertThrows(UnsupportedOperationException.class, () -> DeskStart.refused(other)));
    }
}
