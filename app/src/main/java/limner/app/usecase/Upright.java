package limner.app.usecase;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import limner.media.frame.Orientation;
import limner.media.frame.Picture;
import limner.media.source.MediaInfo;
import limner.media.source.Rational;

/// How a decoded picture is turned and mirrored to stand as people see it. Labels, models, releases and exported
/// pictures
/// live in the upright picture, in stored pixels: where pixels are not square they stay so, and only the canvas
/// stretches
/// them. Decoded pictures are as they were coded.
public enum Upright {
    AS_CODED,
    CLOCKWISE_90,
    HALF_TURN,
    CLOCKWISE_270,
    /// Left and right change places.
    MIRRORED,
    /// Mirrored, then a quarter turn clockwise: rows and columns change places across the other diagonal.
    MIRRORED_90,
    /// Mirrored, then half a turn: top and bottom change places.
    MIRRORED_180,
    /// Mirrored, then three quarters of a turn clockwise: rows and columns change places.
    MIRRORED_270;

    /// Pixels are turned in squares of this side, which fit the nearest cache in both pictures.
    private static final int BLOCK = 32;

    /// No pixel is taken to be longer than this many times its height: such a claim is a mistake in the file.
    private static final double LONGEST_PIXEL = 8;

    /// What a file asks for, by quarter turns.
    public static Upright of(MediaInfo info) {
        return of(info.rotation(), info.mirrored());
    }

    /// The nearest quarter turn.
    ///
    /// @param degrees clockwise
    /// @param mirrored whether left and right change places first
    static Upright of(double degrees, boolean mirrored) {
        return values()[Math.floorMod((int) Math.round(degrees / 90), 4) + (mirrored ? 4 : 0)];
    }

    /// For one picture of the file: what the picture says of itself, as photographs do, else what the file says.
    public Upright of(Picture picture) {
        return picture.orientation() == Orientation.UPRIGHT ? this : of(picture.orientation());
    }

    static Upright of(Orientation orientation) {
        return switch (orientation) {
            case UPRIGHT -> AS_CODED;
            case MIRRORED -> MIRRORED;
            case HALF_TURN -> HALF_TURN;
            case FLIPPED -> MIRRORED_180;
            case TRANSPOSED -> MIRRORED_270;
            case CLOCKWISE_90 -> CLOCKWISE_90;
            case TRANSVERSED -> MIRRORED_90;
            case CLOCKWISE_270 -> CLOCKWISE_270;
        };
    }

    /// Whether width and height change places.
    public boolean swaps() {
        return ordinal() % 2 == 1;
    }

    /// Width of the upright picture.
    public int width(int codedWidth, int codedHeight) {
        return swaps() ? codedHeight : codedWidth;
    }

    /// Height of the upright picture.
    public int height(int codedWidth, int codedHeight) {
        return swaps() ? codedWidth : codedHeight;
    }

    /// Width over height of a pixel of the upright picture; 1 where the file does not say or says nonsense.
    public static double pixelAspect(MediaInfo info) {
        return of(info).pixelAspect(info.sampleAspect());
    }

    /// @param stated of the picture as it is coded
    double pixelAspect(Rational stated) {
        if (!stated.isStated()) {
            return 1;
        }
        double coded = stated.value();
        if (!(coded >= 1 / LONGEST_PIXEL && coded <= LONGEST_PIXEL)) {
            return 1;
        }
        return swaps() ? 1 / coded : coded;
    }

    /// Column of the decoded picture that is seen at a place of the upright one.
    public int codedX(int x, int y, int codedWidth) {
        return switch (this) {
            case AS_CODED, MIRRORED_180 -> x;
            case HALF_TURN, MIRRORED -> codedWidth - 1 - x;
            case CLOCKWISE_90, MIRRORED_270 -> y;
            case CLOCKWISE_270, MIRRORED_90 -> codedWidth - 1 - y;
        };
    }

    /// Row of the decoded picture that is seen at a place of the upright one.
    public int codedY(int x, int y, int codedHeight) {
        return switch (this) {
            case AS_CODED, MIRRORED -> y;
            case HALF_TURN, MIRRORED_180 -> codedHeight - 1 - y;
            case CLOCKWISE_90, MIRRORED_90 -> codedHeight - 1 - x;
            case CLOCKWISE_270, MIRRORED_270 -> x;
        };
    }

    /// Every `step`-th pixel of a part of the upright picture, not yet turned; the caller closes it.
    ///
    /// @param x left column of the part in the upright picture
    /// @param y top row of the part in the upright picture
    public Picture part(Picture picture, int x, int y, int width, int height, int step) {
        int x1 = codedX(x, y, picture.width());
        int y1 = codedY(x, y, picture.height());
        int x2 = codedX(x + width - 1, y + height - 1, picture.width());
        int y2 = codedY(x + width - 1, y + height - 1, picture.height());
        return picture.sampled(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x1 - x2) + 1, Math.abs(y1 - y2) + 1, step);
    }

    /// Turns packed pixels.
    ///
    /// @param from the coded picture, rows packed, read from index 0
    /// @param to room for as many bytes, written from index 0; neither position moves
    public void turn(ByteBuffer from, ByteBuffer to, int codedWidth, int codedHeight, int bytesPerPixel) {
        if (this == AS_CODED) {
            to.put(0, from, 0, Math.multiplyExact(codedWidth * codedHeight, bytesPerPixel));
            return;
        }
        int width = width(codedWidth, codedHeight);
        int height = height(codedWidth, codedHeight);
        // Going right or down in the upright picture moves evenly through the coded one.
        int start = at(0, 0, codedWidth, codedHeight);
        int right = width > 1 ? at(1, 0, codedWidth, codedHeight) - start : 0;
        int down = height > 1 ? at(0, 1, codedWidth, codedHeight) - start : 0;
        IntBuffer fromPixels =
                from.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        IntBuffer toPixels =
                to.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        for (int top = 0; top < height; top += BLOCK) {
            int bottom = Math.min(height, top + BLOCK);
            for (int left = 0; left < width; left += BLOCK) {
                int end = Math.min(width, left + BLOCK);
                for (int y = top; y < bottom; y++) {
                    int source = start + y * down + left * right;
                    int target = y * width + left;
                    if (bytesPerPixel == 4) {
                        row(fromPixels, source, right, toPixels, target, end - left);
                    } else {
                        row(from, source, right, to, target, end - left, bytesPerPixel);
                    }
                }
            }
        }
    }

    private int at(int x, int y, int codedWidth, int codedHeight) {
        return codedY(x, y, codedHeight) * codedWidth + codedX(x, y, codedWidth);
    }

    private static void row(IntBuffer from, int source, int step, IntBuffer to, int target, int count) {
        for (int i = 0; i < count; i++) {
            to.put(target + i, from.get(source + i * step));
        }
    }

    private static void row(ByteBuffer from, int source, int step, ByteBuffer to, int target, int count, int bytes) {
        for (int i = 0; i < count; i++) {
            int read = (source + i * step) * bytes;
            int write = (target + i) * bytes;
            for (int b = 0; b < bytes; b++) {
                to.put(write + b, from.get(read + b));
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
