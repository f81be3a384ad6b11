package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_YCGCO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRAP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRAP16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVA444P16LE;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import limner.media.frame.Display;
import limner.media.frame.PixelSink;
import limner.media.frame.SampleFormat;
import limner.media.frame.SampleFormat.Model;
import limner.media.frame.SampleRows;
import limner.media.frame.Tones;
import limner.media.frame.Window;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

/// The one way from a decoded frame to red, green and blue, for screen, models and files alike. One thread, while the
/// frame is in use.
final class FfmpegConversion {
    /// So many pixels take as long as it takes to wake another thread, several times over.
    private static final long SLICE_PIXELS = 1 << 17;

    private static final ValueLayout.OfInt PIXEL = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final AVFrame frame;
    private final AVPixFmtDescriptor pixels;
    private final ScalerPool scalers;
    private final SampleFormat format;
    private final boolean fullRangeFormat;
    private final boolean alpha;

    FfmpegConversion(AVFrame frame, AVPixFmtDescriptor pixels, SampleFormat format, ScalerPool scalers) {
        this.frame = frame;
        this.pixels = pixels;
        this.format = format;
        this.scalers = scalers;
        // The deprecated formats whose name says that their range is full.
        this.fullRangeFormat = FfmpegProbe.text(pixels.name()).startsWith("yuvj");
        this.alpha = (pixels.flags() & (AV_PIX_FMT_FLAG_ALPHA | AV_PIX_FMT_FLAG_PAL)) != 0;
    }

    /// The roads from stored values to colours.
    private enum Way {
        /// Gray, deep RGB and RGB of limited range: the stored values are the colours.
        VALUES,
        /// RGB of eight bits or less, palettes, single bits, mosaics: swscale knows how they are packed.
        PACKED,
        /// Y'CbCr by one of the matrices.
        MATRIX,
        /// Y'CbCr whose way to RGB is no matrix of swscale's.
        FORMULA
    }

    private Way way() {
        boolean packed = format.channels().isEmpty() || format.model() == Model.PALETTE || format.bits() < 8;
        if (packed) {
            return Way.PACKED;
        }
        if (format.model() == Model.YUV) {
            int space = frame.colorspace();
            return space == AVCOL_SPC_BT2020_CL || space == AVCOL_SPC_YCGCO ? Way.FORMULA : Way.MATRIX;
        }
        boolean whole = format.range().low() == 0 && format.range().high() == 255;
        return format.model() == Model.RGB && format.bits() == 8 && whole ? Way.PACKED : Way.VALUES;
    }

    /// @param sinks makes a sink for each thread that helps
    void paint(Display display, Supplier<PixelSink> sinks) {
        Way way = way();
        boolean deepened = format.isDeep() && !display.isNeutral();
        if (way == Way.MATRIX && !deepened && MatrixRows.takes(pixels)) {
            inSlices(display, sinks);
        } else {
            paint(way, display, sinks.get());
        }
    }

    private void paint(Way way, Display display, PixelSink sink) {
        int width = frame.width();
        int height = frame.height();
        switch (way) {
            case VALUES -> Tones.of(format, display).paint(new FfmpegSamples(frame, pixels), width, height, sink);
            case FORMULA -> deep(rows -> Tones.of(format.shown(), display).paint(rows, width, height, sink));
            case MATRIX -> {
                if (format.isDeep() && !display.isNeutral()) {
                    deep(rows -> Tones.of(format.shown(), display).paint(rows, width, height, sink));
                } else {
                    converted(alpha ? AV_PIX_FMT_GBRAP : AV_PIX_FMT_GBRP, false, f -> planar(f, display, sink));
                }
            }
            case PACKED -> {
                if (frame.format() == AV_PIX_FMT_GBRP || frame.format() == AV_PIX_FMT_GBRAP) {
                    planar(frame, display, sink);
                } else {
                    converted(AV_PIX_FMT_BGRA, false, f -> packed(f, display, sink));
                }
            }
        }
    }

