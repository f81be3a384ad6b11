package limner.media.ffmpeg;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Conversion contexts waiting for their next use, because making one costs as much as converting a small picture. Any
/// thread; the owner closes it, after which contexts are freed right after use.
final class ScalerPool implements AutoCloseable {
    private static final int MOST_IDLE = 4;

    private final NativeHandles handles;
    private final Deque<FfmpegScaler> idle = new ArrayDeque<>();
    private boolean closed;

    ScalerPool(NativeHandles handles) {
        this.handles = handles;
    }

    FfmpegScaler borrow(FfmpegScaler.Job job) {
        @Nullable FfmpegScaler waiting = waiting(job);
        return waiting == null ? new FfmpegScaler(handles, job) : waiting;
    }

    private synchronized @Nullable FfmpegScaler waiting(FfmpegScaler.Job job) {
        for (Iterator<FfmpegScaler> each = idle.iterator(); each.hasNext(); ) {
            FfmpegScaler scaler = each.next();
            if (scaler.job().equals(job)) {
                each.remove();
                return scaler;
            }
        }
        return null;
    }

    synchronized void giveBack(FfmpegScaler scaler) {
        if (closed) {
            scaler.close();
            return;
        }
        idle.addFirst(scaler);
        if (idle.size() > MOST_IDLE) {
            idle.removeLast().close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(FfmpegScaler::close);
        idle.clear();
    }
}
