package limner.media.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import limner.media.decode.PictureReader;
import limner.media.decode.PictureReaders;
import limner.media.decode.SeekTally;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.index.CheckVerdict;
import limner.media.index.CheckVerdictFile;
import limner.media.index.FrameIndex;
import limner.media.index.IndexFolderSweep;
import limner.media.index.IndexProgress;
import limner.media.source.Cancellation;
import limner.media.source.ContentDigest;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One media file in use; **whoever opens a session closes it, whoever receives a [Frame] closes that**, before or
/// after the session.
///
/// The numbers of pictures are known in two steps. [#index()] is what to work with: for a file whose packets earn
/// trust it comes after a scan without decoding, a second or so for hours of video. [#proved()] is what to keep or
/// hand on: it comes when every picture was decoded. No number that went out changes in between.
///
/// Any thread may call any method; none but [#open] and [#close] waits. A session has two threads of its own: one
/// builds the index, one decodes. Futures complete on these threads, so what hangs on them must be short.
public final class MediaSession implements FrameSession {
    private static final Logger LOG = LoggerFactory.getLogger(MediaSession.class);

    private final MediaFile file;
    private final MediaInfo info;
    private final PictureReaders readers;
    private final Cancellation cancellation = new Cancellation();
    private final CompletableFuture<FrameIndex> index = new CompletableFuture<>();
    private final CompletableFuture<FrameIndex> proved = new CompletableFuture<>();
    private final Handouts handouts = new Handouts();
    private final ProgressBoard progress = new ProgressBoard(IndexProgress.Stage.SCANNING);
    private final Set<QuietReader> quiet = ConcurrentHashMap.newKeySet();
    private final SourceWatch watch;
    private final Path indexFolder;
    private final Indexing indexing;
    private final DecoderChoice choice;
    private final CheckVerdictFile verdicts;
    private final CompletableFuture<DecoderUse> decoding = new CompletableFuture<>();
    private final Thread indexThread;
    private final DecodeThread decode;

    private MediaSession(
            MediaFile file, MediaInfo info, PictureReader reader, PictureReaders readers, SessionOptions options) {
        this.file = file;
        this.info = info;
        this.readers = readers;
        this.indexFolder = options.indexFolder();
        this.watch = new SourceWatch(file);
        this.indexing = new Indexing(readers, file, info.stream(), options);
        this.choice = new DecoderChoice(readers, file, options);
        this.verdicts = new CheckVerdictFile(options.indexFolder());
        this.indexThread = new Thread(this::buildIndex, "index " + file.path().getFileName());
        this.indexThread.setDaemon(true);
        this.decode = new DecodeThread(
                file, readers, choice, reader, options.pictures(), index, proved, handouts, watch, options.prefetch());
    }

    /// Opens `path` and starts to index it in the background. Takes milliseconds, seconds at most.
    ///
    /// @throws MediaException when the file cannot be used; the message says why, nothing was changed
    public static MediaSession open(Path path, SessionOptions options) {
        return open(path, OptionalInt.empty(), options);
    }

    /// [#open(Path, SessionOptions)] of one of several video streams.
    ///
    /// @param stream number of the stream in the file; empty for the one flagged as default, else the best
    /// @throws MediaException.NoSuchStream when that stream holds no video
    public static MediaSession open(Path path, OptionalInt stream, SessionOptions options) {
        MediaFile file = MediaFile.of(path);
        PictureReaders readers = new FfmpegReaders(stream);
        try {
            // One thread: the first picture comes soonest, and damage is concealed as it is when indexing a damaged
            // file.
            PictureReader reader = readers.open(file, 1);
            MediaSession session = new MediaSession(file, reader.info(), reader, readers, options);
            session.decode.start();
            session.indexThread.start();
            return session;
        } catch (RuntimeException e) {
            readers.close();
            throw e;
        }
    }

    /// [#open(Path, SessionOptions)] with [SessionOptions#usual()].
    public static MediaSession open(Path path) {
        return open(path, SessionOptions.usual());
    }

