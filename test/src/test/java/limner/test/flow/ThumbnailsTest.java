package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import limner.app.usecase.QuickPictures;
import limner.app.usecase.Services;
import limner.media.proxy.ScreenPixels;
import limner.media.session.FrameSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small pictures of a video that is no larger than they are.
final class ThumbnailsTest {

    @TempDir
    Path folder;

    private static byte[] bytes(ScreenPixels pixels) {
        ByteBuffer all = pixels.bgra();
        byte[] copy = new byte[pixels.width() * pixels.height() * 4];
        all.get(0, copy);
        return copy;
    }

    @Test
    void eachKeepsThePixelsOfItsOwnFrame() throws Exception {
        Path file = folder.resolve("small.mkv");
        try (InputStream in =
                Objects.requireNonNull(ThumbnailsTest.class.getResourceAsStream("/limner/test/ui/two_sounds.mkv"))) {
            Files.copy(in, file);
        }
        try (Services services = Rooms.of(folder);
                FrameSession session = FrameSession.open(file, services.media());
                QuickPictures pictures =
                        services.quickPictures(session, session.proved().get())) {
            ScreenPixels first = pictures.thumbnail(0, () -> false).orElseThrow();
            byte[] before = bytes(first);
            ScreenPixels later = pictures.thumbnail(20, () -> false).orElseThrow();
            assertFalse(Arrays.equals(before, bytes(later)), "the two frames differ");
            assertArrayEquals(before, bytes(first), "the first picture is still that of its frame");
        }
    }
}
