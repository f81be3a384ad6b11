package limner.app.usecase;

import java.nio.ByteBuffer;
import limner.media.frame.Picture;

/// How a decoded picture is turned to stand as people see it. Labels live in the upright picture; decoded pictures are
/// as
/// they were coded.
public enum Upright {
    AS_CODED,
    CLOCKWISE_90,
    HALF_TURN,
    CLOCKWISE_270;

    /// The quarter turn nearest to what a file asks for.
    ///
    /// @param degrees clockwise
    public static Upright of(double degrees) {
        return values()[Math.floorMod((int) Math.round(degrees / 90), 4)];
    }

    /// Whether width and height change places.
    public boolean swaps() {
        return this == CLOCKWISE_90 || this == CLOCKWISE_270;
    }

    /// Width of the upright picture.
    public int width(int codedWidth, int codedHeight) {
        return swaps() ? codedHeight : codedWidth;
    }

    /// Height of the upright picture.
    public int height(int codedWidth, int codedHeight) {
        return swaps() ? codedWidth : codedHeight;
    }

    /// Turns packed pixels.
    ///
    /// @param from the coded picture, rows packed, read from index 0
    /// @param to room for as many bytes, written from index 0; neither position moves
    public void turn(ByteBuffer from, ByteBuffer to, int codedWidth, int codedHeight, int bytesPerPixel) {
        int length = codedWidth * codedHeight * bytesPerPixel;
        if (this == AS_CODED) {
            to.put(0, from, 0, length);
            return;
        }
        int width = width(codedWidth, codedHeight);
        byte[] row = new byte[codedWidth * bytesPerPixel];
        for (int y = 0; y < codedHeight; y++) {
            from.get(y * row.length, row);
            for (int x = 0; x < codedWidth; x++) {
                int target = switch (this) {
                    case AS_CODED -> y * width + x;
                    case CLOCKWISE_90 -> x * width + (codedHeight - 1 - y);
                    case HALF_TURN -> (codedHeight - 1 - y) * width + (codedWidth - 1 - x);
                    case CLOCKWISE_270 -> (codedWidth - 1 - x) * width + y;
                };
                to.put(target * bytesPerPixel, row, x * bytesPerPixel, bytesPerPixel);
            }
        }
    }

    /// The upright picture, three bytes a pixel, red first, in a new direct buffer read from index 0. The picture stays
    /// the
    /// caller's.
    public ByteBuffer rgb(Picture picture) {
        int size = Math.multiplyExact(Math.multiplyExact(picture.width(), picture.height()), 3);
        ByteBuffer coded = ByteBuffer.allocateDirect(size);
        picture.toRgb24(coded);
        if (this == AS_CODED) {
            return coded;
        }
        ByteBuffer turned = ByteBuffer.allocateDirect(size);
        turn(coded, turned, picture.width(), picture.height(), 3);
        return turned;
    }
}
