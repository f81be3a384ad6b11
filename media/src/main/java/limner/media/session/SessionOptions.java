package limner.media.session;

import java.nio.file.Path;
import limner.media.source.CacheFolder;

/// How a session uses the machine.
///
/// @param indexFolder where indexes are remembered
/// @param pictureBytes bytes of decoded pictures to keep
/// @param prefetch whether to decode in the direction of travel while nothing is asked
public record SessionOptions(Path indexFolder, long pictureBytes, Prefetch prefetch) {
    private static final long DEFAULT_BYTES = 256L << 20;

    /// Whether pictures are decoded before they are asked for.
    public enum Prefetch {
        /// Decode ahead in the direction of the last requests.
        IN_DIRECTION,
        /// Decode only what is asked.
        NONE
    }

    /// Indexes in the user's cache folder, 256 MiB of pictures, prefetching.
    public static SessionOptions usual() {
        return new SessionOptions(CacheFolder.ofThisUser().resolve("index"), DEFAULT_BYTES, Prefetch.IN_DIRECTION);
    }

    /// The same with another folder for indexes.
    public SessionOptions withIndexFolder(Path folder) {
        return new SessionOptions(folder, pictureBytes, prefetch);
    }

    /// The same with another budget for pictures.
    public SessionOptions withPictureBytes(long bytes) {
        return new SessionOptions(indexFolder, bytes, prefetch);
    }

    /// The same without decoding ahead, for commands.
    public SessionOptions withoutPrefetch() {
        return new SessionOptions(indexFolder, pictureBytes, Prefetch.NONE);
    }
}
