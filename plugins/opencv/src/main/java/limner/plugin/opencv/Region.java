package limner.plugin.opencv;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import limner.plugin.api.FrameView;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/// A part of a picture in OpenCV's memory, for as many questions as are asked of it. The pixels are copied once, when
/// the region is made; whoever makes it closes it.
///
/// Places are given and answers come in pixels of the whole picture: (0,0) is its top-left pixel. One thread at a time.
public final class Region implements AutoCloseable {

    /// No part may have more pixels: the work of every tool grows with them.
    public static final long MOST_PIXELS = 40_000_000;

    private final Area area;
    private final int pictureWidth;
    private final int pictureHeight;
    private final Mat bgr;

    private Region(Area area, int pictureWidth, int pictureHeight, Mat bgr) {
        this.area = area;
        this.pictureWidth = pictureWidth;
        this.pictureHeight = pictureHeight;
        this.bgr = bgr;
    }

    /// Takes a part of a picture over.
    ///
    /// @param pixels of the part alone, upright; not needed after this call
    /// @param x left column of the part in the whole picture
    /// @param y top row of the part in the whole picture
    /// @param pictureWidth of the whole picture
    /// @param pictureHeight of the whole picture
    /// @throws PluginException when the part does not lie in the picture, is too large, or OpenCV is not there
    public static Region of(FrameView pixels, int x, int y, int pictureWidth, int pictureHeight)
            throws PluginException {
        if (x < 0 || y < 0 || (long) x + pixels.width() > pictureWidth || (long) y + pixels.height() > pictureHeight) {
            throw new PluginException("A part of " + pixels.width() + " × " + pixels.height() + " pixels at " + x + ", "
                    + y + " does not lie in a picture of " + pictureWidth + " × " + pictureHeight + ".");
        }
        Area area = new Area(x, y, pixels.width(), pixels.height());
        if (area.pixels() > MOST_PIXELS) {
            throw tooLarge();
        }
        ByteBuffer bytes = direct(pixels.pixels());
        try {
            return Natives.run(scratch -> {
                int type = CvType.CV_8UC(pixels.layout().bytesPerPixel());
                Mat view = scratch.keep(new Mat(pixels.height(), pixels.width(), type, bytes, pixels.stride()));
                Mat bgr = new Mat();
                Imgproc.cvtColor(
                        view,
                        bgr,
                        switch (pixels.layout()) {
                            case RGB24 -> Imgproc.COLOR_RGB2BGR;
                            case BGRA32 -> Imgproc.COLOR_BGRA2BGR;
                        });
                return new Region(area, pictureWidth, pictureHeight, bgr);
            });
        } finally {
            // OpenCV knows the address alone.
            Reference.reachabilityFence(bytes);
        }
    }

    /// Says that a part has more than [#MOST_PIXELS].
    public static PluginException tooLarge() {
        return new PluginException("Smart tools look at no more than " + MOST_PIXELS / 1_000_000
                + " million pixels at once. Take a smaller part.");
    }

    /// The caller's own memory where it is native, else a copy of it.
    private static ByteBuffer direct(ByteBuffer bytes) {
        if (bytes.isDirect()) {
            return bytes;
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.remaining());
        direct.put(0, bytes, bytes.position(), bytes.remaining());
        return direct;
    }

    /// Which part of the picture this is.
    public Area area() {
        return area;
    }

    public int pictureWidth() {
        return pictureWidth;
    }

    public int pictureHeight() {
        return pictureHeight;
    }

    /// Blue, green, red, 8 bits each; stays this region's.
    Mat bgr() {
        return bgr;
    }

    /// @throws PluginException when the pixel is not in this part
    void require(int x, int y) throws PluginException {
        if (!area.contains(x, y)) {
            throw new PluginException("Pixel " + x + ", " + y + " does not lie in the part of the picture that is "
                    + "looked at: " + area.width() + " × " + area.height() + " at " + area.x() + ", " + area.y() + ".");
        }
    }

    /// The pixels of a matrix that are not 0, as a mask of the whole picture.
    ///
    /// @param mask one byte a pixel, of this region's size
    SuggestedShape.Mask mask(Mat mask, Scratch scratch) {
        // Runs go down the columns: turned over, they lie one after the other.
        Mat columns = scratch.mat();
        Core.transpose(mask, columns);
        byte[] inside = new byte[Math.multiplyExact(area.width(), area.height())];
        columns.get(0, 0, inside);
        return ColumnRuns.mask(pictureWidth, pictureHeight, area, inside);
    }

    @Override
    public void close() {
        bgr.release();
    }
}
