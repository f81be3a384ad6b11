package limner.plugin.host;

import java.util.Objects;
import limner.plugin.api.PluginDescriptor;
import limner.plugin.api.PreLabeler;

/// A plugin that was found and can be run.
///
/// A program outside our process is one too: its pre-labeller is then an object of ours that speaks with it.
///
/// @param descriptor what it said of itself when it was found
public record Plugin(PluginDescriptor descriptor, PreLabeler preLabeler) {

    public Plugin {
        Objects.requireNonNull(descriptor, "descriptor");
        Objects.requireNonNull(preLabeler, "preLabeler");
    }
}
