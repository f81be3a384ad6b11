package limner.media.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import limner.media.frame.Picture;
import org.jspecify.annotations.Nullable;

/// Decoded pictures by frame number within a number of bytes; the one not used for longest goes first. The cache owns
/// one share of every picture in it and gives it up when the picture goes; the maker closes the cache. Any thread.
public final class FrameCache implements AutoCloseable {
    private final long budget;
    private final LinkedHashMap<Integer, Picture> pictures = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;
    private boolean closed;

    /// @param budget bytes to stay within; one picture is kept even when it is larger
    public FrameCache(long budget) {
        if (budget < 0) {
            throw new IllegalArgumentException("a budget is not negative");
        }
        this.budget = budget;
    }

    /// Keeps `picture`, of which the caller keeps its own share.
    public synchronized void put(int frame, Picture picture) {
        if (closed || pictures.get(frame) != null) {
            return;
        }
        pictures.put(frame, picture.retain());
        bytes += picture.byteSize();
        var oldest = pictures.entrySet().iterator();
        while (bytes > budget && pictures.size() > 1) {
            Map.Entry<Integer, Picture> entry = oldest.next();
            oldest.remove();
            bytes -= entry.getValue().byteSize();
            entry.getValue().close();
        }
    }

    /// A share of the picture for the caller to close, or null.
    public synchronized @Nullable Picture get(int frame) {
        Picture picture = pictures.get(frame);
        return picture == null ? null : picture.retain();
    }

    /// Whether the picture is there; does not count as a use.
    public synchronized boolean contains(int frame) {
        return pictures.containsKey(frame);
    }

    /// The numbers of the pictures held now.
    public synchronized List<Integer> frames() {
        return List.copyOf(pictures.keySet());
    }

    /// Gives up one picture, if it is there.
    public synchronized void remove(int frame) {
        Picture picture = pictures.remove(frame);
        if (picture != null) {
            bytes -= picture.byteSize();
            picture.close();
        }
    }

    /// Bytes held now.
    public synchronized long bytes() {
        return bytes;
    }

    /// How many pictures of the size of those held fit into the budget, at least 1.
    public synchronized int room() {
        if (pictures.isEmpty()) {
            return 1;
        }
        long each = Math.max(1, bytes / pictures.size());
        return (int) Math.clamp(budget / each, 1, 1 << 20);
    }

    /// Gives up everything, for when memory is short.
    public synchronized void clear() {
        pictures.values().forEach(Picture::close);
        pictures.clear();
        bytes = 0;
    }

    @Override
    public synchronized void close() {
        closed = true;
        clear();
    }
}
