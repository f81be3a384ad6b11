package limner.media.session;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import limner.media.decode.IndexPass;
import limner.media.decode.PictureReaders;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexFile;
import limner.media.index.IndexIdentity;
import limner.media.index.IndexProgress;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets the index of a file: remembered if that can be believed, else built and remembered. One use, one thread.
final class Indexing {
    private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);

    private final PictureReaders readers;
    private final MediaFile file;
    private final int stream;
    private final FrameIndexFile cache;
    private volatile boolean remembered;
    private volatile double milliseconds;

    Indexing(PictureReaders readers, MediaFile file, int stream, FrameIndexFile cache) {
        this.readers = readers;
        this.file = file;
        this.stream = stream;
        this.cache = cache;
    }

    FrameIndex get(Consumer<IndexProgress> progress, Cancellation cancellation) {
        long start = System.nanoTime();
        FrameIndex index = find(progress, cancellation);
        milliseconds = (System.nanoTime() - start) / 1e6;
        return index;
    }

    private FrameIndex find(Consumer<IndexProgress> progress, Cancellation cancellation) {
        IndexIdentity identity = IndexIdentity.of(file, readers.version(), stream);
        Optional<FrameIndex> known = cache.read(identity);
        if (known.isPresent()) {
            remembered = true;
            progress.accept(new IndexProgress(1.0, known.get().count()));
            return known.get();
        }
        FrameIndex built = new IndexPass(readers, file).run(progress, cancellation);
        try {
            if (file.isUnchanged()) {
                cache.write(identity, built);
            }
        } catch (IOException e) {
            // The index is only kept to save time: without a writable cache folder it is built again next time.
            LOG.warn("the index of {} could not be kept for the next time", file.path(), e);
        }
        return built;
    }

    boolean isRemembered() {
        return remembered;
    }

    /// Time that [#get] took.
    double milliseconds() {
        return milliseconds;
    }
}
