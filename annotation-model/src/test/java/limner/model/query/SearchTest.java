package limner.model.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import limner.model.command.Decider;
import limner.model.command.Decision;
import limner.model.event.LabelEvent;
import limner.model.fixture.Fixture;
import limner.model.fixture.RandomCommands;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Shape;
import limner.model.geometry.ShapeKind;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.ProjectId;
import limner.model.label.Extent;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.query.Condition.*;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is found, by example, and against a filter that asks of every object on every frame.
final class SearchTest {

    private static final int STEPS = 600;

    private static Query read(String text) {
        return assertInstanceOf(Parsed.Understood.class, QueryParser.parse(text))
                .query();
    }

    private static ProjectState apply(ProjectState state, LabelEvent... events) {
        return state.applyAll(List.of(events));
    }

    private static ProjectState project(LabelEvent... events) {
        return apply(
                ProjectState.empty(new ProjectId(Fixture.uuid("p")), "p")
                        .apply(new LabelEvent.MediaAdded(Fixture.video()))
                        .apply(new LabelEvent.OntologyChanged(Ontology.empty(), new Ontology(2, Fixture.classes()))),
                events);
    }

    private static Label label(int number, ClassId classId, Extent extent, int frame) {
        return Label.drawn(
                new LabelId(Fixture.uuid("label " + number)),
                Fixture.VIDEO,
                number,
                classId,
                extent,
                frame,
                Fixture.box(3, 3),
                new Origin.Manual());
    }

    private static Set<Integer> frames(FoundFrames found) {
        Set<Integer> frames = new TreeSet<>();
        for (int f = found.atOrAfter(0).orElse(-1);
                f >= 0;
                f = found.atOrAfter(f + 1).orElse(-1)) {
            frames.add(f);
        }
        return frames;
    }

    private static List<String> found(ProjectState state, String query) {
        Found found = Search.find(state, read(query));
        List<String> words = new ArrayList<>();
        found.in(Fixture.VIDEO).ifPresent(v -> {
            v.hits()
                    .forEach(h -> words.add(
                            switch (h.thing()) {
                                case Thing.OfLabel(Label l) -> state.ontology().nameOf(l.classId()) + " " + l.number();
                                case Thing.OfSuggestion(Suggestion s) ->
                                    "?" + state.ontology().nameOf(s.classId());
                                case Thing.OfEvent(IntervalEvent e) ->
                                    "~" + state.ontology().nameOf(e.classId());
                            }));
            words.add(frames(v.frames()).toString());
        });
        return words;
    }

    @Test
    void objectsAreFoundByTheirAttributes() {
        Label red = label(1, Fixture.CAR, Extent.TRACK, 5)
                .withAttributes(AttributeValues.none().with(Fixture.COLOUR.id(), new AttributeValue.Choice(1)))
                .withKeyframe(
                        8,
                        Keyframe.of(Fixture.box(9, 3))
                                .withAttributes(AttributeValues.none()
                                        .with(Fixture.SPEED.id(), new AttributeValue.Number(12))
                                        .with(Fixture.PARKED.id(), new AttributeValue.YesNo(false))))
                .withKeyframe(11, Keyframe.of(Fixture.box(9, 3)).withOutside(true));
        Label blue = label(2, Fixture.TRUCK, Extent.FRAME, 7)
                .withAttributes(AttributeValues.none()
                        .with(Fixture.COLOUR.id(), new AttributeValue.Choice(2))
                        .with(Fixture.SEEN.id(), new AttributeValue.Choices(new TreeSet<>(Set.of(1, 3)))))
                .withKeyframe(
                        7,
                        Keyframe.of(Fixture.box(9, 3))
                                .withAttributes(AttributeValues.none()
                                        .with(Fixture.PARKED.id(), new AttributeValue.YesNo(true))));
        ProjectState state = ProjectState.empty(new ProjectId(Fixture.uuid("p")), "p")
                .apply(new LabelEvent.MediaAdded(Fixture.video()))
                .apply(new LabelEvent.OntologyChanged(Ontology.empty(), new Ontology(2, Fixture.detailedClasses())))
                .apply(new LabelEvent.LabelAdded(red))
                .apply(new LabelEvent.LabelAdded(blue))
                .apply(new LabelEvent.LabelAdded(label(3, Fixture.CAR, Extent.FRAME, 9)));
        assertEquals(List.of("Car 1", "[5, 6, 7, 8, 9, 10]"), found(state, "attr.colour:RED"));
        assertEquals(List.of("Lkw äß 卡车 2", "[7]"), found(state, "attr.\"seen from\":back"));
        assertEquals(List.of("Car 1", "[8, 9, 10]"), found(state, "attr.speed>3 attr.parked:no"));
        assertEquals(List.of(), found(state, "attr.parked:yes"));
        assertEquals(List.of("Car 3", "[9]"), found(state, "is:incomplete"));
        assertEquals(
                new Query.Test(new Said("colour", "red")),
                assertInstanceOf(Parsed.Understood.class, QueryParser.parse("Colour:red", List.of("colour")))
                        .query());
        assertInstanceOf(Parsed.Mistaken.class, QueryParser.parse("colour:red"));
    }

