package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.FrameChoice;
import limner.app.usecase.OpenProject;
import limner.app.usecase.PreLabelRequest;
import limner.app.usecase.PreLabelResult;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.ReleaseResult;
import limner.app.usecase.Services;
import limner.media.decode.PacketScan;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexFile;
import limner.media.index.IndexIdentity;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import limner.model.command.Command;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a frame that has a number and no picture, after that number was in use.
final class HolesTest {

    private static final int HOLE = 17;
    private static final int COUNT = 40;

    /// Packets of a transport stream that carry nothing: more than is looked at to know a file again.
    private static final int PADDING = 7000;

    @TempDir
    Path folder;

    private Services services = Services.forCommands();

    @BeforeEach
    void open() {
        services = Rooms.of(folder);
    }

    @AfterEach
    void close() {
        services.close();
    }

    /// A clip of JPEG pictures of which one is emptied, with the numbers that its packets promise already remembered.
    private Path broken() throws IOException {
        Path clip = Clips.ofMedia("every_key.mkv");
        byte[] bytes = Files.readAllBytes(clip);
        int[] starts = IntStream.range(0, bytes.length - 2)
                .filter(i -> bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) 0xD8 && bytes[i + 2] == (byte) 0xFF)
                .toArray();
        assertEquals(COUNT, starts.length, "each picture begins once");
        int last = starts[HOLE + 1];
        while (bytes[last - 1] != (byte) 0xFF || bytes[last] != (byte) 0xD9) {
            last--;
        }
        Arrays.fill(bytes, starts[HOLE] + 2, last + 1, (byte) 0);
        Path file = Files.write(folder.resolve("broken.mkv"), bytes);
        MediaFile media = MediaFile.of(file);
        try (FfmpegReaders readers = new FfmpegReaders()) {
            FrameIndex promised = new PacketScan(readers, media)
                    .run(_ -> {}, new Cancellation())
                    .index();
            assertEquals(COUNT, Objects.requireNonNull(promised).count());
            new FrameIndexFile(folder.resolve("cache").resolve("index"))
                    .write(IndexIdentity.of(media, FfmpegReaders.libraries(), 0), promised);
        }
        return file;
    }

    @Test
    void preLabellingPassesOverItAndAReleaseNamesItUntilItIsReopened() throws Exception {
        try (OpenProject project = services.projects().create(folder.resolve("holes.limner"))) {
            Media media = services.importMedia().run(project, broken(), Progress.none());
            media = services.importMedia().settle(project, media.id(), Progress.none());
            assertEquals(COUNT, media.frameCount());
            FrameIndex index = project.media(media.id()).proved().get();
            assertTrue(index.isHole(HOLE));

            PreLabelResult said = services.preLabel()
                    .run(
                            project,
                            PreLabelRequest.builtIn(media.id(), new FrameChoice.EveryNth(HOLE), 0.9),
                            Progress.none());
            assertEquals(List.of(0, 2 * HOLE), said.looked());
            assertEquals(List.of(HOLE), said.withoutPicture());
            assertEquals("17", said.holes());

            FrameRange around = new FrameRange(HOLE - 1, HOLE + 1);
            project.perform(new Command.SetFrameState(media.id(), around, FrameState.DONE));
            Path out = folder.resolve("release");
            AppException refused = assertThrows(
                    AppException.class,
                    () -> services.buildRelease().run(project, ReleaseRequest.to(out), Progress.none()));
            assertEquals(
                    "Frame 17 of video broken.mkv could not be read: the file gives no picture for it, so it can be in "
                            + "no release. Where it is marked as done, reopen it. No release was written.",
                    refused.sentence());
            assertFalse(Files.exists(out));

            project.perform(new Command.SetFrameState(media.id(), new FrameRange(HOLE, HOLE), FrameState.IN_WORK));
            ReleaseResult made = services.buildRelease().run(project, ReleaseRequest.to(out), Progress.none());
            assertEquals(2, made.report().pictures());
        }
    }

    /// A clip between so much padding that its middle may change and it is still taken for the same.
    private Path padded() throws IOException {
        byte[] empty = new byte[188];
        Arrays.fill(empty, (byte) 0xFF);
        empty[0] = 0x47;
        empty[1] = 0x1F;
        empty[3] = 0x10;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < PADDING; i++) {
                out.write(empty);
            }
            if (part == 0) {
                out.write(Files.readAllBytes(Clips.ofMedia("wrap.ts")));
            }
        }
        return Files.write(folder.resolve("padded.ts"), out.toByteArray());
    }

    /// Zeroes what the second half of the clip's packets carry; size, ends and time stay as they are.
    private static void spoil(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        int packets = bytes.length / 188 - 2 * PADDING;
        for (int i = PADDING + packets / 2; i < PADDING + packets; i++) {
            Arrays.fill(bytes, i * 188 + 40, i * 188 + 188, (byte) 0);
        }
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
    }

    @Test
    void preLabellingNamesFramesThatCannotBeDecodedAnyMoreAndGoesOn() throws Exception {
        Path clip = padded();
        Path work = folder.resolve("spoilt.limner");
        try (OpenProject project = services.projects().create(work)) {
            Media media = services.importMedia().run(project, clip, Progress.none());
            services.importMedia().settle(project, media.id(), Progress.none());
        }
        spoil(clip);
        try (OpenProject project = services.projects().openAsAllowed(work)) {
            Media media = project.state().mediaInOrder().getFirst();
            PreLabelResult said = services.preLabel()
                    .run(
                            project,
                            PreLabelRequest.builtIn(media.id(), new FrameChoice.EveryNth(4), 0.9),
                            Progress.none());
            assertFalse(said.cancelled());
            assertFalse(said.looked().isEmpty(), "the first half is as it was");
            assertFalse(said.withoutPicture().isEmpty(), "of the second half something is lost");
            assertEquals(
                    IntStream.range(0, media.frameCount())
                            .filter(n -> n % 4 == 0)
                            .boxed()
                            .toList(),
                    Stream.concat(said.looked().stream(), said.withoutPicture().stream())
                            .sorted()
                            .toList());
        }
    }
}
