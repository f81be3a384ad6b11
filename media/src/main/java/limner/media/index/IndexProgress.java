package limner.media.index;

/// How far indexing has come.
///
/// @param fraction share of the file that was read, 0 to 1
/// @param frames pictures found so far
public record IndexProgress(double fraction, int frames) {
    public IndexProgress {
        fraction = Math.clamp(fraction, 0.0, 1.0);
    }
}
