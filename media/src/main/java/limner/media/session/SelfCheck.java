package limner.media.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import limner.media.decode.OrderedPass;
import limner.media.decode.PictureReader;
import limner.media.index.CheckVerdict;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;
import limner.media.index.IndexProgress;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares the pictures of one file in order with the same pictures in any order, through the very session that the
/// program works with. One use, one thread, which waits.
///
/// In order: the file is decoded anew from its start by a reader that knows no index; where the index was made by this
/// very run, its pass was that. In any order: every picture shuffled, with the cache given up before each, so that each
/// is sought anew; then backwards, step by step. Of a file for which that would take long, a sample.
public final class SelfCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SelfCheck.class);

    /// About so many pixels are decoded in order, and as many in any order, unless all are wanted.
    private static final double PIXELS = 2e10;

    /// So many pictures are compared however large they are.
    private static final int LEAST = 64;

    private static final int STEPS_BACK = 32;
    private static final int LONGEST_SECONDS = 300;

    private final FrameSession session;
    private final Extent extent;
    private final long seed;
    private final Cancellation cancellation;
    private final BitSet seen = new BitSet();
    private final BitSet different = new BitSet();
    private final BitSet unreachable = new BitSet();
    private final BitSet compared = new BitSet();
    private int accesses;

    /// How much is compared.
    public enum Extent {
        /// Everything, or of a long file a sample that takes about a minute.
        SAMPLE,
        /// Every picture, however long that takes.
        WHOLE
    }

    /// @param session of which everything is asked; freshly opened, and closed by its opener
    /// @param seed of the order in which pictures are asked for
    public SelfCheck(FrameSession session, Extent extent, long seed, Cancellation cancellation) {
        this.session = session;
        this.extent = extent;
        this.seed = seed;
        this.cancellation = cancellation;
    }

    /// Opens `path` for a check: no decoding ahead, so that pictures come from where they are asked.
    public static FrameSession open(Path path, OptionalInt stream, SessionOptions options) {
        return FrameSession.open(path, stream, options.withoutPrefetch());
    }

    /// Compares, and keeps the verdict for the report. Holes of the index are no pictures and are left out.
    ///
    /// @param progress told now and then; of the frames that were compared in order, then of those in any order
    /// @throws MediaException when the file cannot be read, or `cancellation` was used
    public CheckVerdict run(Consumer<IndexProgress> progress) {
        FrameIndex index = proved();
        int[] checksums = new int[index.count()];
        long[] stamps = new long[index.count()];
        int inOrder = inOrder(index, checksums, stamps, progress);
        List<Integer> numbers = numbers(index, new Random(seed));
        for (int i = 0; i < numbers.size(); i++) {
            cancellation.check(session.path());
            access(index, numbers.get(i), checksums, stamps);
            progress.accept(
                    new IndexProgress(IndexProgress.Stage.COMPARING, (1.0 + (double) i / numbers.size()) / 2, i + 1));
        }
        return keep(verdict(index, inOrder), index);
    }

    private FrameIndex proved() {
        try {
            FrameIndex index = session.proved().join();
            session.decoding().join();
            return index;
        } catch (CompletionException e) {
            throw e.getCause() instanceof MediaException known ? known : e;
        }
    }

    /// The pictures in order; how many of the index were decoded for it.
    private int inOrder(FrameIndex index, int[] checksums, long[] stamps, Consumer<IndexProgress> progress) {
        double pixels =
                Math.max(1, (double) session.info().width() * session.info().height());
        int most = extent == Extent.WHOLE
                ? Integer.MAX_VALUE
                : (int) Math.min(Integer.MAX_VALUE, Math.max(LEAST, PIXELS / pixels));
        if (!(session instanceof MediaSession video)) {
            return filesInOrder(Math.min(index.count(), most), checksums, stamps);
        }
        for (int n = 0; n < index.count(); n++) {
            checksums[n] = index.checksum(n);
            stamps[n] = index.pts(n);
        }
        if (!video.isIndexRemembered()) {
            seen.set(0, index.count());
            return index.count() - index.holeCount();
        }
        boolean unnumbered = index.damage().stream().anyMatch(d -> d.kind() == Damage.Kind.PICTURE_WITHOUT_NUMBER);
        boolean byPlace = index.holeCount() == 0 && !unnumbered;
        try (PictureReader reader = video.openForOrder(index)) {
            int places = new OrderedPass(reader)
                    .run(
                            most,
                            (place, decoded) -> {
                                int n = byPlace ? place : index.frameOfPacket(decoded.tag());
                                if (n >= 0 && n < index.count()) {
                                    boolean same =
                                            decoded.picture().checksum() == checksums[n] && decoded.pts() == stamps[n];
                                    different.set(n, !same);
                                    seen.set(n);
                                } else if (byPlace) {
                                    // More pictures than the index has: its end is not where it says.
                                    different.set(index.count() - 1);
                                }
                                progress.accept(new IndexProgress(
                                        IndexProgress.Stage.COMPARING,
                                        place / 2.0 / Math.min(most, index.count()),
                                        place + 1));
                            },
                            cancellation::isCancelled);
            cancellation.check(session.path());
            if (places < most) {
                // The file ended: what the index has beyond that is not there.
                for (int n = 0; n < index.count(); n++) {
                    if (!seen.get(n) && !index.isHole(n)) {
                        different.set(n);
                        seen.set(n);
                    }
                }
            }
        }
        return seen.cardinality();
    }

    private int filesInOrder(int most, int[] checksums, long[] stamps) {
        for (int n = 0; n < most; n++) {
            cancellation.check(session.path());
            try (Frame frame = get(n)) {
                checksums[n] = frame.picture().checksum();
                stamps[n] = frame.pts();
            } catch (FrameUnreachable | MediaException e) {
                LOG.debug("picture {} cannot be read", n, e);
                unreachable.set(n);
            }
            seen.set(n);
        }
        return most;
    }

    /// What is asked for: shuffled, then steps backwards.
    private List<Integer> numbers(FrameIndex index, Random random) {
        int count = index.count();
        List<Integer> known = new ArrayList<>(IntStream.range(0, count)
                .filter(n -> !index.isHole(n) && (index.isProved() || seen.get(n)) && !unreachable.get(n))
                .boxed()
                .toList());
        Collections.shuffle(known, random);
        double each = (double) session.info().width() * session.info().height() * Math.max(1, group(index) / 2);
        int most = extent == Extent.WHOLE ? known.size() : (int) Math.max(LEAST, Math.min(count, PIXELS / each));
        List<Integer> numbers = new ArrayList<>(known.subList(0, Math.min(most, known.size())));
        boolean all = numbers.size() == known.size();
        List<Integer> starts = all ? List.of(count - 1) : numbers.subList(0, LEAST / STEPS_BACK);
        int steps = all ? count : STEPS_BACK;
        List<Integer> backwards = new ArrayList<>();
        for (int start : starts) {
            for (int n = start; n >= Math.max(0, start - steps + 1); n--) {
                if (!index.isHole(n) && (index.isProved() || seen.get(n)) && !unreachable.get(n)) {
                    backwards.add(-1 - n);
                }
            }
        }
        numbers.addAll(backwards);
        return numbers;
    }

    /// The usual number of pictures from one place to seek to the next.
    private static int group(FrameIndex index) {
        return index.count() / Math.max(1, index.keyCount());
    }

    /// @param asked the number, with the cache given up before; or -1 minus the number, as a step
    private void access(FrameIndex index, int asked, int[] checksums, long[] stamps) {
        int n = asked < 0 ? -1 - asked : asked;
        if (asked >= 0) {
            session.dropCache();
        }
        accesses++;
        try (Frame frame = get(n)) {
            boolean same = frame.picture().checksum() == checksums[n] && frame.pts() == stamps[n];
            if (!same) {
                different.set(n);
            }
            compared.set(n);
        } catch (FrameUnreachable e) {
            LOG.debug("frame {} of {} cannot be reached", n, index.count(), e);
            unreachable.set(n);
        }
    }

    private Frame get(int n) {
        CompletableFuture<Frame> asked = session.frame(n, Priority.NOW);
        try {
            return asked.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            // What comes too late then closes itself.
            asked.cancel(false);
            throw new MediaException.TimedOut(session.path(), "reaching frame " + n);
        } catch (InterruptedException e) {
            asked.cancel(false);
            Thread.currentThread().interrupt();
            throw new MediaException.Cancelled(session.path());
        }
    }

    private CheckVerdict verdict(FrameIndex index, int inOrder) {
        different.andNot(unreachable);
        BitSet bad = (BitSet) different.clone();
        bad.or(unreachable);
        compared.or(different);
        compared.andNot(unreachable);
        boolean video = session instanceof MediaSession;
        return new CheckVerdict(
                System.currentTimeMillis(),
                session.decoder().device().orElse(CheckVerdict.SOFTWARE),
                seed,
                index.count() - index.holeCount(),
                inOrder,
                compared.cardinality(),
                accesses,
                video ? ((MediaSession) session).seeks().used() : 0,
                video ? ((MediaSession) session).seeks().demoted() : 0,
                different.cardinality(),
                unreachable.cardinality(),
                bad.nextSetBit(0));
    }

    private CheckVerdict keep(CheckVerdict verdict, FrameIndex index) {
        try {
            if (session instanceof MediaSession video) {
                video.keep(verdict, index);
            } else if (session instanceof SequenceSession sequence) {
                sequence.keep(verdict, index);
            }
        } catch (IOException e) {
            // It is told now; only the report will not know of it.
            LOG.warn("the verdict about {} could not be kept", session.path(), e);
        }
        return verdict;
    }
}
