package limner.model.release;

/// Whether a release holds the pictures themselves.
public enum Pictures {
    /// Every picture as a PNG file.
    FRAMES,
    /// No picture: each is named by its video, number, time stamp and hash, and can be taken from the video again.
    REFERENCES
}
