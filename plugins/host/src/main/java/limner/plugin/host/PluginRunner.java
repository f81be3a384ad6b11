package limner.plugin.host;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import limner.plugin.api.SessionRequest;

/// Runs pre-labellers so that nothing they do harms the caller: what they throw becomes a sentence, and one that hangs
/// is given up after a while.
///
/// Each run has a thread of its own, `infer-1`, `infer-2` and so on, on which all of the plugin's code runs. Safe to
/// use
/// from several threads at once.
public final class PluginRunner {

    private final RunLimits limits;
    private final AtomicInteger runs = new AtomicInteger();

    public PluginRunner(RunLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /// Asks a plugin about every frame of the feed and hands over the answers in order.
    ///
    /// Blocks the calling thread until the run is over: while the plugin looks at a frame, this thread fetches the next
    /// one and calls the listener. Exceptions of feed and listener end the run and are thrown on.
    public PluginOutcome run(Plugin plugin, SessionRequest request, FrameFeed feed, RunListener listener) {
        PluginThread thread = new PluginThread("infer-" + runs.incrementAndGet());
        return new PluginRun(plugin, limits, thread, listener).run(request, feed);
    }
}
