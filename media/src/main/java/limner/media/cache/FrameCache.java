package limner.media.cache;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import limner.media.frame.Picture;
import org.jspecify.annotations.Nullable;

/// Decoded pictures by frame number around a playhead, within a [PictureBudget] that it may share with other caches.
/// When room is needed the picture furthest from the playhead goes first, where those behind it, against the direction
/// of travel, count as further away.
///
/// The cache owns one share of every picture in it and gives it up when the picture goes; the maker closes the cache.
/// Any thread.
public final class FrameCache implements AutoCloseable {
    /// A picture behind the playhead goes as early as one so many times further ahead: three quarters of the room lie
    /// ahead.
    private static final long BEHIND = 3;

    /// Going forwards, the cache grows by no pictures further behind than this while the budget has room: memory that
    /// is used again costs less than fresh memory, whose pages the system clears first.
    private static final int MOST_BEHIND = 48;

    private final PictureBudget budget;
    private final NavigableMap<Integer, Picture> pictures = new TreeMap<>();
    private final Runnable whenGivenUp;
    private long bytes;
    private long bytesOfOne;
    private int playhead;
    private int direction;
    private boolean closed;

    /// @param budget what to stay within; one picture is kept even when it is larger
    public FrameCache(PictureBudget budget) {
        this(budget, 0, () -> {});
    }

    /// @param expected about how many bytes a picture will have, 0 when nothing is known
    /// @param whenGivenUp called by any thread, which must not be held up, when others or a lack of memory took
    ///     everything
    public FrameCache(PictureBudget budget, long expected, Runnable whenGivenUp) {
        this.budget = budget;
        this.bytesOfOne = expected;
        this.whenGivenUp = whenGivenUp;
        budget.join(this);
    }

    /// Tells where pictures are wanted.
    ///
    /// @param frame the frame asked for last
    /// @param towards 1 when going forwards, -1 when going backwards, 0 when neither is known
    public void focus(int frame, int towards) {
        synchronized (budget.lock) {
            playhead = frame;
            direction = towards;
            if (!closed) {
                budget.use(this);
            }
        }
    }

    /// Keeps `picture`, of which the caller keeps its own share; not for long when others are nearer to the playhead.
    public void put(int frame, Picture picture) {
        synchronized (budget.lock) {
            if (closed || pictures.containsKey(frame)) {
                return;
            }
            pictures.put(frame, picture.retain());
            bytesOfOne = Math.max(1, picture.byteSize());
            bytes += picture.byteSize();
            budget.took(picture.byteSize());
            if (direction > 0 && frame >= playhead && pictures.firstKey() < playhead - MOST_BEHIND) {
                remove(pictures.firstKey());
            }
            budget.makeRoom(this);
        }
    }

    /// Gives up the picture furthest away, unless it is the only one. Under the lock.
    boolean giveUpOne() {
        if (pictures.size() < 2) {
            return false;
        }
        int first = pictures.firstKey();
        int last = pictures.lastKey();
        remove(distance(first) > distance(last) ? first : last);
        return true;
    }

    private long distance(int frame) {
        long steps = Math.abs((long) frame - playhead);
        return direction != 0 && Integer.signum(frame - playhead) == -direction ? BEHIND * steps : steps;
    }

    /// Gives up everything for others; false when there was nothing. Under the lock.
    boolean giveUpAll() {
        if (pictures.isEmpty()) {
            return false;
        }
        clear();
        whenGivenUp.run();
        return true;
    }

    /// A share of the picture for the caller to close, or null.
    public @Nullable Picture get(int frame) {
        synchronized (budget.lock) {
            Picture picture = pictures.get(frame);
            return picture == null ? null : picture.retain();
        }
    }

    /// Whether the picture is there.
    public boolean contains(int frame) {
        synchronized (budget.lock) {
            return pictures.containsKey(frame);
        }
    }

    /// The nearest frame number at or below `frame` whose picture is not there; -1 when all down to 0 are.
    public int missingAtOrBelow(int frame) {
        synchronized (budget.lock) {
            int missing = frame;
            for (Map.Entry<Integer, Picture> each :
                    pictures.headMap(frame, true).descendingMap().entrySet()) {
                if (each.getKey() != missing) {
                    break;
                }
                missing--;
            }
            return missing;
        }
    }

    /// The numbers of the pictures held now.
    public List<Integer> frames() {
        synchronized (budget.lock) {
            return List.copyOf(pictures.keySet());
        }
    }

    /// Gives up one picture, if it is there.
    public void remove(int frame) {
        synchronized (budget.lock) {
            Picture picture = pictures.remove(frame);
            if (picture != null) {
                bytes -= picture.byteSize();
                budget.took(-picture.byteSize());
                picture.close();
            }
        }
    }

    /// Bytes held now.
    public long bytes() {
        synchronized (budget.lock) {
            return bytes;
        }
    }

    /// How many pictures of the size of the last one fit into the budget, at least 1; 1 before the first when
    /// nothing is known of it.
    public int room() {
        synchronized (budget.lock) {
            return bytesOfOne == 0 ? 1 : (int) Math.clamp(budget.allowed() / bytesOfOne, 1, 1 << 20);
        }
    }

    /// Gives up everything, for when memory is short.
    public void clear() {
        synchronized (budget.lock) {
            pictures.values().forEach(Picture::close);
            pictures.clear();
            budget.took(-bytes);
            bytes = 0;
        }
    }

    @Override
    public void close() {
        synchronized (budget.lock) {
            closed = true;
            clear();
            budget.leave(this);
        }
    }
}
