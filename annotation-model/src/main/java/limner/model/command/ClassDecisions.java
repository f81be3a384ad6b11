package limner.model.command;

import static limner.model.command.Decider.Case.refuseIf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import limner.model.command.Command.*;
import limner.model.command.Decider.Case;
import limner.model.command.Decider.RefusedException;
import limner.model.command.Decision.Undoable;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.*;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import limner.model.label.EventDetails;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.ClassDetails;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.SchemaPlace;
import limner.model.ontology.SkeletonTemplate;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import org.jspecify.annotations.Nullable;

/// What commands about classes and attributes mean.
record ClassDecisions(Case at) {

    private ProjectState state() {
        return at.state();
    }

    private Ontology now() {
        return state().ontology();
    }

    private LabelClass labelClass(ClassId id) {
        return now().find(id).orElseThrow(() -> new RefusedException("the ontology has no class " + id));
    }

    // The ontology.

    Decision edit(EditClasses c) {
        Ontology after = valid(() -> now().with(c.classes()));
        refuseIf(after.classes().equals(now().classes()), "no class changes");
        for (LabelClass before : now().classes()) {
            LabelClass next = after.find(before.id()).orElseThrow();
            if (next.kind() != before.kind() || !next.skeleton().equals(before.skeleton())) {
                demandFits(before, next);
            }
        }
        return done(title(c.classes()), new OntologyChanged(now(), after));
    }

    private void demandFits(LabelClass before, LabelClass next) {
        boolean jointsStay = joints(next).containsAll(joints(before));
        if ((next.kind() != before.kind() || !jointsStay) && state().inUse(before.id())) {
            refuseIf(
                    next.kind() != before.kind(),
                    "class " + before.name() + " is in use: what it is said of cannot change");
            refuseIf(
                    !jointsStay,
                    "class " + before.name() + " is in use: joints can be added to its skeleton, not renamed or taken"
                            + " away");
        }
    }

    private static List<String> joints(LabelClass c) {
        return c.skeleton().stream()
                .flatMap(s -> s.joints().stream())
                .map(SkeletonTemplate.Joint::name)
                .toList();
    }

    private String title(List<LabelClass> classes) {
        if (classes.size() != 1) {
            return "Edit classes";
        }
        LabelClass next = classes.getFirst();
        Optional<LabelClass> found = now().find(next.id());
        if (found.isEmpty()) {
            return "Add class " + next.name();
        }
        LabelClass before = found.get();
        if (!before.name().equals(next.name())) {
            return "Rename class " + before.name() + " to " + next.name();
        }
        if (before.retired() != next.retired()) {
            return (next.retired() ? "Retire class " : "Offer class ") + next.name();
        }
        if (!before.guideline().equals(next.guideline())) {
            return "Change guideline of class " + next.name();
        }
        if (!before.details().examples().equals(next.details().examples())) {
            return "Change examples of class " + next.name();
        }
        return "Edit class " + next.name();
    }

    Decision arrange(ArrangeClasses c) {
        Set<ClassId> ids = new HashSet<>(c.order());
        refuseIf(
                ids.size() != c.order().size() || ids.size() != now().classes().size(),
                "the order names every class once");
        List<LabelClass> all = c.order().stream().map(this::labelClass).toList();
        refuseIf(all.equals(now().classes()), "the classes are in that order already");
        return done("Arrange classes", new OntologyChanged(now(), now().next(all)));
    }

    Decision place(PlaceClass c) {
        LabelClass moved = labelClass(c.classId());
        if (c.parent() != null) {
            labelClass(c.parent());
        }
        if (c.before() != null) {
            labelClass(c.before());
        }
        refuseIf(c.classId().equals(c.before()), "a class is put before another one");
        LabelClass next = moved.withParent(c.parent());
        List<LabelClass> all = new ArrayList<>(now().classes());
        all.remove(moved);
        int at = c.before() == null ? all.size() : all.indexOf(labelClass(c.before()));
        all.add(at, next);
        refuseIf(all.equals(now().classes()), "class " + moved.name() + " is there already");
        Ontology after = valid(() -> now().next(all));
        String where = c.parent() == null || c.parent().equals(moved.parent())
                ? ""
                : " below " + labelClass(c.parent()).name();
        return done("Move class " + moved.name() + where, new OntologyChanged(now(), after));
    }

    Decision remove(RemoveClass command) {
        ClassId id = command.classId();
        LabelClass c = labelClass(id);
        refuseIf(state().inUse(id), "class " + c.name() + " is in use: retire it instead");
        refuseIf(
                !state().releases().isEmpty(),
                "class " + c.name()
                        + " may be in a release, and its number must not be given again: retire it instead");
        List<LabelClass> rest =
                now().classes().stream().filter(o -> !o.id().equals(id)).toList();
        refuseIf(rest.stream().anyMatch(o -> id.equals(o.parent())), "class " + c.name() + " has classes below it");
        Ontology after = valid(() -> now().next(rest));
        return done("Remove class " + c.name(), new OntologyChanged(now(), after));
    }

