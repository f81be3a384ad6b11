package limner.media.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import limner.media.frame.FrameExport;
import limner.media.frame.Picture;
import limner.media.index.Damage;
import limner.media.source.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramesProtocolTest {
    @TempDir
    Path folder;

    private FramesProtocol open(Path file) {
        return FramesProtocol.open(
                file, SessionOptions.usual().withIndexFolder(folder.resolve("index")), p -> {}, new Cancellation());
    }

    @Test
    void printsOneLineForEachNumberInTheOrderAsked() throws Exception {
        try (FramesProtocol frames = open(Clips.clip("whole.mp4"))) {
            StringBuilder out = new StringBuilder();
            frames.print(IntStream.of(7, 3, 7, 50, -1), out);
            List<String> lines = out.toString().lines().toList();
            assertEquals("frames 50", lines.getFirst());
            assertTrue(lines.get(1).matches("7 [0-9a-f]{32} 0\\.280000 \\d+\\.\\d{3}"), lines.get(1));
            assertTrue(lines.get(2).startsWith("3 "));
            assertEquals(lines.get(1).split(" ")[1], lines.get(3).split(" ")[1]);
            assertEquals(List.of("50 - - -", "-1 - - -"), lines.subList(4, 6));
            assertFalse(out.toString().contains("\r"));
        }
    }

    @Test
    void everyNativeHandleIsClosed() throws Exception {
        FramesProtocol frames = open(Clips.clip("open_gop.mp4"));
        try (frames) {
            frames.print(IntStream.of(40, 2, 30, 31, 0), new StringBuilder());
            assertTrue(frames.openHandles() > 0, "something is counted");
        }
        assertEquals(0, frames.openHandles());
    }

    @Test
    void aNameInAnyScriptAndWithPatternsInItIsJustAName() throws Exception {
        for (String name : List.of("Zoë %03d *.mp4", "видео 影片.mp4", "a,b|c=[1].mp4")) {
            Path copy;
            try {
                copy = Files.copy(Clips.clip("whole.mp4"), folder.resolve(name));
            } catch (java.nio.file.InvalidPathException e) {
                continue;
            }
            try (FramesProtocol frames = open(copy)) {
                assertEquals(50, frames.index().count(), name);
            }
        }
        Path still = Files.copy(Clips.clip("still.png"), folder.resolve("still%03d.png"));
        try (FramesProtocol frames = open(still)) {
            assertEquals(1, frames.index().count());
        }
    }

    @Test
    void aPngHoldsExactlyThePixelsOfThePicture() throws Exception {
        Path png = folder.resolve("frame.png");
        ByteBuffer pixels;
        try (FramesProtocol frames = open(Clips.clip("odd.webm"));
                Picture picture = Objects.requireNonNull(frames.picture(11))) {
            FrameExport.writePng(picture, png);
            pixels = rgb(picture);
        }
        byte[] first = Files.readAllBytes(png);
        try (FramesProtocol frames = open(png);
                Picture picture = Objects.requireNonNull(frames.picture(0))) {
            assertEquals("rgb24", picture.pixelFormat());
            assertEquals(pixels, rgb(picture));
            FrameExport.writePng(picture, png);
        }
        assertArrayEquals(first, Files.readAllBytes(png), "the same pixels give the same bytes");
        try (var left = Files.list(folder)) {
            assertEquals(
                    0, left.filter(path -> path.toString().endsWith(".part")).count());
        }
    }

    private static ByteBuffer rgb(Picture picture) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(picture.width() * picture.height() * 3);
        picture.toRgb24(buffer);
        return buffer;
    }

    @Test
    void theReportTellsWhatTheContainerDoesNot() {
        try (FramesProtocol frames = open(Clips.clip("edit_list.mp4"))) {
            IndexReport report = frames.report();
            assertTrue(report.packets() > report.frames(), "hidden packets are no pictures");
            assertTrue(report.timing().constant());
            assertTrue(report.damage().isEmpty());
            assertFalse(report.remembered());
        }
        try (FramesProtocol frames = open(Clips.clip("vfr.mkv"))) {
            assertFalse(frames.report().timing().constant());
        }
        try (FramesProtocol frames = open(Clips.clip("raw.h264"))) {
            assertEquals(50, frames.report().timing().missing().frames());
            assertEquals(1.0 / 25, frames.index().durationSeconds(3), 1e-9);
        }
        try (FramesProtocol frames = open(Clips.clip("damaged.mkv"))) {
            assertFalse(frames.report().damage().isEmpty());
            assertTrue(frames.index().needsOneThread());
        }
    }

    @Test
    void aFileCutShortIsReadAsFarAsItGoesAndTheReportSaysSo() throws Exception {
        try (FramesProtocol frames = open(Clips.clip("cut_short.mkv"))) {
            assertTrue(frames.index().count() > 20);
            assertEquals(
                    List.of(Damage.Kind.READING_ENDED),
                    frames.report().damage().stream().map(Damage::kind).toList());
        }
    }

    @Test
    void aCacheFolderThatCannotBeWrittenOnlyCostsTime() throws Exception {
        Path blocked = Files.writeString(folder.resolve("index"), "a file where the folder should be");
        try (FramesProtocol frames = open(Clips.clip("vfr.mkv"))) {
            assertEquals(23, frames.index().count());
        }
        assertEquals("a file where the folder should be", Files.readString(blocked));
    }
}
