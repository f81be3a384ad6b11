package limner.media.frame;

import java.nio.ByteBuffer;

/// How a picture as coded is turned and mirrored to stand upright, in the order in which EXIF numbers the eight ways.
public enum Orientation {
    /// As coded.
    UPRIGHT,
    /// Left and right change places.
    MIRRORED,
    /// Half a turn.
    HALF_TURN,
    /// Top and bottom change places.
    FLIPPED,
    /// Rows become columns: the corner at the top left stays.
    TRANSPOSED,
    /// A quarter turn clockwise.
    CLOCKWISE_90,
    /// Rows become columns: the corner at the top right stays.
    TRANSVERSED,
    /// A quarter turn counter-clockwise.
    CLOCKWISE_270;

    /// The way that EXIF numbers so; upright for a number that EXIF has not.
    ///
    /// @param number 1 to 8
    public static Orientation ofExif(int number) {
        return number >= 1 && number <= 8 ? values()[number - 1] : UPRIGHT;
    }

    /// The quarter turn nearest to what a file asks for.
    ///
    /// @param degrees clockwise
    public static Orientation ofDegrees(double degrees) {
        return switch (Math.floorMod((int) Math.round(degrees / 90), 4)) {
            case 0 -> UPRIGHT;
            case 1 -> CLOCKWISE_90;
            case 2 -> HALF_TURN;
            default -> CLOCKWISE_270;
        };
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
        if (this == UPRIGHT) {
            to.put(0, from, 0, length);
            return;
        }
        int width = width(codedWidth, codedHeight);
        int right = codedWidth - 1;
        int bottom = codedHeight - 1;
        byte[] row = new byte[codedWidth * bytesPerPixel];
        for (int y = 0; y < codedHeight; y++) {
            from.get(y * row.length, row);
            for (int x = 0; x < codedWidth; x++) {
                int target = switch (this) {
                    case UPRIGHT -> y * width + x;
                    case MIRRORED -> y * width + (right - x);
                    case HALF_TURN -> (bottom - y) * width + (right - x);
                    case FLIPPED -> (bottom - y) * width + x;
                    case TRANSPOSED -> x * width + y;
                    case CLOCKWISE_90 -> x * width + (bottom - y);
                    case TRANSVERSED -> (right - x) * width + (bottom - y);
                    case CLOCKWISE_270 -> (right - x) * width + y;
                };
                to.put(target * bytesPerPixel, row, x * bytesPerPixel, bytesPerPixel);
            }
        }
    }

    /// Whether width and height change places.
    public boolean swaps() {
        return ordinal() >= TRANSPOSED.ordinal();
    }
}
