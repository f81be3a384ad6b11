package limner.model.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Polygon;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts together what files write as several elements of one group on one picture: regions of one category are one
/// object, keypoints go with its region, and a box that only goes around it says nothing more. Everything else stands
/// alone. Used by one thread, for one picture.
public final class Groups {

    /// How far, in pixels, a box may be off the bounds of what it goes around: edges are rounded to pixels by some.
    private static final double SLACK = 1;

    private final int width;
    private final int height;
    private final String field;
    private final Consumer<Entry> into;
    private final SequencedMap<String, List<Entry.Annotation>> all = new LinkedHashMap<>();
    private final Map<String, String> groups = new HashMap<>();
    private final List<Told> told = new ArrayList<>();

    /// @param group empty where it is of none
    private record Told(Entry entry, String group) {}

    /// @param field as which groups that put no object together are kept with their annotations
    public Groups(Entry.Picture picture, String field, Consumer<Entry> into) {
        this.field = field;
        this.width = picture.width();
        this.height = picture.height();
        this.into = into;
    }

    /// @param group what the parts of one object have in common; empty where it is of none
    public void add(Entry.Annotation part, String group) {
        boolean isNone = group.isBlank() || group.equals("0");
        String key = isNone ? "\n" + all.size() : part.category() + "\n" + group;
        groups.put(key, isNone ? "" : group);
        all.computeIfAbsent(key, _ -> new ArrayList<>()).add(part);
    }

    /// Tells all objects, in the order of their first parts.
    public void tell() {
        all.forEach((key, parts) -> {
            String group = groups.getOrDefault(key, "");
            try {
                gather(parts, group);
            } catch (IllegalArgumentException e) {
                parts.forEach(p -> not(p, String.valueOf(e.getMessage())));
            }
        });
        Map<String, Integer> objects = new HashMap<>();
        told.stream()
                .filter(t -> t.entry() instanceof Entry.Annotation)
                .forEach(t -> objects.merge(t.group(), 1, Integer::sum));
        for (Told t : told) {
            boolean isShared = !t.group().isEmpty() && objects.getOrDefault(t.group(), 0) > 1;
            into.accept(t.entry() instanceof Entry.Annotation a && isShared ? withGroup(a, t.group()) : t.entry());
        }
        told.clear();
        all.clear();
    }

    private void not(Entry.Annotation part, String reason) {
        told.add(new Told(new Entry.NotTaken(part.at(), reason), ""));
    }

    private void gather(List<Entry.Annotation> parts, String group) {
        if (parts.size() == 1) {
            told.add(new Told(parts.getFirst(), group));
            return;
        }
        List<Entry.Annotation> regions = parts.stream()
                .filter(p ->
                        p.pose().isEmpty() && p.shape().filter(Groups::isRegion).isPresent())
                .toList();
        List<Entry.Annotation> poses =
                parts.stream().filter(p -> p.pose().isPresent()).toList();
        Optional<Shape> region = regions.isEmpty()
                ? Optional.empty()
                : Optional.of(UnionOfRings.joined(
                        regions.stream().map(r -> r.shape().orElseThrow()).toList(), width, height));
        boolean isPosed = poses.size() == 1 && poses.getFirst().shape().isEmpty();
        Set<Entry.Annotation> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        if (region.isPresent()) {
            Entry.Annotation first = regions.getFirst();
            taken.addAll(regions);
            if (isPosed) {
                taken.addAll(poses);
            }
            told.add(new Told(whole(first, region.get(), isPosed ? poses.getFirst() : first), group));
            taken.stream().filter(p -> p != first).forEach(p -> different(first, p));
        }
        for (Entry.Annotation p : parts) {
            Optional<String> idle = p.shape().flatMap(s -> idle(s, region, isPosed));
            if (!taken.contains(p) && idle.isPresent()) {
                not(p, idle.get());
            } else if (!taken.contains(p)) {
                told.add(new Told(p, group));
            }
        }
    }

    /// What a part says otherwise than the first one has no place: there is one object of them.
    private void different(Entry.Annotation first, Entry.Annotation part) {
        List<String> what = new ArrayList<>();
        if (!part.attributes().equals(first.attributes())) {
            what.add("attributes");
        }
        if (part.occluded() != first.occluded()) {
            what.add("whether it is hidden");
        }
        if (part.crowd() != first.crowd()) {
            what.add("whether it is a crowd");
        }
        if (part.depth() != first.depth()) {
            what.add("depth");
        }
        if (!part.track().equals(first.track())) {
            what.add("track");
        }
        if (!part.extras().equals(first.extras())) {
            what.add("other fields");
        }
        if (!what.isEmpty()) {
            not(
                    part,
                    "it is taken as a part of an object, and what it says otherwise than the first part is not: "
                            + String.join(", ", what));
        }
    }

    private Entry.Annotation withGroup(Entry.Annotation a, String group) {
        ObjectNode fields = a.extras().isEmpty()
                ? JsonNodeFactory.instance.objectNode()
                : (ObjectNode) JsonMapper.shared().readTree(a.extras());
        fields.put(field, group);
        return said(a, a.shape(), a.pose(), fields.toString());
    }

    private static boolean isRegion(Shape shape) {
        return shape instanceof Polygon || shape instanceof Mask;
    }

    /// Why a part of a group says nothing that is not said by the others.
    private static Optional<String> idle(Shape part, Optional<Shape> region, boolean isPosed) {
        if (!(part instanceof Box box)) {
            return Optional.empty();
        }
        if (region.isPresent()) {
            return isAround(box, region.get().bounds())
                    ? Optional.of("the box only goes around the region of its group, which is taken")
                    : Optional.empty();
        }
        return isPosed
                ? Optional.of("the box only goes around the keypoints of its group, which are taken")
                : Optional.empty();
    }

    private static boolean isAround(Box box, Box region) {
        return Math.abs(box.x() - region.x()) <= SLACK
                && Math.abs(box.y() - region.y()) <= SLACK
                && Math.abs(box.right() - region.right()) <= SLACK
                && Math.abs(box.bottom() - region.bottom()) <= SLACK;
    }

    private static Entry.Annotation whole(Entry.Annotation first, Shape region, Entry.Annotation posed) {
        return said(first, Optional.of(region), posed.pose(), first.extras());
    }

    private static Entry.Annotation said(
            Entry.Annotation a, Optional<Shape> shape, Optional<Skeleton> pose, String extras) {
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                shape,
                pose,
                a.track(),
                a.crowd(),
                a.occluded(),
                a.depth(),
                a.attributes(),
                extras);
    }
}
