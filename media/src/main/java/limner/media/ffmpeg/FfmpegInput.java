package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOTIMESTAMPS;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NO_BYTE_SEEK;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BYTE;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avformat.avio_seek;
import static org.bytedeco.ffmpeg.global.avformat.avio_tell;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// A demuxer over one local file. One thread, except [#interrupt()]; the opener closes it.
///
/// The bytes are opened here and handed to the demuxer, whose own list of allowed protocols is left without any: a
/// playlist or a reference inside the file cannot reach another file or the network.
final class FfmpegInput implements AutoCloseable {
    private static final int OPEN_SECONDS = 8;
    private static final int READ_SECONDS = 8;
    private static final int MOST_EMPTY_READS = 10_000;

    private final NativeHandles handles;
    private final MediaFile file;
    private final Deadline deadline = new Deadline();
    private final AVIOInterruptCB interrupt = new AVIOInterruptCB();
    private final AVIOContext io = new AVIOContext(null);
    private final AVFormatContext format;
    private final AVPacket packet;
    private boolean readingFailed;
    private boolean closed;

    FfmpegInput(NativeHandles handles, MediaFile file) {
        this.handles = handles;
        this.file = file;
        refuseImpossibleTables(file);
        deadline.applyTo(interrupt);
        handles.opened();
        deadline.allow(OPEN_SECONDS);
        openBytes();
        AVFormatContext opened = null;
        try {
            opened = openContainer(probeName(file.path()));
            if (opened == null) {
                // A picture format that wants to open its file itself; by content alone another demuxer is found.
                opened = openContainer("input");
            }
            if (opened == null) {
                throw new MediaException.NotMedia(file.path(), "unknown format");
            }
            format = opened;
            readStreams();
        } catch (RuntimeException e) {
            if (opened != null) {
                avformat_close_input(opened);
            }
            freeBytes();
            throw e;
        }
        packet = av_packet_alloc();
    }

    private static void refuseImpossibleTables(MediaFile file) {
        try {
            if (IsoTables.claimTooMuch(file.path())) {
                throw new MediaException.NotMedia(
                        file.path(), "its table of contents claims more packets than the file has bytes");
            }
        } catch (IOException e) {
            throw new MediaException.Unreadable(file.path(), String.valueOf(e.getMessage()), e);
        }
    }

    private void openBytes() {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", "file", 0);
        try (BytePointer url = new BytePointer("file:" + file.path(), StandardCharsets.UTF_8)) {
            int code = avio_open2(io, url, AVIO_FLAG_READ, interrupt, options);
            if (code < 0) {
                freeBytes();
                throw new MediaException.Unreadable(file.path(), FfmpegErrors.words(code), null);
            }
        } finally {
            av_dict_free(options);
        }
    }

    private @Nullable AVFormatContext openContainer(String name) {
        AVFormatContext context = avformat_alloc_context();
        context.pb(io);
        deadline.applyTo(context.interrupt_callback());
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", "none", 0);
        int code;
        try (BytePointer url = new BytePointer(name, StandardCharsets.UTF_8)) {
            code = avformat_open_input(context, url, null, options);
        } finally {
            av_dict_free(options);
        }
        if (code < 0) {
            checkStopped();
            if (name.indexOf('.') >= 0 && rewind()) {
                return null;
            }
            throw refusal(code);
        }
        String demuxer = context.iformat().name().getString();
        if (demuxer.equals("image2") && name.indexOf('.') >= 0) {
            avformat_close_input(context);
            if (!rewind()) {
                throw new MediaException.Unreadable(file.path(), "it cannot be read twice", null);
            }
            return null;
        }
        return context;
    }

    private boolean rewind() {
        return avio_seek(io, 0, 0) == 0;
    }

    private MediaException refusal(int code) {
        String box = firstBox();
        if (box.equals("ftyp") || box.equals("mdat") || box.equals("moov") || box.equals("wide")) {
            return new MediaException.Truncated(
                    file.path(), "the table of contents, the moov box, is missing or broken");
        }
        return new MediaException.NotMedia(file.path(), FfmpegErrors.words(code));
    }

