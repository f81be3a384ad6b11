package limner.media.session;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import limner.media.decode.ExactFrameSource;
import limner.media.decode.FrameSource;
import limner.media.decode.PictureReader;
import limner.media.decode.PictureReaders;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;

/// A [QuietReader] of a video. One thread at a time, but [#close] by any.
final class QuietVideo implements QuietReader {
    private final MediaFile file;
    private final PictureReaders readers;
    private final FrameIndex index;
    private final Runnable giveWay;
    private final Consumer<QuietReader> whenClosed;
    private volatile boolean closed;
    private volatile @Nullable PictureReader reader;
    private @Nullable ExactFrameSource source;

    /// @param giveWay waits a moment while somebody waits for a picture
    /// @param whenClosed called once
    QuietVideo(
            MediaFile file,
            PictureReaders readers,
            FrameIndex index,
            Runnable giveWay,
            Consumer<QuietReader> whenClosed) {
        this.file = file;
        this.readers = readers;
        this.index = index;
        this.giveWay = giveWay;
        this.whenClosed = whenClosed;
    }

    @Override
    public synchronized Optional<Frame> read(int number, BooleanSupplier stop) {
        if (closed) {
            return Optional.empty();
        }
        Taken taken = new Taken(number);
        FrameSource from = source();
        try {
            from.read(number, number, taken, () -> {
                giveWay.run();
                return closed || stop.getAsBoolean();
            });
        } catch (MediaException e) {
            // What is open may be dead, and the file back by the next read.
            rest();
            throw e;
        }
        @Nullable Picture picture = taken.picture;
        return picture == null
                ? Optional.empty()
                : Optional.of(new Frame(number, index.pts(number), index.seconds(number), picture));
    }

    private FrameSource source() {
        ExactFrameSource known = source;
        if (known == null) {
            // One thread: the others belong to the playhead.
            PictureReader opened = readers.open(file, 1);
            reader = opened;
            if (closed) {
                opened.interrupt();
            }
            known = new ExactFrameSource(file, index, opened);
            source = known;
        }
        return known;
    }

    @Override
    public int startOf(int number) {
        int packet = index.packetOf(number);
        int low = 0;
        int high = index.keyCount();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (packet < 0
                    ? index.firstFrameFrom(index.keyPacket(middle)) <= number
                    : index.keyPacket(middle) <= packet) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int key = low - 1; key >= 0; key--) {
            int frame = index.frameOfPacket(index.keyPacket(key));
            if (frame >= 0 && frame <= number) {
                return frame;
            }
        }
        return 0;
    }

    @Override
    public synchronized void rest() {
        if (source != null) {
            source.close();
            source = null;
            reader = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        PictureReader open = reader;
        if (open != null) {
            open.interrupt();
        }
        rest();
        whenClosed.accept(this);
    }

    private static final class Taken implements FrameSource.Sink {
        private final int number;
        private @Nullable Picture picture;

        Taken(int number) {
            this.number = number;
        }

        @Override
        public void picture(int frame, Picture found) {
            if (frame == number && picture == null) {
                picture = found.retain();
            }
        }
    }
}
