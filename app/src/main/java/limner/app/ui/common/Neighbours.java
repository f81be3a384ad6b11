package limner.app.ui.common;

import java.util.Set;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;

/// Changes labels of the frame shown together with those they share borders with, while that is switched on. JavaFX
/// thread only.
public interface Neighbours {

    /// Gives a label another shape.
    ///
    /// @return whether that was a matter of borders, and is done or was said why not; else the caller does it
    boolean reshape(LabelId label, Shape next);

    /// Moves labels by so many pixels of the picture.
    ///
    /// @return as for [#reshape]
    boolean move(Set<LabelId> labels, double dx, double dy);
}
