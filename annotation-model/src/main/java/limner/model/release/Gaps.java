package limner.model.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import limner.model.id.ClassId;
import limner.model.media.FrameState;
import limner.model.suggestion.Suggestion;

/// What is not in a release and might be missed by those who train on it.
final class Gaps {

    private Gaps() {}

    static List<String> of(
            Selection selection,
            Optional<Splits> splits,
            SortedMap<ClassId, String> names,
            SortedMap<ClassId, ClassBalance> classes) {
        List<String> gaps = new ArrayList<>();
        videos(selection, gaps);
        for (Clip clip : selection.clips()) {
            frames(selection, clip, gaps);
        }
        Map<String, Splits.Content> parts = new LinkedHashMap<>();
        splits.ifPresent(s -> s.plan().shares().forEach(p -> parts.put(p.name(), s.content(p.name(), selection))));
        classes.forEach((id, balance) -> {
            String name = names.getOrDefault(id, id.toString());
            if (balance.annotations() == 0) {
                gaps.add("No object of the class " + name + " is in the release.");
            } else if (balance.videos() == 1 && selection.clips().size() > 1) {
                gaps.add("All objects of the class " + name + " are in one video.");
            }
            if (balance.annotations() > 0) {
                parts(parts, id, name, gaps);
            }
        });
        return gaps;
    }

    private static void videos(Selection selection, List<String> gaps) {
        int without = (int) selection.state().mediaInOrder().stream()
                .filter(m ->
                        selection.clips().stream().noneMatch(c -> c.media().id().equals(m.id())))
                .count();
        if (without > 0) {
            // Not their names: there may be a reason why they are left out.
            gaps.add("Nothing is taken of " + ReleaseReport.counted(without, "video") + " of the project.");
        }
    }

    private static void frames(Selection selection, Clip clip, List<String> gaps) {
        int all = clip.media().frameCount();
        int taken = clip.frames().length;
        if (taken < all) {
            long done = count(clip, FrameState.DONE);
            long begun = count(clip, FrameState.IN_WORK);
            gaps.add(taken + " of " + ReleaseReport.counted(all, "frame") + " of "
                    + clip.media().name()
                    + " are taken; " + done + " are done, " + begun + " in work, " + (all - done - begun)
                    + " were not looked at.");
        }
        List<ClassId> unjudged = Arrays.stream(clip.frames())
                .boxed()
                .flatMap(f -> clip.labels().openOn(f).stream())
                .map(Suggestion::classId)
                .toList();
        long open =
                unjudged.stream().filter(selection.plan().classes()::includes).count();
        long hidden = unjudged.stream()
                .filter(id -> selection.hidden().of(id).isPresent())
                .count();
        if (hidden > 0) {
            gaps.add(hidden + (hidden == 1 ? " suggestion" : " suggestions") + " of classes that are hidden "
                    + (hidden == 1 ? "was" : "were") + " neither taken nor rejected on the pictures of "
                    + clip.media().name() + ": what they show is to be seen. Judge them first.");
        }
        if (open > 0) {
            gaps.add(open + (open == 1 ? " suggestion" : " suggestions") + " of models on the pictures of "
                    + clip.media().name() + (open == 1 ? " was" : " were") + " neither taken nor rejected.");
        }
    }

    private static long count(Clip clip, FrameState state) {
        return clip.labels().states().values().stream().filter(s -> s == state).count();
    }

    private static void parts(Map<String, Splits.Content> parts, ClassId id, String name, List<String> gaps) {
        parts.forEach((part, content) -> {
            if (content.videos() > 0 && content.labels().getOrDefault(id, 0L) == 0) {
                gaps.add("No object of the class " + name + " is in the part " + part + ".");
            }
        });
    }
}
