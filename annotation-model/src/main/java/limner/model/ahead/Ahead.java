package limner.model.ahead;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// Lets one thread make things while another one takes them, in the order in which they are made. How far the one may
/// be ahead is limited by what the things weigh, so that memory does not depend on how many or how large they are.
///
/// @param <T> what is made, and not altered afterwards
public final class Ahead<T> {

    /// About as many bytes may wait to be taken; of larger things, one.
    private static final int ROOM = 1 << 21;

    /// Things pass from one thread to the other when they weigh as much together.
    private static final int BATCH = ROOM / 8;

    private static final long MOMENT_MILLIS = 100;

    /// What each thing weighs at least.
    private static final int LEAST = 512;

    private final BlockingQueue<Batch<T>> batches = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(ROOM);
    private List<T> batch = new ArrayList<>();
    private int weight;

    private Ahead() {}

    /// Things that pass together; the last one has none.
    private record Batch<T>(List<T> things, int weight) {}

    /// Makes things on a thread of its own, and takes them on the calling one. Returns when both have ended.
    ///
    /// @param name of the thread
    /// @param maker hands over what it makes with [#add(Object, long)]
    /// @param taker is given a few things at a time, at least one
    /// @return what the maker returned, after all was taken
    /// @throws RuntimeException that of the maker, after all that it made before was taken; or that of the taker, after
    ///     which nothing more is made
    /// @throws InterruptedException when the calling thread was interrupted; nothing more is made or taken then
    public static <T, R> R run(String name, Function<Ahead<T>, R> maker, Consumer<List<T>> taker)
            throws InterruptedException {
        Ahead<T> ahead = new Ahead<>();
        try (ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory())) {
            Future<R> made = thread.submit(() -> ahead.make(maker));
            try {
                ahead.takeAll(made, taker);
                return made.get();
            } catch (ExecutionException e) {
                throw cause(e);
            } finally {
                made.cancel(true);
            }
        }
    }

    private static RuntimeException cause(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case null, default -> new IllegalStateException(e);
        };
    }

    private void takeAll(Future<?> made, Consumer<List<T>> taker) throws InterruptedException {
        boolean isEnd = false;
        while (!isEnd) {
            // Where memory is out there may be none for the mark of the end either.
            boolean isLast = made.isDone();
            Batch<T> next = batches.poll(isLast ? 0 : MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            isEnd = next == null ? isLast : next.things().isEmpty();
            if (next != null && !isEnd) {
                taker.accept(next.things());
                room.release(next.weight());
            }
        }
    }

    // The thread of the maker.

    private <R> R make(Function<Ahead<T>, R> maker) {
        try {
            R result = maker.apply(this);
            pass();
            return result;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            pass();
            throw e;
        } finally {
            batches.add(new Batch<>(List.of(), 0));
        }
    }

    /// Hands a thing over. Called by the maker alone; waits while too much waits to be taken.
    ///
    /// @param bytes what it weighs, about
    /// @throws CancellationException when nobody takes it any more
    public void add(T thing, long bytes) {
        batch.add(thing);
        weight = (int) Math.min(ROOM, weight + Math.max(LEAST, bytes));
        if (weight >= BATCH) {
            pass();
        }
    }

    private void pass() {
        if (batch.isEmpty()) {
            return;
        }
        try {
            room.acquire(weight);
        } catch (InterruptedException e) {
            throw new CancellationException("Nobody takes what is made any more.");
        }
        batches.add(new Batch<>(batch, weight));
        batch = new ArrayList<>();
        weight = 0;
    }
}
