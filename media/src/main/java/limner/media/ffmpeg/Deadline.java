package limner.media.ffmpeg;

import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/// Ends blocking reads: when their time is over or when another thread asks. The opener closes it, after the input.
final class Deadline implements AutoCloseable {
    private static final long NONE = Long.MAX_VALUE;
    private static final long NOW = Long.MIN_VALUE;
    private static final Callback CALLBACK = new Callback();

    private final LongPointer until = new LongPointer(1);
    private volatile boolean interrupted;
    private boolean closed;

    Deadline() {
        until.put(NONE);
    }

    /// A callback structure for FFmpeg that looks at this deadline.
    void applyTo(AVIOInterruptCB structure) {
        structure.callback(CALLBACK).opaque(until);
    }

    void allow(long seconds) {
        synchronized (this) {
            until.put(interrupted ? NOW : System.nanoTime() + seconds * 1_000_000_000L);
        }
    }

    void interrupt() {
        synchronized (this) {
            interrupted = true;
            if (!closed) {
                until.put(NOW);
            }
        }
    }

    boolean isInterrupted() {
        return interrupted;
    }

    boolean isOver() {
        return isOver(until.get());
    }

    private static boolean isOver(long until) {
        return until == NOW || until != NONE && System.nanoTime() - until > 0;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            until.deallocate();
        }
    }

    /// Called by FFmpeg on the reading thread; one for all, because it holds nothing.
    private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            return opaque != null && isOver(new LongPointer(opaque).get()) ? 1 : 0;
        }
    }
}