    /// The file as it was when it was opened.
    public MediaFile file() {
        return file;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public String identity() {
        return file.fingerprint().text();
    }

    @Override
    public Optional<String> name(int frame) {
        return Optional.empty();
    }

    @Override
    public String digest(DoubleConsumer progress, Cancellation cancel) {
        return ContentDigest.sha256(file.path(), progress, cancel);
    }

    /// What the file says about itself.
    @Override
    public MediaInfo info() {
        return info;
    }

    /// The first index there is to work with, provisional or proved; completes exceptionally with a `MediaException`
    /// when there is none. Cancelling this future stops nothing: [#close()] does.
    @Override
    public CompletableFuture<FrameIndex> index() {
        return index.copy();
    }

    @Override
    public CompletableFuture<FrameIndex> proved() {
        return proved.copy();
    }

    @Override
    public List<Integer> corrected() {
        return handouts.corrected();
    }

    /// Whether the proved index came from the cache. Meaningful when [#proved()] is done.
    @Override
    public boolean isIndexRemembered() {
        return proved.isDone() && indexing.isRemembered();
    }

    /// What indexing found, and how long it took, for a person. Meaningful when [#index()] is done.
    ///
    /// @param index what [#index()] gave
    @Override
    public IndexReport report(FrameIndex index) {
        return IndexReport.of(
                file,
                info,
                index,
                readers.complaints(),
                indexing.isRemembered(),
                indexing.milliseconds(),
                choice.use(),
                verdicts.read(indexing.identity(), index, checkedBy()));
    }

    private String checkedBy() {
        return choice.use().device().orElse(CheckVerdict.SOFTWARE);
    }

    /// Keeps what a check of this session found.
    void keep(CheckVerdict verdict, FrameIndex index) throws IOException {
        verdicts.write(indexing.identity(), index, verdict);
    }

    /// The places that pictures were reached from so far.
    SeekTally seeks() {
        return choice.tally();
    }

    /// Another reader of the same file, as its index wants it decoded by software.
    PictureReader openForOrder(FrameIndex index) {
        return readers.open(file, index.needsOneThread() ? 1 : 0);
    }

    @Override
    public DecoderUse decoder() {
        return choice.use();
    }

    @Override
    public CompletableFuture<DecoderUse> decoding() {
        return decoding.copy();
    }

    @Override
    public void onDecoder(Consumer<DecoderUse> listener) {
        choice.onChange(listener);
    }

    /// How far indexing is.
    @Override
    public IndexProgress progress() {
        return progress.now();
    }

    /// Tells `listener` how far indexing is: at once on the calling thread, then on the indexing thread.
    @Override
    public void onProgress(Consumer<IndexProgress> listener) {
        progress.follow(listener);
    }

    /// Number of pictures, once the index is there.
    @Override
    public OptionalInt frameCount() {
        FrameIndex known = indexIfKnown();
        return known == null ? OptionalInt.empty() : OptionalInt.of(known.count());
    }

    /// Asks for picture `number`. The future completes with a frame that the receiver closes, or with
    /// [FrameUnreachable], with [MediaException], or with `CancellationException` when a newer NOW came or the session
    /// was closed. A picture in the cache is there at once.
    @Override
    public CompletableFuture<Frame> frame(int number, Priority priority) {
        return decode.request(number, priority);
    }

    @Override
    public QuietReader quiet(FrameIndex known) {
        QuietReader opened = new QuietVideo(file, readers, known, decode::giveWay, quiet::remove);
        quiet.add(opened);
        if (cancellation.isCancelled()) {
            opened.close();
        }
        return opened;
    }

    @Override
    public void onReturn(Runnable listener) {
        watch.onReturn(listener);
    }

    /// Whether picture `number` would come without decoding.
    @Override
    public boolean isCached(int number) {
        return decode.isCached(number);
    }

    /// Gives up all cached pictures, for when memory is short.
    @Override
    public void dropCache() {
        decode.dropCache();
    }

    /// Native handles open in this session; 0 after closing it and all frames.
    @Override
    public int openHandles() {
        return readers.openHandles();
    }

    private @Nullable FrameIndex indexIfKnown() {
        if (proved.isDone() && !proved.isCompletedExceptionally()) {
            return proved.join();
        }
        return index.isDone() && !index.isCompletedExceptionally() ? index.join() : null;
    }

    private void buildIndex() {
        try {
            FrameIndex built = indexing.get(progress::write, cancellation, new Watchers());
            // The proof first: whoever is told of an index finds the better one already there.
            proved.complete(built);
            index.complete(built);
            choice.prove(built, indexing.identity(), cancellation::isCancelled);
        } catch (RuntimeException | Error e) {
            Throwable told =
                    e instanceof MediaException refusal && !cancellation.isCancelled() ? watch.explain(refusal) : e;
            proved.completeExceptionally(told);
            index.completeExceptionally(told);
        }
        progress.finish();
        decoding.complete(choice.use());
        decode.wake();
        sweep();
    }

    private void sweep() {
        try {
            new IndexFolderSweep(indexFolder, IndexFolderSweep.USUAL_BYTES, Instant.now()).run();
        } catch (IOException e) {
            // It only saves room; the next session tries again.
            LOG.debug("the folder of indexes was not swept", e);
        }
    }

    /// Those who work with the numbers of this session while they are being proved.
    private final class Watchers implements Audience {
        @Override
        public void nothingRemembered() {
            decode.allowCounting();
        }

        @Override
        public boolean accepts(FrameIndex provisional) {
            return decode.agreesWith(provisional);
        }

        @Override
        public void publish(FrameIndex provisional) {
            index.complete(provisional);
            decode.wake();
        }

        @Override
        public FrameIndex settle(@Nullable FrameIndex provisional, FrameIndex built, boolean allSeen) {
            return handouts.settle(provisional, built, allSeen);
        }

        @Override
        public void giveWay() {
            decode.giveWay();
        }
    }

    /// Stops both threads, cancels what was asked, frees all native memory but that of frames still held. Waits until
    /// it is done, some milliseconds.
    @Override
    public void close() {
        cancellation.cancel();
        watch.close();
        List.copyOf(quiet).forEach(QuietReader::close);
        decode.close();
        ThreadEnds.await(List.of(indexThread));
        readers.close();
    }
}
