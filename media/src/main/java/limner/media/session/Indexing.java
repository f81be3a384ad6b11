package limner.media.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import limner.media.decode.ExactFrameSource;
import limner.media.decode.FrameSource;
import limner.media.decode.IndexPass;
import limner.media.decode.PacketScan;
import limner.media.decode.PictureReaders;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexFile;
import limner.media.index.IndexIdentity;
import limner.media.index.IndexProgress;
import limner.media.index.Renumbering;
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

    private static final String NUMBERED_BEFORE = "an earlier version of the decoder numbered it otherwise";

    /// Pictures that are decoded anew before an index of another version of the decoder is followed.
    private static final int SAMPLE = 16;

    private final PictureReaders readers;
    private final MediaFile file;
    private final FrameIndexFile cache;
    private final IndexIdentity identity;
    private final SessionOptions.DecoderChange change;
    private volatile boolean remembered;
    private volatile double milliseconds;

    Indexing(PictureReaders readers, MediaFile file, int stream, SessionOptions options) {
        this.readers = readers;
        this.file = file;
        this.cache = new FrameIndexFile(options.indexFolder());
        this.change = options.change();
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
        @Nullable
        FrameIndex earlier =
                known.isPresent() ? null : cache.ofAnotherDecoder(identity).orElse(null);
        if (known.isEmpty() && earlier == null) {
            audience.nothingRemembered();
        }
        if (earlier != null && earlier.isProved() && change == SessionOptions.DecoderChange.REFUSE) {
            compareSample(earlier, progress, cancellation);
        }
        PacketScan.Result scan = known.isPresent()
                ? new PacketScan.Result(known.get(), "")
                : new PacketScan(readers, file).run(progress, cancellation);
        demandSameFile();
        @Nullable FrameIndex provisional = scan.index();
        String doubt = scan.doubt();
        boolean asBefore = earlier == null || provisional != null && provisional.numbersAs(earlier);
        if (provisional != null && asBefore && audience.accepts(provisional)) {
            // One of an earlier version stays until the proof takes its place: it tells as well that numbers are in
            // use.
            if (known.isEmpty() && earlier == null) {
                keep(provisional);
            }
            audience.publish(provisional);
        } else if (provisional != null && audience != Audience.NOBODY) {
            provisional = null;
            doubt = asBefore ? DISAGREES : NUMBERED_BEFORE;
        }
        IndexProgress.Stage stage = provisional == null ? IndexProgress.Stage.COUNTING : IndexProgress.Stage.PROVING;
        Runnable giveWay = provisional == null ? () -> {} : audience::giveWay;
        FrameIndex built = new IndexPass(readers, file, stage, giveWay).run(progress, cancellation);
        demandSameFile();
        @Nullable FrameIndex inUse = earlier == null ? provisional : numbersToKeep(earlier, built);
        FrameIndex settled = audience.settle(inUse, built, known.isPresent() || earlier != null)
                .withDoubt(doubt);
        keep(settled);
        progress.accept(new IndexProgress(IndexProgress.Stage.PROVED, 1.0, settled.count()));
        return settled;
    }

    /// Decodes a few pictures anew and compares them with what an earlier version of the decoder gave.
    ///
    /// @throws MediaException.Drifted when one of them is another one
    private void compareSample(FrameIndex earlier, Consumer<IndexProgress> progress, Cancellation cancellation) {
        Random random = new Random(file.fingerprint().headTail().hashCode());
        List<Integer> sample = DecoderChoice.scattered(stableFrames(earlier), SAMPLE, random);
        int different = 0;
        int first = -1;
        int looked = 0;
        try (ExactFrameSource source = ExactFrameSource.open(readers, file, earlier)) {
            for (int n : sample) {
                cancellation.check(file.path());
                progress.accept(new IndexProgress(IndexProgress.Stage.COMPARING, (double) looked++ / SAMPLE, looked));
                boolean same = earlier.isHole(n)
                        || source.read(n, n, (_, _) -> {}, cancellation::isCancelled) == FrameSource.Outcome.FOUND;
                cancellation.check(file.path());
                different += same ? 0 : 1;
                first = same || first >= 0 ? first : n;
            }
        }
        demandSameFile();
        if (different > 0) {
            throw drifted(different + " of " + looked + " pictures that were looked at differ", first);
        }
    }

    /// What an earlier version numbered, unless the file's packets are not to be recognised any more; then its order is
    /// all there is to go by.
    ///
    /// @throws MediaException.Drifted when that was not accepted and any picture is another one
    private @Nullable FrameIndex numbersToKeep(FrameIndex earlier, FrameIndex built) {
        FrameIndex settled = Renumbering.settle(earlier, built, Integer.MAX_VALUE);
        if (change == SessionOptions.DecoderChange.REFUSE && earlier.isProved()) {
            int stable = Math.min(stableFrames(earlier), stableFrames(built));
            int different = 0;
            int first = -1;
            for (int n = 0; n < earlier.count(); n++) {
                boolean gone = settled.isHole(n) != earlier.isHole(n);
                boolean other = n < stable && !settled.isHole(n) && settled.checksum(n) != earlier.checksum(n);
                different += gone || other ? 1 : 0;
                first = (gone || other) && first < 0 ? n : first;
            }
            int more = built.count() - (earlier.count() - earlier.holeCount());
            if (different > 0) {
                throw drifted(different + " of " + earlier.count() + " pictures differ", first);
            }
            if (more != 0 && earlier.holeCount() == 0) {
                throw drifted(
                        "there are " + built.count() + " pictures instead of " + earlier.count(), earlier.count() - 1);
            }
        }
        return settled.holeCount() == settled.count() ? null : earlier;
    }

    private MediaException drifted(String what, int first) {
        return new MediaException.Drifted(
                file.path(),
                what + ", the first of them frame " + first,
                cache.decoderOf(identity).orElse("an earlier one"));
    }

    /// What comes after damage is guessed by the decoder, and each version may guess otherwise.
    private static int stableFrames(FrameIndex index) {
        return index.damage().stream()
                .filter(damage -> switch (damage.kind()) {
                    case PACKET_REFUSED, PACKET_INCOMPLETE, PICTURE_CONCEALED -> true;
                    case READING_ENDED, NUMBER_WITHOUT_PICTURE, PICTURE_WITHOUT_NUMBER -> false;
                })
                .mapToInt(Damage::beforeFrame)
                .min()
                .stream()
                .map(frame -> Math.min(frame, index.count()))
                .findFirst()
                .orElse(index.count());
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

    /// What the index and the verdicts about it are bound to.
    IndexIdentity identity() {
        return identity;
    }

    boolean isRemembered() {
        return remembered;
    }

    /// Time that [#get] took.
    double milliseconds() {
        return milliseconds;
    }
}
