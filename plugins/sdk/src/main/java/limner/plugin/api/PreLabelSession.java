package limner.plugin.api;

import java.util.List;

/// A pre-labeller at work, with its models loaded.
///
/// The host calls a session from one thread only, one frame after another in any order, and closes it once from that
/// same thread. An answer depends on the frame, the settings and the models alone, so the same run gives the same
/// suggestions again.
public interface PreLabelSession extends AutoCloseable {

    /// What this session is; the same for its whole life.
    SessionInfo info();

    /// What is to be seen in the frame, in an order that is the same every time. Empty when there is nothing.
    ///
    /// @throws PluginException when this frame cannot be answered; the host stops the run and shows the sentence
    List<Suggestion> suggest(FrameView frame, PreLabelContext context) throws PluginException;

    /// Gives back memory and native handles.
    @Override
    void close();
}
