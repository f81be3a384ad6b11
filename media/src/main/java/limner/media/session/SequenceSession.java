package limner.media.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import limner.media.cache.FrameCache;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.ffmpeg.FfmpegStills;
import limner.media.index.CheckVerdict;
import limner.media.index.CheckVerdictFile;
import limner.media.index.FrameIndex;
import limner.media.index.IndexIdentity;
import limner.media.index.IndexProgress;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import limner.media.still.PictureFormat;
import limner.media.still.PictureList;
import limner.media.still.PictureSize;
import limner.media.still.PictureTimes;
import limner.media.still.Sequence;
import limner.media.still.StillReader;
import org.jspecify.annotations.Nullable;

/// A folder of pictures, a list of them or one picture file in use; **whoever opens a session closes it**. See
/// [FrameSession] for threads.
///
/// Files are opened when their picture is asked for, so broken ones harm no others. Each picture may have a size, a
/// pixel format and an [limner.media.frame.Orientation] of its own.
public final class SequenceSession implements FrameSession {
    private final Sequence sequence;
    private final StillReader reader;
    private final MediaInfo info;
    private final FrameCache cache;
    private final StillWorkers workers;
    private final CheckVerdictFile verdicts;
    private final Cancellation cancellation = new Cancellation();
    private final CompletableFuture<FrameIndex> index = new CompletableFuture<>();
    private final ProgressBoard progress = new ProgressBoard(IndexProgress.Stage.COUNTING);
    private final Set<QuietReader> quiet = ConcurrentHashMap.newKeySet();
    private final Thread indexThread;
    private volatile @Nullable PictureTimes times;
    private volatile double milliseconds;

    private SequenceSession(
            Sequence sequence, StillReader reader, MediaInfo info, FrameCache cache, SessionOptions options) {
        this.sequence = sequence;
        this.reader = reader;
        this.info = info;
        this.cache = cache;
        this.verdicts = new CheckVerdictFile(options.indexFolder());
        this.workers = new StillWorkers(sequence, reader, cache, index, options.prefetch());
        this.indexThread = new Thread(
                this::buildIndex, "times of " + sequence.list().place().getFileName());
        this.indexThread.setDaemon(true);
    }

    /// Whether `path` is for this kind of session: a folder, a list, or a file that holds one still picture. Animations
    /// are videos.
    public static boolean isFor(Path path) {
        return PictureList.isOne(path) || Files.isRegularFile(path) && isStill(path);
    }

