package limner.test.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import limner.media.session.Frame;
import limner.media.session.MediaSession;
import limner.media.session.Priority;
import limner.media.session.SessionOptions;

/// A session and the pixels of a screen. One thread; whoever opens one closes it.
final class OwnReader implements AutoCloseable {
    /// In which form frames are wanted.
    enum Delivery {
        NATIVE,
        SCREEN
    }

    private static final double NANOS_PER_MILLI = 1e6;

    private final MediaSession session;
    private final ByteBuffer screen;
    private final int count;

    private OwnReader(MediaSession session) {
        this.session = session;
        this.screen = ByteBuffer.allocateDirect(
                session.info().width() * session.info().height() * 4);
        this.count = session.index().join().count();
    }

    static OwnReader open(Path clip, SessionOptions options) {
        return new OwnReader(MediaSession.open(clip, options));
    }

    /// One whose index is proved, which may take minutes the first time.
    static OwnReader proved(Path clip, SessionOptions options) {
        OwnReader opened = open(clip, options);
        opened.session.proved().join();
        return opened;
    }

    /// Milliseconds until frames have numbers.
    static double indexing(Path clip, SessionOptions options) {
        long before = System.nanoTime();
        try (MediaSession session = MediaSession.open(clip, options)) {
            session.index().join();
            return since(before);
        }
    }

    /// Milliseconds until every number is proved.
    static double proving(Path clip, SessionOptions options) {
        long before = System.nanoTime();
        try (MediaSession session = MediaSession.open(clip, options)) {
            session.proved().join();
            return since(before);
        }
    }

    /// Milliseconds until picture 0 of a file that was never seen lies ready for the screen.
    static double firstPicture(Path clip, SessionOptions options) {
        long before = System.nanoTime();
        try (MediaSession session = MediaSession.open(clip, options);
                Frame frame = session.frame(0, Priority.NOW).join()) {
            ByteBuffer screen = ByteBuffer.allocateDirect(
                    frame.picture().width() * frame.picture().height() * 4);
            frame.picture().toBgra(screen);
            return since(before);
        }
    }

    /// Milliseconds for the first `count` frames, one after another.
    static double sequential(Path clip, SessionOptions options, int count, Delivery delivery) {
        try (OwnReader reader = open(clip, options)) {
            long before = System.nanoTime();
            for (int n = 0; n < count; n++) {
                if (delivery == Delivery.SCREEN) {
                    reader.show(n);
                } else {
                    reader.session.frame(n, Priority.NOW).join().close();
                }
            }
            return since(before);
        }
    }

    private static double since(long before) {
        return (System.nanoTime() - before) / NANOS_PER_MILLI;
    }

    int count() {
        return count;
    }

    /// Nanoseconds from asking to converted.
    long show(int number) {
        long before = System.nanoTime();
        try (Frame frame = session.frame(number, Priority.NOW).join()) {
            frame.picture().toBgra(screen);
        }
        return System.nanoTime() - before;
    }

    void forget() {
        session.dropCache();
    }

    @Override
    public void close() {
        session.close();
    }
}
