package limner.media.index;

/// How far indexing has come.
///
/// @param stage what is being done
/// @param fraction share of the file that was read in this stage, 0 to 1
/// @param frames pictures found so far
public record IndexProgress(Stage stage, double fraction, int frames) {
    /// What indexing does, in this order; a file whose packets earn trust is never counted, one that does not is never
    /// proved after it was counted.
    public enum Stage {
        /// Pictures are compared with the index that another version of the decoder made; comes first, where it comes.
        COMPARING,
        /// The packets are listed; only the first pictures have numbers.
        SCANNING,
        /// Every picture is decoded because the packets alone do not tell the numbers.
        COUNTING,
        /// The numbers are known; every picture is decoded to prove them.
        PROVING,
        /// The numbers are known and proved.
        PROVED
    }

    public IndexProgress {
        fraction = Math.clamp(fraction, 0.0, 1.0);
    }
}
