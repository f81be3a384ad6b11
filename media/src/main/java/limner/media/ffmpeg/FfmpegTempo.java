package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.Arrays;
import java.util.Locale;
import limner.media.sound.SoundFormat;
import limner.media.sound.Tempo;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/// FFmpeg's filter `atempo` between a source and a sink. One thread; the opener closes it.
final class FfmpegTempo implements Tempo {
    private final NativeHandles handles;
    private final FfmpegLog log;
    private final SoundFormat format;
    private final AVFilterGraph graph;
    private final AVFilterContext source = new AVFilterContext(null);
    private final AVFilterContext sink = new AVFilterContext(null);
    private final AVFrame frame;
    private long moments;
    private boolean closed;

    FfmpegTempo(NativeHandles handles, FfmpegLog log, SoundFormat format, double factor) {
        if (!(factor >= SLOWEST && factor <= FASTEST)) {
            throw new IllegalArgumentException("no tempo: " + factor);
        }
        this.handles = handles;
        this.log = log;
        this.format = format;
        log.listen();
        graph = avfilter_graph_alloc();
        AVFilterContext tempo = new AVFilterContext(null);
        String layout = format.channels() == 1 ? "mono" : "stereo";
        try {
            demand(add(
                    source,
                    "abuffer",
                    "time_base=1/" + format.rate() + ":sample_rate=" + format.rate() + ":sample_fmt=s16:channel_layout="
                            + layout));
            demand(add(tempo, "atempo", String.format(Locale.ROOT, "tempo=%.6f", factor)));
            demand(add(sink, "abuffersink", null));
            demand(avfilter_link(source, 0, tempo, 0));
            demand(avfilter_link(tempo, 0, sink, 0));
            demand(avfilter_graph_config(graph, null));
        } catch (IllegalStateException e) {
            avfilter_graph_free(graph);
            throw e;
        }
        frame = av_frame_alloc();
        handles.opened();
    }

    private int add(AVFilterContext into, String filter, @Nullable String options) {
        return avfilter_graph_create_filter(into, avfilter_get_by_name(filter), filter, options, null, graph);
    }

    private static void demand(int code) {
        if (code < 0) {
            throw new IllegalStateException("the filter atempo cannot be set up: " + FfmpegErrors.words(code));
        }
    }

    @Override
    public short[] push(short[] samples) {
        log.listen();
        int count = samples.length / format.channels();
        if (count > 0) {
            frame.format(AV_SAMPLE_FMT_S16);
            frame.sample_rate(format.rate());
            frame.nb_samples(count);
            av_channel_layout_default(frame.ch_layout(), format.channels());
            try {
                demand(av_frame_get_buffer(frame, 0));
                new ShortPointer(frame.data(0)).put(samples, 0, count * format.channels());
                frame.pts(moments);
                moments += count;
                demand(av_buffersrc_add_frame(source, frame));
            } finally {
                av_frame_unref(frame);
            }
        }
        return ready();
    }

    private short[] ready() {
        short[] all = new short[0];
        while (av_buffersink_get_frame(sink, frame) >= 0) {
            int length = frame.nb_samples() * format.channels();
            int before = all.length;
            all = Arrays.copyOf(all, before + length);
            new ShortPointer(frame.data(0)).get(all, before, length);
            av_frame_unref(frame);
        }
        return all;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            av_frame_free(frame);
            avfilter_graph_free(graph);
            handles.closed();
        }
    }
}
