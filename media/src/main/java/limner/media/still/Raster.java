package limner.media.still;

/// Room for the pixels of one picture, all channels of a pixel side by side, little endian.
public interface Raster {
    /// Writes part of a row.
    ///
    /// @param x the first pixel
    /// @param bytes whole pixels
    void write(int x, int y, byte[] bytes, int from, int length);

    /// Makes room for a picture.
    interface Maker {
        /// @param pixelFormat FFmpeg's name of a format without planes
        Raster make(int width, int height, String pixelFormat);
    }
}
