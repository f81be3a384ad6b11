package limner.model.budget;

/// When frames are on the screen, in seconds on one clock. Taken from the times of the file, never from a rate.
public interface FrameClock {

    double start(int frame);

    /// When the next frame takes its place.
    double end(int frame);
}
