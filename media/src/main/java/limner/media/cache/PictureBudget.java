package limner.media.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How many bytes of decoded pictures may be kept, by all caches that share it together. When it is used up, a cache
/// that was not looked at for longest gives up everything first, then the one that asks gives up what is furthest from
/// its playhead.
///
/// While the machine is short of memory, little is kept whatever the budget. Any thread; changes act with the next
/// picture.
public final class PictureBudget {
    /// Of the machine's memory, this part is the usual budget.
    private static final int USUAL_PART = 8;

    private static final long USUAL_LEAST = 256L << 20;
    private static final long USUAL_MOST = 4L << 30;

    /// What stays allowed while memory is short: enough to step on, and for the picture on screen.
    private static final long WHILE_SHORT = 64L << 20;

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

    final Object lock = new Object();
    private final Supplier<OptionalLong> available;
    private final long reserve;
    private final List<FrameCache> caches = new ArrayList<>();
    private long bytes;
    private long used;
    private boolean isShort;
    private long looked = System.nanoTime() - LOOK_EVERY;

    /// A budget that minds no lack of memory.
    ///
    /// @param bytes bytes of pictures to keep; 0 keeps one picture
    public PictureBudget(long bytes) {
        this(bytes, OptionalLong::empty, 0);
    }

    /// @param available bytes of memory that could be had now, if that is known
    /// @param reserve bytes that should stay available for others
    PictureBudget(long bytes, Supplier<OptionalLong> available, long reserve) {
        check(bytes);
        this.bytes = bytes;
        this.available = available;
        this.reserve = reserve;
    }

    /// The usual budget on this machine, released while less than a sixteenth of its memory (at most 1 GiB) is
    /// available.
    public static PictureBudget ofThisMachine() {
        long memory = MachineMemory.total();
        return new PictureBudget(usual(memory), MachineMemory::available, Math.min(memory / 16, 1L << 30));
    }

    /// The usual budget on a machine with `memory` bytes: an eighth of it, at least 256 MiB and at most 4 GiB.
    public static long usual(long memory) {
        return Math.clamp(memory / USUAL_PART, USUAL_LEAST, USUAL_MOST);
    }

    private static void check(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a budget is not negative");
        }
    }

    /// Bytes that may be used when memory is not short.
    public long bytes() {
        synchronized (lock) {
            return bytes;
        }
    }

    /// Changes the budget; what is too much goes at once.
    public void setBytes(long next) {
        check(next);
        synchronized (lock) {
            bytes = next;
            if (!caches.isEmpty()) {
                makeRoom(caches.getLast());
            }
        }
    }

    /// Bytes used now.
    public long used() {
        synchronized (lock) {
            return used;
        }
    }

    /// Looks how much memory the machine has left, at most twice a second; when it has become too little, every cache
    /// gives up everything.
    public void lookAtMemory() {
        synchronized (lock) {
            long now = System.nanoTime();
            if (now - looked < LOOK_EVERY) {
                return;
            }
            looked = now;
            OptionalLong left = available.get();
            if (left.isEmpty()) {
                return;
            }
            boolean was = isShort;
            // Twice the reserve ends it: what was just given up must not end it at once.
            isShort = left.getAsLong() < (was ? 2 * reserve : reserve);
            if (isShort && !was) {
                List.copyOf(caches).forEach(FrameCache::giveUpAll);
            }
        }
    }

    /// Whether little is kept because the machine is short of memory.
    public boolean isMemoryShort() {
        synchronized (lock) {
            return isShort;
        }
    }

    long allowed() {
        return isShort ? Math.min(bytes, WHILE_SHORT) : bytes;
    }

    void join(FrameCache cache) {
        synchronized (lock) {
            caches.add(cache);
        }
    }

    void leave(FrameCache cache) {
        caches.remove(cache);
    }

    /// The caches stand in the order of their last use.
    void use(FrameCache cache) {
        if (caches.getLast() != cache && caches.remove(cache)) {
            caches.add(cache);
        }
    }

    void took(long more) {
        used += more;
    }

    void makeRoom(FrameCache asking) {
        lookAtMemory();
        for (int i = 0; used > allowed() && i < caches.size(); i++) {
            if (caches.get(i) != asking) {
                caches.get(i).giveUpAll();
            }
        }
        boolean more = true;
        while (more && used > allowed()) {
            more = asking.giveUpOne();
        }
    }
}
