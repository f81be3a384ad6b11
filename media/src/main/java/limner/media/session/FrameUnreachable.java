package limner.media.session;

/// A picture cannot be decoded so that it equals the one the index saw. No other picture was shown in its place.
public final class FrameUnreachable extends RuntimeException {
    private final int frame;

    FrameUnreachable(int frame, int count) {
        super(
                frame < 0 || frame >= count
                        ? "there is no frame " + frame + "; the video has frames 0 to " + (count - 1)
                        : "frame " + frame
                                + " cannot be decoded exactly; the file may be damaged there, other frames can still be used");
        this.frame = frame;
    }

    /// The wanted number.
    public int frame() {
        return frame;
    }
}
