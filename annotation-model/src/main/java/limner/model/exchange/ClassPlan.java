package limner.model.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.Palette;
import limner.model.ontology.SkeletonTemplate;
import org.jspecify.annotations.Nullable;

/// Which class of the project each category of a file becomes. Classes are found by their names, never by numbers that
/// happen to be equal; numbers are only kept where a class is new and its number free.
///
/// @param targets by the key of the category, every category once
public record ClassPlan(SequencedMap<String, Target> targets) {

    /// What becomes of a category.
    public sealed interface Target {

        /// A class that is there.
        record Known(ClassId id) implements Target {}

        /// A class that comes with the file.
        record Added(LabelClass next) implements Target {}

        /// Nothing: what is of it is left out, and said to be.
        record LeftOut() implements Target {}
    }

    public ClassPlan {
        targets = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(targets));
    }

    /// The class of this name where there is one, and a new one for every other name that is used.
    ///
    /// @param chosen by the name of the category, what somebody decided instead
    public static ClassPlan propose(Ontology ontology, Survey survey, Map<String, Target> chosen) {
        Making making = new Making(ontology);
        SequencedMap<String, Target> targets = new LinkedHashMap<>();
        for (Entry.Category c : survey.categories()) {
            Target target = chosen.get(c.name());
            if (target == null) {
                Optional<LabelClass> known = named(ontology, c.name()).filter(k -> !k.retired());
                if (known.isPresent()) {
                    target = new Target.Known(known.get().id());
                } else {
                    target = survey.uses(c.key()) == 0 ? new Target.LeftOut() : making.target(c, survey);
                }
            }
            targets.put(c.key(), target);
        }
        return new ClassPlan(targets);
    }

    /// The class of exactly this name, or the only one whose name differs in capitals alone.
    private static Optional<LabelClass> named(Ontology ontology, String name) {
        Optional<LabelClass> exact = ontology.find(name);
        if (exact.isPresent()) {
            return exact;
        }
        String low = name.strip().toLowerCase(Locale.ROOT);
        List<LabelClass> alike = ontology.classes().stream()
                .filter(c -> c.name().strip().toLowerCase(Locale.ROOT).equals(low))
                .toList();
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
    }

    /// The new classes.
    public List<LabelClass> added() {
        return targets.values().stream()
                .flatMap(t -> t instanceof Target.Added(LabelClass next) ? Stream.of(next) : Stream.of())
                .toList();
    }

    /// The class that a category becomes; empty where it is left out.
    public Optional<ClassId> classOf(String category) {
        return switch (targets.get(category)) {
            case Target.Known(ClassId id) -> Optional.of(id);
            case Target.Added(LabelClass next) -> Optional.of(next.id());
            case Target.LeftOut() -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /// Makes classes with numbers of their own.
    private static final class Making {

        private final List<LabelClass> all;
        private final Map<String, LabelClass> made = new HashMap<>();
        private final int firstAttribute;
        private final List<Attribute> attributes = new ArrayList<>();

        Making(Ontology ontology) {
            all = new ArrayList<>(ontology.classes());
            firstAttribute = ontology.freeAttributeId().value();
        }

        /// A category of the same name as one before becomes the same class.
        Target target(Entry.Category c, Survey survey) {
            LabelClass twin = made.get(c.name());
            if (twin != null) {
                return new Target.Known(twin.id());
            }
            LabelClass next = next(c, survey);
            made.put(c.name(), next);
            return new Target.Added(next);
        }

        private LabelClass next(Entry.Category c, Survey survey) {
            ClassId id = number(c.key());
            LabelClass made = LabelClass.of(
                    id.value(),
                    c.name(),
                    c.colour().matches("#[0-9a-f]{6}") ? c.colour() : Palette.colourOf(id.value()),
                    kind(c, survey.usesOf(c.key())));
            made = made.withDetails(made.details()
                    .withAttributes(attributes(c.asked(), survey.attributes(c.key())))
                    .withSkeleton(template(c)));
            all.add(made);
            return made;
        }

        /// What is drawn anywhere is a class of what is drawn, whatever else is said with it.
        private static ClassKind kind(Entry.Category c, Survey.Uses uses) {
            if (uses.drawn() > 0 || uses.tags() + uses.intervals() == 0) {
                return c.countable() ? ClassKind.THING : ClassKind.STUFF;
            }
            return uses.tags() >= uses.intervals() ? ClassKind.FRAME_TAG : ClassKind.INTERVAL_EVENT;
        }

        private ClassId number(String key) {
            Optional<ClassId> own = Optional.of(key)
                    .filter(k -> k.matches("[1-9][0-9]{0,8}"))
                    .map(k -> new ClassId(Integer.parseInt(k)))
                    .filter(id -> all.stream().noneMatch(c -> c.id().equals(id)));
            return own.orElseGet(() -> new Ontology(1, all).freeId());
        }

        /// What the file declares first, then what annotations say beyond it.
        private List<Attribute> attributes(List<Entry.Asked> asked, SequencedMap<String, Survey.Said> said) {
            List<Attribute> all = new ArrayList<>();
            Set<String> names = new HashSet<>();
            for (Entry.Asked a : asked) {
                Survey.Said values = said.get(a.name());
                add(all, names, a.name(), a.type(), a.changing() || values != null && values.changing());
            }
            said.forEach((name, values) -> add(all, names, name, type(values), values.changing()));
            return all;
        }

        private void add(List<Attribute> all, Set<String> names, String name, AttributeType type, boolean changing) {
            if (!name.isBlank() && !name.contains("\"") && names.add(name.toLowerCase(Locale.ROOT))) {
                Attribute a = new Attribute(
                        new AttributeId(firstAttribute + attributes.size()),
                        name,
                        type,
                        changing ? Attribute.Holding.CHANGING : Attribute.Holding.CONSTANT,
                        false,
                        null,
                        null);
                all.add(a);
                attributes.add(a);
            }
        }

        /// The narrowest type that holds every value that was seen.
        private static AttributeType type(Survey.Said said) {
            Set<Class<? extends Value>> kinds = said.kinds();
            if (kinds.equals(Set.of(Value.Flag.class))) {
                return new AttributeType.YesNo();
            }
            if (kinds.equals(Set.of(Value.Amount.class))) {
                return new AttributeType.Number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
            }
            // One of what may be several comes as a word from files that write it so.
            boolean isOfSeveral = kinds.contains(Value.Words.class)
                    && Set.of(Value.Word.class, Value.Words.class).containsAll(kinds);
            if (isOfSeveral && !said.words().isEmpty() && listable(said)) {
                List<AttributeOption> options = new ArrayList<>();
                said.words().keySet().forEach(w -> options.add(new AttributeOption(options.size() + 1, w)));
                return new AttributeType.MultiSelect(options);
            }
            return new AttributeType.Text();
        }

        /// Lists are written with commas between the words.
        private static boolean listable(Survey.Said said) {
            return said.words().keySet().stream()
                    .allMatch(w -> !w.isBlank() && w.equals(w.strip()) && !w.contains(",") && !w.contains("\""));
        }

        /// Nobody says where joints rest in a new skeleton: on a circle none hides another.
        private static @Nullable SkeletonTemplate template(Entry.Category c) {
            int n = c.joints().size();
            Set<String> names = new HashSet<>();
            if (n == 0 || !c.joints().stream().allMatch(j -> !j.isBlank() && names.add(j.toLowerCase(Locale.ROOT)))) {
                return null;
            }
            List<SkeletonTemplate.Joint> joints = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                double turn = 2 * Math.PI * i / n;
                joints.add(new SkeletonTemplate.Joint(
                        c.joints().get(i), 0.5 + Math.sin(turn) / 2, 0.5 - Math.cos(turn) / 2));
            }
            return new SkeletonTemplate(
                    joints,
                    c.bones().stream()
                            .filter(b -> b.from() != b.to())
                            .map(b -> new SkeletonTemplate.Edge(Math.min(b.from(), b.to()), Math.max(b.from(), b.to())))
                            .distinct()
                            .toList(),
                    List.of());
        }
    }
}
