package limner.model.query;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Shape;
import limner.model.geometry.ShapeKind;
import limner.model.id.ClassId;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.label.Placement;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.provenance.Origin;
import limner.model.query.Condition.*;
import org.jspecify.annotations.Nullable;

/// Makes a [Query] ready for one video: looks up classes by their names once, and on which frames whatever is said of
/// frames holds.
final class Video {

    private static final int KEYED = 2;
    private static final int HIDDEN = 3;
    private static final int FORMED = 3;
    private static final int COUNTED = 4;

    private final Media media;
    private final MediaLabels labels;
    private final Ontology ontology;
    private final Map<ClassId, String> names = new HashMap<>();

    Video(Media media, MediaLabels labels, Ontology ontology) {
        this.media = media;
        this.labels = labels;
        this.ontology = ontology;
    }

    Node ready(Query query) {
        return switch (query) {
            case Query.All(List<Query> parts) ->
                Node.All.of(parts.stream().map(this::ready).toList());
            case Query.Any(List<Query> parts) ->
                Node.Any.of(parts.stream().map(this::ready).toList());
            case Query.Not(Query denied) -> new Node.Not(ready(denied));
            case Query.Test(Condition.OfThing condition) -> ofThing(condition);
            case Query.Test(Condition.OfFrame condition) -> new Node.OnFrames(frames(condition));
        };
    }

    private Node ofThing(Condition.OfThing condition) {
        return switch (condition) {
            case OfClass(String name) -> {
                Set<ClassId> classes = classes(name);
                yield new Node.OfThings(t -> classes.contains(t.classId()));
            }
            case Named(String letters) -> {
                String wanted = letters.toLowerCase(Locale.ROOT);
                yield new Node.OfThings(t -> name(t).contains(wanted));
            }
            case OfKind(Kind kind) -> new Node.OfThings(t -> is(t, kind));
            case FromOrigin(Source source) ->
                new Node.OfThings(t -> t instanceof Thing.OfLabel(Label l) && from(l.origin(), source));
            case Score(Amount amount) ->
                new Node.OfThings(t -> t instanceof Thing.OfSuggestion(var s) && amount.holds(s.score()));
            case Keyed() ->
                new Node.AtFrames(
                        KEYED,
                        (t, frame) -> t instanceof Thing.OfLabel(Label l)
                                && l.keyframes().containsKey(frame));
            case OfShape(ShapeKind kind) -> new Node.AtFrames(FORMED, (t, frame) -> formed(t, frame, kind));
            case Occluded() -> new Node.AtFrames(HIDDEN, Video::occluded);
            case Said(String attribute, String words) -> {
                Map<ClassId, Attribute> asked = asked(attribute);
                Map<Attribute, Predicate<AttributeValue>> meant = new HashMap<>();
                asked.values().forEach(a -> meant.computeIfAbsent(a, _ -> meaning(a, words)));
                Meaning meaning = (a, v) -> meant.getOrDefault(a, _ -> false).test(v);
                yield new Node.AtFrames(HIDDEN, (t, frame) -> says(t, frame, asked, meaning));
            }
            case Measured(String attribute, Amount amount) -> {
                Map<ClassId, Attribute> asked = asked(attribute);
                yield new Node.AtFrames(
                        HIDDEN,
                        (t, frame) -> says(
                                t,
                                frame,
                                asked,
                                (var _, var v) -> v instanceof AttributeValue.Number(double n) && amount.holds(n)));
            }
            case Incomplete() -> {
                Map<ClassId, List<Attribute>> required = new HashMap<>();
                for (LabelClass c : ontology.classes()) {
                    List<Attribute> all = ontology.attributesOf(c.id());
                    if (all.stream().anyMatch(Attribute::required)) {
                        required.put(c.id(), all);
                    }
                }
                yield new Node.AtFrames(
                        HIDDEN,
                        (t, frame) -> t instanceof Thing.OfLabel(Label l)
                                && l.attributesAt(frame).lacks(required.getOrDefault(l.classId(), List.of())));
            }
            case Area(Amount amount) -> new Covering(amount);
        };
    }

    // Attributes.

    private interface Meaning {
        boolean holds(Attribute attribute, AttributeValue value);
    }

    /// The attribute of this name of each class that is asked one.
    private Map<ClassId, Attribute> asked(String name) {
        Map<ClassId, Attribute> asked = new HashMap<>();
        for (LabelClass c : ontology.classes()) {
            ontology.attributesOf(c.id()).stream()
                    .filter(a -> a.name().equalsIgnoreCase(name))
                    .findFirst()
                    .ifPresent(a -> asked.put(c.id(), a));
        }
        return asked;
    }

