package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import limner.media.frame.Orientation;
import limner.media.frame.Picture;
import limner.media.session.FramesProtocol;
import limner.media.session.SessionOptions;
import limner.media.source.Cancellation;
import limner.media.source.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UprightTest {

    @TempDir
    private Path folder = Path.of("");

    /// A picture of 3 by 2 pixels, one byte each.
    private static final byte[] CODED = {1, 2, 3, 4, 5, 6};

    @Test
    void picturesAreTurnedAsTheFileAsks() {
        assertEquals(List.of(1, 2, 3, 4, 5, 6), turned(0));
        assertEquals(List.of(4, 1, 5, 2, 6, 3), turned(90));
        assertEquals(List.of(6, 5, 4, 3, 2, 1), turned(180));
        assertEquals(List.of(3, 6, 2, 5, 1, 4), turned(270));
        assertEquals(turned(270), turned(-90));
        assertEquals(turned(90), turned(89.6));
    }

    @Test
    void picturesAreMirroredBeforeTheyAreTurned() {
        assertEquals(List.of(3, 2, 1, 6, 5, 4), turned(Upright.MIRRORED));
        assertEquals(List.of(6, 3, 5, 2, 4, 1), turned(Upright.MIRRORED_90));
        assertEquals(List.of(4, 5, 6, 1, 2, 3), turned(Upright.MIRRORED_180));
        assertEquals(List.of(1, 4, 2, 5, 3, 6), turned(Upright.MIRRORED_270));
    }

    @ParameterizedTest
    @EnumSource(Upright.class)
    void everyPlaceOfTheUprightPictureKnowsWhereItWasCoded(Upright upright) {
        int w = 70;
        int h = 41;
        for (int bytes : new int[] {1, 4}) {
            ByteBuffer coded = ByteBuffer.allocateDirect(w * h * bytes);
            for (int i = 0; i < w * h; i++) {
                coded.put(i * bytes, (byte) (i * 31 >> 3));
            }
            ByteBuffer to = ByteBuffer.allocateDirect(w * h * bytes);
            upright.turn(coded, to, w, h, bytes);
            for (int y = 0; y < upright.height(w, h); y++) {
                for (int x = 0; x < upright.width(w, h); x++) {
                    int from = upright.codedY(x, y, h) * w + upright.codedX(x, y, w);
                    assertEquals(coded.get(from * bytes), to.get((y * upright.width(w, h) + x) * bytes));
                }
            }
        }
    }

    /// The eight orientations, numbered as Exif does, written into the track header of one clip; beside each what
    /// `ffmpeg` and Pillow both make of it.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOrientationOfAFileStandsAsOtherProgramsShowIt(int orientation) throws Exception {
        try (FramesProtocol frames = open("orientation_" + orientation + ".mov");
                Picture picture = Objects.requireNonNull(frames.picture(0))) {
            Upright upright = Upright.of(frames.info());
            assertEquals(orientation > 4, upright.swaps());
            assertEquals(upright, Upright.of(Orientation.ofExif(orientation)), "photographs are turned alike");
            ByteBuffer truth = ByteBuffer.wrap(Files.readAllBytes(clip("orientation_" + orientation + ".rgb")));
            assertEquals(truth, upright.rgb(picture));
        }
    }

    @Test
    void longPixelsAreStretchedByTheViewAndTurnedWithThePicture() throws Exception {
        try (FramesProtocol frames = open("anamorphic.mkv")) {
            assertEquals(16.0 / 11, Upright.pixelAspect(frames.info()), 1e-9);
        }
        Rational wide = new Rational(16, 11);
        assertEquals(11.0 / 16, Upright.CLOCKWISE_90.pixelAspect(wide), 1e-9);
        assertEquals(16.0 / 11, Upright.MIRRORED_180.pixelAspect(wide), 1e-9);
        assertEquals(1, Upright.AS_CODED.pixelAspect(Rational.NONE));
        assertEquals(1, Upright.AS_CODED.pixelAspect(new Rational(1, 5000)), "a mistake in the file");
    }

    private FramesProtocol open(String name) throws URISyntaxException {
        SessionOptions options = SessionOptions.usual().withoutPrefetch().withIndexFolder(folder);
        return FramesProtocol.open(clip(name), options, _ -> {}, new Cancellation());
    }

    private static Path clip(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(UprightTest.class.getResource(name)).toURI());
    }

    @Test
    void theBytesOfAPixelStayTogether() {
        ByteBuffer from = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
        ByteBuffer to = ByteBuffer.allocate(4);
        Upright.HALF_TURN.turn(from, to, 2, 1, 2);
        assertEquals(ByteBuffer.wrap(new byte[] {3, 4, 1, 2}), to);
    }

    @Test
    void quarterTurnsSwapWidthAndHeight() {
        assertEquals(2, Upright.CLOCKWISE_90.width(3, 2));
        assertEquals(3, Upright.CLOCKWISE_90.height(3, 2));
        assertEquals(3, Upright.HALF_TURN.width(3, 2));
    }

    private static List<Integer> turned(double degrees) {
        return turned(Upright.of(degrees, false));
    }

    private static List<Integer> turned(Upright upright) {
        ByteBuffer to = ByteBuffer.allocate(CODED.length);
        upright.turn(ByteBuffer.wrap(CODED), to, 3, 2, 1);
        List<Integer> pixels = new java.util.ArrayList<>();
        while (to.hasRemaining()) {
            pixels.add((int) to.get());
        }
        return pixels;
    }
}
