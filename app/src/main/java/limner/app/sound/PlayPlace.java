package limner.app.sound;

/// Where a video is while it plays.
///
/// @param seconds after the first picture
/// @param nanos when it was there
/// @param factor how many times as fast as it was taken; negative backwards
/// @param until the place at which playing ends or begins anew; nothing behind it is heard
public record PlayPlace(double seconds, long nanos, double factor, double until) {

    /// The place at this time.
    double at(long now) {
        return seconds + (now - nanos) / 1e9 * factor;
    }
}