    List<Window> windows(double below, double above) {
        SampleFormat shown = format.shown();
        int width = frame.width();
        int height = frame.height();
        Windows result = new Windows();
        switch (way()) {
            case VALUES ->
                result.found = Tones.windows(new FfmpegSamples(frame, pixels), shown, width, height, below, above);
            case MATRIX, FORMULA ->
                deep(rows -> result.found = Tones.windows(rows, shown, width, height, below, above));
            case PACKED ->
                converted(AV_PIX_FMT_BGRA, false, f -> {
                    FfmpegSamples rows = new FfmpegSamples(f, av_pix_fmt_desc_get(AV_PIX_FMT_BGRA));
                    SampleFormat eight = SampleFormat.integers(Model.RGB, 8, List.of("R", "G", "B"));
                    result.found = Tones.windows(rows, eight, width, height, below, above);
                });
        }
        return result.found;
    }

    private static final class Windows {
        private List<Window> found = List.of();
    }

    private interface FrameTaker {
        void take(AVFrame frame);
    }

    private interface RowsTaker {
        void take(SampleRows rows);
    }

    private void converted(int to, boolean keepRange, FrameTaker taker) {
        FfmpegScaler.Job job = FfmpegScaler.Job.of(frame, pixels, to, keepRange, fullRangeFormat);
        FfmpegScaler scaler = scalers.borrow(job);
        try {
            taker.take(scaler.convert(frame));
        } finally {
            scalers.giveBack(scaler);
        }
    }

    /// Red, green and blue of a Y'CbCr picture at its own depth.
    private void deep(RowsTaker taker) {
        if (way() == Way.FORMULA) {
            int to = alpha ? AV_PIX_FMT_YUVA444P16LE : AV_PIX_FMT_YUV444P16LE;
            FormulaRows.Formula formula = frame.colorspace() == AVCOL_SPC_YCGCO
                    ? FormulaRows.Formula.YCGCO
                    : FormulaRows.Formula.CONSTANT_LUMINANCE;
            boolean full = FfmpegScaler.Job.of(frame, pixels, to, true, fullRangeFormat)
                    .fullRange();
            converted(
                    to,
                    true,
                    f -> taker.take(new FormulaRows(
                            new FfmpegSamples(f, av_pix_fmt_desc_get(to)),
                            formula,
                            full,
                            format.bits(),
                            frame.width())));
            return;
        }
        int to = alpha ? AV_PIX_FMT_GBRAP16LE : AV_PIX_FMT_GBRP16LE;
        float scale = (float) ((Math.scalb(1.0, format.bits()) - 1) / 65535);
        converted(to, false, f -> {
            FfmpegSamples samples = new FfmpegSamples(f, av_pix_fmt_desc_get(to));
            taker.take((channel, y, into) -> {
                samples.read(channel, y, into);
                for (int x = 0; x < into.length; x++) {
                    into[x] *= scale;
                }
            });
        });
    }

