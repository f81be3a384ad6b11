package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BMP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PBM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PGM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PPM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TIFF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import limner.media.decode.Decoded;
import limner.media.decode.PictureReader;
import limner.media.decode.ReadListener;
import limner.media.frame.Orientation;
import limner.media.frame.Picture;
import limner.media.index.Damage;
import limner.media.index.PacketMark;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import limner.media.still.Exif;
import limner.media.still.PictureFormat;
import limner.media.still.Raster;
import limner.media.still.StillReader;
import limner.media.still.TiffReader;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes picture files: the whole file is one packet for the decoder that its first bytes call for. No demuxer is
/// involved, which would decode each picture once more to find out what it is. Any thread.
///
/// A file that does not decode cleanly to its end is refused: half of a picture is no place for labels.
public final class FfmpegStills implements StillReader {
    /// As many as FFmpeg takes at all; a picture of that size takes 800 MB in 8-bit colour.
    static final long MOST_PIXELS = 1L << 28;

    private static final long LONGEST_FILE = Integer.MAX_VALUE - 1024L;

    /// FFmpeg makes rows a multiple of this many bytes, and adds some rows.
    private static final long ALIGNED = 64;

    /// Decoded pictures of this size and more are put into a file.
    private static final long MAPPED_FROM = 1L << 27;

    private static final Logger LOG = LoggerFactory.getLogger(FfmpegStills.class);

    private final Path scratch;
    private final NativeHandles handles = new NativeHandles();
    private final ScalerPool scalers = new ScalerPool(handles);
    private final FfmpegReaders animations = new FfmpegReaders();

    /// @param scratch folder for the pixels of pictures that are too large to be kept in memory; made when it is needed
    public FfmpegStills(Path scratch) {
        this.scratch = scratch;
    }