    @Test
    void aTrackIsFoundOnTheFramesItReachesOver() {
        Label track = label(1, Fixture.CAR, Extent.TRACK, 5)
                .withKeyframe(8, Keyframe.of(Fixture.box(9, 3)).withOccluded(true))
                .withKeyframe(11, Keyframe.of(Fixture.box(9, 3)).withOutside(true));
        ProjectState state = project(
                new LabelEvent.LabelAdded(track),
                new LabelEvent.LabelAdded(label(2, Fixture.SKY, Extent.FRAME, 7)),
                new LabelEvent.FrameStateChanged(Fixture.VIDEO, 6, FrameState.UNSEEN, FrameState.DONE));
        assertEquals(List.of("Car 1", "[5, 6, 7, 8, 9, 10]"), found(state, "class:car"));
        assertEquals(List.of("Car 1", "[5, 8]"), found(state, "keyframe track"));
        assertEquals(List.of("Car 1", "[8, 9, 10]"), found(state, "occluded"));
        assertEquals(List.of("Car 1", "[6]"), found(state, "class:CAR state:done"));
        assertEquals(List.of("Car 1", "Sky 2", "[7]"), found(state, "label frame:7"));
        assertEquals(List.of("Car 1", "[5, 6, 8, 9, 10]"), found(state, "class:car no:sky"));
        assertEquals(List.of("Sky 2", "[7]"), found(state, "-class:car"));
        assertEquals(List.of("Sky 2", "[7]"), found(state, "name:\"sky 2\""));
        assertEquals(List.of(), found(state, "class:bus"));
    }

    @Test
    void framesAloneAreFoundWhereNothingIsSaidOfObjects() {
        ProjectState state = project(
                new LabelEvent.LabelAdded(label(1, Fixture.CAR, Extent.FRAME, 3)),
                new LabelEvent.FrameStateChanged(Fixture.VIDEO, 3, FrameState.UNSEEN, FrameState.DONE),
                new LabelEvent.FrameStateChanged(Fixture.VIDEO, 4, FrameState.UNSEEN, FrameState.DONE));
        assertEquals(List.of("[4]"), found(state, "state:done no:labels"));
        assertEquals(List.of("[3]"), found(state, "has:car"));
        assertEquals(
                Fixture.FRAMES - 2, Search.find(state, read("state:unseen")).frameCount());
        assertEquals(0, Search.find(state, read("state:unseen")).hitCount());
        assertEquals(0, Search.find(state, read("state:done video:other")).frameCount());
    }

    @Test
    void aClassStandsForThoseBelowIt() {
        ProjectState state = project(new LabelEvent.LabelAdded(label(1, Fixture.TRUCK, Extent.FRAME, 3)));
        assertEquals(List.of("Lkw äß 卡车 1", "[3]"), found(state, "class:car"));
        assertEquals(List.of("Lkw äß 卡车 1", "[3]"), found(state, "class:\"lkw äß 卡车\""));
        assertEquals(List.of("Lkw äß 卡车 1", "[3]"), found(state, "class:6"));
    }

