package limner.app.ui.common;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.SuggestionId;

/// What is selected: labels, or one suggestion, or one event on the timeline, or nothing. Never two kinds at once, so
/// that Delete and Enter have one meaning.
public sealed interface Selection {

    /// Nothing.
    record Nothing() implements Selection {}

    /// Labels of the current video; at least one. They keep the order in which they were selected.
    record Labels(Set<LabelId> ids) implements Selection {
        public Labels {
            ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("select nothing instead of no labels");
            }
        }

        /// Those of them that fit, in the same order; nothing when none does.
        Selection where(Predicate<LabelId> fits) {
            Set<LabelId> left = new LinkedHashSet<>(ids);
            left.removeIf(fits.negate());
            return Selection.of(left);
        }
    }

    record OfSuggestion(SuggestionId id) implements Selection {}

    record OfInterval(IntervalId id) implements Selection {}

    static Selection nothing() {
        return new Nothing();
    }

    static Selection of(LabelId id) {
        return new Labels(Set.of(id));
    }

    /// These labels, or nothing when there are none.
    static Selection of(Set<LabelId> ids) {
        return ids.isEmpty() ? new Nothing() : new Labels(ids);
    }

    /// The selected labels; empty when something else is selected.
    default Set<LabelId> labels() {
        return this instanceof Labels(var ids) ? ids : Set.of();
    }

    /// The label, when exactly one is selected.
    default Optional<LabelId> label() {
        Set<LabelId> ids = labels();
        return ids.size() == 1 ? Optional.of(ids.iterator().next()) : Optional.empty();
    }

    default Optional<SuggestionId> suggestion() {
        return this instanceof OfSuggestion(var id) ? Optional.of(id) : Optional.empty();
    }

    default Optional<IntervalId> interval() {
        return this instanceof OfInterval(var id) ? Optional.of(id) : Optional.empty();
    }
}
