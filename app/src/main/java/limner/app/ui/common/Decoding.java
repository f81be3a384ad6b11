package limner.app.ui.common;

/// What decodes videos.
public enum Decoding {
    /// The processor, as always.
    SOFTWARE,
    /// A device of the machine, for every video of which it gives the very same pictures.
    HARDWARE
}
