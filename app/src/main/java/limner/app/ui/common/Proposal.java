package limner.app.ui.common;

import java.util.Map;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;

/// What labels of a frame would look like if the user agrees: shown in place of what is stored while a sheet asks.
///
/// @param shapes by label; labels that are not named look as they are
public record Proposal(int frame, Map<LabelId, Shape> shapes) {
    public Proposal {
        shapes = Map.copyOf(shapes);
    }
}
