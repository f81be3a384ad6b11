package limner.model.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.query.Condition.Kind;
import limner.model.query.Found.Hit;

/// Answers queries about a moment of a project, all its videos. Pure: any thread may ask.
///
/// Objects are labels; events too where a class, a name or events are asked for, and suggestions that nobody has judged
/// where scores or suggestions are. A track is asked about on every frame it reaches over.
public final class Search {

    /// Holds nowhere, which takes the pixels and the class of everything to find out: pixels are whole.
    static final Query NOTHING = new Query.Any(List.of(
            new Query.Test(new Condition.Area(Amount.from(0.25, 0.75))), new Query.Test(new Condition.OfClass("\0"))));

    private Search() {}

    public static Found find(ProjectState state, Query query) {
        return find(state, query, () -> {});
    }

    /// The same, for somebody who may not want to wait for the end.
    ///
    /// @param check is called again and again, and may throw to end the search
    public static Found find(ProjectState state, Query query, Runnable check) {
        List<Found.InVideo> videos = new ArrayList<>();
        for (Media media : state.mediaInOrder()) {
            Found.InVideo found = find(media, state.labelsOf(media.id()), state.ontology(), query, check);
            if (found.frames().count() > 0) {
                videos.add(found);
            }
        }
        return new Found(videos);
    }

    /// Looks at everything once, as searches that ask the most do, and finds nothing. Java runs what it has never done
    /// before many times slower; somebody who opens a page to search in a large project should not wait for that with
    /// the first word. Nothing is kept of it.
    ///
    /// @param check as for [#find(ProjectState, Query, Runnable)]
    public static void lookAhead(ProjectState state, Runnable check) {
        find(state, NOTHING, check);
    }

    /// The names a query asks for as classes that no class has, in the order they stand there: most likely mistyped.
    public static SequencedSet<String> unknownClasses(Query query, Ontology ontology) {
        return query.conditions()
                .flatMap(c -> className(c).stream())
                .filter(name -> ontology.classes().stream()
                        .noneMatch(c -> c.name().equalsIgnoreCase(name)
                                || c.id().toString().equals(name)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<String> className(Condition condition) {
        return switch (condition) {
            case Condition.OfClass(String name) -> Optional.of(name);
            case Condition.Shows(String name) -> Optional.of(name);
            case Condition.Tagged(String name) -> Optional.of(name);
            case Condition.During(String name) -> Optional.of(name);
            case Condition.OfThing _, Condition.OfFrame _ -> Optional.empty();
        };
    }

    private static Found.InVideo find(Media media, MediaLabels labels, Ontology ontology, Query query, Runnable check) {
        Video video = new Video(media, labels, ontology);
        Node node = video.ready(query);
        BitSet frames = new BitSet();
        List<Hit> hits = new ArrayList<>();
        if (query.conditions().noneMatch(c -> c instanceof Condition.OfThing)) {
            frames.set(0, media.frameCount());
            return new Found.InVideo(media.id(), FoundFrames.of(node.narrow(null, frames)), hits);
        }
        for (Label label : labels.labels().values()) {
            check.run();
            Thing thing = new Thing.OfLabel(label);
            if (label.tracked()) {
                BitSet there = new BitSet();
                video.addFrames(label, there);
                add(thing, node.narrow(thing, there), frames, hits);
            } else {
                add(thing, label.firstFrame(), node, frames, hits);
            }
        }
        if (query.conditions().anyMatch(Search::asksForEvents)) {
            for (IntervalEvent event : labels.intervals().values()) {
                BitSet there = new BitSet();
                there.set(event.range().first(), event.range().last() + 1);
                Thing thing = new Thing.OfEvent(event);
                add(thing, node.narrow(thing, there), frames, hits);
            }
        }
        if (query.conditions().anyMatch(Search::asksForSuggestions)) {
            labels.layer()
                    .waitingOn()
                    .forEach((frame, ids) -> ids.forEach(
                            id -> Optional.ofNullable(labels.suggestions().get(id))
                                    .ifPresent(s -> add(new Thing.OfSuggestion(s), frame, node, frames, hits))));
        }
        return new Found.InVideo(media.id(), FoundFrames.of(frames), inTime(hits));
    }

    /// By frame, and on one frame by number. Sorted as whole numbers, because objects that lie all over the memory are
    /// slow to compare.
    private static List<Hit> inTime(List<Hit> hits) {
        long[] keys = new long[hits.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) number(hits.get(i)) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        List<Hit> byNumber = new ArrayList<>(keys.length);
        for (int i = 0; i < keys.length; i++) {
            Hit hit = hits.get((int) keys[i]);
            byNumber.add(hit);
            keys[i] = (long) hit.frame() << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        List<Hit> sorted = new ArrayList<>(keys.length);
        for (long key : keys) {
            sorted.add(byNumber.get((int) key));
        }
        return sorted;
    }

    private static void add(Thing thing, int frame, Node node, BitSet frames, List<Hit> hits) {
        if (node.holds(thing, frame)) {
            frames.set(frame);
            hits.add(new Hit(thing, frame, 1));
        }
    }

    private static void add(Thing thing, BitSet there, BitSet frames, List<Hit> hits) {
        if (!there.isEmpty()) {
            frames.or(there);
            hits.add(new Hit(thing, there.nextSetBit(0), there.cardinality()));
        }
    }

    private static boolean asksForEvents(Condition condition) {
        return condition instanceof Condition.OfClass
                || condition instanceof Condition.Named
                || condition instanceof Condition.OfKind(Kind kind) && kind == Kind.EVENT;
    }

    private static boolean asksForSuggestions(Condition condition) {
        return condition instanceof Condition.Score
                || condition instanceof Condition.OfKind(Kind kind) && kind == Kind.SUGGESTION;
    }

    /// Labels in the order of their numbers, then the rest.
    private static int number(Hit hit) {
        return hit.thing() instanceof Thing.OfLabel(Label label) ? label.number() : Integer.MAX_VALUE;
    }
}
