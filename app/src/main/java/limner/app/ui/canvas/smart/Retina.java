package limner.app.ui.canvas.smart;

import limner.app.usecase.RegionCutter;
import limner.plugin.api.PluginException;
import limner.plugin.opencv.Area;
import limner.plugin.opencv.Region;
import org.jspecify.annotations.Nullable;

/// The part of the picture that is looked at, kept for the next question about the same part. Belongs to the thread
/// that
/// looks.
final class Retina {

    private final RegionCutter cutter = new RegionCutter();
    private @Nullable Sight sight;
    private @Nullable Region region;

    /// Turns to a picture, which is there until the question is answered.
    void see(Sight next) {
        boolean same = sight != null && sight.isLike(next);
        sight = next;
        if (!same) {
            close();
        }
    }

    /// What is looked at.
    Sight sight() {
        if (sight == null) {
            throw new IllegalStateException("nothing to look at");
        }
        return sight;
    }

    /// A part of the picture; stays this object's.
    Region region(Area area) throws PluginException {
        if (region == null || !region.area().equals(area)) {
            close();
            region = cutter.cut(sight().picture(), sight().upright(), sight().display(), area);
        }
        return region;
    }

    void close() {
        if (region != null) {
            region.close();
            region = null;
        }
    }
}
