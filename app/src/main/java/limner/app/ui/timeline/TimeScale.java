package limner.app.ui.timeline;

/// Which frames are in view and where. A frame is a cell `perFrame` pixels wide; x is 0 at the left edge of the lanes.
///
/// @param first frame at the left edge, may be between two
/// @param perFrame pixels of one frame
/// @param width of the lanes in pixels
/// @param frameCount of the video
record TimeScale(double first, double perFrame, double width, int frameCount) {

    /// One frame is never drawn wider than this, unless the whole video fits anyway.
    private static final double WIDEST = 64;

    private static final int[] STEPS = {1, 2, 5};

    TimeScale {
        width = Math.max(1, width);
        frameCount = Math.max(1, frameCount);
        double fit = width / frameCount;
        perFrame = Math.clamp(perFrame, fit, Math.max(WIDEST, fit));
        first = Math.clamp(first, 0, Math.max(0, frameCount - width / perFrame));
    }

    /// The whole video.
    static TimeScale whole(double width, int frameCount) {
        return new TimeScale(0, 0, width, frameCount);
    }

    boolean isWhole() {
        return perFrame <= width / frameCount * (1 + 1e-9);
    }

    /// Left edge of a frame; that of the frame after the last one is the end of the video.
    double x(double frame) {
        return (frame - first) * perFrame;
    }

    double centre(int frame) {
        return x(frame + 0.5);
    }

    /// The frame under x, clamped to the video.
    int frameAt(double x) {
        return (int) Math.clamp(Math.floor(first + x / perFrame), 0, frameCount - 1.0);
    }

    int firstVisible() {
        return frameAt(0);
    }

    int lastVisible() {
        return frameAt(width);
    }

    double visible() {
        return width / perFrame;
    }

    boolean shows(int frame) {
        return x(frame) >= -0.5 && x(frame + 1) <= width + 0.5;
    }

    /// Closer or wider, with what is at x staying there.
    TimeScale zoomed(double x, double factor) {
        double at = first + x / perFrame;
        double next = Math.clamp(perFrame * factor, width / frameCount, Math.max(WIDEST, width / frameCount));
        return new TimeScale(at - x / next, next, width, frameCount);
    }

    TimeScale panned(double pixels) {
        return new TimeScale(first + pixels / perFrame, perFrame, width, frameCount);
    }

    /// With this frame at the left edge, as far as that can be.
    TimeScale from(double frame) {
        return new TimeScale(frame, perFrame, width, frameCount);
    }

    /// The same frames in other room; what showed the whole video still does.
    TimeScale in(double newWidth, int newCount) {
        return isWhole() || newCount != frameCount
                ? whole(newWidth, newCount)
                : new TimeScale(first, perFrame, newWidth, newCount);
    }

    /// Frames between two marks of the ruler that are at least so many pixels apart: 1, 2 or 5 times a power of ten.
    int step(double pixels) {
        for (long power = 1; power < Integer.MAX_VALUE / 10; power *= 10) {
            for (int s : STEPS) {
                if (s * power * perFrame >= pixels) {
                    return (int) (s * power);
                }
            }
        }
        return Integer.MAX_VALUE;
    }
}
