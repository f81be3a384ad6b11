package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import limner.media.frame.Display;
import limner.media.frame.Orientation;
import limner.media.frame.Picture;
import limner.media.frame.PixelSink;
import limner.media.frame.SampleFormat;
import limner.media.frame.Window;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/// One ownership of a decoded frame; the frame goes with the last ownership.
final class FfmpegPicture implements Picture {
    /// 256 colours of four bytes.
    static final int PALETTE_BYTES = 1024;

    private final Shared shared;
    private boolean closed;

    private FfmpegPicture(Shared shared) {
        this.shared = shared;
    }

    /// Takes the content of `frame`, which is empty afterwards.
    static FfmpegPicture take(NativeHandles handles, ScalerPool scalers, AVFrame frame) {
        return take(handles, scalers, frame, Orientation.UPRIGHT);
    }

    /// The same with a turn of its own.
    static FfmpegPicture take(NativeHandles handles, ScalerPool scalers, AVFrame frame, Orientation orientation) {
        AVFrame own = av_frame_alloc();
        av_frame_move_ref(own, frame);
        handles.opened();
        return new FfmpegPicture(new Shared(handles, scalers, own, orientation, () -> {}));
    }

    /// Takes over what is in a file.
    static FfmpegPicture take(NativeHandles handles, ScalerPool scalers, MappedPixels pixels, Orientation orientation) {
        handles.opened();
        return new FfmpegPicture(new Shared(handles, scalers, pixels.frame(), orientation, pixels::close));
    }

    @Override
    public Picture sampled(int x, int y, int width, int height, int step) {
        if (step < 1 || width < 1 || height < 1 || x < 0 || y < 0 || x > width() - width || y > height() - height) {
            throw new IllegalArgumentException(width + " x " + height + " pixels at " + x + ", " + y + " in steps of "
                    + step + " are no part of " + width() + " x " + height());
        }
        AVFrame frame = shared.use();
        try {
            AVFrame part = Sampling.sample(frame, shared.pixels, x, y, width, height, step);
            shared.handles.opened();
            return new FfmpegPicture(new Shared(shared.handles, shared.scalers, part, shared.orientation, () -> {}));
        } finally {
            shared.release();
        }
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
    public Orientation orientation() {
        return shared.orientation;
    }

    @Override
    public long byteSize() {
        return shared.bytes;
    }

    @Override
    public SampleFormat samples() {
        return shared.format;
    }

    @Override
    public double[] valuesAt(int x, int y) {
        if (x < 0 || y < 0 || x >= shared.width || y >= shared.height) {
            throw new IllegalArgumentException("no pixel of the picture: " + x + ", " + y);
        }
        AVFrame frame = shared.use();
        try {
            double[] values = new double[shared.format.channels().size()];
            FfmpegSamples samples = new FfmpegSamples(frame, shared.pixels);
            for (int i = 0; i < values.length; i++) {
                values[i] = samples.value(i, x, y);
            }
            return values;
        } finally {
            shared.release();
        }
    }

    @Override
    public void toBgra(ByteBuffer target, Display display) {
        paint(target, 4, display, () -> PixelSink.bgra(target, shared.width));
    }

    @Override
    public void toRgb24(ByteBuffer target) {
        paint(target, 3, Display.NEUTRAL, () -> PixelSink.rgb24(target, shared.width));
    }

    private void paint(ByteBuffer target, int pixelBytes, Display display, Supplier<PixelSink> sinks) {
        int needed = Math.multiplyExact(Math.multiplyExact(shared.width, shared.height), pixelBytes);
        if (!target.isDirect() || target.remaining() < needed) {
            throw new IllegalArgumentException("a direct buffer with " + needed + " bytes left is needed");
        }
        AVFrame frame = shared.use();
        try {
            new FfmpegConversion(frame, shared.pixels, shared.format, shared.scalers).paint(display, sinks);
        } finally {
            shared.release();
        }
    }

    @Override
    public List<Window> windows(double below, double above) {
        AVFrame frame = shared.use();
        try {
            return new FfmpegConversion(frame, shared.pixels, shared.format, shared.scalers).windows(below, above);
        } finally {
            shared.release();
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
        private final SampleFormat format;
        private final Orientation orientation;
        private final Runnable afterwards;
        private final int width;
        private final int height;
        private final long bytes;
        private final AtomicInteger owners = new AtomicInteger(1);

        Shared(NativeHandles handles, ScalerPool scalers, AVFrame frame, Orientation orientation, Runnable afterwards) {
            this.afterwards = afterwards;
            this.orientation = orientation;
            this.handles = handles;
            this.scalers = scalers;
            this.frame = frame;
            this.pixels = av_pix_fmt_desc_get(frame.format());
            this.format = FfmpegSamples.format(pixels, frame.format(), frame.color_range());
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
                afterwards.run();
                handles.closed();
            }
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
