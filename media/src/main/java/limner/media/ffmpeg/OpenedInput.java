package limner.media.ffmpeg;

import java.util.function.Function;
import limner.media.source.MediaFile;

/// A file that was opened, with the decoder of its stream. Both belong to whoever takes this; where the decoder cannot
/// be had, the file is closed again.
record OpenedInput(FfmpegInput input, FfmpegDecoder decoder) {

    /// Opens a file anew. Readers keep their old ones until this returns: a file that is gone leaves them at work.
    ///
    /// @param start opens the decoder
    static OpenedInput of(NativeHandles handles, MediaFile file, Function<FfmpegInput, FfmpegDecoder> start) {
        FfmpegInput input = new FfmpegInput(handles, file);
        try {
            return new OpenedInput(input, start.apply(input));
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }
}