    /// Large pictures are divided among the cores: a person waits for them.
    private void inSlices(Display display, Supplier<PixelSink> sinks) {
        int width = frame.width();
        int height = frame.height();
        FfmpegScaler.Job job = FfmpegScaler.Job.of(frame, pixels, frame.format(), false, fullRangeFormat);
        boolean neutral = display.isNeutral();
        Levels levels = levels(display);
        int cores = Runtime.getRuntime().availableProcessors();
        int slices = (int) Math.clamp((long) width * height / SLICE_PIXELS, 1, cores == 1 ? 1 : 2L * cores);
        IntStream all = IntStream.range(0, slices);
        // A slice that throws must not end this while others still read the picture, which may be freed then.
        Queue<Throwable> failed = new ConcurrentLinkedQueue<>();
        (slices == 1 ? all : all.parallel()).forEach(slice -> {
            try {
                MatrixRows rows = new MatrixRows(frame, pixels, job);
                PixelSink sink = sinks.get();
                int[] row = new int[width];
                int end = (int) ((long) height * (slice + 1) / slices);
                for (int y = (int) ((long) height * slice / slices); y < end; y++) {
                    rows.row(y, row);
                    if (!neutral) {
                        levels.apply(row);
                    }
                    sink.row(y, row);
                }
            } catch (RuntimeException | Error e) {
                failed.add(e);
            }
        });
        switch (failed.peek()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /// Weaves planes of green, blue, red and perhaps alpha into pixels.
    private void planar(AVFrame planes, Display display, PixelSink sink) {
        int width = frame.width();
        int height = frame.height();
        PlaneMemory[] memory = new PlaneMemory[alpha ? 4 : 3];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = PlaneMemory.of(planes, i, height, width);
        }
        byte[] bytes = new byte[width];
        int[] green = new int[width];
        int[] blue = new int[width];
        int[] red = new int[width];
        int[] opacity = new int[alpha ? width : 0];
        int[] row = new int[width];
        boolean neutral = display.isNeutral();
        Levels levels = levels(display);
        for (int y = 0; y < height; y++) {
            copy(memory[0], y, bytes, green);
            copy(memory[1], y, bytes, blue);
            copy(memory[2], y, bytes, red);
            weave(red, green, blue, row);
            if (!neutral) {
                levels.apply(row);
            }
            if (alpha) {
                copy(memory[3], y, bytes, opacity);
                for (int x = 0; x < width; x++) {
                    row[x] = PixelSink.multiplied(row[x], opacity[x] & 0xFF);
                }
            }
            sink.row(y, row);
        }
    }

    /// Widened in a loop of its own, which the compiler turns into vector instructions, unlike one that also weaves.
    private static void copy(PlaneMemory plane, int y, byte[] bytes, int[] into) {
        MemorySegment.copy(plane.bytes(), ValueLayout.JAVA_BYTE, plane.at(y), bytes, 0, into.length);
        for (int x = 0; x < into.length; x++) {
            into[x] = bytes[x];
        }
    }

    private static void weave(int[] red, int[] green, int[] blue, int[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] = 0xFF000000 | (red[x] & 0xFF) << 16 | (green[x] & 0xFF) << 8 | blue[x] & 0xFF;
        }
    }

    private void packed(AVFrame bgra, Display display, PixelSink sink) {
        int width = frame.width();
        int height = frame.height();
        int[] row = new int[width];
        int[] opacity = new int[alpha ? width : 0];
        boolean neutral = display.isNeutral();
        Levels levels = levels(display);
        PlaneMemory memory = PlaneMemory.of(bgra, 0, height, width * 4L);
        for (int y = 0; y < height; y++) {
            MemorySegment.copy(memory.bytes(), PIXEL, memory.at(y), row, 0, width);
            for (int x = 0; x < opacity.length; x++) {
                opacity[x] = row[x] >>> 24;
            }
            if (neutral) {
                opaque(row);
            } else {
                levels.apply(row);
            }
            for (int x = 0; x < opacity.length; x++) {
                if (opacity[x] != 255) {
                    row[x] = PixelSink.multiplied(row[x], opacity[x]);
                }
            }
            sink.row(y, row);
        }
    }

    private static void opaque(int[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] |= 0xFF000000;
        }
    }

    private static Levels levels(Display display) {
        return new Levels(Tones.of(SampleFormat.integers(Model.RGB, 8, List.of("R", "G", "B")), display));
    }

    /// What a display does to pixels of eight bits a colour; they come out opaque.
    private static final class Levels {
        private final int[] red;
        private final int[] green;
        private final int[] blue;

        Levels(Tones tones) {
            red = tones.levels(0);
            green = tones.levels(1);
            blue = tones.levels(2);
        }

        void apply(int[] row) {
            for (int x = 0; x < row.length; x++) {
                int p = row[x];
                row[x] = 0xFF000000 | red[p >> 16 & 0xFF] << 16 | green[p >> 8 & 0xFF] << 8 | blue[p & 0xFF];
            }
        }
    }
}
