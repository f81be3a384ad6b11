package limner.app.ui.common;

/// How much of the disk lossy pictures may take, which stand in until the exact ones are there.
public enum PictureDisk {
    /// None are kept.
    NONE(0),
    LITTLE(2),
    MEDIUM(8),
    MUCH(32);

    private final long gigabytes;

    PictureDisk(long gigabytes) {
        this.gigabytes = gigabytes;
    }

    /// Bytes on disk.
    public long bytes() {
        return gigabytes << 30;
    }
}
