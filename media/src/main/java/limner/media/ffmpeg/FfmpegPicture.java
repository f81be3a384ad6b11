package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import limner.media.frame.Picture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;

/// One ownership of a decoded frame; the frame goes with the last ownership.
final class FfmpegPicture implements Picture {
    private static final int PALETTE_BYTES = 1024;

    /// Widths on which swscale's fast paths write no byte beyond the row.
    private static final int SAFE_WIDTH = 16;

    private final Shared shared;
    private boolean closed;

    private FfmpegPicture(Shared shared) {
        this.shared = shared;
    }

    /// Takes the content of `frame`, which is empty afterwards.
    static FfmpegPicture take(NativeHandles handles, ScalerPool scalers, AVFrame frame) {
        AVFrame own = av_frame_alloc();
        av_frame_move_ref(own, frame);
        handles.opened();
        return new FfmpegPicture(new Shared(handles, scalers, own));
    }

    @Override
    public int width() {
        return shared.width;
    }

    @Override
    public int height() {
        return shared.height;
    }

    @Override
    public String pixelFormat() {
        return FfmpegProbe.text(shared.pixels.name());
    }

    @Override
    public long byteSize() {
        return shared.bytes;
    }

    @Override
    public void toBgra(ByteBuffer target) {
        convert(target, AV_PIX_FMT_BGRA, 4, false);
        if ((shared.pixels.flags() & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL)) != 0) {
            multiplyByAlpha(target);
        }
    }

    @Override
    public void toRgb24(ByteBuffer target) {
        convert(target, AV_PIX_FMT_RGB24, 3, true);
    }

    private void convert(ByteBuffer target, int format, int pixelBytes, boolean exact) {
        int row = shared.width * pixelBytes;
        int needed = Math.multiplyExact(row, shared.height);
        if (!target.isDirect() || target.remaining() < needed) {
            throw new IllegalArgumentException("a direct buffer with " + needed + " bytes left is needed");
        }
        AVFrame frame = shared.use();
        try {
            FfmpegScaler.Job job = new FfmpegScaler.Job(
                    shared.width,
                    shared.height,
                    frame.format(),
                    format,
                    FfmpegScaler.matrix(frame.colorspace(), shared.width, shared.height),
                    frame.color_range() == AVCOL_RANGE_JPEG || shared.isFullRangeFormat(),
                    exact);
            FfmpegScaler scaler = shared.scalers.borrow(job);
            try {
                if (shared.width % SAFE_WIDTH == 0) {
                    scaler.convert(frame, new BytePointer(target.slice()), row);
                } else {
                    convertPadded(scaler, frame, target, row, pixelBytes);
                }
            } finally {
                shared.scalers.giveBack(scaler);
            }
        } finally {
            shared.release();
            Reference.reachabilityFence(target);
        }
    }

    private void convertPadded(FfmpegScaler scaler, AVFrame frame, ByteBuffer target, int row, int pixelBytes) {
        int stride = (shared.width + 63 & ~63) * pixelBytes;
        try (BytePointer padded = new BytePointer((long) stride * (shared.height + 1))) {
            scaler.convert(frame, padded, stride);
            ByteBuffer from = padded.asByteBuffer();
            for (int y = 0; y < shared.height; y++) {
                target.put(target.position() + y * row, from, y * stride, row);
            }
        }
    }

    private void multiplyByAlpha(ByteBuffer bgra) {
        int end = bgra.position() + shared.width * shared.height * 4;
        for (int at = bgra.position(); at < end; at += 4) {
            int alpha = bgra.get(at + 3) & 0xFF;
            if (alpha == 255) {
                continue;
            }
            for (int c = 0; c < 3; c++) {
                int product = (bgra.get(at + c) & 0xFF) * alpha + 127;
                bgra.put(at + c, (byte) (product / 255));
            }
        }
    }

    @Override
    public String planeMd5() {
        MessageDigest md5 = md5();
        long flags = shared.pixels.flags();
        boolean noLuma = (flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM)) != 0;
        AVFrame frame = shared.use();
        try {
            if (noLuma) {
                shared.allPlanes(frame, md5::update);
            } else {
                luma(frame, md5);
            }
        } finally {
            shared.release();
        }
        return HexFormat.of().formatHex(md5.digest());
    }

    private void luma(AVFrame frame, MessageDigest md5) {
        int step = shared.pixels.comp(0).step();
        int offset = shared.pixels.comp(0).offset();
        int depthBytes = (shared.pixels.comp(0).depth() + 7) / 8;
        boolean swap = depthBytes > 1 && (shared.pixels.flags() & AV_PIX_FMT_FLAG_BE) != 0;
        Plane plane = shared.plane(frame, shared.pixels.comp(0).plane(), shared.width * step, shared.height);
        if (step == depthBytes && !swap) {
            plane.forEachRow(md5::update);
            return;
        }
        byte[] row = new byte[shared.width * depthBytes];
        plane.forEachRow(bytes -> {
            int start = bytes.position() + offset;
            for (int x = 0; x < shared.width; x++) {
                for (int b = 0; b < depthBytes; b++) {
                    int from = swap ? depthBytes - 1 - b : b;
                    row[x * depthBytes + b] = bytes.get(start + x * step + from);
                }
            }
            md5.update(row);
        });
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    @Override
    public int checksum() {
        AVFrame frame = shared.use();
        try {
            CRC32C crc = new CRC32C();
            shared.allPlanes(frame, crc::update);
            return (int) crc.getValue();
        } finally {
            shared.release();
        }
    }

    @Override
    public Picture retain() {
        shared.use();
        return new FfmpegPicture(shared);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            shared.release();
        }
    }

    /// Native memory as a buffer; good only while the frame is in use.
    static ByteBuffer bytes(long address, long length) {
        return MemorySegment.ofAddress(address).reinterpret(length).asByteBuffer();
    }

    private interface RowTaker {
        void row(ByteBuffer bytes);
    }

    /// The bytes of one plane; rows may be stored from the bottom up.
    private record Plane(ByteBuffer bytes, int stride, int row, int rows) {
        void forEachRow(RowTaker taker) {
            int distance = Math.abs(stride);
            for (int y = 0; y < rows; y++) {
                int start = (stride < 0 ? rows - 1 - y : y) * distance;
                bytes.limit(start + row).position(start);
                taker.row(bytes);
            }
        }
    }

    /// The frame and the number of its owners.
    private static final class Shared {
        private final NativeHandles handles;
        private final ScalerPool scalers;
        private final AVFrame frame;
        private final AVPixFmtDescriptor pixels;
        private final int width;
        private final int height;
        private final long bytes;
        private final AtomicInteger owners = new AtomicInteger(1);

        Shared(NativeHandles handles, ScalerPool scalers, AVFrame frame) {
            this.handles = handles;
            this.scalers = scalers;
            this.frame = frame;
            this.pixels = av_pix_fmt_desc_get(frame.format());
            this.width = frame.width();
            this.height = frame.height();
            long sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += frame.buf(i) == null ? 0 : frame.buf(i).size();
            }
            this.bytes = sum;
        }

        AVFrame use() {
            int now = owners.get();
            while (now > 0) {
                if (owners.compareAndSet(now, now + 1)) {
                    return frame;
                }
                now = owners.get();
            }
            throw new IllegalStateException("the picture was closed");
        }

        void release() {
            if (owners.decrementAndGet() == 0) {
                av_frame_free(frame);
                handles.closed();
            }
        }

        /// The deprecated formats whose name says that their range is full.
        boolean isFullRangeFormat() {
            return FfmpegProbe.text(pixels.name()).startsWith("yuvj");
        }

        int planeCount() {
            int most = 0;
            for (int c = 0; c < pixels.nb_components(); c++) {
                most = Math.max(most, pixels.comp(c).plane() + 1);
            }
            return most;
        }

        /// Every row of every plane, then the palette if there is one.
        void allPlanes(AVFrame of, RowTaker taker) {
            for (int i = 0; i < planeCount(); i++) {
                boolean chroma = i == 1 || i == 2;
                int shift = chroma ? pixels.log2_chroma_h() : 0;
                int rows = -(-height >> shift);
                int row = av_image_get_linesize(of.format(), width, i);
                plane(of, i, row, rows).forEachRow(taker);
            }
            if ((pixels.flags() & AV_PIX_FMT_FLAG_PAL) != 0 && of.data(1) != null) {
                taker.row(bytes(of.data(1).address(), PALETTE_BYTES));
            }
        }

        Plane plane(AVFrame of, int number, int row, int rows) {
            int stride = of.linesize(number);
            long below = stride < 0 ? (long) (rows - 1) * -stride : 0;
            long length = (long) (rows - 1) * Math.abs(stride) + row;
            return new Plane(bytes(of.data(number).address() - below, length), stride, row, rows);
        }
    }
}
