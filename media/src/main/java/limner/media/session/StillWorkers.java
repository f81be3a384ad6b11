package limner.media.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import limner.media.cache.FrameCache;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;
import limner.media.still.Sequence;
import limner.media.still.StillReader;
import org.jspecify.annotations.Nullable;

/// The threads that decode the pictures of a sequence, and the requests that wait for them. [#request] and [#close] may
/// be called by any thread.
///
/// Stills need nothing of each other, so two are decoded at a time. One that is being decoded is never stopped; what
/// it gives goes into the cache. While nothing is asked, one thread decodes ahead in the direction of travel, but only
/// what the cache keeps beside the picture that is looked at.
final class StillWorkers implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int MOST_AHEAD = 12;

    private final Sequence sequence;
    private final StillReader reader;
    private final FrameCache cache;
    private final CompletableFuture<FrameIndex> index;
    private final boolean prefetch;
    private final List<Thread> threads = new ArrayList<>();
    private final Object lock = new Object();
    private final Deque<Request> playback = new ArrayDeque<>();
    private final Deque<Request> background = new ArrayDeque<>();
    private final Set<Integer> inWork = new HashSet<>();
    private final Set<Integer> failedAhead = new HashSet<>();
    private @Nullable Request newest;
    private int aheadThreads;
    private int playhead = -1;
    private int direction = 1;
    private boolean closed;

    StillWorkers(
            Sequence sequence,
            StillReader reader,
            FrameCache cache,
            CompletableFuture<FrameIndex> index,
            SessionOptions.Prefetch prefetch) {
        this.sequence = sequence;
        this.reader = reader;
        this.cache = cache;
        this.index = index;
        this.prefetch = prefetch == SessionOptions.Prefetch.IN_DIRECTION;
        for (int i = 1; i <= THREADS; i++) {
            Thread thread = new Thread(
                    this::run, "decode " + i + " " + sequence.list().place().getFileName());
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    CompletableFuture<Frame> request(int number, Priority priority) {
        Request request = new Request(number, priority, new CompletableFuture<>());
        int count = sequence.list().count();
        if (number < 0 || number >= count) {
            request.future.completeExceptionally(new FrameUnreachable(number, count));
            return request.future;
        }
        @Nullable Request outdated = null;
        // Without an index no picture has a time; a worker then says why there is none.
        boolean timed = index.isDone() && !index.isCompletedExceptionally();
        @Nullable Picture cached = timed ? cache.get(number) : null;
        boolean refused;
        synchronized (lock) {
            refused = closed;
            if (priority != Priority.BACKGROUND) {
                direction = playhead < 0 || number == playhead ? direction : Integer.signum(number - playhead);
                playhead = number;
                cache.focus(number, direction);
            }
            if (priority == Priority.NOW) {
                outdated = newest;
                newest = null;
            }
            if (cached == null && !refused) {
                switch (priority) {
                    case NOW -> newest = request;
                    case PLAYBACK -> playback.add(request);
                    case BACKGROUND -> background.add(request);
                }
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
        return request.future;
    }

    private void run() {
        while (true) {
            Work work = take();
            if (work == null) {
                return;
            }
            try {
                work(work);
            } finally {
                synchronized (lock) {
                    inWork.remove(work.number);
                    aheadThreads -= work.request == null ? 1 : 0;
                    lock.notifyAll();
                }
            }
        }
    }

    private void work(Work work) {
        Request request = work.request;
        try {
            Picture picture = cache.get(work.number);
            if (picture == null) {
                picture = sequence.picture(work.number, reader);
                cache.put(work.number, picture);
            }
            if (request == null) {
                picture.close();
            } else {
                deliver(request, picture);
            }
        } catch (CompletionException e) {
            fail(work, e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | Error e) {
            fail(work, e);
        }
    }

    private void fail(Work work, Throwable why) {
        if (work.request != null) {
            work.request.future.completeExceptionally(why);
        } else {
            // Whoever asks for the picture is told.
            synchronized (lock) {
                failedAhead.add(work.number);
            }
        }
    }

    private void deliver(Request request, Picture share) {
        FrameIndex known;
        try {
            known = index.join();
        } catch (RuntimeException e) {
            share.close();
            throw e;
        }
        int n = request.number;
        if (!request.future.complete(new Frame(n, known.pts(n), known.seconds(n), share))) {
            share.close();
        }
    }

    /// The next thing to do; null when the session is closed. Waits when there is nothing.
    private @Nullable Work take() {
        synchronized (lock) {
            while (!closed) {
                @Nullable Work next = index.isDone() ? next() : null;
                if (next != null) {
                    inWork.add(next.number);
                    aheadThreads += next.request == null ? 1 : 0;
                    return next;
                }
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // Nobody interrupts these threads on purpose; closing sets a flag and notifies.
                    Thread.interrupted();
                }
            }
            return null;
        }
    }

    private @Nullable Work next() {
        if (newest != null && !inWork.contains(newest.number)) {
            Request next = newest;
            newest = null;
            return new Work(next.number, next);
        }
        for (Deque<Request> queue : List.of(playback, background)) {
            queue.removeIf(request -> request.future.isDone());
            Request first = queue.peekFirst();
            if (first != null && !inWork.contains(first.number)) {
                queue.removeFirst();
                return new Work(first.number, first);
            }
        }
        boolean idle = newest == null && playback.isEmpty() && background.isEmpty();
        if (!prefetch || !idle || playhead < 0 || aheadThreads > 0 || index.isCompletedExceptionally()) {
            return null;
        }
        int reach = Math.min(MOST_AHEAD, cache.room() / 2);
        for (int i = 1; i <= reach; i++) {
            int n = playhead + i * direction;
            if (n < 0 || n >= sequence.list().count()) {
                return null;
            }
            if (!cache.contains(n) && !inWork.contains(n) && !failedAhead.contains(n)) {
                return new Work(n, null);
            }
        }
        return null;
    }

    @Override
    public void close() {
        List<Request> left = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            left.addAll(playback);
            left.addAll(background);
            if (newest != null) {
                left.add(newest);
            }
            playback.clear();
            background.clear();
            newest = null;
            lock.notifyAll();
        }
        left.forEach(request -> request.future.cancel(false));
        ThreadEnds.await(threads);
    }

    private record Request(int number, Priority priority, CompletableFuture<Frame> future) {}

    /// @param request who asked, or null when nobody did yet
    private record Work(int number, @Nullable Request request) {}
}
