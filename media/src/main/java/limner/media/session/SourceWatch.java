package limner.media.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after a file that may vanish while it is in use: tells what became of it when reading fails, and, once it is
/// gone, looks every now and then whether it is back. Any thread; the opener closes it.
///
/// A file is the same as before when size and digest of head and tail are, whatever its time of change: people put a
/// lost file back by copying it. The pictures themselves are proved one by one anyway.
final class SourceWatch implements AutoCloseable {
    private static final long EVERY_MILLIS = 400;
    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);

    private final MediaFile file;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private @Nullable Thread watching;
    private boolean closed;

    SourceWatch(MediaFile file) {
        this.file = file;
    }

    /// `listener` is told on a thread of this watch when a file that was gone is back.
    void onReturn(Runnable listener) {
        listeners.add(listener);
    }

    /// Why the file cannot be read now, or null when it is there and the same. Reads at most 2 MiB.
    @Nullable
    MediaException trouble() {
        MediaFile now;
        try {
            now = MediaFile.of(file.path());
        } catch (MediaException.Missing e) {
            return new MediaException.Gone(file.path());
        } catch (MediaException.Empty | MediaException.NotAFile e) {
            return new MediaException.Changed(file.path());
        } catch (MediaException e) {
            return e;
        }
        return now.fingerprint().equals(file.fingerprint()) ? null : new MediaException.Changed(file.path());
    }

    /// Puts a failure to read into the words for what became of the file, if that is the reason, and starts to look for
    /// its return.
    RuntimeException explain(RuntimeException failure) {
        @Nullable MediaException trouble = trouble();
        if (trouble == null) {
            return failure;
        }
        watch();
        return trouble;
    }

    private void watch() {
        synchronized (lock) {
            if (closed || watching != null) {
                return;
            }
            Thread thread =
                    new Thread(this::untilItIsBack, "watch " + file.path().getFileName());
            thread.setDaemon(true);
            watching = thread;
            thread.start();
        }
    }

    private void untilItIsBack() {
        while (true) {
            synchronized (lock) {
                if (!closed) {
                    try {
                        lock.wait(EVERY_MILLIS);
                    } catch (InterruptedException e) {
                        // Nobody interrupts this thread on purpose; closing sets a flag and notifies.
                        Thread.interrupted();
                    }
                }
                if (closed) {
                    return;
                }
            }
            if (isBack()) {
                synchronized (lock) {
                    watching = null;
                    if (closed) {
                        return;
                    }
                }
                listeners.forEach(this::tell);
                return;
            }
        }
    }

    /// Whatever goes wrong with looking, it goes on: nobody else would notice the file's return.
    private boolean isBack() {
        try {
            return trouble() == null;
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warn("looking for {} failed", file.path(), e);
            return false;
        }
    }

    private void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warn("one who waited for {} failed", file.path(), e);
        }
    }

    /// Ends the looking; waits for nothing.
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }
}
