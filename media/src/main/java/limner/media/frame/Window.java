package limner.media.frame;

/// The stored values between which a picture goes from black to white on the screen. Level and width, as radiologists
/// say, are its middle and its extent.
///
/// @param low shown as black, and everything below it
/// @param high shown as white, and everything above it
public record Window(double low, double high) {

    public Window {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low >= high) {
            throw new IllegalArgumentException("a window goes from a lower to a higher value: " + low + " to " + high);
        }
    }

    /// The window around a level.
    ///
    /// @param width above 0
    public static Window around(double level, double width) {
        return new Window(level - width / 2, level + width / 2);
    }

    /// The value shown as middle gray.
    public double level() {
        return (low + high) / 2;
    }

    /// How far white lies above black.
    public double width() {
        return high - low;
    }
}
