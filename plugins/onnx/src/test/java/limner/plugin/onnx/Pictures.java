package limner.plugin.onnx;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import limner.plugin.api.FrameView;
import limner.plugin.api.PixelLayout;

/// Frames for tests.
final class Pictures {

    private Pictures() {}

    interface Colour {
        /// 0xrrggbb at a pixel.
        int at(int x, int y);
    }

    /// One of the JPEG files beside this class.
    static FrameView load(String name) throws IOException {
        try (InputStream in = Pictures.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no test picture " + name);
            }
            BufferedImage image = ImageIO.read(in);
            return paint(image.getWidth(), image.getHeight(), PixelLayout.RGB24, 0, image::getRGB);
        }
    }

    /// @param padding bytes after each row
    static FrameView paint(int width, int height, PixelLayout layout, int padding, Colour colour) {
        int step = layout.bytesPerPixel();
        int stride = width * step + padding;
        ByteBuffer pixels = ByteBuffer.allocateDirect(stride * height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = colour.at(x, y);
                int at = y * stride + x * step;
                pixels.put(at + layout.redOffset(), (byte) (rgb >> 16));
                pixels.put(at + layout.greenOffset(), (byte) (rgb >> 8));
                pixels.put(at + layout.blueOffset(), (byte) rgb);
            }
        }
        return new FrameView(width, height, 0, 0, layout, stride, pixels);
    }
}
