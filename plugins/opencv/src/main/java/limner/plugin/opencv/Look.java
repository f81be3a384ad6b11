package limner.plugin.opencv;

import limner.plugin.api.PluginException;

/// One picture of a video, of which parts are taken as they are needed. It stays readable until the step that got it,
/// and the next one, are done. One thread at a time.
public interface Look {

    int width();

    int height();

    /// A part of the picture; the caller closes it.
    ///
    /// @param area lies in the picture
    /// @throws PluginException when the part cannot be looked at
    Region part(Area area) throws PluginException;
}