    @Override
    public Picture read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() == 0) {
                throw new MediaException.Empty(file);
            }
            ByteBuffer head = ByteBuffer.allocate((int) Math.min(PictureFormat.HEAD, channel.size()));
            fill(channel, head, 0);
            PictureFormat format = PictureFormat.byContent(head.array())
                    .orElseThrow(() -> new MediaException.BadPicture(file, "its content is of no kind that is known"));
            return switch (format) {
                case JPEG -> decode(file, channel, AV_CODEC_ID_MJPEG);
                case PNG -> decode(file, channel, AV_CODEC_ID_PNG);
                case WEBP -> decode(file, channel, AV_CODEC_ID_WEBP);
                case BMP -> decode(file, channel, AV_CODEC_ID_BMP);
                case PNM -> decode(file, channel, anyMap(head.get(1)));
                case GIF -> firstOf(file);
                case TIFF -> tiff(file, channel);
            };
        } catch (NoSuchFileException e) {
            throw new MediaException.Missing(file);
        } catch (EOFException e) {
            throw new MediaException.BadPicture(file, "the file is cut short");
        } catch (IOException e) {
            throw new MediaException.Unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static int anyMap(byte kind) {
        return switch (kind) {
            case '1', '4' -> AV_CODEC_ID_PBM;
            case '2', '5' -> AV_CODEC_ID_PGM;
            default -> AV_CODEC_ID_PPM;
        };
    }

    private Picture tiff(Path file, FileChannel channel) throws IOException {
        TiffReader reader;
        try {
            reader = TiffReader.of(channel);
        } catch (IOException e) {
            throw new MediaException.BadPicture(file, String.valueOf(e.getMessage()));
        }
        if (reader.isForFfmpeg()) {
            return decode(file, channel, AV_CODEC_ID_TIFF, reader::trimForFfmpeg);
        }
        try (Rows rows = new Rows(file)) {
            reader.read(rows::make);
            return picture(file, rows.frame);
        } catch (IOException e) {
            throw new MediaException.BadPicture(file, String.valueOf(e.getMessage()));
        }
    }

    /// GIF files are made of packets; the demuxer finds the first.
    private Picture firstOf(Path file) {
        try (PictureReader reader = animations.open(MediaFile.of(file), 1)) {
            Deaf listener = new Deaf();
            @Nullable Decoded first = reader.next(listener);
            if (first == null || first.concealed() || listener.damaged) {
                if (first != null) {
                    first.close();
                }
                throw new MediaException.BadPicture(file, "its first picture is damaged");
            }
            return first.picture();
        }
    }

    private Picture decode(Path file, FileChannel channel, int codecId) throws IOException {
        return decode(file, channel, codecId, _ -> {});
    }

    private Picture decode(Path file, FileChannel channel, int codecId, Preparation preparation) throws IOException {
        AVCodec codec = avcodec_find_decoder(codecId);
        if (codec == null || codec.isNull()) {
            throw new MediaException.NoDecoder(file, "codec " + codecId);
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        handles.opened();
        try {
            context.thread_count(1);
            context.max_pixels(MOST_PIXELS);
            context.err_recognition(AV_EF_EXPLODE | AV_EF_CRCCHECK);
            demand(file, avcodec_open2(context, codec, (PointerPointer<?>) null));
            preparation.prepare(load(file, channel, packet));
            demand(file, avcodec_send_packet(context, packet));
            demand(file, avcodec_send_packet(context, (AVPacket) null));
            demand(file, avcodec_receive_frame(context, frame));
            if (frame.decode_error_flags() != 0 || (frame.flags() & FfmpegReader.AV_FRAME_FLAG_CORRUPT) != 0) {
                throw new MediaException.BadPicture(file, "its content is damaged");
            }
            return picture(file, frame);
        } finally {
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(context);
            handles.closed();
        }
    }

    private Picture picture(Path file, AVFrame frame) {
        Orientation orientation = Exif.of(file).orientation();
        long bytes = 0;
        for (int i = 0; i < 4; i++) {
            long plane = frame.buf(i) == null ? 0 : frame.buf(i).size();
            if (plane > Integer.MAX_VALUE) {
                throw tooMuchMemory(file);
            }
            bytes += plane;
        }
        if (bytes >= MAPPED_FROM) {
            try {
                return FfmpegPicture.take(handles, scalers, MappedPixels.of(frame, scratch), orientation);
            } catch (IOException e) {
                // It stays in memory, where it is already.
                LOG.warn("{} is kept in memory because it cannot be kept in {}", file, scratch, e);
            }
        }
        return FfmpegPicture.take(handles, scalers, frame, orientation);
    }

    private static MediaException tooMuchMemory(Path file) {
        return new MediaException.BadPicture(file, "it takes more than 2 GB when it is decoded");
    }

    private static ByteBuffer load(Path file, FileChannel channel, AVPacket packet) throws IOException {
        long size = channel.size();
        if (size > LONGEST_FILE) {
            throw new MediaException.BadPicture(file, "the file is larger than 2 GB");
        }
        if (av_new_packet(packet, (int) size) < 0) {
            throw new OutOfMemoryError("no memory for a file of " + size + " bytes");
        }
        ByteBuffer bytes = FfmpegPicture.bytes(packet.data().address(), size);
        fill(channel, bytes, 0);
        return bytes;
    }

    private static void fill(FileChannel channel, ByteBuffer into, long from) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, from + into.position()) < 0) {
                throw new EOFException("the file is cut short");
            }
        }
    }

    private static void demand(Path file, int code) {
        if (code < 0) {
            throw new MediaException.BadPicture(file, FfmpegErrors.words(code));
        }
    }

    @Override
    public int openHandles() {
        return handles.open() + animations.openHandles();
    }

    @Override
    public void close() {
        scalers.close();
        animations.close();
    }

    /// Changes a file's bytes before they are decoded.
    private interface Preparation {
        void prepare(ByteBuffer bytes) throws IOException;
    }

    /// A frame that is filled row by row.
    private static final class Rows implements Raster, AutoCloseable {
        private final Path file;
        private final AVFrame frame = av_frame_alloc();
        private int pixelBytes;

        Rows(Path file) {
            this.file = file;
        }

        Raster make(int width, int height, String pixelFormat) {
            int format = av_get_pix_fmt(pixelFormat);
            if (format < 0 || (long) width * height > MOST_PIXELS) {
                throw new MediaException.BadPicture(file, "it is too large: " + width + " x " + height + " pixels");
            }
            int row = av_image_get_linesize(format, width, 0);
            if (row < 0 || (row + ALIGNED) * (height + ALIGNED) > Integer.MAX_VALUE) {
                throw tooMuchMemory(file);
            }
            frame.format(format).width(width).height(height).color_range(AVCOL_RANGE_JPEG);
            if (av_frame_get_buffer(frame, 0) < 0) {
                throw new OutOfMemoryError("no memory for a picture of " + width + " x " + height);
            }
            pixelBytes = av_image_get_linesize(format, 16, 0) / 16;
            return this;
        }

        @Override
        public void write(int x, int y, byte[] bytes, int from, int length) {
            long address = frame.data(0).address() + (long) y * frame.linesize(0) + (long) x * pixelBytes;
            FfmpegPicture.bytes(address, length).put(0, bytes, from, length);
        }

        @Override
        public void close() {
            av_frame_free(frame);
        }
    }

    private static final class Deaf implements ReadListener {
        private boolean damaged;

        @Override
        public int packet(PacketMark mark) {
            return -1;
        }

        @Override
        public void damage(Damage.Kind kind) {
            damaged = true;
        }
    }
}
