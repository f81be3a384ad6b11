package limner.media.decode;

import limner.media.frame.Picture;

/// One output of the decoder; whoever receives it closes the picture.
///
/// @param picture what was decoded
/// @param tag what [ReadListener#packet] answered for the packet this picture came from, or -1 when the decoder lost it
/// @param pts best-effort timestamp in time base ticks, or `FrameIndex.NO_PTS`
/// @param concealed whether the decoder guessed parts of the picture
public record Decoded(Picture picture, int tag, long pts, boolean concealed) implements AutoCloseable {
    @Override
    public void close() {
        picture.close();
    }
}