    @Test
    void classesThatNobodyHasAreNamed() {
        assertEquals(
                List.of("cra", "Fog"),
                List.copyOf(Search.unknownClasses(
                        read("class:cra,car or tag:Fog -has:labels"), new Ontology(2, Fixture.classes()))));
    }

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(1, 2, 3), LongStream.generate(System::nanoTime).limit(5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsFoundIsWhatANaiveFilterFinds(long seed) {
        RandomCommands commands = new RandomCommands(seed);
        ProjectState state = ProjectState.empty(new ProjectId(Fixture.uuid("p")), "p");
        for (int step = 0; step < STEPS; step++) {
            var command = step < RandomCommands.opening().size()
                    ? RandomCommands.opening().get(step)
                    : commands.next(state);
            if (Decider.decide(state, command) instanceof Decision.Accepted accepted) {
                state = state.applyAll(accepted.events());
            }
        }
        AtomicInteger asked = new AtomicInteger();
        Search.lookAhead(state, asked::incrementAndGet);
        assertEquals(
                state.mediaInOrder().stream()
                        .map(Media::id)
                        .map(state::labelsOf)
                        .mapToInt(m -> m.labels().size())
                        .sum(),
                asked.get(),
                "looking ahead passes nothing by");
        assertEquals(0, Search.find(state, Search.NOTHING).frameCount(), "and finds nothing");
        Random random = new Random(seed);
        int some = 0;
        for (int i = 0; i < 400; i++) {
            Query query = query(random, 3);
            Found found = Search.find(state, query);
            for (Media media : state.mediaInOrder()) {
                Naive naive = new Naive(state, media);
                assertEquals(naive.find(query), hits(found, media), () -> "seed " + seed + ": " + query);
                assertEquals(
                        naive.frames(query), frames(found.framesOf(media.id())), () -> "seed " + seed + ": " + query);
            }
            some += found.frameCount() > 0 ? 1 : 0;
        }
        assertTrue(some > 100, "only " + some + " queries found anything, seed " + seed);
    }

    /// By object: its first frame and how many there are.
    private static Map<String, List<Integer>> hits(Found found, Media media) {
        Map<String, List<Integer>> hits = new TreeMap<>();
        found.in(media.id()).stream()
                .flatMap(v -> v.hits().stream())
                .forEach(h -> hits.put(id(h.thing()), List.of(h.frame(), h.frames())));
        return hits;
    }

    private static String id(Thing thing) {
        return switch (thing) {
            case Thing.OfLabel(Label l) -> l.id().toString();
            case Thing.OfSuggestion(Suggestion s) -> s.id().toString();
            case Thing.OfEvent(IntervalEvent e) -> e.id().toString();
        };
    }

    private static Query query(Random random, int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(10)) {
            case 0, 1 -> new Query.All(List.of(query(random, depth - 1), query(random, depth - 1)));
            case 2, 3 -> new Query.Any(List.of(query(random, depth - 1), query(random, depth - 1)));
            case 4 -> new Query.Not(query(random, depth - 1));
            default -> new Query.Test(condition(random));
        };
    }

    private static final List<String> CLASSES =
            List.of("car", "SKY", "Rain", "brakes", "Turns", "lkw äß 卡车", "1", "6", "bus");

    private static Condition condition(Random random) {
        String name = CLASSES.get(random.nextInt(CLASSES.size()));
        double some = random.nextInt(40);
        Amount amount = switch (random.nextInt(3)) {
            case 0 -> Amount.below(some);
            case 1 -> Amount.above(some);
            default -> Amount.from(some, some + random.nextInt(20));
        };
        return switch (random.nextInt(18)) {
            case 0, 1 -> new OfClass(name);
            case 2 -> new Named(random.nextBoolean() ? "Ca" : String.valueOf(random.nextInt(10)));
            case 3 ->
                random.nextInt(3) == 0
                        ? new OfShape(ShapeKind.values()[random.nextInt(ShapeKind.values().length)])
                        : new OfKind(Kind.values()[random.nextInt(Kind.values().length)]);
            case 4 -> new FromOrigin(Source.values()[random.nextInt(Source.values().length)]);
            case 5 -> new Score(Amount.below(random.nextDouble()));
            case 6 -> new Area(random.nextBoolean() ? Amount.below(some * 10) : Amount.from(some * 5, some * 10));
            case 7 -> new Keyed();
            case 8 -> new Occluded();
            case 9 -> new InState(FrameState.values()[random.nextInt(3)]);
            case 10 -> new Has(Content.values()[random.nextInt(Content.values().length)]);
            case 11 -> new Shows(name);
            case 12 -> new Tagged(name);
            case 13 -> new During(name);
            case 14 -> new Said("Colour", random.nextBoolean() ? "RED" : "blue");
            case 15 -> new Said(random.nextBoolean() ? "seen from" : "parked", random.nextBoolean() ? "side" : "no");
            case 16 -> random.nextBoolean() ? new Incomplete() : new Measured("speed", amount);
            default -> new Frames(amount);
        };
    }

