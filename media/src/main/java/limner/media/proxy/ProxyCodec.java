package limner.media.proxy;

import java.io.IOException;

/// Makes small files of pixels and pixels of small files. Any thread; the maker closes it.
public interface ProxyCodec extends AutoCloseable {
    /// JPEG of the quality that the Independent JPEG Group's scale calls 95, colours at half the resolution.
    ///
    /// @param width of the JPEG; smaller than the pixels when it is to be a thumbnail
    /// @param height of the JPEG
    byte[] encode(ScreenPixels pixels, int width, int height);

    /// The pixels of a JPEG that was made with this width and height.
    ///
    /// @throws IOException when it is no picture of this size that decodes cleanly
    ScreenPixels decode(byte[] jpeg, int width, int height) throws IOException;

    @Override
    void close();
}
