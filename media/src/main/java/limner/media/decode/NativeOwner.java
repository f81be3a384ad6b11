package limner.media.decode;

/// Owns native memory, and counts what of it is in use. Any thread.
public interface NativeOwner extends AutoCloseable {
    /// Native handles that are open now: zero after everything was closed.
    int openHandles();

    @Override
    void close();
}
