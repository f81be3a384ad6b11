package limner.app.ui.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import limner.app.usecase.Upright;
import limner.media.frame.Picture;
import limner.media.session.Frame;
import limner.media.session.FrameSession;
import limner.media.session.Priority;
import limner.media.session.SessionOptions;
import limner.model.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturePartTest {

    @TempDir
    Path folder;

    @Test
    void usualPicturesAreShownWhole() {
        assertEquals(new PicturePart(0, 0, 3840, 2160, 1), PicturePart.of(3840, 2160, new Box(10, 10, 50, 50), 0.25));
    }

    @Test
    void aLargePictureSeenFromAfarIsShownInFewPixels() {
        PicturePart part = PicturePart.of(12_000, 12_000, new Box(0, 0, 12_000, 12_000), 0.08);
        assertEquals(new PicturePart(0, 0, 12_000, 12_000, 8), part);
        assertEquals(1500, part.columns());
        assertTrue(part.covers(new Box(0, 0, 12_000, 12_000), 12_000, 12_000, 0.08));
        assertFalse(part.covers(new Box(5000, 5000, 500, 400), 12_000, 12_000, 1), "closer by, more is to be seen");
    }

    @Test
    void aLargePictureSeenFromNearIsShownPixelByPixelWithSomethingAround() {
        PicturePart part = PicturePart.of(12_000, 12_000, new Box(5000, 5000, 800, 400), 2);
        assertEquals(new PicturePart(4800, 4900, 1200, 600, 1), part);
        assertTrue(part.covers(new Box(5100, 5050, 800, 400), 12_000, 12_000, 2), "dragging a little needs no more");
        assertFalse(part.covers(new Box(5900, 5050, 800, 400), 12_000, 12_000, 2));
        PicturePart corner = PicturePart.of(12_000, 12_000, new Box(11_800, 0, 200, 100), 4);
        assertEquals(new PicturePart(11_750, 0, 250, 125, 1), corner);
    }

    /// However large the window, what is made for it has an end.
    @Test
    void noImageIsLargerThanGraphicsCardsTake() {
        PicturePart part = PicturePart.of(16_000, 16_000, new Box(0, 0, 16_000, 16_000), 1);
        assertFalse(PicturePart.isLarge(part.columns(), part.rows()), part::toString);
    }

    @Test
    void aPartOfATurnedPictureIsThatPartOfTheUprightOne() {
        Path pictures = Path.of(System.getProperty("limner.root", ".."))
                .resolve("media/src/test/resources/limner/media/still")
                .toAbsolutePath()
                .normalize();
        for (int o = 1; o <= 8; o++) {
            Path file = pictures.resolve("turned_" + o + ".png");
            SessionOptions options = SessionOptions.usual().withIndexFolder(folder.resolve("index"));
            try (FrameSession session = FrameSession.open(file, options);
                    Frame frame = session.frame(0, Priority.NOW).join()) {
                Picture whole = frame.picture();
                Upright upright = Upright.of(session.info()).of(whole);
                assertEquals(80, upright.width(whole.width(), whole.height()));
                ByteBuffer all = upright.rgb(whole);
                PicturePart part = new PicturePart(11, 7, 40, 30, 1);
                try (Picture sampled = part.sampled(whole, upright)) {
                    ByteBuffer some = upright.rgb(sampled);
                    for (int y = 0; y < 30; y++) {
                        for (int x = 0; x < 40 * 3; x++) {
                            assertEquals(
                                    all.get(((y + 7) * 80 + 11) * 3 + x), some.get(y * 40 * 3 + x), "orientation " + o);
                        }
                    }
                }
                // The first square of the picture is the only one that is so blue.
                assertEquals((byte) 40, all.get(0), "orientation " + o);
                assertEquals((byte) 250, all.get(2), "orientation " + o);
            }
        }
    }
}
