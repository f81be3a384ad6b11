package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_version;
import static org.bytedeco.ffmpeg.global.avformat.avformat_version;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;
import static org.bytedeco.ffmpeg.global.avutil.avutil_version;

import limner.media.decode.PictureReader;
import limner.media.decode.PictureReaders;
import limner.media.source.MediaFile;

/// Opens files with FFmpeg, and counts what is open. Whoever makes one closes it, after its readers; pictures may
/// outlive it. Any thread.
///
/// FFmpeg prints nothing: damage is told by return codes and flags, which end up in the index.
public final class FfmpegReaders implements PictureReaders {
    private static final int MOST_THREADS = 8;

    private final NativeHandles handles = new NativeHandles();
    private final ScalerPool scalers = new ScalerPool(handles);

    public FfmpegReaders() {
        av_log_set_level(AV_LOG_QUIET);
    }

    @Override
    public PictureReader open(MediaFile file, int threads) {
        int cores = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        return new FfmpegReader(handles, scalers, file, threads == 0 ? cores : threads);
    }

    @Override
    public String version() {
        return "ffmpeg " + av_version_info().getString() + " avutil " + dotted(avutil_version()) + " avcodec "
                + dotted(avcodec_version()) + " avformat " + dotted(avformat_version());
    }

    private static String dotted(int version) {
        return (version >> 16) + "." + (version >> 8 & 0xFF) + "." + (version & 0xFF);
    }

    @Override
    public int openHandles() {
        return handles.open();
    }

    @Override
    public void close() {
        scalers.close();
    }
}
