package limner.app.ui.common;

/// How much of the machine's memory decoded pictures may take.
public enum PictureMemory {
    /// A quarter of what is usual.
    LITTLE,
    /// What the machine's memory suggests.
    USUAL,
    /// Twice what is usual.
    MUCH;

    /// Bytes, when `usual` are usual.
    public long bytes(long usual) {
        return switch (this) {
            case LITTLE -> usual / 4;
            case USUAL -> usual;
            case MUCH -> usual * 2;
        };
    }
}
