package limner.plugin.host;

import limner.plugin.api.FrameView;

/// The frames of a run. Asked on the thread that runs [PluginRunner#run], in order, each once.
public interface FrameFeed {

    /// Number of frames.
    int size();

    /// The frame at an index from 0. The pixels are copied before the next call, so the memory may be used again.
    FrameView frame(int index);
}
