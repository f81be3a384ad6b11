package limner.media.session;

import limner.media.frame.Picture;

/// A picture with its place in the file; **whoever receives a frame closes it**.
///
/// @param number 0-based place in output order
/// @param pts timestamp in time base ticks, or `FrameIndex.NO_PTS`
/// @param seconds the same in seconds
/// @param picture the pixels
public record Frame(int number, long pts, double seconds, Picture picture) implements AutoCloseable {
    @Override
    public void close() {
        picture.close();
    }
}
