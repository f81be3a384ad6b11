package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.swresample.swresample_version;

import java.util.Optional;
import limner.media.sound.SoundFormat;
import limner.media.sound.SoundReader;
import limner.media.sound.SoundReaders;
import limner.media.sound.Tempo;
import limner.media.source.MediaFile;

/// Opens the sound of files with FFmpeg, and counts what is open. Any thread.
public final class FfmpegSounds implements SoundReaders {
    static {
        NativeMemory.manageOurselves();
    }

    private final NativeHandles handles = new NativeHandles();
    private final FfmpegLog log = new FfmpegLog();

    @Override
    public SoundReader open(MediaFile file, int stream, SoundFormat format) {
        return new FfmpegSound(handles, log, file, stream, Optional.of(format));
    }

    @Override
    public SoundReader openAsStored(MediaFile file, int stream) {
        return new FfmpegSound(handles, log, file, stream, Optional.empty());
    }

    @Override
    public Tempo tempo(SoundFormat format, double factor) {
        return new FfmpegTempo(handles, log, format, factor);
    }

    @Override
    public String version() {
        int version = swresample_version();
        return FfmpegReaders.libraries() + " swresample " + (version >> 16) + "." + (version >> 8 & 0xFF) + "."
                + (version & 0xFF);
    }

    @Override
    public int openHandles() {
        return handles.open();
    }

    @Override
    public void close() {
        // What was opened is closed by whoever opened it.
    }
}