    /// Asks of every object on every frame, by what the model itself answers.
    private record Naive(ProjectState state, Media media) {

        private record Place(Thing thing, int frame) {}

        private MediaLabels labels() {
            return state.labelsOf(media.id());
        }

        private Map<String, List<Integer>> find(Query query) {
            if (query.conditions().allMatch(c -> c instanceof OfFrame)) {
                return Map.of();
            }
            return places(query)
                    .collect(Collectors.groupingBy(
                            p -> id(p.thing()),
                            TreeMap::new,
                            Collectors.collectingAndThen(
                                    Collectors.mapping(Place::frame, Collectors.toCollection(TreeSet::new)),
                                    frames -> List.of(frames.getFirst(), frames.size()))));
        }

        private Set<Integer> frames(Query query) {
            if (query.conditions().allMatch(c -> c instanceof OfFrame)) {
                return IntStream.range(0, media.frameCount())
                        .filter(f -> holds(query, Optional.empty(), f))
                        .boxed()
                        .collect(Collectors.toCollection(TreeSet::new));
            }
            return places(query).map(Place::frame).collect(Collectors.toCollection(TreeSet::new));
        }

        private Stream<Place> places(Query query) {
            boolean events = query.conditions()
                    .anyMatch(c -> c instanceof OfClass || c instanceof Named || c.equals(new OfKind(Kind.EVENT)));
            boolean open =
                    query.conditions().anyMatch(c -> c instanceof Score || c.equals(new OfKind(Kind.SUGGESTION)));
            List<Thing> things = new ArrayList<>();
            labels().labelsInOrder().forEach(l -> things.add(new Thing.OfLabel(l)));
            if (events) {
                labels().intervalsInOrder().forEach(e -> things.add(new Thing.OfEvent(e)));
            }
            if (open) {
                labels().suggestions().values().stream()
                        // A place of a track is nothing of its own.
                        .filter(s -> s.target() == null && labels().verdict(s.id()) == Verdict.OPEN)
                        .forEach(s -> things.add(new Thing.OfSuggestion(s)));
            }
            return things.stream()
                    .flatMap(t -> IntStream.range(0, media.frameCount())
                            .filter(f -> shape(t, f).isPresent()
                                    || t instanceof Thing.OfEvent(var e)
                                            && e.range().contains(f))
                            .filter(f -> holds(query, Optional.of(t), f))
                            .mapToObj(f -> new Place(t, f)));
        }

        private Optional<Shape> shape(Thing thing, int frame) {
            return switch (thing) {
                case Thing.OfLabel(Label l) -> l.at(frame).map(Placement::shape);
                case Thing.OfSuggestion(Suggestion s) -> Optional.of(s.shape()).filter(_ -> s.frame() == frame);
                case Thing.OfEvent _ -> Optional.empty();
            };
        }

        private boolean holds(Query query, Optional<Thing> thing, int frame) {
            return switch (query) {
                case Query.All(List<Query> parts) -> parts.stream().allMatch(p -> holds(p, thing, frame));
                case Query.Any(List<Query> parts) -> parts.stream().anyMatch(p -> holds(p, thing, frame));
                case Query.Not(Query denied) -> !holds(denied, thing, frame);
                case Query.Test(OfFrame condition) -> holds(condition, frame);
                case Query.Test(OfThing condition) ->
                    thing.filter(t -> holds(condition, t, frame)).isPresent();
            };
        }

        private boolean named(ClassId id, String name) {
            LabelClass c = state.ontology().find(id).orElseThrow();
            return c.name().equalsIgnoreCase(name)
                    || c.id().toString().equals(name)
                    || c.parent() != null && named(c.parent(), name);
        }

