package limner.media.session;

import java.nio.file.Path;
import limner.media.cache.PictureBudget;
import limner.media.source.CacheFolder;

/// How a session uses the machine.
///
/// @param indexFolder where indexes are remembered
/// @param pictures bytes of decoded pictures to keep; sessions with the same budget share it
/// @param prefetch whether to decode in the direction of travel while nothing is asked
public record SessionOptions(Path indexFolder, PictureBudget pictures, Prefetch prefetch) {
    /// Whether pictures are decoded before they are asked for.
    public enum Prefetch {
        /// Decode ahead in the direction of the last requests.
        IN_DIRECTION,
        /// Decode only what is asked.
        NONE
    }

    /// Indexes in the user's cache folder, the usual [PictureBudget] of this machine, prefetching.
    public static SessionOptions usual() {
        return new SessionOptions(
                CacheFolder.ofThisUser().resolve("index"), PictureBudget.ofThisMachine(), Prefetch.IN_DIRECTION);
    }

    /// The same with another folder for indexes.
    public SessionOptions withIndexFolder(Path folder) {
        return new SessionOptions(folder, pictures, prefetch);
    }

    /// The same with a budget of its own for pictures.
    public SessionOptions withPictureBytes(long bytes) {
        return new SessionOptions(indexFolder, new PictureBudget(bytes), prefetch);
    }

    /// The same without decoding ahead, for commands.
    public SessionOptions withoutPrefetch() {
        return new SessionOptions(indexFolder, pictures, Prefetch.NONE);
    }
}
