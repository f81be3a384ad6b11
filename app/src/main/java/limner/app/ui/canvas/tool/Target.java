package limner.app.ui.canvas.tool;

import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.SuggestionId;

/// Something on the picture that a pointer can hit.
///
/// @param shape where it is on the frame shown
/// @param locked whether the pointer leaves it alone
public record Target(Key key, ClassId classId, Shape shape, boolean locked) {

    /// Which thing it is.
    public sealed interface Key {
        record OfLabel(LabelId id) implements Key {}

        record OfSuggestion(SuggestionId id) implements Key {}
    }
}
