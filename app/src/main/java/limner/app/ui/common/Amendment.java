package limner.app.ui.common;

import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.suggestion.Suggestion;

/// A suggestion somebody is correcting: shape and class as they stand now. Nothing of it is stored until it is taken.
public record Amendment(Suggestion suggestion, ClassId classId, Shape shape) {

    /// A suggestion as it was made, about to be corrected.
    public static Amendment of(Suggestion suggestion) {
        return new Amendment(suggestion, suggestion.classId(), suggestion.shape());
    }

    public Amendment withShape(Shape next) {
        return new Amendment(suggestion, classId, next);
    }

    public Amendment withClass(ClassId next) {
        return new Amendment(suggestion, next, shape);
    }
}
