package limner.app.usecase;

/// What a value of a picture says, as the picture is shown on the screen: 0 to 255.
public enum Channel {
    /// Brightness: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), in fixed point as OpenCV has it.
    GRAY,
    RED,
    GREEN,
    BLUE;

    private static final int RED_SHARE = 4899;
    private static final int GREEN_SHARE = 9617;
    private static final int BLUE_SHARE = 1868;
    private static final int SHIFT = 14;

    /// The value of a colour.
    public int of(int red, int green, int blue) {
        return switch (this) {
            case GRAY -> (red * RED_SHARE + green * GREEN_SHARE + blue * BLUE_SHARE + (1 << (SHIFT - 1))) >> SHIFT;
            case RED -> red;
            case GREEN -> green;
            case BLUE -> blue;
        };
    }
}
