package limner.media.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lossy pictures on disk, within a number of bytes. It is switched off until [#setBytes] says how many. Any thread;
/// calls wait for the disk. The maker closes it.
///
/// Pictures stand in segments: files to which one process each appends, and which any process reads. When room is
/// needed the oldest segment goes, whoever wrote it. Nothing read is believed: a header or content whose CRC is
/// another one counts as absent, and what a killed process left half-written is passed over. Losing any of it costs
/// time and nothing else.
public final class ProxyStore implements AutoCloseable {
    private static final String ENDING = ".lmnpix";
    private static final int SEGMENTS = 16;
    private static final long SMALLEST_SEGMENT = 64L << 10;
    private static final long LARGEST_SEGMENT = 64L << 20;

    /// No encoder makes a JPEG that is wider or higher.
    private static final int MOST_SIDE = 65_500;

    private static final Logger LOG = LoggerFactory.getLogger(ProxyStore.class);

    private final Path folder;
    private final Supplier<ProxyCodec> maker;
    private final SortedMap<Path, Segment> segments = new TreeMap<>();
    private final Map<ProxyKey, Place> places = new HashMap<>();
    private @Nullable ProxyCodec codec;
    private @Nullable Writing writing;
    private volatile long most;
    private boolean looked;
    private boolean closed;
    private int made;

    /// @param folder where the segments are; made when the first picture is kept
    /// @param maker makes the codec when the first picture is kept or found; it is closed with the store
    public ProxyStore(Path folder, Supplier<ProxyCodec> maker) {
        this.folder = folder;
        this.maker = maker;
    }

    /// Null once the store is closed: a codec made then would never be closed.
    private synchronized @Nullable ProxyCodec codec() {
        ProxyCodec known = codec;
        if (known == null && !closed) {
            known = maker.get();
            codec = known;
        }
        return known;
    }

    private record Place(Segment segment, Entry entry, int at) {}

    private record Writing(Path path, FileChannel channel, long size) {}

    /// Bytes that may be used; 0 while it is switched off.
    public long bytes() {
        return most;
    }

    /// Switches it on, or off with 0, which leaves what is there. Fewer bytes than are used take effect with the next
    /// picture.
    public synchronized void setBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a number of bytes is not negative");
        }
        most = closed ? 0 : bytes;
        if (most == 0) {
            forget();
        }
    }

    /// Whether pictures are kept at all.
    public boolean isOn() {
        return most > 0;
    }

    /// The bytes that are used on disk now, by all processes.
    public synchronized long used() {
        return list().values().stream().mapToLong(Long::longValue).sum();
    }

    /// Removes all pictures of all processes.
    public synchronized void clear() {
        forget();
        list().keySet().forEach(this::remove);
    }

    private void lookOnce() {
        if (!looked && isOn()) {
            refresh(list());
        }
    }

    /// Looks what other processes have written meanwhile.
    public synchronized void refresh() {
        if (isOn()) {
            refresh(list());
        }
    }

    /// Whether there is such a picture; it may still turn out to be damaged.
    public synchronized boolean contains(ProxyKey key) {
        lookOnce();
        return isOn() && places.containsKey(key);
    }

    /// The pixels kept for a picture, or nothing when there are none that can be believed.
    public Optional<ScreenPixels> get(ProxyKey key) {
        byte @Nullable [] content;
        @Nullable Place place;
        synchronized (this) {
            lookOnce();
            place = isOn() ? places.get(key) : null;
            if (place == null) {
                return Optional.empty();
            }
            content = content(place);
            if (content == null) {
                places.remove(key, place);
                return Optional.empty();
            }
        }
        ProxyCodec by = codec();
        if (by == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    by.decode(content, place.entry().width(), place.entry().height()));
        } catch (IOException e) {
            LOG.debug("a picture in {} cannot be decoded", place.segment().path(), e);
        }
        synchronized (this) {
            places.remove(key, place);
        }
        return Optional.empty();
    }

    private byte @Nullable [] content(Place place) {
        try {
            return place.segment().read(place.entry(), place.at());
        } catch (IOException e) {
            LOG.debug("{} cannot be read", place.segment().path(), e);
            drop(place.segment().path());
            return null;
        }
    }

    /// Keeps pixels, smaller ones if asked for; without effect while it is switched off, when they are there, when
    /// they take more than all the room, or when no JPEG is that wide or high.
    ///
    /// @throws IOException when the disk refuses; what was there before stays good
    public void put(ProxyKey key, ScreenPixels pixels, int width, int height) throws IOException {
        if (!isOn() || contains(key) || width > MOST_SIDE || height > MOST_SIDE) {
            return;
        }
        ProxyCodec by = codec();
        if (by == null) {
            return;
        }
        byte[] content = by.encode(pixels, width, height);
        Entry entry = Entry.of(key, width, height, content);
        synchronized (this) {
            if (isOn() && !places.containsKey(key)) {
                append(entry, content);
            }
        }
    }

    private void append(Entry entry, byte[] content) throws IOException {
        long needed = Entry.BYTES + content.length;
        SortedMap<Path, Long> there = list();
        if (writing != null && !there.containsKey(writing.path())) {
            // Another process needed the room.
            endWriting();
        }
        if (writing != null && writing.size() + needed > segmentBytes()) {
            endWriting();
        }
        long all = needed + (writing == null ? Segment.MAGIC.length : 0);
        long total = there.values().stream().mapToLong(Long::longValue).sum();
        for (Map.Entry<Path, Long> oldest : new ArrayList<>(there.entrySet())) {
            if (total + all <= most) {
                break;
            }
            if (writing != null && writing.path().equals(oldest.getKey())) {
                endWriting();
                all += Segment.MAGIC.length;
            }
            if (remove(oldest.getKey())) {
                there.remove(oldest.getKey());
                total -= oldest.getValue();
            }
        }
        if (total + all > most) {
            return;
        }
        Writing now = write(entry, content);
        there.put(now.path(), now.size());
        refresh(there);
    }

    private long segmentBytes() {
        return Math.clamp(most / SEGMENTS, SMALLEST_SEGMENT, LARGEST_SEGMENT);
    }

    private Writing write(Entry entry, byte[] content) throws IOException {
        Writing now = writing == null ? begin() : writing;
        ByteBuffer bytes = ByteBuffer.allocate(Entry.BYTES + content.length);
        entry.write(bytes);
        bytes.put(content).flip();
        try {
            while (bytes.hasRemaining()) {
                now.channel().write(bytes);
            }
            Writing longer = new Writing(now.path(), now.channel(), now.size() + Entry.BYTES + content.length);
            writing = longer;
            return longer;
        } catch (IOException e) {
            // What is torn stays behind the last whole picture, where nobody reads.
            writing = now;
            endWriting();
            throw e;
        }
    }

    /// By its name, a segment sorts behind all that are older.
    private Writing begin() throws IOException {
        Files.createDirectories(folder);
        while (true) {
            String name = String.format(
                    "%013x-%d-%d%s",
                    System.currentTimeMillis(), ProcessHandle.current().pid(), made++, ENDING);
            Path path = folder.resolve(name);
            try {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return begin(path, channel);
            } catch (FileAlreadyExistsException e) {
                // Another store has begun one in this very millisecond; the next name is another one.
                LOG.debug("{} is there already", path, e);
            }
        }
    }

    private static Writing begin(Path path, FileChannel channel) throws IOException {
        try {
            channel.write(ByteBuffer.wrap(Segment.MAGIC));
            return new Writing(path, channel, Segment.MAGIC.length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void endWriting() {
        if (writing != null) {
            try {
                writing.channel().close();
            } catch (IOException e) {
                LOG.debug("{} was not closed in order", writing.path(), e);
            }
            writing = null;
        }
    }

    /// The segments on disk with their sizes, the oldest first.
    private SortedMap<Path, Long> list() {
        SortedMap<Path, Long> there = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.toList()) {
                if (String.valueOf(path.getFileName()).endsWith(ENDING)) {
                    sizeOf(path, there);
                }
            }
        } catch (NoSuchFileException e) {
            return there;
        } catch (IOException e) {
            LOG.debug("{} cannot be listed", folder, e);
        }
        return there;
    }

    private static void sizeOf(Path path, Map<Path, Long> into) {
        try {
            into.put(path, Files.size(path));
        } catch (IOException e) {
            // Another process has just removed it.
            return;
        }
    }

    /// Opens only what is longer, or shorter, than it was the last time.
    private void refresh(SortedMap<Path, Long> there) {
        looked = true;
        for (Path gone : List.copyOf(segments.keySet())) {
            if (!there.containsKey(gone)) {
                drop(gone);
            }
        }
        for (Map.Entry<Path, Long> one : there.entrySet()) {
            Path path = one.getKey();
            Segment segment = segments.computeIfAbsent(path, Segment::new);
            try {
                if (!segment.isSeen(one.getValue())) {
                    segment.look((entry, at) -> places.put(entry.key(), new Place(segment, entry, at)));
                }
            } catch (IOException e) {
                LOG.debug("{} cannot be read", path, e);
                drop(path);
            }
        }
    }

    private void drop(Path path) {
        Segment segment = segments.remove(path);
        if (segment != null) {
            places.values().removeIf(place -> place.segment() == segment);
            segment.close();
        }
    }

    private boolean remove(Path path) {
        drop(path);
        try {
            Files.deleteIfExists(path);
            return true;
        } catch (IOException e) {
            // Some systems keep what another process has open; the next one goes in its stead.
            LOG.debug("{} stays", path, e);
            return false;
        }
    }

    private void forget() {
        endWriting();
        segments.values().forEach(Segment::close);
        segments.clear();
        places.clear();
        looked = false;
    }

    @Override
    public synchronized void close() {
        closed = true;
        most = 0;
        forget();
        if (codec != null) {
            codec.close();
            codec = null;
        }
    }
}
