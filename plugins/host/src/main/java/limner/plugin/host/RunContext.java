package limner.plugin.host;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import limner.plugin.api.PreLabelContext;

/// What a plugin sees of a run: written by its thread, read by the thread that watches.
final class RunContext implements PreLabelContext {

    private static final int LINES = 256;
    private static final int LINE_LENGTH = 2000;

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(LINES);
    private volatile boolean cancelled;
    private volatile double fraction;

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void progress(double part) {
        if (part >= 0 && part <= 1) {
            fraction = part;
        }
    }

    /// Lines beyond what the watcher has taken are dropped: a plugin that talks too much must not fill the memory.
    @Override
    public void log(String line) {
        lines.offer(line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) : line);
    }

    void cancel() {
        cancelled = true;
    }

    double fraction() {
        return fraction;
    }

    void nextFrame() {
        fraction = 0;
    }

    void drainTo(RunListener listener) {
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            listener.log(line);
        }
    }
}
