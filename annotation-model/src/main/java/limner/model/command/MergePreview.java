package limner.model.command;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import limner.model.project.ClassUse;
import limner.model.project.ProjectState;

/// What [Command.MergeClasses] would do, counted beforehand.
///
/// @param use what of the class is given to the other one
/// @param left labels of which a value is left behind, by its attribute: the other class has none that it fits
/// @param tagsInBoth frames that carry both tags, and one afterwards
public record MergePreview(ClassUse use, SortedMap<AttributeId, Integer> left, int tagsInBoth) {

    public MergePreview {
        Objects.requireNonNull(use, "use");
        left = Collections.unmodifiableSortedMap(new TreeMap<>(left));
    }

    public static MergePreview of(ProjectState state, ClassId from, ClassId into) {
        SortedMap<AttributeId, Integer> left = new TreeMap<>();
        int both = 0;
        for (var here : state.labels().values()) {
            ClassDecisions.left(state.ontology(), here.labels().values(), from, into)
                    .forEach((id, n) -> left.merge(id, n, Integer::sum));
            both += (int) here.tags().values().stream()
                    .filter(t -> t.contains(from) && t.contains(into))
                    .count();
        }
        return new MergePreview(ClassUse.of(state, from), left, both);
    }
}