        private boolean holds(OfFrame condition, int frame) {
            return switch (condition) {
                case InState(FrameState s) -> labels().state(frame) == s;
                case Has(Content c) ->
                    switch (c) {
                        case LABELS -> !labels().on(frame).isEmpty();
                        case TRACKS ->
                            labels().on(frame).stream().anyMatch(p -> p.label().tracked());
                        case SUGGESTIONS ->
                            labels().suggestionsOn(frame).stream()
                                    .anyMatch(s -> labels().verdict(s.id()) == Verdict.OPEN);
                        case TAGS -> !labels().tagsOn(frame).isEmpty();
                        case EVENTS ->
                            labels().intervalsInOrder().stream()
                                    .anyMatch(i -> i.range().contains(frame));
                    };
                case Shows(String name) ->
                    labels().on(frame).stream().anyMatch(p -> named(p.label().classId(), name));
                case Tagged(String name) -> labels().tagsOn(frame).stream().anyMatch(t -> named(t, name));
                case During(String name) ->
                    labels().intervalsInOrder().stream()
                            .anyMatch(i -> i.range().contains(frame) && named(i.classId(), name));
                case Frames(Amount a) -> a.holds(frame);
                case InVideo(String letters) ->
                    media.name().toLowerCase(Locale.ROOT).contains(letters);
            };
        }

        private boolean holds(OfThing condition, Thing thing, int frame) {
            Optional<Label> label = thing instanceof Thing.OfLabel(Label l) ? Optional.of(l) : Optional.empty();
            return switch (condition) {
                case OfClass(String name) -> named(thing.classId(), name);
                case Named(String letters) -> {
                    String name = state.ontology().nameOf(thing.classId())
                            + label.map(l -> " " + l.number()).orElse("");
                    yield name.toLowerCase(Locale.ROOT).contains(letters.toLowerCase(Locale.ROOT));
                }
                case OfKind(Kind kind) ->
                    switch (kind) {
                        case LABEL -> label.isPresent();
                        case TRACK -> label.filter(Label::tracked).isPresent();
                        case SINGLE -> label.filter(l -> !l.tracked()).isPresent();
                        case SUGGESTION -> thing instanceof Thing.OfSuggestion;
                        case EVENT -> thing instanceof Thing.OfEvent;
                    };
                case FromOrigin(Source source) ->
                    label.map(Label::origin)
                            .filter(o -> switch (source) {
                                case DRAWN -> o instanceof Origin.Manual;
                                case SUGGESTED -> o instanceof Origin.Suggested;
                                case ACCEPTED -> o instanceof Origin.Suggested s && s.how() == Origin.How.ACCEPTED;
                                case AMENDED -> o instanceof Origin.Suggested s && s.how() == Origin.How.AMENDED;
                                case POLICY -> o instanceof Origin.Suggested s && s.policy() != null;
                                case IMPORTED -> o instanceof Origin.Imported;
                            })
                            .isPresent();
                case Score(Amount a) -> thing instanceof Thing.OfSuggestion(Suggestion s) && a.holds(s.score());
                case Area(Amount a) ->
                    shape(thing, frame)
                            .filter(s -> a.holds(
                                    s.hasArea()
                                            ? Rasterizer.rasterize(s, media.width(), media.height())
                                                    .area()
                                            : 0))
                            .isPresent();
                case OfShape(ShapeKind kind) ->
                    shape(thing, frame).filter(s -> s.kind() == kind).isPresent();
                case Keyed() -> label.flatMap(l -> l.keyframe(frame)).isPresent();
                case Occluded() ->
                    label.flatMap(l -> l.at(frame)).filter(Placement::occluded).isPresent();
                case Said(String attribute, String words) ->
                    label.filter(l -> said(
                                    l,
                                    frame,
                                    attribute,
                                    v -> List.of(v.toLowerCase(Locale.ROOT).split(", "))
                                            .contains(words.toLowerCase(Locale.ROOT))))
                            .isPresent();
                case Measured(String attribute, Amount amount) ->
                    label.filter(l -> said(l, frame, attribute, v -> amount.holds(Double.parseDouble(v))))
                            .isPresent();
                case Incomplete() ->
                    label.filter(l -> asked(l, frame)
                                    .anyMatch(a -> a.required()
                                            && l.attributesAt(frame).of(a.id()).isEmpty()))
                            .isPresent();
            };
        }

        private Stream<Attribute> asked(Label l, int frame) {
            return l.attributesAt(frame).asked(state.ontology().attributesOf(l.classId())).stream();
        }

        private boolean said(Label l, int frame, String attribute, Predicate<String> means) {
            return asked(l, frame)
                    .filter(a -> a.name().equalsIgnoreCase(attribute))
                    .anyMatch(a -> l.attributesAt(frame)
                            .of(a.id())
                            .filter(v -> means.test(a.type().words(v)))
                            .isPresent());
        }
    }
}
