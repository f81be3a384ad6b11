package limner.media.session;

import java.nio.file.Path;
import limner.media.cache.PictureBudget;
import limner.media.source.CacheFolder;

/// How a session uses the machine.
///
/// @param indexFolder where indexes are remembered
/// @param pictures bytes of decoded pictures to keep; sessions with the same budget share it
/// @param prefetch whether to decode in the direction of travel while nothing is asked
/// @param change what to do when another version of the decoder shows other pictures
/// @param accelerators devices to decode by, where they prove themselves; sessions may share it
public record SessionOptions(
        Path indexFolder, PictureBudget pictures, Prefetch prefetch, DecoderChange change, Accelerators accelerators) {
    /// Whether pictures are decoded before they are asked for.
    public enum Prefetch {
        /// Decode ahead in the direction of the last requests.
        IN_DIRECTION,
        /// Decode only what is asked.
        NONE
    }

    /// What to do when this version of the decoder does not show the pictures that the file was numbered by.
    public enum DecoderChange {
        /// Use nothing of it and say so.
        REFUSE,
        /// Take the other pictures, under the numbers there are.
        ACCEPT
    }

    /// Indexes in the user's cache folder, the usual [PictureBudget] of this machine, prefetching, software.
    public static SessionOptions usual() {
        return new SessionOptions(
                CacheFolder.ofThisUser().resolve("index"),
                PictureBudget.ofThisMachine(),
                Prefetch.IN_DIRECTION,
                DecoderChange.REFUSE,
                new Accelerators());
    }

    /// The same with another folder for indexes.
    public SessionOptions withIndexFolder(Path folder) {
        return new SessionOptions(folder, pictures, prefetch, change, accelerators);
    }

    /// The same with a budget of its own for pictures.
    public SessionOptions withPictureBytes(long bytes) {
        return new SessionOptions(indexFolder, new PictureBudget(bytes), prefetch, change, accelerators);
    }

    /// The same without decoding ahead, for commands.
    public SessionOptions withoutPrefetch() {
        return new SessionOptions(indexFolder, pictures, Prefetch.NONE, change, accelerators);
    }

    /// The same, accepting what another version of the decoder shows.
    public SessionOptions acceptingOtherPictures() {
        return new SessionOptions(indexFolder, pictures, prefetch, DecoderChange.ACCEPT, accelerators);
    }

    /// The same with devices to try.
    public SessionOptions withAccelerators(Accelerators devices) {
        return new SessionOptions(indexFolder, pictures, prefetch, change, devices);
    }
}
