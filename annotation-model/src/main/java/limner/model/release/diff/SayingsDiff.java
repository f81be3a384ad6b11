package limner.model.release.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import limner.model.release.ReleaseReader;
import limner.model.release.diff.ReleaseDiff.Kind;
import limner.model.release.diff.ReleaseDiff.Saying;
import limner.model.release.diff.ReleaseDiff.Sayings;

/// What two releases say of whole frames and of ranges.
record SayingsDiff(Videos videos, Classes classes, int listed) {

    /// A tag or event, in terms of both releases.
    private record Spot(int video, int first, int last, int classKey) {}

    private record Happening(Spot spot, String details) {}

    Sayings tags(ReleaseReader before, ReleaseReader after) {
        SequencedSet<Spot> were = tags(before, videos.before(), classes.before());
        SequencedSet<Spot> are = tags(after, videos.after(), classes.after());
        List<Saying> all = new ArrayList<>();
        were.stream().filter(t -> !are.contains(t)).forEach(t -> all.add(saying(Kind.REMOVED, t, "")));
        are.stream().filter(t -> !were.contains(t)).forEach(t -> all.add(saying(Kind.ADDED, t, "")));
        return sayings(were.size(), are.size(), all);
    }

    private static SequencedSet<Spot> tags(ReleaseReader release, Map<Integer, Integer> video, Classes.Keys keys) {
        SequencedSet<Spot> all = new LinkedHashSet<>();
        for (ReleaseReader.Tag t : release.tags()) {
            all.add(new Spot(video.getOrDefault(t.video(), -1), t.frame(), t.frame(), keys.of(t.classId())));
        }
        return all;
    }

    /// Events are the same when they have the same id; of the others, when they say the same.
    Sayings events(ReleaseReader before, ReleaseReader after) {
        SequencedMap<String, Happening> were = events(before, videos.before(), classes.before());
        SequencedMap<String, Happening> are = events(after, videos.after(), classes.after());
        List<Saying> all = new ArrayList<>();
        Map<Happening, List<String>> strangers = new HashMap<>();
        are.forEach((id, e) -> {
            if (!were.containsKey(id)) {
                strangers.computeIfAbsent(e, _ -> new ArrayList<>()).add(id);
            }
        });
        Set<String> met = new HashSet<>();
        were.forEach((id, was) -> {
            Happening is = are.get(id);
            if (is != null) {
                if (!is.equals(was)) {
                    all.add(saying(Kind.CHANGED, is.spot(), how(was, is)));
                }
                return;
            }
            List<String> alike = strangers.getOrDefault(was, List.of());
            if (alike.isEmpty()) {
                all.add(saying(Kind.REMOVED, was.spot(), ""));
            } else {
                met.add(alike.removeLast());
            }
        });
        are.forEach((id, e) -> {
            if (!were.containsKey(id) && !met.contains(id)) {
                all.add(saying(Kind.ADDED, e.spot(), ""));
            }
        });
        return sayings(were.size(), are.size(), all);
    }

    private static SequencedMap<String, Happening> events(
            ReleaseReader release, Map<Integer, Integer> video, Classes.Keys keys) {
        SequencedMap<String, Happening> all = new LinkedHashMap<>();
        for (ReleaseReader.Event e : release.events()) {
            Spot spot = new Spot(video.getOrDefault(e.video(), -1), e.first(), e.last(), keys.of(e.classId()));
            all.put(e.id(), new Happening(spot, e.details()));
        }
        return all;
    }

    private String how(Happening was, Happening is) {
        List<String> words = new ArrayList<>();
        if (was.spot().first() != is.spot().first()
                || was.spot().last() != is.spot().last()) {
            words.add("was " + was.spot().first() + " to " + was.spot().last());
        }
        if (was.spot().classKey() != is.spot().classKey()) {
            words.add("was " + classes.before().name(was.spot().classKey()));
        }
        if (was.spot().video() != is.spot().video()) {
            words.add("was in " + video(was.spot()));
        }
        if (!was.details().equals(is.details())) {
            words.add("other details");
        }
        return String.join(", ", words);
    }

    private String video(Spot spot) {
        return spot.video() < 0 ? "" : videos.name(spot.video());
    }

    private Saying saying(Kind kind, Spot spot, String how) {
        Classes.Keys keys = kind == Kind.REMOVED ? classes.before() : classes.after();
        return new Saying(kind, video(spot), spot.first(), spot.last(), keys.name(spot.classKey()), how);
    }

    private Sayings sayings(long before, long after, List<Saying> all) {
        all.sort(Comparator.comparing(Saying::video)
                .thenComparing(Saying::first)
                .thenComparing(Saying::last)
                .thenComparing(Saying::name)
                .thenComparing(Saying::kind));
        FirstOf<Saying> first = new FirstOf<>(listed);
        all.forEach(first::add);
        Function<Kind, Long> count =
                kind -> all.stream().filter(s -> s.kind() == kind).count();
        return new Sayings(
                before,
                after,
                count.apply(Kind.ADDED),
                count.apply(Kind.REMOVED),
                count.apply(Kind.CHANGED),
                first.listed());
    }
}
