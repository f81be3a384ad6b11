package limner.plugin.api;

/// How the bytes of a pixel lie in a [FrameView]: 8 bits a channel, full range, the display's own (sRGB-like) transfer.
public enum PixelLayout {
    /// Red, green, blue: three bytes.
    RGB24(3, 0, 1, 2),
    /// Blue, green, red, opaque alpha: four bytes.
    BGRA32(4, 2, 1, 0);

    private final int bytesPerPixel;
    private final int red;
    private final int green;
    private final int blue;

    PixelLayout(int bytesPerPixel, int red, int green, int blue) {
        this.bytesPerPixel = bytesPerPixel;
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    public int bytesPerPixel() {
        return bytesPerPixel;
    }

    /// Place of the red byte within a pixel.
    public int redOffset() {
        return red;
    }

    /// Place of the green byte within a pixel.
    public int greenOffset() {
        return green;
    }

    /// Place of the blue byte within a pixel.
    public int blueOffset() {
        return blue;
    }
}
