package limner.model.release;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.id.ClassId;

/// What somebody who trains on a release wants to know of it beforehand.
///
/// @param classes every class of the plan that is drawn
/// @param examples a picture for each class that occurs: its `file_name`
/// @param gaps sentences about what is not in the release and might be missed
/// @param changes from the first release of the project to this one, this one last
public record Statistics(
        SortedMap<ClassId, ClassBalance> classes,
        SortedMap<ClassId, String> examples,
        List<String> gaps,
        List<ReleaseChange> changes) {

    public Statistics {
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        examples = Collections.unmodifiableSortedMap(new TreeMap<>(examples));
        gaps = List.copyOf(gaps);
        changes = List.copyOf(changes);
    }
}
