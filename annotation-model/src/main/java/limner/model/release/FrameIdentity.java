package limner.model.release;

import java.util.regex.Pattern;

/// What proves which picture a frame is.
///
/// @param pts presentation time stamp in units of the time base
/// @param timeBaseNumerator one unit is numerator/denominator seconds
/// @param planeMd5 MD5 in lower-case hex of the luma plane as decoded: unrotated, cropped to the picture, rows packed,
///     native bit depth, little endian; of the packed colour plane where the format has no luma plane
/// @param width pixels of the picture as it is shown, after the file's own rotation
/// @param height pixels of the picture as it is shown, after the file's own rotation
public record FrameIdentity(
        long pts, int timeBaseNumerator, int timeBaseDenominator, String planeMd5, int width, int height) {

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    public FrameIdentity {
        if (timeBaseNumerator < 1 || timeBaseDenominator < 1) {
            throw new IllegalArgumentException("not a time base: " + timeBaseNumerator + "/" + timeBaseDenominator);
        }
        if (!MD5.matcher(planeMd5).matches()) {
            throw new IllegalArgumentException("not an MD5 in lower-case hex: " + planeMd5);
        }
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("not the size of a picture: " + width + " x " + height);
        }
    }

    /// One unit of the time stamps in seconds, as `numerator/denominator`.
    public String timeBase() {
        return timeBaseNumerator + "/" + timeBaseDenominator;
    }
}
