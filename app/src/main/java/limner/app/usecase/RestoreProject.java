package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import limner.app.task.Progress;
import limner.model.event.Recorded;
import limner.model.id.MediaId;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import limner.model.store.sqlite.SqliteProjects;
import org.jspecify.annotations.Nullable;

/// Makes a project file of an earlier event of a project, or of a copy of it, beside the present one, which stays as it
/// is. Changes nothing that is there; every method waits for the disk.
public final class RestoreProject {

    private static final int MOST_PLACES = 1000;

    private final SqliteProjects files;
    private final ReadLog log;

    public RestoreProject(SqliteProjects files, ReadLog log) {
        this.files = files;
        this.log = log;
    }

    /// A moment that can be gone back to: the end of one change.
    ///
    /// @param event number of its last event
    /// @param what happened, in words; of several events the first
    /// @param events how many the change has
    public record Moment(long event, Instant at, String who, String where, String what, int events) {}

    /// All moments of a project, the newest first.
    ///
    /// @throws limner.model.store.StoreException when it cannot be read
    public List<Moment> moments(Path file, Progress progress) {
        List<Moment> all = new ArrayList<>();
        long[] change = {0};
        log.run(file, line -> {
            progress.check();
            if (line.change() == change[0]) {
                Moment first = all.removeLast();
                all.add(new Moment(
                        line.number(), first.at(), first.who(), first.where(), first.what(), first.events() + 1));
            } else {
                all.add(new Moment(line.number(), line.at(), line.who(), line.where(), line.what(), 1));
            }
            change[0] = line.change();
        });
        Collections.reverse(all);
        return List.copyOf(all);
    }

