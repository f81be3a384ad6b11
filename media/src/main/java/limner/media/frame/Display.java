package limner.media.frame;

import java.util.List;

/// How a picture is looked at. Nothing of this changes a stored value, and models and exports never see it.
///
/// A stored value becomes `t`, 0 at the low and 1 at the high end of its window and clamped to that; then
/// `t = (t - 0.5) × contrast + 0.5 + brightness`, clamped; then `t` to the power of `1 / gamma`.
///
/// @param brightness added, -1 to 1; 0 is neutral
/// @param contrast steepness around middle gray, 0.05 to 20; 1 is neutral
/// @param gamma 0.05 to 20; 1 is neutral, more is brighter in the dark parts
/// @param windows none for the whole range of the format; one for all colours; or one each for red, green and blue
public record Display(double brightness, double contrast, double gamma, List<Window> windows) {

    /// As the file says.
    public static final Display NEUTRAL = new Display(0, 1, 1, List.of());

    private static final double LEAST = 0.05;
    private static final double MOST = 20;

    public Display {
        if (!(brightness >= -1 && brightness <= 1)) {
            throw new IllegalArgumentException("brightness goes from -1 to 1: " + brightness);
        }
        if (!(contrast >= LEAST && contrast <= MOST) || !(gamma >= LEAST && gamma <= MOST)) {
            throw new IllegalArgumentException(
                    "contrast and gamma go from " + LEAST + " to " + MOST + ": " + contrast + ", " + gamma);
        }
        windows = List.copyOf(windows);
        if (windows.size() > 1 && windows.size() != 3) {
            throw new IllegalArgumentException("one window for all colours or three: " + windows.size());
        }
    }

    /// Whether a picture is shown as the file says.
    public boolean isNeutral() {
        return equals(NEUTRAL);
    }

    public Display withBrightness(double next) {
        return new Display(Math.clamp(next, -1, 1), contrast, gamma, windows);
    }

    public Display withContrast(double next) {
        return new Display(brightness, Math.clamp(next, LEAST, MOST), gamma, windows);
    }

    public Display withGamma(double next) {
        return new Display(brightness, contrast, Math.clamp(next, LEAST, MOST), windows);
    }

    public Display withWindows(List<Window> next) {
        return new Display(brightness, contrast, gamma, next);
    }

    /// What becomes of a value that lies at `t` between the ends of its window.
    ///
    /// @return 0 to 1
    double curve(double t) {
        double inside = Math.clamp(t, 0.0, 1.0);
        boolean straight = contrast == 1 && brightness == 0;
        double steep = straight ? inside : Math.clamp((inside - 0.5) * contrast + 0.5 + brightness, 0.0, 1.0);
        return gamma == 1 ? steep : Math.pow(steep, 1 / gamma);
    }
}
