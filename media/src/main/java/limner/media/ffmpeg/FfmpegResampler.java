package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_delay;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import limner.media.sound.SoundFormat;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/// Turns decoded sound of any format, which may change on the way, into one [SoundFormat]. One thread; the opener
/// closes it.
final class FfmpegResampler implements AutoCloseable {
    private static final int SLOWEST_RATE = 1_000;
    private static final int FASTEST_RATE = 768_000;
    private static final int MOST_CHANNELS = 64;

    /// A frame of sound that claims more than this is a lie: half a minute of what anybody hears.
    private static final int MOST_MOMENTS = 1 << 22;

    private final NativeHandles handles;
    private final MediaFile file;
    private final SoundFormat format;
    private final AVChannelLayout target = new AVChannelLayout();
    private final AVChannelLayout known = new AVChannelLayout();
    private final SwrContext context = new SwrContext(null);
    private int knownFormat = -1;
    private int knownRate;
    private BytePointer room = new BytePointer(1L << 14);
    private boolean closed;

    FfmpegResampler(NativeHandles handles, MediaFile file, SoundFormat format) {
        this.handles = handles;
        this.file = file;
        this.format = format;
        av_channel_layout_default(target, format.channels());
        handles.opened();
    }

    /// Seconds by which what comes next lags behind what was put in.
    double delay() {
        return context.isNull() ? 0 : (double) swr_get_delay(context, format.rate()) / format.rate();
    }

    /// The samples that are ready after this frame.
    short[] convert(AVFrame frame) {
        int moments = frame.nb_samples();
        if (moments <= 0) {
            return new short[0];
        }
        demandPlausible(frame);
        prepare(frame);
        return convert(frame.extended_data(), moments);
    }

    private void demandPlausible(AVFrame frame) {
        int rate = frame.sample_rate();
        int channels = frame.ch_layout().nb_channels();
        boolean plausible = rate >= SLOWEST_RATE
                && rate <= FASTEST_RATE
                && channels >= 1
                && channels <= MOST_CHANNELS
                && (long) frame.nb_samples() * format.rate() / rate <= MOST_MOMENTS;
        if (!plausible) {
            throw new MediaException.NoSound(
                    file.path(), channels + " channels of " + rate + " Hz, " + frame.nb_samples() + " at once");
        }
    }

    private void prepare(AVFrame frame) {
        boolean same = !context.isNull()
                && knownFormat == frame.format()
                && knownRate == frame.sample_rate()
                && av_channel_layout_compare(known, frame.ch_layout()) == 0;
        if (same) {
            return;
        }
        reset();
        av_channel_layout_copy(known, frame.ch_layout());
        knownFormat = frame.format();
        knownRate = frame.sample_rate();
        AVChannelLayout from = new AVChannelLayout();
        try {
            if (known.order() == AV_CHANNEL_ORDER_UNSPEC) {
                av_channel_layout_default(from, known.nb_channels());
            } else {
                av_channel_layout_copy(from, known);
            }
            int code = swr_alloc_set_opts2(
                    context, target, AV_SAMPLE_FMT_S16, format.rate(), from, knownFormat, knownRate, 0, null);
            code = code < 0 ? code : swr_init(context);
            if (code < 0) {
                reset();
                throw new MediaException.NoSound(file.path(), FfmpegErrors.words(code));
            }
        } finally {
            av_channel_layout_uninit(from);
            from.deallocate();
        }
    }

    private short[] convert(@Nullable PointerPointer<?> data, int moments) {
        int most = swr_get_out_samples(context, moments);
        if (most <= 0) {
            return new short[0];
        }
        long bytes = (long) most * format.channels() * Short.BYTES;
        if (bytes > room.capacity()) {
            room.deallocate();
            room = new BytePointer(bytes);
        }
        try (PointerPointer<BytePointer> out = new PointerPointer<>(1L)) {
            out.put(0, room);
            int got = swr_convert(context, out, most, data, moments);
            if (got <= 0) {
                return new short[0];
            }
            short[] samples = new short[got * format.channels()];
            new ShortPointer(room).get(samples);
            return samples;
        }
    }

    /// What is left when nothing more comes.
    short[] rest() {
        return context.isNull() ? new short[0] : convert(null, 0);
    }

    /// Forgets what was put in.
    void reset() {
        if (!context.isNull()) {
            swr_free(context);
            context.setNull();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            reset();
            room.deallocate();
            av_channel_layout_uninit(target);
            av_channel_layout_uninit(known);
            handles.closed();
        }
    }
}
