package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import limner.media.source.MediaException;
import limner.model.store.StoreException;
import limner.plugin.api.PluginException;
import org.junit.jupiter.api.Test;

final class FailureTest {

    @Test
    void whatWasForeseenSpeaksForItself() {
        Failure media = Failure.of(new CompletionException(new MediaException.Empty(Path.of("clip.mp4"))));
        assertEquals(AppException.Kind.BAD_INPUT, media.kind());
        assertTrue(media.sentence().contains("clip.mp4") && media.sentence().endsWith("."), media::sentence);
        assertEquals(
                "It is locked.", Failure.of(new StoreException("It is locked.")).sentence());
        assertEquals("No model.", Failure.of(new PluginException("No model.")).sentence());
        assertFalse(media.unexpected());
    }

    @Test
    void aFullDiskIsNoFaultOfOurs() {
        Failure full = Failure.of(new UncheckedIOException(new IOException("No space left on device")));
        assertEquals(AppException.Kind.FAILED, full.kind());
        assertTrue(full.sentence().contains("No space left on device"), full::sentence);
        assertFalse(full.unexpected());
    }

    @Test
    void cancellingIsNoFault() {
        assertEquals(
                AppException.Kind.CANCELLED,
                Failure.of(new CancellationException()).kind());
        assertEquals(
                AppException.Kind.CANCELLED,
                Failure.of(new MediaException.Cancelled(Path.of("x"))).kind());
    }

    @Test
    void fileSystemsAreQuotedWithTheFile() {
        assertTrue(Failure.of(new AccessDeniedException("/locked")).sentence().contains("permission denied"));
        String full = Failure.of(new FileSystemException("/out", null, "No space left on device"))
                .sentence();
        assertTrue(full.contains("/out") && full.contains("No space left on device"), full);
    }

    @Test
    void aMissingLibraryIsNamedWithItsPackage() {
        Throwable cause = new UnsatisfiedLinkError(
                "/tmp/libavutil.so.60: libva-drm.so.2: cannot open shared object file: No such " + "file or directory");
        Failure failure = Failure.of(new NoClassDefFoundError("x").initCause(cause));
        assertTrue(failure.sentence().contains("libva-drm.so.2"), failure::sentence);
        assertTrue(failure.sentence().contains("apt-get install libva-drm2"), failure::sentence);
        Failure unknown = Failure.of(new UnsatisfiedLinkError("no jniavutil in java.library.path"));
        assertTrue(unknown.sentence().contains("libdrm2"), unknown::sentence);
    }

    @Test
    void theUnexpectedGetsACodeThatDependsOnTheFaultAndNotOnItsMessage() {
        Failure one = Failure.of(fault("a private name"));
        Failure two = Failure.of(fault("another name"));
        assertTrue(one.unexpected());
        assertEquals(one.code(), two.code());
        assertNotEquals(
                one.code(), Failure.of(new ArithmeticException("other kind")).code());
        assertTrue(one.code().matches("[2-9A-Z]{4}-[2-9A-Z]{4}"), one::code);
        assertFalse(one.sentence().contains("private"));
    }

    private static RuntimeException fault(String message) {
        return new IllegalStateException(message);
    }
}
