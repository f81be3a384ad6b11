package limner.plugin.opencv;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import javax.imageio.ImageIO;
import limner.plugin.api.FrameView;
import limner.plugin.api.PixelLayout;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;

/// A picture whose regions are known, or a photograph.
record Scene(BufferedImage image) {

    /// Tells whether the centre of a pixel is in something.
    interface Truth {
        boolean holds(double x, double y);
    }

    /// The frame of a coffee cup, 960 × 540.
    static Scene cup() {
        try (InputStream in = Scene.class.getResourceAsStream("cup.jpg")) {
            return new Scene(ImageIO.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Two colours with noise: one where something holds, one where it does not.
    ///
    /// @param noise the largest a channel is off
    static Scene of(int width, int height, Truth truth, int inside, int outside, int noise, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = truth.holds(x + 0.5, y + 0.5) ? inside : outside;
                int noisy = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    int value = ((rgb >> shift) & 0xff) + random.nextInt(-noise, noise + 1);
                    noisy |= Math.clamp(value, 0, 255) << shift;
                }
                image.setRGB(x, y, noisy);
            }
        }
        return new Scene(image);
    }

    static Truth disc(double x, double y, double radius) {
        return (px, py) -> Math.hypot(px - x, py - y) <= radius;
    }

    static Truth polygon(double... corners) {
        return (x, y) -> {
            boolean in = false;
            for (int i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
                boolean crosses = corners[i + 1] > y != corners[j + 1] > y;
                double at = corners[j]
                        + (y - corners[j + 1]) / (corners[i + 1] - corners[j + 1]) * (corners[i] - corners[j]);
                in ^= crosses && x < at;
            }
            return in;
        };
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    Region whole() throws PluginException {
        return part(new Area(0, 0, width(), height()));
    }

    Region part(Area area) throws PluginException {
        return Region.of(view(area, PixelLayout.BGRA32, 12), area.x(), area.y(), width(), height());
    }

    /// @param padding bytes after each row
    FrameView view(Area area, PixelLayout layout, int padding) {
        int step = layout.bytesPerPixel();
        int stride = area.width() * step + padding;
        ByteBuffer pixels = ByteBuffer.allocateDirect(stride * area.height());
        for (int y = 0; y < area.height(); y++) {
            for (int x = 0; x < area.width(); x++) {
                int rgb = image.getRGB(area.x() + x, area.y() + y);
                int at = y * stride + x * step;
                pixels.put(at + layout.redOffset(), (byte) (rgb >> 16));
                pixels.put(at + layout.greenOffset(), (byte) (rgb >> 8));
                pixels.put(at + layout.blueOffset(), (byte) rgb);
            }
        }
        return new FrameView(area.width(), area.height(), 0, 0, layout, stride, pixels);
    }

    /// Intersection over union with what is true.
    static double iou(SuggestedShape.Mask mask, Truth truth) {
        boolean[] in = columns(mask);
        int both = 0;
        int either = 0;
        for (int x = 0, i = 0; x < mask.width(); x++) {
            for (int y = 0; y < mask.height(); y++, i++) {
                boolean is = truth.holds(x + 0.5, y + 0.5);
                both += in[i] && is ? 1 : 0;
                either += in[i] || is ? 1 : 0;
            }
        }
        return (double) both / either;
    }

    static boolean contains(SuggestedShape.Mask mask, int x, int y) {
        return columns(mask)[x * mask.height() + y];
    }

    private static boolean[] columns(SuggestedShape.Mask mask) {
        boolean[] in = new boolean[mask.width() * mask.height()];
        int at = 0;
        boolean inside = false;
        for (int run : mask.runs()) {
            for (int i = 0; i < run; i++) {
                in[at++] = inside;
            }
            inside = !inside;
        }
        return in;
    }

    /// Enough for any machine.
    static Patience patient() {
        return Patience.of(Duration.ofMinutes(5), () -> false);
    }

    static Patience cancelled() {
        return Patience.of(Duration.ofMinutes(5), () -> true);
    }
}