    private boolean says(Thing thing, int frame, Map<ClassId, Attribute> asked, Meaning meaning) {
        if (!(thing instanceof Thing.OfLabel(Label l))) {
            return false;
        }
        Attribute a = asked.get(l.classId());
        if (a == null) {
            return false;
        }
        AttributeValues here = a.changing() ? l.changingAt(frame) : l.attributes();
        return here.of(a.id()).filter(v -> meaning.holds(a, v)).isPresent()
                && (a.when() == null
                        || l.attributesAt(frame)
                                .asked(ontology.attributesOf(l.classId()))
                                .contains(a));
    }

    /// What the words mean for one attribute, worked out once.
    private static Predicate<AttributeValue> meaning(Attribute attribute, String words) {
        Set<Integer> options = attribute.type().choosable().stream()
                .filter(o -> o.name().equalsIgnoreCase(words))
                .map(AttributeOption::id)
                .collect(Collectors.toSet());
        String letters = words.toLowerCase(Locale.ROOT);
        Optional<AttributeValue> same = attribute.type().read(words);
        return value -> switch (value) {
            case AttributeValue.Choices(var chosen) -> chosen.stream().anyMatch(options::contains);
            case AttributeValue.Text(String text) ->
                text.toLowerCase(Locale.ROOT).contains(letters);
            case AttributeValue.Choice _, AttributeValue.Number _, AttributeValue.YesNo _ ->
                same.filter(value::equals).isPresent();
        };
    }

    // Classes and names.

    /// Classes of this name or number, and what is below them.
    private Set<ClassId> classes(String name) {
        Set<ClassId> found = new HashSet<>();
        for (LabelClass c : ontology.classes()) {
            if (c.name().equalsIgnoreCase(name) || c.id().toString().equals(name)) {
                found.add(c.id());
            }
        }
        boolean more = !found.isEmpty();
        while (more) {
            more = false;
            for (LabelClass c : ontology.classes()) {
                more |= c.parent() != null && found.contains(c.parent()) && found.add(c.id());
            }
        }
        return found;
    }

    private String name(Thing thing) {
        String name =
                names.computeIfAbsent(thing.classId(), id -> ontology.nameOf(id).toLowerCase(Locale.ROOT));
        return thing instanceof Thing.OfLabel(Label l) ? name + " " + l.number() : name;
    }

    // What things are.

    private static boolean is(Thing thing, Kind kind) {
        return switch (thing) {
            case Thing.OfLabel(Label l) ->
                switch (kind) {
                    case LABEL -> true;
                    case TRACK -> l.tracked();
                    case SINGLE -> !l.tracked();
                    case SUGGESTION, EVENT -> false;
                };
            case Thing.OfSuggestion _ -> kind == Kind.SUGGESTION;
            case Thing.OfEvent _ -> kind == Kind.EVENT;
        };
    }

    private static boolean from(Origin origin, Source source) {
        return switch (origin) {
            case Origin.Manual() -> source == Source.DRAWN;
            case Origin.Imported _ -> source == Source.IMPORTED;
            case Origin.Suggested s ->
                switch (source) {
                    case SUGGESTED -> true;
                    case ACCEPTED -> s.how() == Origin.How.ACCEPTED;
                    case AMENDED -> s.how() == Origin.How.AMENDED;
                    case POLICY -> s.policy() != null;
                    case DRAWN, IMPORTED -> false;
                };
        };
    }

    private static boolean occluded(Thing thing, int frame) {
        if (!(thing instanceof Thing.OfLabel(Label l))) {
            return false;
        }
        Map.Entry<Integer, Keyframe> held = l.keyframes().floorEntry(frame);
        return held != null && held.getValue().occluded();
    }

    /// Between two keyframes a shape stays of the kind of the first.
    private static boolean formed(Thing thing, int frame, ShapeKind kind) {
        return switch (thing) {
            case Thing.OfLabel(Label l) -> {
                Map.Entry<Integer, Keyframe> held = l.keyframes().floorEntry(frame);
                yield held != null && held.getValue().shape().kind() == kind;
            }
            case Thing.OfSuggestion(var s) -> s.shape().kind() == kind;
            case Thing.OfEvent _ -> false;
        };
    }

    /// Holds of objects that cover an amount of pixels.
    private final class Covering implements Node {
        private final Amount amount;

        Covering(Amount amount) {
            this.amount = amount;
        }

        @Override
        public int cost() {
            return COUNTED;
        }

        @Override
        public boolean holds(@Nullable Thing thing, int frame) {
            return switch (thing) {
                case Thing.OfLabel(Label l) ->
                    l.at(frame)
                            .map(Placement::shape)
                            .filter(s -> covers(s, amount))
                            .isPresent();
                case Thing.OfSuggestion(var s) -> covers(s.shape(), amount);
                case Thing.OfEvent _ -> false;
                case null -> false;
            };
        }

