package limner.model.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import limner.model.id.ClassId;
import limner.model.ontology.Ontology;

/// One line of a budget over videos and individuals.
///
/// @param video the name of the video; empty for all of them together
/// @param subject the individual; empty for whatever subject, also none
public record BudgetRow(String video, Optional<ClassId> subject, ClassBudget budget) {

    public BudgetRow {
        Objects.requireNonNull(video, "video");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(budget, "budget");
    }

    /// For all videos together and then, where there are several, for each: all events, then those of each individual
    /// for whom there are some.
    public static List<BudgetRow> of(Ontology ontology, List<VideoEvents> videos) {
        List<BudgetRow> rows = new ArrayList<>();
        add(rows, ontology, videos.size() == 1 ? videos.getFirst().video() : "", videos);
        if (videos.size() > 1) {
            videos.forEach(v -> add(rows, ontology, v.video(), List.of(v)));
        }
        return List.copyOf(rows);
    }

    private static void add(List<BudgetRow> rows, Ontology ontology, String video, List<VideoEvents> of) {
        ClassBudget.over(ontology, of).forEach(b -> rows.add(new BudgetRow(video, Optional.empty(), b)));
        for (ClassId subject : VideoEvents.subjects(ontology, of)) {
            List<VideoEvents> own = of.stream().map(v -> v.of(subject)).toList();
            ClassBudget.over(ontology, own).stream()
                    .filter(b -> b.count() > 0)
                    .forEach(b -> rows.add(new BudgetRow(video, Optional.of(subject), b)));
        }
    }
}
