package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_version;
import static org.bytedeco.ffmpeg.global.avformat.avformat_version;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;
import static org.bytedeco.ffmpeg.global.avutil.avutil_version;

import java.util.List;
import java.util.OptionalInt;
import limner.media.decode.PacketReader;
import limner.media.decode.PictureReader;
import limner.media.decode.PictureReaders;
import limner.media.source.MediaFile;

/// Opens files with FFmpeg, and counts what is open. Whoever makes one closes it, after its readers; pictures may
/// outlive it. Any thread.
///
/// FFmpeg prints nothing: damage is told by return codes and flags, which end up in the index, and the first few
/// distinct complaints are kept for the report.
public final class FfmpegReaders implements PictureReaders {
    static {
        NativeMemory.manageOurselves();
    }

    private final NativeHandles handles = new NativeHandles();
    private final ScalerPool scalers = new ScalerPool(handles);

    private final FfmpegLog log = new FfmpegLog();
    private final OptionalInt stream;

    /// Readers of the video stream that is flagged as default, else of the one that is thought best.
    public FfmpegReaders() {
        this(OptionalInt.empty());
    }

    /// Readers of a video stream.
    ///
    /// @param stream number of the stream in the file; empty for the one that [#FfmpegReaders()] takes
    public FfmpegReaders(OptionalInt stream) {
        this.stream = stream;
    }

    @Override
    public PictureReader open(MediaFile file, int threads) {
        return new FfmpegReader(handles, scalers, log, file, stream, threads, null);
    }

    @Override
    public PictureReader openOn(MediaFile file, String device) {
        return new FfmpegReader(handles, scalers, log, file, stream, 1, new FfmpegDevice(file, device));
    }

    @Override
    public PacketReader packets(MediaFile file) {
        return new FfmpegPackets(handles, log, file, stream);
    }

    @Override
    public String version() {
        return libraries();
    }

    /// Versions of the libraries that read and decode.
    public static String libraries() {
        return "ffmpeg " + av_version_info().getString() + " avutil " + dotted(avutil_version()) + " avcodec "
                + dotted(avcodec_version()) + " avformat " + dotted(avformat_version());
    }

    private static String dotted(int version) {
        return (version >> 16) + "." + (version >> 8 & 0xFF) + "." + (version & 0xFF);
    }

    @Override
    public List<String> complaints() {
        return log.lines();
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
