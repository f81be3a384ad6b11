package limner.app.usecase;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import limner.model.id.RunId;

/// What a run of a pre-labeller came to.
///
/// @param run recorded in the project
/// @param model name of what was run
/// @param device what computed
/// @param looked frames that the model looked at
/// @param leftAlone frames that were skipped since they are done or carry labels or judged suggestions
/// @param withoutPicture frames that were skipped since the file gives no picture for them, or none that decodes
/// exactly
/// @param suggestions offered, by class name
/// @param addedClasses classes the ontology did not have and has now
/// @param leftOut suggestions that could not be taken, such as shapes outside the picture
/// @param medianMillis of one frame in the model
/// @param p95Millis of one frame in the model
/// @param cancelled whether it was stopped; what was offered until then is kept
public record PreLabelResult(
        RunId run,
        String model,
        String device,
        List<Integer> looked,
        List<Integer> leftAlone,
        List<Integer> withoutPicture,
        SortedMap<String, Integer> suggestions,
        List<String> addedClasses,
        int leftOut,
        double medianMillis,
        double p95Millis,
        boolean cancelled) {

    public PreLabelResult {
        looked = List.copyOf(looked);
        leftAlone = List.copyOf(leftAlone);
        withoutPicture = List.copyOf(withoutPicture);
        suggestions = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(suggestions));
        addedClasses = List.copyOf(addedClasses);
    }

    /// All suggestions of the run.
    public int total() {
        return suggestions.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// The numbers of the frames without a picture as people read them; of many the first ten, and how many more.
    public String holes() {
        String first = withoutPicture.stream().limit(10).map(String::valueOf).collect(Collectors.joining(", "));
        int more = withoutPicture.size() - 10;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