        @Override
        public BitSet narrow(@Nullable Thing thing, BitSet frames) {
            if (!(thing instanceof Thing.OfLabel(Label label))) {
                return Node.super.narrow(thing, frames);
            }
            BitSet holding = new BitSet();
            // Where a track stays as it is, the same shape comes again.
            @Nullable Shape[] last = {null};
            boolean[] held = {false};
            label.places(frames, (frame, shape) -> {
                if (shape != last[0]) {
                    last[0] = shape;
                    held[0] = covers(shape, amount);
                }
                holding.set(frame, held[0]);
            });
            return holding;
        }
    }

    /// Pixels are counted only where the box around the shape leaves open what comes out.
    private boolean covers(Shape shape, Amount amount) {
        if (!shape.hasArea()) {
            return amount.holds(0);
        }
        if (shape instanceof Mask mask) {
            return amount.holds(mask.rle().area());
        }
        if (shape instanceof Box box) {
            return amount.holds((double) centres(box.x(), box.x() + box.width(), media.width())
                    * centres(box.y(), box.y() + box.height(), media.height()));
        }
        Box around = shape.bounds();
        double most = (Math.ceil(around.width()) + 1) * (Math.ceil(around.height()) + 1);
        if (most < amount.least()) {
            return false;
        }
        if (amount.least() < 0 && most < amount.most()) {
            return true;
        }
        return amount.holds(Rasterizer.area(shape, media.width(), media.height()));
    }

    /// How many centres of pixels lie between two edges of a box, as [Rasterizer] has it.
    private static int centres(double from, double to, int side) {
        return (int) (Math.clamp(Math.ceil(to - 0.5), 0, side) - Math.clamp(Math.ceil(from - 0.5), 0, side));
    }

    // Frames.

    private BitSet frames(Condition.OfFrame condition) {
        BitSet found = new BitSet();
        switch (condition) {
            case InState(FrameState state) -> states(state, found);
            case Has(Content content) -> contents(content, found);
            case Shows(String name) -> {
                Set<ClassId> classes = classes(name);
                shown(l -> classes.contains(l.classId()), found);
            }
            case Tagged(String name) -> {
                Set<ClassId> classes = classes(name);
                labels.tags().forEach((frame, tags) -> {
                    if (tags.stream().anyMatch(classes::contains)) {
                        found.set(frame);
                    }
                });
            }
            case During(String name) -> {
                Set<ClassId> classes = classes(name);
                labels.intervals().values().stream()
                        .filter(i -> classes.contains(i.classId()))
                        .forEach(i -> found.set(i.range().first(), i.range().last() + 1));
            }
            case Frames(Amount amount) -> {
                for (int f = 0; f < media.frameCount(); f++) {
                    found.set(f, amount.holds(f));
                }
            }
            case InVideo(String letters) -> {
                if (media.name().toLowerCase(Locale.ROOT).contains(letters.toLowerCase(Locale.ROOT))) {
                    found.set(0, media.frameCount());
                }
            }
        }
        return found;
    }

    private void states(FrameState state, BitSet found) {
        if (state == FrameState.UNSEEN) {
            found.set(0, media.frameCount());
            labels.states().keySet().forEach(found::clear);
        } else {
            labels.states().forEach((frame, s) -> {
                if (s == state) {
                    found.set(frame);
                }
            });
        }
    }

    private void contents(Content content, BitSet found) {
        switch (content) {
            case LABELS -> {
                labels.singles().keySet().forEach(found::set);
                shown(Label::tracked, found);
            }
            case TRACKS -> shown(Label::tracked, found);
            case SUGGESTIONS -> labels.layer().waitingOn().keySet().forEach(found::set);
            case TAGS -> labels.tags().keySet().forEach(found::set);
            case EVENTS ->
                labels.intervals()
                        .values()
                        .forEach(i -> found.set(i.range().first(), i.range().last() + 1));
        }
    }

    private void shown(Predicate<Label> which, BitSet found) {
        for (Label l : labels.labels().values()) {
            if (which.test(l)) {
                addFrames(l, found);
            }
        }
    }

    /// Adds the frames on which a label is.
    void addFrames(Label label, BitSet to) {
        if (!label.tracked()) {
            to.set(label.firstFrame());
            return;
        }
        int here = -1;
        for (Map.Entry<Integer, Keyframe> e : label.keyframes().entrySet()) {
            if (e.getValue().outside() && here >= 0) {
                to.set(here, e.getKey());
                here = -1;
            } else if (!e.getValue().outside() && here < 0) {
                here = e.getKey();
            }
        }
        if (here >= 0) {
            to.set(here, media.frameCount());
        }
    }
}
