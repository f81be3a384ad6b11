package limner.media.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import limner.media.cache.FrameCache;
import limner.media.cache.PictureBudget;
import limner.media.decode.ExactFrameSource;
import limner.media.decode.FrameSource;
import limner.media.decode.PictureReader;
import limner.media.decode.PictureReaders;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that decodes for a session, and the requests that wait for it. [#request] and [#close] may be called
/// by any thread; the rest runs on the decode thread. It owns the reader it was given, which decodes with one thread.
///
/// A decoder keeps the memory of all pictures it ever had out at once. So when pictures are given up because memory is
/// short, the reader is opened anew.
final class DecodeThread implements AutoCloseable {
    /// Nobody asked anything for so long: time to give memory back, and to look how much the machine has left.
    private static final int IDLE_MILLIS = 1000;

    /// When to open the reader anew.
    private enum Renewal {
        NONE,
        WHEN_IDLE,
        SOON
    }

    /// So long does the proof of a picture stand back behind a picture that somebody waits for.
    private static final int GIVE_WAY_MILLIS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(DecodeThread.class);

    private final MediaFile file;
    private final PictureReaders readers;
    private final DecoderChoice choice;
    private final PictureBudget budget;
    private final FrameCache cache;
    private final CompletableFuture<FrameIndex> index;
    private final CompletableFuture<FrameIndex> proved;
    private final Handouts handouts;
    private final SourceWatch watch;
    private final boolean prefetch;
    private final Thread thread;
    private final Object lock = new Object();
    private final Deque<Request> playback = new ArrayDeque<>();
    private final Deque<Request> background = new ArrayDeque<>();
    private final HeadFrames head;
    private @Nullable Request newest;
    private @Nullable Request running;
    private volatile Playhead playhead = Playhead.NOWHERE;
    private Playhead prefetchedFor = Playhead.NOWHERE;
    private volatile Renewal renewal = Renewal.NONE;
    private boolean wasAway;
    private boolean onDevice;
    private volatile boolean mayCount;
    private volatile boolean stop;
    private volatile boolean closed;
    private volatile PictureReader reader;
    private volatile @Nullable ExactFrameSource source;

    DecodeThread(
            MediaFile file,
            PictureReaders readers,
            DecoderChoice choice,
            PictureReader reader,
            PictureBudget budget,
            CompletableFuture<FrameIndex> index,
            CompletableFuture<FrameIndex> proved,
            Handouts handouts,
            SourceWatch watch,
            SessionOptions.Prefetch prefetch) {
        this.file = file;
        this.readers = readers;
        this.choice = choice;
        this.reader = reader;
        this.budget = budget;
        // Called under the budget's lock, where nothing may be waited for.
        long expected = (long) reader.info().width() * reader.info().height() * 2;
        this.cache = new FrameCache(budget, expected, () -> renewal = Renewal.SOON);
        this.index = index;
        this.proved = proved;
        this.handouts = handouts;
        this.watch = watch;
        this.prefetch = prefetch == SessionOptions.Prefetch.IN_DIRECTION;
        this.head = new HeadFrames(reader, cache);
        this.thread = new Thread(this::run, "decode " + file.path().getFileName());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    CompletableFuture<Frame> request(int number, Priority priority) {
        Request request = new Request(number, priority, new CompletableFuture<>(), false);
        @Nullable Request outdated = null;
        @Nullable Request abandoned = null;
        @Nullable Picture cached = isCacheInDoubt() ? null : cached(number);
        boolean refused;
        synchronized (lock) {
            refused = closed;
            if (priority != Priority.BACKGROUND) {
                playhead = playhead.movedTo(number);
                cache.focus(number, playhead.direction());
            }
            if (priority == Priority.NOW) {
                outdated = newest;
                newest = null;
                if (running != null && running.priority == Priority.NOW && running.number != number) {
                    abandoned = running;
                }
            }
            if (cached == null && !refused) {
                switch (priority) {
                    case NOW -> newest = request;
                    case PLAYBACK -> playback.add(request);
                    case BACKGROUND -> background.add(request);
                }
                stop |= running == null || running.priority.compareTo(priority) > 0 || abandoned != null;
            } else {
                stop |= abandoned != null;
            }
            lock.notifyAll();
        }
        // Outside the lock: what hangs on a future may ask for more.
        if (cached != null) {
            deliver(request, cached);
        } else if (refused) {
            request.future.completeExceptionally(new CancellationException("the session is closed"));
        }
        if (outdated != null) {
            outdated.future.cancel(false);
        }
        if (abandoned != null) {
            abandoned.future.cancel(false);
        }
        return request.future;
    }

    /// Waits while a picture is being decoded that somebody waits for, a moment at most. Any thread.
    void giveWay() {
        synchronized (lock) {
            if (running != null && !closed) {
                try {
                    lock.wait(GIVE_WAY_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /// Whether picture `number` would come without decoding.
    boolean isCached(int number) {
        return cache.contains(number);
    }

    /// Gives up all pictures, and their memory when nothing is asked for a while.
    void dropCache() {
        cache.clear();
        if (renewal == Renewal.NONE) {
            renewal = Renewal.WHEN_IDLE;
        }
    }

    /// From now on pictures may be counted from the start: no numbers are remembered that could say otherwise.
    void allowCounting() {
        mayCount = true;
        wake();
    }

    void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /// A share of a cached picture that may go out.
    private @Nullable Picture cached(int number) {
        @Nullable Picture picture = cache.get(number);
        if (picture != null && !mayGoOut(number, picture)) {
            picture.close();
            return null;
        }
        return picture;
    }

    private boolean mayGoOut(int number, Picture picture) {
        @Nullable ExactFrameSource now = source;
        return now != null && now.index().isProved() || handouts.note(number, picture);
    }

    /// Whether `provisional` gives the same numbers as the pictures counted so far.
    boolean agreesWith(FrameIndex provisional) {
        return head.agreesWith(provisional);
    }

    private boolean fromCache(Request request) {
        @Nullable Picture picture = cached(request.number);
        if (picture == null) {
            return false;
        }
        deliver(request, picture);
        return true;
    }

    /// Hands over one share of a picture.
    private void deliver(Request request, Picture share) {
        FrameIndex known = knownIndex();
        long pts = known == null ? head.pts(request.number) : known.pts(request.number);
        double seconds = known == null ? head.seconds(request.number) : known.seconds(request.number);
        if (!request.future.complete(new Frame(request.number, pts, seconds, share))) {
            share.close();
        }
    }

    /// Pictures of before the index, or its proof, was there wait for [#source()] to look whether they stay.
    private boolean isCacheInDoubt() {
        @Nullable ExactFrameSource now = source;
        @Nullable FrameIndex known = knownIndex();
        return known != null && (now == null || now.index() != known);
    }

    /// Whether there is an index, or a reason why there is none. The proof may be there a moment before the other.
    private boolean hasIndex() {
        return index.isDone() || proved.isDone();
    }

    private @Nullable FrameIndex knownIndex() {
        if (proved.isDone() && !proved.isCompletedExceptionally()) {
            return proved.join();
        }
        return index.isDone() && !index.isCompletedExceptionally() ? index.join() : null;
    }

    private void run() {
        try {
            while (!closed) {
                @Nullable Request next = take();
                if (next != null) {
                    serve(next);
                } else if (!closed && renewal == Renewal.NONE) {
                    decodeAhead();
                } else if (!closed) {
                    renew();
                }
            }
        } finally {
            // Also when an error ends this thread: nobody waits for it in vain.
            cancelAll();
            if (source != null) {
                source.close();
            } else {
                reader.close();
            }
            cache.close();
        }
    }

    /// The next request that can be served now; null when it is time to decode ahead or to give memory back. Waits when
    /// there is nothing to do.
    private @Nullable Request take() {
        synchronized (lock) {
            long idleSince = System.nanoTime();
            while (!closed) {
                stop = false;
                running = null;
                @Nullable Request next = nextReady();
                if (next != null) {
                    running = next;
                    return next;
                }
                boolean idle = System.nanoTime() - idleSince >= TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
                if (renewal == Renewal.SOON || idle && renewal == Renewal.WHEN_IDLE) {
                    return null;
                }
                if (renewal == Renewal.NONE
                        && prefetch
                        && hasIndex()
                        && newest == null
                        && !prefetchedFor.equals(playhead)) {
                    return null;
                }
                try {
                    lock.wait(IDLE_MILLIS);
                    budget.lookAtMemory();
                } catch (InterruptedException e) {
                    // Nobody interrupts this thread on purpose; closing sets a flag and notifies.
                    Thread.interrupted();
                }
            }
            return null;
        }
    }

    private @Nullable Request nextReady() {
        if (newest != null && isReady(newest)) {
            Request next = newest;
            newest = null;
            return next;
        }
        for (Deque<Request> queue : List.of(playback, background)) {
            queue.removeIf(request -> request.future.isDone());
            if (!queue.isEmpty() && isReady(queue.peekFirst())) {
                return queue.pollFirst();
            }
        }
        return null;
    }

    private boolean isReady(Request request) {
        return hasIndex() && (!request.awaitsProof || proved.isDone()) || mayCount && head.canReach(request.number);
    }

    private void serve(Request request) {
        if (request.future.isDone()) {
            return;
        }
        try {
            if (isCacheInDoubt()) {
                source();
            }
            boolean answered = fromCache(request) || (hasIndex() ? fromSource(request) : fromHead(request));
            if (!answered && !request.future.isDone()) {
                putBack(request);
            }
        } catch (CompletionException e) {
            request.future.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (MediaException e) {
            if (!backToSoftware(
                    request, e instanceof MediaException.NoDevice no ? no.reason() : "reading by it failed")) {
                fail(request, e);
            }
        } catch (RuntimeException | Error e) {
            request.future.completeExceptionally(e);
        }
    }

    /// Tells why there is no picture: what became of the file, if that is the reason.
    private void fail(Request request, RuntimeException failure) {
        if (closed) {
            request.future.completeExceptionally(new CancellationException("the session is closed"));
            return;
        }
        RuntimeException told = watch.explain(failure);
        wasAway |= told != failure;
        request.future.completeExceptionally(told);
    }

    private boolean fromHead(Request request) {
        return head.read(request.number, () -> isStopped(request)) && fromCache(request);
    }

    /// A request that was interrupted by a more urgent one waits at the head of its queue.
    private void putBack(Request request) {
        putBack(request, false);
    }

    private void putBack(Request stopped, boolean awaitsProof) {
        Request request = new Request(stopped.number, stopped.priority, stopped.future, awaitsProof);
        boolean outdated;
        synchronized (lock) {
            outdated = closed || request.priority == Priority.NOW && newest != null;
            if (!outdated) {
                switch (request.priority) {
                    case NOW -> newest = request;
                    case PLAYBACK -> playback.addFirst(request);
                    case BACKGROUND -> background.addFirst(request);
                }
            }
        }
        if (outdated) {
            request.future.cancel(false);
        }
    }

    private boolean isStopped(Request request) {
        return stop || closed || request.future.isDone();
    }

    /// True when the request was answered, with a picture or with a failure.
    private boolean fromSource(Request request) {
        FrameSource frames = source();
        int count = frames.index().count();
        if (request.number < 0 || request.number >= count) {
            request.future.completeExceptionally(new FrameUnreachable(request.number, count));
            return true;
        }
        Playhead here = playhead;
        FrameSource.Outcome outcome = frames.read(
                request.number,
                request.number == here.frame() ? here.keepFrom(cache.room()) : request.number,
                (number, picture) -> {
                    if (request.priority != Priority.BACKGROUND) {
                        cache.put(number, picture);
                    }
                    if (number == request.number && mayGoOut(number, picture)) {
                        deliver(request, picture.retain());
                    }
                },
                () -> isStopped(request));
        return switch (outcome) {
            case FOUND -> request.future.isDone();
            case STOPPED -> false;
            case UNREACHABLE -> {
                if (!frames.index().isProved() && !proved.isCompletedExceptionally()) {
                    putBack(request, true);
                    yield true;
                }
                if (!backToSoftware(request, "it did not give frame " + request.number + " as it was indexed")) {
                    fail(request, new FrameUnreachable(request.number, count));
                }
                yield true;
            }
        };
    }

    /// Where a device failed, opens the file by software and lets the request wait for that. False when it was software
    /// already, when that could not be opened, or when the file itself is in trouble.
    private boolean backToSoftware(Request request, String reason) {
        if (!onDevice || !choice.wantsDevice() || closed || watch.trouble() != null) {
            return false;
        }
        choice.giveUp(reason);
        putBack(request);
        return true;
    }

    private ExactFrameSource source() {
        if (wasAway && watch.trouble() == null) {
            openAnew();
        }
        if (source != null && source.index().isProved() && onDevice != choice.wantsDevice()) {
            reopen(source);
        }
        @Nullable ExactFrameSource now = source;
        @Nullable FrameIndex proof = knownIndex();
        if (now != null && proof != null && now.index() != proof) {
            settle(now, proof);
        }
        if (source == null) {
            FrameIndex known = proof == null ? proved.join() : proof;
            if (known.needsOneThread()) {
                reader.restart();
            } else if (file.isUnchanged() && !choice.wantsDevice()) {
                reader.restart(0);
            } else {
                // What is open may be what was there before; opening it by name tells.
                PictureReader fast = opened(known);
                reader.close();
                reader = fast;
                if (closed) {
                    fast.interrupt();
                }
            }
            dropWhatTheIndexDidNotSee(known);
            source = new ExactFrameSource(file, known, reader, choice.tally());
        }
        return source;
    }

    /// After the file was away: what was open before may be dead, and what failed meanwhile says nothing about places
    /// to start from.
    private void openAnew() {
        PictureReader fresh = readers.open(file, 1);
        if (source != null) {
            source.close();
            source = null;
        } else {
            reader.close();
        }
        reader = fresh;
        onDevice = false;
        wasAway = false;
        if (closed) {
            fresh.interrupt();
        }
    }

    /// Goes on with the proof: what is kept must equal it, and a damaged file is decoded by one thread from now on.
    private void settle(ExactFrameSource now, FrameIndex proof) {
        dropWhatTheIndexDidNotSee(proof);
        if (proof.needsOneThread()) {
            PictureReader alone = readers.open(file, 1);
            now.close();
            reader = alone;
            if (closed) {
                alone.interrupt();
            }
            source = new ExactFrameSource(file, proof, alone, choice.tally());
            onDevice = false;
        } else {
            now.adopt(proof);
        }
    }

    private void dropWhatTheIndexDidNotSee(FrameIndex known) {
        for (int n : cache.frames()) {
            try (@Nullable Picture picture = cache.get(n)) {
                boolean other = picture != null
                        && known.isProved()
                        && n < known.count()
                        && picture.checksum() != known.checksum(n);
                if (other || n >= known.count() || known.isHole(n)) {
                    cache.remove(n);
                }
            }
        }
    }

    /// Decodes what will probably be asked next, until something is asked.
    private void decodeAhead() {
        Playhead here;
        synchronized (lock) {
            here = playhead;
            prefetchedFor = here;
        }
        if (here.frame() < 0 || knownIndex() == null) {
            return;
        }
        BooleanSupplier ended = () -> stop || closed || here.isLeftFor(playhead);
        try {
            // Forwards first: the reader stands there.
            decodeForwards(here, ended);
            decodeBackwards(here, ended);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Whoever asks for the picture is told.
            LOG.debug("decoding ahead in {} ended", file.path(), e);
        }
    }

    private void decodeForwards(Playhead here, BooleanSupplier ended) {
        int last = Math.min(source().index().count() - 1, here.aheadTo(cache.room()));
        for (int n = here.frame() + 1; n <= last && !ended.getAsBoolean(); n++) {
            if (!cache.contains(n) && source().read(n, n, cache::put, ended) != FrameSource.Outcome.FOUND) {
                return;
            }
        }
    }

    /// Stretch by stretch, the one next to the playhead first.
    private void decodeBackwards(Playhead here, BooleanSupplier ended) {
        int room = cache.room();
        int first = here.backTo(room);
        int missing =
                cache.missingAtOrBelow(Math.min(here.frame(), source().index().count()) - 1);
        if (here.lastsFrom(missing, room)) {
            return;
        }
        int before = Integer.MAX_VALUE;
        // It ends also when the budget does not hold what was just decoded.
        while (missing >= first && missing < before && !ended.getAsBoolean()) {
            if (source().read(missing, first, cache::put, ended) != FrameSource.Outcome.FOUND) {
                return;
            }
            before = missing;
            missing = cache.missingAtOrBelow(missing);
        }
    }

    /// Opens the reader anew, so that the memory of pictures that were given up goes back to the system.
    private void renew() {
        renewal = Renewal.NONE;
        @Nullable ExactFrameSource now = source;
        if (now == null) {
            return;
        }
        try {
            reopen(now);
        } catch (MediaException e) {
            // The file is gone: what is still open stays in use.
            LOG.debug("{} was not opened anew", file.path(), e);
        }
    }

    /// Opens the file by what is chosen now.
    private void reopen(ExactFrameSource now) {
        PictureReader fresh = opened(now.index());
        now.close();
        reader = fresh;
        source = new ExactFrameSource(file, now.index(), fresh, choice.tally());
        if (closed) {
            fresh.interrupt();
        }
    }

    private PictureReader opened(FrameIndex known) {
        DecoderChoice.Opened opened = choice.open(known);
        onDevice = opened.onDevice();
        return opened.reader();
    }

    private void cancelAll() {
        Deque<Request> left = new ArrayDeque<>();
        synchronized (lock) {
            closed = true;
            stop = true;
            left.addAll(playback);
            left.addAll(background);
            if (newest != null) {
                left.add(newest);
            }
            if (running != null) {
                left.add(running);
            }
            lock.notifyAll();
        }
        left.forEach(request -> request.future.cancel(false));
    }

    @Override
    public void close() {
        cancelAll();
        reader.interrupt();
        ThreadEnds.await(List.of(thread));
    }

    private record Request(int number, Priority priority, CompletableFuture<Frame> future, boolean awaitsProof) {}
}