    private static Ontology valid(Supplier<Ontology> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static Decision done(String title, LabelEvent event) {
        return new Decision.Accepted(title, Undoable.YES, List.of(event));
    }

    // Merging.

    /// The labels change on frames that are done too: what the class is called is not a matter of one frame.
    Decision merge(MergeClasses c) {
        LabelClass from = labelClass(c.from());
        LabelClass into = labelClass(c.into());
        refuseIf(from.id().equals(into.id()), "a class is merged into another one");
        refuseIf(into.retired(), "class " + into.name() + " is retired");
        refuseIf(
                from.kind() != into.kind()
                        && !(from.kind().drawn() && into.kind().drawn()),
                from.name() + " and " + into.name() + " are said of different things");
        Ontology after = valid(() -> merged(now(), from, into));
        List<LabelEvent> events = new ArrayList<>();
        events.add(new OntologyChanged(now(), after));
        for (var media : state().mediaInOrder()) {
            MediaLabels here = state().labelsOf(media.id());
            for (Label l : here.labelsInOrder()) {
                if (l.classId().equals(from.id())) {
                    events.addAll(reclassified(l, into.id(), after));
                } else {
                    events.addAll(inherited(l, after));
                }
            }
            here.tags().forEach((frame, tags) -> {
                if (tags.contains(from.id())) {
                    events.add(new FrameUntagged(new FrameTag(media.id(), frame, from.id())));
                    if (!tags.contains(into.id())) {
                        events.add(new FrameTagged(new FrameTag(media.id(), frame, into.id())));
                    }
                }
            });
            here.intervals().values().stream()
                    .sorted((a, b) -> a.id().compareTo(b.id()))
                    .forEach(i -> {
                        IntervalEvent next = merged(i, from.id(), into.id(), after);
                        if (!next.equals(i)) {
                            events.add(new IntervalChanged(i, next));
                        }
                    });
        }
        return new Decision.Accepted("Merge class " + from.name() + " into " + into.name(), Undoable.YES, events);
    }

    private IntervalEvent merged(IntervalEvent i, ClassId from, ClassId into, Ontology after) {
        ClassId to = i.classId().equals(from) ? into : i.classId();
        EventDetails details = i.details();
        if (from.equals(details.subject())) {
            details = details.withSubject(into);
        }
        AttributeValues modifiers =
                details.modifiers().carried(now().attributesOf(i.classId()), after.attributesOf(to));
        return i.withClass(to).withDetails(details.withModifiers(modifiers));
    }

    /// The one class retired and pointing at the other, which takes over what stood below it and what mapped to it.
    static Ontology merged(Ontology now, LabelClass from, LabelClass into) {
        Set<ClassId> aboveInto = new HashSet<>();
        now.above(into.id()).forEach(a -> aboveInto.add(a.id()));
        List<LabelClass> all = new ArrayList<>();
        for (LabelClass c : now.classes()) {
            LabelClass next = c;
            if (from.id().equals(c.parent())) {
                boolean leadsToInto = c.id().equals(into.id()) || aboveInto.contains(c.id());
                next = next.withParent(leadsToInto ? from.parent() : into.id());
            }
            if (c.details().schema() instanceof SchemaPlace.Pixel(ClassId coarse)
                    && from.id().equals(coarse)) {
                boolean fits = into.details().schema().isCoarse() && !c.id().equals(into.id());
                next = next.withDetails(next.details().withSchema(new SchemaPlace.Pixel(fits ? into.id() : null)));
            }
            if (c.id().equals(from.id())) {
                ClassDetails details = next.details().withSuccessor(into.id());
                next = next.withHotkey("").retire().withDetails(details);
            }
            all.add(next);
        }
        return now.next(all);
    }

    /// Gives a label another class, with what can be said of its attributes there.
    List<LabelEvent> reclassified(Label l, ClassId to) {
        return reclassified(l, to, now());
    }

    private List<LabelEvent> reclassified(Label l, ClassId to, Ontology after) {
        List<Attribute> is = after.attributesOf(to);
        List<LabelEvent> events = new ArrayList<>();
        events.add(new LabelReclassified(l.media(), l.id(), l.classId(), to));
        events.addAll(carried(l, now().attributesOf(l.classId()), is, is));
        return events;
    }

    /// What becomes of the attributes of a label whose class stays, and is asked others because what stands above it
    /// does not.
    private List<LabelEvent> inherited(Label l, Ontology after) {
        List<Attribute> was = now().attributesOf(l.classId());
        List<Attribute> is = after.attributesOf(l.classId());
        if (was.equals(is)) {
            return List.of();
        }
        Set<AttributeId> known = was.stream().map(Attribute::id).collect(Collectors.toSet());
        return carried(
                l, was, is, is.stream().filter(a -> !known.contains(a.id())).toList());
    }

    /// @param fresh those whose presets hold where nothing was said
    private static List<LabelEvent> carried(Label l, List<Attribute> was, List<Attribute> is, List<Attribute> fresh) {
        List<LabelEvent> events = new ArrayList<>();
        AttributeValues constant = AttributeValues.presets(fresh, Attribute.Holding.CONSTANT)
                .and(l.attributes().carried(was, is));
        if (!constant.equals(l.attributes())) {
            events.add(new LabelAttributesChanged(l.media(), l.id(), l.attributes(), constant));
        }
        AttributeValues presets = AttributeValues.presets(fresh, Attribute.Holding.CHANGING);
        for (Map.Entry<Integer, Keyframe> e : l.keyframes().entrySet()) {
            Keyframe before = e.getValue();
            AttributeValues changing = presets.and(before.attributes().carried(was, is));
            if (!changing.equals(before.attributes())) {
                events.add(new KeyframeChanged(l.media(), l.id(), e.getKey(), before, before.withAttributes(changing)));
            }
        }
        return events;
    }

    /// Values that a merge leaves behind, by the attribute they belong to; also those of classes that are asked others
    /// because what stands above them does not stay.
    static SortedMap<AttributeId, Integer> left(Ontology now, Iterable<Label> labels, ClassId from, ClassId into) {
        Ontology after = now;
        try {
            after = merged(now, now.find(from).orElseThrow(), now.find(into).orElseThrow());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            // Such a merge is refused; what can be said of it is what it would do to the labels of the class itself.
        }
        SortedMap<AttributeId, Integer> left = new TreeMap<>();
        for (Label l : labels) {
            List<Attribute> was = now.attributesOf(l.classId());
            List<Attribute> is = after.attributesOf(l.classId().equals(from) ? into : l.classId());
            if (was.equals(is)) {
                continue;
            }
            Set<AttributeId> gone = new HashSet<>(lost(l.attributes(), was, is));
            l.keyframes().values().forEach(k -> gone.addAll(lost(k.attributes(), was, is)));
            gone.forEach(id -> left.merge(id, 1, Integer::sum));
        }
        return left;
    }

    private static List<AttributeId> lost(AttributeValues values, List<Attribute> was, List<Attribute> is) {
        return values.values().keySet().stream()
                .filter(id -> AttributeValues.none()
                        .with(id, Objects.requireNonNull(values.values().get(id)))
                        .carried(was, is)
                        .isEmpty())
                .toList();
    }

    // Attributes.

    Decision set(SetAttribute c) {
        Attribute attribute = now().attribute(c.attribute())
                .orElseThrow(() -> new RefusedException("the ontology has no attribute " + c.attribute()));
        @Nullable AttributeValue value = c.value();
        if (value != null) {
            attribute.type().problem(value).ifPresent(p -> {
                throw new RefusedException("this is no " + attribute.name() + ": " + p);
            });
        }
        List<LabelEvent> events = new ArrayList<>();
        List<Label> labels = at.labels(c.media(), c.labels());
        for (Label l : labels) {
            events.addAll(set(l, c.frame(), attribute, value));
        }
        refuseIf(labels.isEmpty(), "nothing is selected");
        refuseIf(events.isEmpty(), attribute.name() + " is so already");
        String what = labels.size() == 1 ? at.called(labels.getFirst()) : labels.size() + " labels";
        String said = value == null
                ? "Clear " + attribute.name()
                : "Set " + attribute.name() + " "
                        + attribute.type().words(value).strip();
        return at.work(c.media(), c.frame(), said + ", " + what, events);
    }

    private List<LabelEvent> set(Label l, int frame, Attribute attribute, @Nullable AttributeValue value) {
        List<Attribute> all = now().attributesOf(l.classId());
        refuseIf(!all.contains(attribute), at.called(l) + " is not asked for " + attribute.name());
        refuseIf(
                value != null && !l.attributesAt(frame).asked(all).contains(attribute),
                at.called(l) + " is asked for " + attribute.name() + " only where " + condition(attribute, all)
                        + " fits");
        if (!attribute.changing()) {
            AttributeValues after = with(l.attributes(), attribute, value);
            if (after.equals(l.attributes())) {
                return List.of();
            }
            at.demandOpen(l.media(), l);
            return List.of(new LabelAttributesChanged(l.media(), l.id(), l.attributes(), after));
        }
        refuseIf(l.source(frame).isEmpty(), at.called(l) + " is not on this frame");
        AttributeValues after = with(l.changingAt(frame), attribute, value);
        return after.equals(l.changingAt(frame)) ? List.of() : at.held(l, frame, k -> k.withAttributes(after));
    }

    private static AttributeValues with(AttributeValues values, Attribute attribute, @Nullable AttributeValue value) {
        return value == null ? values.without(attribute.id()) : values.with(attribute.id(), value);
    }

    private static String condition(Attribute attribute, List<Attribute> all) {
        return all.stream()
                .filter(a -> attribute.when() != null
                        && a.id().equals(attribute.when().attribute()))
                .map(Attribute::name)
                .findFirst()
                .orElse("another attribute");
    }
}
