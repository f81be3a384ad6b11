package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_count_planes;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The planes of one large frame in a file that is mapped into memory: the system keeps of it what fits. The file goes
/// with [#close()]; what a program that was killed left behind goes when the next large picture is opened.
final class MappedPixels implements AutoCloseable {
    /// Rows may be read by vectors beyond their ends.
    private static final int PADDING = 4096;

    private static final int CHUNK = 1 << 24;
    private static final Logger LOG = LoggerFactory.getLogger(MappedPixels.class);
    private static final Pattern NAME = Pattern.compile("([0-9]+)-[0-9]+\\.pixels");

    private final Arena arena = Arena.ofShared();
    private final Path file;
    private final AVFrame frame;

    private MappedPixels(Path file, AVFrame frame) {
        this.file = file;
        this.frame = frame;
    }

    /// Writes the planes of `from` into a file in `folder` and maps it.
    ///
    /// @throws IOException when the disk is full, or there is no such folder and none can be made
    static MappedPixels of(AVFrame from, Path folder) throws IOException {
        Files.createDirectories(folder);
        sweep(folder);
        Path file = Files.createTempFile(folder, ProcessHandle.current().pid() + "-", ".pixels");
        AVFrame frame = av_frame_alloc();
        MappedPixels mapped = new MappedPixels(file, frame);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            frame.format(from.format()).width(from.width()).height(from.height());
            av_frame_copy_props(frame, from);
            AVPixFmtDescriptor pixels = av_pix_fmt_desc_get(from.format());
            int planes = av_pix_fmt_count_planes(from.format());
            long[] starts = new long[planes];
            for (int i = 0; i < planes; i++) {
                int shift = i == 1 || i == 2 ? pixels.log2_chroma_h() : 0;
                int rows = -(-from.height() >> shift);
                int row = av_image_get_linesize(from.format(), from.width(), i);
                int stride = row + 63 & ~63;
                starts[i] = channel.position();
                frame.linesize(i, stride);
                copy(channel, from, i, rows, row, stride);
            }
            long colours = channel.position();
            boolean palette = (pixels.flags() & AV_PIX_FMT_FLAG_PAL) != 0 && from.data(1) != null;
            if (palette) {
                // It is no plane of rows, and stands where a second plane would.
                copy(channel, from, 1, 1, FfmpegPicture.PALETTE_BYTES, FfmpegPicture.PALETTE_BYTES);
            }
            channel.write(ByteBuffer.allocate(PADDING));
            MemorySegment all = channel.map(MapMode.READ_ONLY, 0, channel.size(), mapped.arena);
            for (int i = 0; i < planes; i++) {
                frame.data(i, new Place(all.address() + starts[i]));
            }
            if (palette) {
                frame.data(1, new Place(all.address() + colours));
            }
            return mapped;
        } catch (IOException | RuntimeException e) {
            org.bytedeco.ffmpeg.global.avutil.av_frame_free(frame);
            mapped.close();
            throw e;
        }
    }

    private static void copy(FileChannel channel, AVFrame from, int plane, int rows, int row, int stride)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.max(stride, CHUNK / stride * stride));
        for (int y = 0; y < rows; y++) {
            long address = from.data(plane).address() + (long) y * from.linesize(plane);
            int start = buffer.position();
            buffer.put(FfmpegPicture.bytes(address, row)).position(start + stride);
            if (buffer.remaining() < stride || y == rows - 1) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                buffer.clear();
            }
        }
    }

    /// Removes what programs that run no more have left.
    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pixels")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && !runs(name.group(1))) {
                    try {
                        Files.deleteIfExists(file);
                    } catch (IOException e) {
                        // One that cannot be removed must not keep a picture from being opened.
                        LOG.debug("{} was left behind and stays", file, e);
                    }
                }
            }
        }
    }

    private static boolean runs(String process) {
        try {
            return ProcessHandle.of(Long.parseLong(process)).isPresent();
        } catch (NumberFormatException e) {
            // No process has such a number.
            return false;
        }
    }

    /// The frame that stands in for the one that was written; whoever takes it frees it before closing this.
    AVFrame frame() {
        return frame;
    }

    @Override
    public void close() {
        arena.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Swept when the next large picture is opened.
            file.toFile().deleteOnExit();
        }
    }

    private static final class Place extends BytePointer {
        Place(long at) {
            address = at;
        }
    }
}
