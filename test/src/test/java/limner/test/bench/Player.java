package limner.test.bench;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import limner.media.index.FrameIndex;
import limner.media.session.Frame;
import limner.media.session.MediaSession;
import limner.media.session.Priority;

/// Plays a video over and over as the desk does: every picture at its time, some asked for ahead, each converted for
/// the screen. Closing stops it; its figures are good after that.
final class Player implements AutoCloseable {
    private static final int AHEAD = 6;

    private final MediaSession session;
    private final FrameIndex index;
    private final ByteBuffer screen;
    private final Thread thread = new Thread(this::play, "player");
    private final Deque<CompletableFuture<Frame>> asked = new ArrayDeque<>();
    private volatile boolean stop;
    private int next;
    private int shown;
    private int late;

    private Player(MediaSession session) {
        this.session = session;
        this.index = session.proved().join();
        this.screen = ByteBuffer.allocateDirect(
                session.info().width() * session.info().height() * 4);
    }

    /// The session stays the caller's.
    static Player start(MediaSession session) {
        Player player = new Player(session);
        player.thread.start();
        return player;
    }

    private void play() {
        long frameNanos = (long) (1e9 / index.rate());
        long due = System.nanoTime() + frameNanos;
        while (!stop) {
            while (asked.size() < AHEAD) {
                asked.add(session.frame(next, Priority.PLAYBACK));
                next = (next + 1) % index.count();
            }
            try (Frame frame = asked.remove().join()) {
                frame.picture().toBgra(screen);
            }
            long early = due - System.nanoTime();
            if (early >= 0) {
                LockSupport.parkNanos(early);
                due += frameNanos;
            } else {
                late++;
                due = System.nanoTime() + frameNanos;
            }
            shown++;
        }
        asked.forEach(future -> future.thenAccept(Frame::close).join());
    }

    int shown() {
        return shown;
    }

    /// Pictures that were not converted when their time had come.
    int late() {
        return late;
    }

    @Override
    public void close() throws InterruptedException {
        stop = true;
        thread.join();
    }
}
