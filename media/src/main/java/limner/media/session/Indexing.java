package limner.media.session;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import limner.media.decode.IndexPass;
import limner.media.decode.PacketScan;
import limner.media.decode.PictureReaders;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexFile;
import limner.media.index.IndexIdentity;
import limner.media.index.IndexProgress;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets the proved index of a file: remembered if that can be believed, else built and remembered. Before the proof it
/// offers what the packets alone tell, where they earn trust. One use, one thread.
///
/// A provisional index is on disk before anybody sees it. Found there by a later run, it tells that its numbers may be
/// in use, so that the proof will not change them.
final class Indexing {
    private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);

    private static final String DISAGREES = "the first pictures come in another order than the packets say";

    private final PictureReaders readers;
    private final MediaFile file;
    private final FrameIndexFile cache;
    private final IndexIdentity identity;
    private volatile boolean remembered;
    private volatile double milliseconds;

    Indexing(PictureReaders readers, MediaFile file, int stream, FrameIndexFile cache) {
        this.readers = readers;
        this.file = file;
        this.cache = cache;
        this.identity = IndexIdentity.of(file, readers.version(), stream);
    }

    FrameIndex get(Consumer<IndexProgress> progress, Cancellation cancellation, Audience audience) {
        long start = System.nanoTime();
        FrameIndex index = find(progress, cancellation, audience);
        milliseconds = (System.nanoTime() - start) / 1e6;
        return index;
    }

    private FrameIndex find(Consumer<IndexProgress> progress, Cancellation cancellation, Audience audience) {
        Optional<FrameIndex> known = cache.read(identity);
        if (known.isPresent() && known.get().isProved()) {
            remembered = true;
            progress.accept(new IndexProgress(
                    IndexProgress.Stage.PROVED, 1.0, known.get().count()));
            return known.get();
        }
        PacketScan.Result scan = known.isPresent()
                ? new PacketScan.Result(known.get(), "")
                : new PacketScan(readers, file).run(progress, cancellation);
        demandSameFile();
        @Nullable FrameIndex provisional = scan.index();
        String doubt = scan.doubt();
        if (provisional != null && audience.accepts(provisional)) {
            if (known.isEmpty()) {
                keep(provisional);
            }
            audience.publish(provisional);
        } else if (provisional != null && audience != Audience.NOBODY) {
            provisional = null;
            doubt = DISAGREES;
        }
        IndexProgress.Stage stage = provisional == null ? IndexProgress.Stage.COUNTING : IndexProgress.Stage.PROVING;
        Runnable giveWay = provisional == null ? () -> {} : audience::giveWay;
        FrameIndex built = new IndexPass(readers, file, stage, giveWay).run(progress, cancellation);
        demandSameFile();
        FrameIndex settled =
                audience.settle(provisional, built, known.isPresent()).withDoubt(doubt);
        keep(settled);
        progress.accept(new IndexProgress(IndexProgress.Stage.PROVED, 1.0, settled.count()));
        return settled;
    }

    /// A file that is cut or replaced while it is read ends early, without an error.
    private void demandSameFile() {
        @Nullable MediaException trouble = file.isUnchanged() ? null : new SourceWatch(file).trouble();
        if (trouble != null) {
            throw trouble;
        }
    }

    private void keep(FrameIndex index) {
        try {
            if (file.isUnchanged()) {
                cache.write(identity, index);
            }
        } catch (IOException e) {
            // The index is only kept to save time: without a writable cache folder it is built again next time.
            LOG.warn("the index of {} could not be kept for the next time", file.path(), e);
        }
    }

    boolean isRemembered() {
        return remembered;
    }

    /// Time that [#get] took.
    double milliseconds() {
        return milliseconds;
    }
}