    /// The type of the first box if this is an ISO media file (ISO/IEC 14496-12), else four other bytes.
    private String firstBox() {
        try (RandomAccessFile bytes = new RandomAccessFile(file.path().toFile(), "r")) {
            byte[] head = new byte[8];
            int got = bytes.read(head);
            return got < 8 ? "" : new String(head, 4, 4, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private void readStreams() {
        int code = findStreamInfo();
        checkStopped();
        if (code < 0) {
            throw new MediaException.NotMedia(file.path(), FfmpegErrors.words(code));
        }
    }

    /// The decoders that look into the first packets obey the limit of pixels too.
    private int findStreamInfo() {
        int streams = format.nb_streams();
        AVDictionary[] options = new AVDictionary[streams];
        try (PointerPointer<AVDictionary> all = new PointerPointer<>(Math.max(1, streams))) {
            for (int i = 0; i < streams; i++) {
                options[i] = new AVDictionary(null);
                av_dict_set(options[i], "max_pixels", Long.toString(PixelLimit.of(file)), 0);
                all.put(i, options[i]);
            }
            int code = avformat_find_stream_info(format, all);
            for (int i = 0; i < streams; i++) {
                // What was left over comes back at another address.
                AVDictionary left = all.get(AVDictionary.class, i);
                if (left != null) {
                    av_dict_free(left);
                }
            }
            return code;
        }
    }

    /// Only the ending of the name helps a demuxer; the rest could be taken for a pattern or an address.
    private static String probeName(Path path) {
        String name = String.valueOf(path.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ending.matches("[a-z0-9]{1,8}") ? "input." + ending : "input";
    }

    MediaFile file() {
        return file;
    }

    AVFormatContext format() {
        return format;
    }

    AVStream stream(int number) {
        return format.streams(number);
    }

    /// Leaves out all streams but `number`.
    void only(int number) {
        for (int i = 0; i < format.nb_streams(); i++) {
            if (i != number) {
                format.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    /// The next packet of `stream`, valid until the next call, or null at the end. [#readingFailed()] tells whether the
    /// end is an error.
    @Nullable
    AVPacket next(int stream) {
        deadline.allow(READ_SECONDS);
        int empty = 0;
        while (true) {
            // Also when nothing blocks: other streams, empty reads and buffered bytes must not run on for ever.
            checkStopped();
            av_packet_unref(packet);
            int code = av_read_frame(format, packet);
            if (code == AVERROR_EAGAIN() && ++empty < MOST_EMPTY_READS) {
                continue;
            }
            if (code < 0) {
                checkStopped();
                readingFailed = code != AVERROR_EOF();
                return null;
            }
            // An empty packet would be taken for the end of the stream by a decoder.
            if (packet.stream_index() == stream && packet.size() > 0) {
                return packet;
            }
        }
    }

    boolean readingFailed() {
        return readingFailed;
    }

    boolean prefersBytes() {
        int flags = format.iformat().flags();
        return (flags & AVFMT_NO_BYTE_SEEK) == 0 && (flags & (AVFMT_TS_DISCONT | AVFMT_NOTIMESTAMPS)) != 0;
    }

    boolean seekToStamp(int stream, long stamp) {
        deadline.allow(READ_SECONDS);
        readingFailed = false;
        boolean done = av_seek_frame(format, stream, stamp, AVSEEK_FLAG_BACKWARD) >= 0;
        checkStopped();
        return done;
    }

    boolean seekToByte(long position) {
        deadline.allow(READ_SECONDS);
        readingFailed = false;
        boolean done = av_seek_frame(format, -1, position, AVSEEK_FLAG_BYTE) >= 0;
        checkStopped();
        return done;
    }

    double position() {
        long at = io.isNull() ? 0 : avio_tell(io);
        return Math.clamp((double) at / file.fingerprint().size(), 0.0, 1.0);
    }

    void interrupt() {
        deadline.interrupt();
    }

    private void checkStopped() {
        if (deadline.isInterrupted()) {
            throw new MediaException.Cancelled(file.path());
        }
        if (deadline.isOver()) {
            throw new MediaException.TimedOut(file.path(), "reading the file");
        }
    }

    private void freeBytes() {
        avio_closep(io);
        interrupt.deallocate();
        deadline.close();
        handles.closed();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        av_packet_free(packet);
        avformat_close_input(format);
        freeBytes();
    }
}
