package limner.media.frame;

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

    /// Width of the upright picture.
    public int width(int codedWidth, int codedHeight) {
        return swaps() ? codedHeight : codedWidth;
    }

    /// Height of the upright picture.
    public int height(int codedWidth, int codedHeight) {
        return swaps() ? codedWidth : codedHeight;
    }

    /// Whether width and height change places.
    public boolean swaps() {
        return ordinal() >= TRANSPOSED.ordinal();
    }
}
