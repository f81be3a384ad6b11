package limner.media.frame;

/// Reads the stored values of a gray or RGB picture, row by row. One thread.
@FunctionalInterface
public interface SampleRows {

    /// Puts row `y` of a channel into `into` from index 0 on.
    ///
    /// @param channel 0 for gray, 0 to 2 for red, green and blue, then opacity
    void read(int channel, int y, float[] into);
}
