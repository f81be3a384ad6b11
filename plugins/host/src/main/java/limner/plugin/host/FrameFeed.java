package limner.plugin.host;

import java.util.Optional;
import limner.plugin.api.FrameView;

/// The frames of a run. Asked on the thread that runs [PluginRunner#run], in order, each once.
public interface FrameFeed {

    /// Number of frames.
    int size();

    /// The frame at an index from 0, or nothing when it cannot be had and the run is to go on without it. The pixels
    /// are
    /// copied before the next call, so the memory may be used again.
    Optional<FrameView> frame(int index);
}
