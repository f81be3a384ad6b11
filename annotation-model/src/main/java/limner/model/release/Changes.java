package limner.model.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import limner.model.id.MediaId;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.provenance.ReleaseNote;

/// The change log of a release, read off the project's own.
final class Changes {

    private Changes() {}

    /// From release to release, and from the last of them to the one that is made.
    ///
    /// @param earlier the project as it was at releases before, by event
    static List<ReleaseChange> of(ReleasePlan plan, ProjectState state, SortedMap<Long, ProjectState> earlier) {
        List<ReleaseChange> changes = new ArrayList<>();
        ProjectState before = ProjectState.empty(state.id(), state.name());
        for (Map.Entry<Long, ProjectState> each : earlier.entrySet()) {
            Optional<String> name = state.releases().values().stream()
                    .filter(note -> note.upTo() == each.getKey())
                    .map(ReleaseNote::name)
                    .min(Comparator.naturalOrder());
            if (name.isPresent()) {
                changes.add(between(before, each.getValue(), name.get(), each.getKey()));
                before = each.getValue();
            }
        }
        changes.add(between(before, state, plan.name(), plan.event()));
        return changes;
    }

    private static ReleaseChange between(ProjectState before, ProjectState after, String name, long event) {
        Set<MediaId> videos = new HashSet<>(before.media().keySet());
        videos.addAll(after.media().keySet());
        int added = 0;
        int changed = 0;
        int removed = 0;
        int done = 0;
        int reopened = 0;
        int videosChanged = 0;
        for (MediaId video : videos) {
            MediaLabels old = before.labelsOf(video);
            MediaLabels now = after.labelsOf(video);
            videosChanged +=
                    before.media(video).isPresent() && after.media(video).isPresent() ? 0 : 1;
            for (Label label : now.labels().values()) {
                Optional<Label> known = old.label(label.id());
                added += known.isEmpty() ? 1 : 0;
                changed += known.isPresent() && !known.get().equals(label) ? 1 : 0;
            }
            removed += (int) old.labels().keySet().stream()
                    .filter(id -> now.label(id).isEmpty())
                    .count();
            done += newlyDone(old, now);
            reopened += newlyDone(now, old);
        }
        boolean classes = before.ontology().version() != after.ontology().version();
        return new ReleaseChange(name, event, added, changed, removed, done, reopened, videosChanged, classes);
    }

    private static int newlyDone(MediaLabels old, MediaLabels now) {
        return (int) now.states().entrySet().stream()
                .filter(e -> e.getValue() == FrameState.DONE && old.state(e.getKey()) != FrameState.DONE)
                .count();
    }
}