    private static boolean isStill(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(PictureFormat.HEAD);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                continue;
            }
            byte[] bytes = java.util.Arrays.copyOf(head.array(), head.position());
            return PictureFormat.byContent(bytes).filter(f -> f.isStill(bytes)).isPresent()
                    && PictureFormat.byName(String.valueOf(file.getFileName())).isPresent();
        } catch (IOException e) {
            // Whoever opens the file says what is wrong with it.
            return false;
        }
    }

    /// Lists the pictures and decodes the first.
    ///
    /// @throws MediaException when there are none, or none of the first can be decoded
    public static SequenceSession open(Path path, SessionOptions options) {
        Sequence sequence = new Sequence(PictureList.of(path));
        StillReader reader = new FfmpegStills(options.indexFolder().resolveSibling("pixels"));
        FrameCache cache = new FrameCache(options.pictures());
        try (Sequence.First first = sequence.first(reader)) {
            cache.put(first.frame(), first.picture());
            MediaInfo info = sequence.info(first.frame(), first.picture());
            SequenceSession session = new SequenceSession(sequence, reader, info, cache, options);
            session.workers.start();
            session.indexThread.start();
            return session;
        } catch (RuntimeException e) {
            cache.close();
            reader.close();
            throw e;
        }
    }

    /// The files of the sequence as they were when it was opened.
    public PictureList list() {
        return sequence.list();
    }

    /// Where the times of the pictures come from, once [#index()] is done.
    public Optional<PictureTimes.Source> timesFrom() {
        return Optional.ofNullable(times).map(PictureTimes::source);
    }

    @Override
    public Path path() {
        return sequence.list().place();
    }

    @Override
    public String identity() {
        PictureList list = sequence.list();
        return PictureList.isOne(list.place())
                ? list.identity()
                : MediaFile.of(list.place()).fingerprint().text();
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    /// Each picture is its own file, so numbers need no proof.
    @Override
    public CompletableFuture<FrameIndex> proved() {
        return index();
    }

    @Override
    public List<Integer> corrected() {
        return List.of();
    }

    @Override
    public CompletableFuture<FrameIndex> index() {
        return index.copy();
    }

    @Override
    public IndexReport report(FrameIndex known) {
        PictureTimes found = times;
        return IndexReport.of(
                place(),
                info,
                known,
                found == null ? List.of() : found.notes(),
                false,
                milliseconds,
                DecoderUse.SOFTWARE,
                verdicts.read(checkIdentity(place()), known, CheckVerdict.SOFTWARE));
    }

    private MediaFile place() {
        return new MediaFile(path(), 0, sequence.fingerprint());
    }

    /// What a verdict about a sequence is bound to.
    static IndexIdentity checkIdentity(MediaFile place) {
        return IndexIdentity.of(place, FfmpegReaders.libraries(), 0);
    }

    /// Keeps what a check of this session found.
    void keep(CheckVerdict verdict, FrameIndex known) throws IOException {
        verdicts.write(checkIdentity(place()), known, verdict);
    }

    @Override
    public boolean isIndexRemembered() {
        return false;
    }

    @Override
    public IndexProgress progress() {
        return progress.now();
    }

    @Override
    public void onProgress(Consumer<IndexProgress> listener) {
        progress.follow(listener);
    }

    @Override
    public OptionalInt frameCount() {
        return OptionalInt.of(sequence.list().count());
    }

    @Override
    public Optional<String> name(int frame) {
        return frame >= 0 && frame < sequence.list().count()
                ? Optional.of(sequence.list().name(frame))
                : Optional.empty();
    }

    @Override
    public Optional<PictureSize> size(int frame) {
        return sequence.size(frame);
    }

    @Override
    public CompletableFuture<Frame> frame(int number, Priority priority) {
        return workers.request(number, priority);
    }

    @Override
    public QuietReader quiet(FrameIndex known) {
        QuietReader opened = new QuietStills(sequence, reader, known, quiet::remove);
        quiet.add(opened);
        if (cancellation.isCancelled()) {
            opened.close();
        }
        return opened;
    }

    @Override
    public boolean isCached(int number) {
        return cache.contains(number);
    }

    @Override
    public void dropCache() {
        cache.clear();
    }

    @Override
    public String digest(DoubleConsumer told, Cancellation cancel) {
        return sequence.digest(told, cancel);
    }

    @Override
    public int openHandles() {
        return reader.openHandles();
    }

    private void buildIndex() {
        try {
            long start = System.nanoTime();
            int count = sequence.list().count();
            PictureTimes found = PictureTimes.of(
                    sequence.list(),
                    n -> progress.write(new IndexProgress(IndexProgress.Stage.COUNTING, (double) n / count, n)),
                    cancellation);
            times = found;
            FrameIndex built = sequence.index(found);
            milliseconds = (System.nanoTime() - start) / 1e6;
            progress.write(new IndexProgress(IndexProgress.Stage.PROVED, 1.0, count));
            index.complete(built);
        } catch (RuntimeException | Error e) {
            index.completeExceptionally(e);
        }
        progress.finish();
        workers.wake();
    }

    @Override
    public void close() {
        cancellation.cancel();
        List.copyOf(quiet).forEach(QuietReader::close);
        workers.close();
        ThreadEnds.await(List.of(indexThread));
        cache.close();
        reader.close();
    }
}