    /// Copies of a project that lie beside it, and the project itself, which is the first. What cannot be read is left
    /// out.
    public List<Path> copies(Path project) throws IOException {
        Path file = project.toAbsolutePath().normalize();
        List<Path> found = new ArrayList<>();
        found.add(file);
        String id = idOf(file);
        try (Stream<Path> all = Files.list(file.resolveSibling(".").normalize())) {
            all.filter(p -> String.valueOf(p.getFileName()).endsWith(Projects.ENDING))
                    .filter(p -> !p.equals(file) && Files.isRegularFile(p))
                    .sorted()
                    .filter(p -> isCopy(p, id))
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    private boolean isCopy(Path file, String id) {
        try {
            return idOf(file).equals(id);
        } catch (StoreException _) {
            return false;
        }
    }

    private String idOf(Path file) {
        try (ProjectStore store = files.open(file, Access.READ)) {
            return store.load().id().toString();
        }
    }

    /// What there can be a difference in.
    public enum Kind {
        VIDEOS,
        CLASSES,
        LABELS,
        FRAMES,
        TAGS,
        EVENTS,
        SUGGESTIONS
    }

    /// How many of a kind.
    ///
    /// @param gone are there now and were not then
    /// @param back were there then and are not now
    /// @param other are there both times and differ
    public record Count(int gone, int back, int other) {

        static final Count NONE = new Count(0, 0, 0);

        public boolean none() {
            return gone + back + other == 0;
        }

        private Count plus(Count more) {
            return new Count(gone + more.gone, back + more.back, other + more.other);
        }
    }

    /// A frame on which something differs.
    public record Place(MediaId media, String video, int frame) {}

    /// What a moment differs in from the project as it is now.
    ///
    /// @param event of the moment
    /// @param counts of every kind
    /// @param places frames on which labels, states or tags differ, the first of them
    /// @param allPlaces how many there are
    public record Look(long event, Map<Kind, Count> counts, List<Place> places, int allPlaces) {
        public Look {
            counts = Map.copyOf(counts);
            places = List.copyOf(places);
        }

        public Count of(Kind kind) {
            return counts.getOrDefault(kind, Count.NONE);
        }

        /// Whether going back changes nothing.
        public boolean same() {
            return counts.values().stream().allMatch(Count::none);
        }
    }

    /// Compares a moment with the present; nothing is written.
    ///
    /// @param from the project or a copy of it
    /// @throws AppException when the file is of another project, or has no such event
    public Look look(Path from, long event, ProjectState now) {
        ProjectState then;
        try (ProjectStore store = files.open(from.toAbsolutePath().normalize(), Access.READ)) {
            ProjectState present = store.load();
            if (!present.id().equals(now.id())) {
                throw new AppException(AppException.Kind.BAD_INPUT, from + " is another project. Nothing was changed.");
            }
            if (event < 1 || event > store.head().number()) {
                throw new AppException(
                        AppException.Kind.BAD_INPUT,
                        from + " has no event " + event + "; its last one is "
                                + store.head().number() + ". Nothing was changed.");
            }
            then = ProjectState.empty(present.id(), present.name())
                    .applyAll(store.eventsAfter(0).stream()
                            .filter(r -> r.number() <= event)
                            .map(Recorded::event)
                            .toList());
        }
        return new Comparing(then, now).all(event);
    }

    /// Writes the project as it was at a moment to a file of its own.
    ///
    /// @param event the last event of a change
    /// @param to is given the ending `.limner` where it has none; nothing may be there
    /// @return the file
    /// @throws StoreException when it cannot be made; then nothing is left behind
    /// @throws CancellationException when it was cancelled; then nothing is left behind
    public Path restore(Path from, long event, Path to, Progress progress) {
        Path target = Projects.withEnding(to);
        progress.report(Progress.UNKNOWN, "Writing " + target.getFileName());
        files.copy(from.toAbsolutePath().normalize(), event, target, progress::check);
        return target;
    }

    /// The number of the last event of a project.
    public long last(Path file) {
        try (ProjectStore store = files.open(file.toAbsolutePath().normalize(), Access.READ)) {
            return store.head().number();
        }
    }

    /// One comparison of two states of a project.
    private static final class Comparing {

        private final ProjectState then;
        private final ProjectState now;
        private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

        Comparing(ProjectState then, ProjectState now) {
            this.then = then;
            this.now = now;
        }

        Look all(long event) {
            maps(Kind.VIDEOS, then.media(), now.media());
            Map<Object, Object> classesThen = new HashMap<>();
            then.ontology().classes().forEach(c -> classesThen.put(c.id(), c));
            Map<Object, Object> classesNow = new HashMap<>();
            now.ontology().classes().forEach(c -> classesNow.put(c.id(), c));
            maps(Kind.CLASSES, classesThen, classesNow);
            List<Place> places = new ArrayList<>();
            int all = 0;
            Set<MediaId> videos = new LinkedHashSet<>();
            now.mediaInOrder().forEach(m -> videos.add(m.id()));
            then.mediaInOrder().forEach(m -> videos.add(m.id()));
            for (MediaId video : videos) {
                Media media = now.media(video).or(() -> then.media(video)).orElseThrow();
                MediaLabels a = then.labelsOf(video);
                MediaLabels b = now.labelsOf(video);
                maps(Kind.LABELS, a.labels(), b.labels());
                maps(Kind.FRAMES, a.states(), b.states());
                maps(Kind.TAGS, a.tags(), b.tags());
                maps(Kind.EVENTS, a.intervals(), b.intervals());
                maps(Kind.SUGGESTIONS, a.suggestions(), b.suggestions());
                for (int frame : frames(a, b)) {
                    all++;
                    if (places.size() < MOST_PLACES) {
                        places.add(new Place(video, media.name(), frame));
                    }
                }
            }
            return new Look(event, counts, places, all);
        }

        private void maps(Kind kind, Map<?, ?> before, Map<?, ?> after) {
            int gone = 0;
            int other = 0;
            for (Map.Entry<?, ?> each : after.entrySet()) {
                @Nullable Object was = before.get(each.getKey());
                if (was == null) {
                    gone++;
                } else if (!was.equals(each.getValue())) {
                    other++;
                }
            }
            int back = before.size() - (after.size() - gone);
            counts.merge(kind, new Count(gone, back, other), Count::plus);
        }

        /// In rising order.
        private static List<Integer> frames(MediaLabels a, MediaLabels b) {
            Set<Integer> frames = new HashSet<>();
            labels(a, b, frames);
            labels(b, a, frames);
            differing(a.states(), b.states(), frames);
            differing(a.tags(), b.tags(), frames);
            return frames.stream().sorted().toList();
        }

        private static void labels(MediaLabels of, MediaLabels against, Set<Integer> frames) {
            for (Label label : of.labels().values()) {
                if (!Objects.equals(against.labels().get(label.id()), label)) {
                    frames.addAll(label.keyframes().keySet());
                }
            }
        }

        private static void differing(Map<Integer, ?> a, Map<Integer, ?> b, Set<Integer> frames) {
            a.forEach((frame, value) -> {
                if (!value.equals(b.get(frame))) {
                    frames.add(frame);
                }
            });
            b.forEach((frame, value) -> {
                if (!value.equals(a.get(frame))) {
                    frames.add(frame);
                }
            });
        }
    }
}
