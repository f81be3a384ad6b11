package limner.model.release;

import limner.model.id.MediaId;

/// Two pictures that are the same, or nearly, in two parts of a divided release: what is learned from one is no
/// surprise
/// on the other.
///
/// @param bits of the [DifferenceHash] that differ; 0 where the planes are the same
/// @param samePlane whether the decoded planes are the same, byte for byte
public record Leak(Side one, Side other, int bits, boolean samePlane) {

    /// One of the two.
    ///
    /// @param video its name
    /// @param part the part its video is in
    public record Side(MediaId media, String video, int frame, String part) {}
}
