package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import limner.app.task.Progress;
import limner.model.event.LabelEvent;
import limner.model.event.Recorded;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.media.Media;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.store.Access;
import limner.model.store.ProjectStore;
import limner.model.store.StoreException;
import limner.model.store.sqlite.SqliteProjects;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
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
    ///
    /// @param frame its number in the video, from 0
    public record Place(MediaId media, String video, int frame) {}

    /// What a moment differs in from the project as it is now.
    ///
    /// @param event of the moment
    /// @param counts of every kind
    /// @param places frames on which labels, states, tags, events or suggestions differ, the first of them
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

    /// What happened in a project, read once, so that any number of its moments can be looked at. Immutable; any
    /// thread.
    public static final class History {

        /// Between two looks at whether somebody wants to stop.
        private static final int STEP = 2000;

        private final Path file;
        private final ProjectState empty;
        private final List<Recorded> events;

        private History(Path file, ProjectState empty, List<Recorded> events) {
            this.file = file;
            this.empty = empty;
            this.events = events;
        }

        /// Compares a moment with the present; nothing is written. The caller's thread works.
        ///
        /// @throws AppException when there is no such event
        /// @throws java.util.concurrent.CancellationException when it was cancelled
        public Look look(long event, ProjectState now, Progress progress) {
            long last = events.isEmpty() ? 0 : events.getLast().number();
            if (event < 1 || event > last) {
                throw new AppException(
                        AppException.Kind.BAD_INPUT,
                        file + " has no event " + event + "; its last one is " + last + ". Nothing was changed.");
            }
            List<LabelEvent> past = events.stream()
                    .filter(r -> r.number() <= event)
                    .map(Recorded::event)
                    .toList();
            ProjectState then = empty;
            for (int from = 0; from < past.size(); from += STEP) {
                progress.check();
                progress.report(0.8 * from / past.size(), "");
                then = then.applyAll(past.subList(from, Math.min(past.size(), from + STEP)));
            }
            return new Comparing(then, now).all(event, progress.part(0.8, 1));
        }
    }

    /// Reads what happened in a project or a copy of it.
    ///
    /// @param now the present, of which it is the past
    /// @throws AppException when the file is of another project
    /// @throws limner.model.store.StoreException when it cannot be read
    /// @throws java.util.concurrent.CancellationException when it was cancelled
    public History history(Path from, ProjectState now, Progress progress) {
        Path file = from.toAbsolutePath().normalize();
        try (ProjectStore store = files.open(file, Access.READ)) {
            ProjectState present = store.load();
            if (!present.id().equals(now.id())) {
                throw new AppException(AppException.Kind.BAD_INPUT, from + " is another project. Nothing was changed.");
            }
            List<Recorded> events = new ArrayList<>();
            store.forEachEventAfter(0, r -> {
                progress.check();
                events.add(r);
            });
            return new History(file, ProjectState.empty(present.id(), present.name()), List.copyOf(events));
        }
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

        Look all(long event, Progress progress) {
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
                maps(Kind.SUGGESTIONS, judged(a), judged(b));
                BitSet frames = DifferingFrames.of(a, b, media.frameCount(), progress);
                all += frames.cardinality();
                frames.stream()
                        .limit(MOST_PLACES - places.size())
                        .forEach(frame -> places.add(new Place(video, media.name(), frame)));
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

        private record Judged(Suggestion suggestion, Verdict verdict) {}

        /// Suggestions with what was said of them.
        private static Map<SuggestionId, Judged> judged(MediaLabels of) {
            Map<SuggestionId, Judged> all = new HashMap<>();
            of.suggestions().forEach((id, s) -> all.put(id, new Judged(s, of.verdict(id))));
            return all;
        }
    }
}
