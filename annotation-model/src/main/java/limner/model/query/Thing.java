package limner.model.query;

import limner.model.id.ClassId;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.suggestion.Suggestion;

/// An object that can be found.
public sealed interface Thing {

    ClassId classId();

    record OfLabel(Label label) implements Thing {
        @Override
        public ClassId classId() {
            return label.classId();
        }
    }

    /// Nobody has judged it yet.
    record OfSuggestion(Suggestion suggestion) implements Thing {
        @Override
        public ClassId classId() {
            return suggestion.classId();
        }
    }

    record OfEvent(IntervalEvent event) implements Thing {
        @Override
        public ClassId classId() {
            return event.classId();
        }
    }
}
