package limner.model.ontology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import org.jspecify.annotations.Nullable;

/// The classes of a project, in the order people see them. Each change makes the next version.
public final class Ontology {

    private final int version;
    private final List<LabelClass> classes;
    private final Map<ClassId, LabelClass> byId;
    private final Map<AttributeId, Attribute> byAttribute;

    /// @throws IllegalArgumentException when an id, a name or a hotkey is there twice, a parent is missing or
    /// above itself, or attributes and schemas contradict each other
    public Ontology(int version, List<LabelClass> classes) {
        if (version < 1) {
            throw new IllegalArgumentException("versions start at 1: " + version);
        }
        this.version = version;
        this.classes = List.copyOf(classes);
        this.byId = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        Set<String> hotkeys = new HashSet<>();
        for (LabelClass c : this.classes) {
            if (byId.put(c.id(), c) != null) {
                throw new IllegalArgumentException("class id " + c.id() + " is there twice");
            }
            if (!names.add(c.name())) {
                throw new IllegalArgumentException("class name " + c.name() + " is there twice");
            }
            if (!c.hotkey().isEmpty() && !c.retired() && !hotkeys.add(c.hotkey())) {
                throw new IllegalArgumentException("hotkey " + c.hotkey() + " is there twice");
            }
        }
        this.byAttribute = new HashMap<>();
        this.classes.forEach(c -> c.attributes().forEach(a -> byAttribute.put(a.id(), a)));
        for (LabelClass c : this.classes) {
            if (c.parent() != null && !byId.containsKey(c.parent())) {
                throw new IllegalArgumentException(
                        "class " + c.name() + " has a parent that is missing: " + c.parent());
            }
        }
        OntologyRules.check(this);
    }

    /// The ontology of a new project.
    public static Ontology empty() {
        return new Ontology(1, List.of());
    }

    public int version() {
        return version;
    }

    public List<LabelClass> classes() {
        return classes;
    }

    public Optional<LabelClass> find(ClassId id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<LabelClass> find(String name) {
        return classes.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /// The name of a class, or its number where the ontology does not know it.
    public String nameOf(ClassId id) {
        return find(id).map(LabelClass::name).orElse("class " + id);
    }

    /// An id no class has had yet.
    public ClassId freeId() {
        return new ClassId(classes.stream().mapToInt(c -> c.id().value()).max().orElse(0) + 1);
    }

    /// The classes above this one, from the nearest on.
    public List<LabelClass> above(ClassId id) {
        List<LabelClass> above = new ArrayList<>();
        Optional<LabelClass> next = parentOf(id);
        while (next.isPresent()) {
            above.add(next.get());
            next = parentOf(next.get().id());
        }
        return above;
    }

    private Optional<LabelClass> parentOf(ClassId id) {
        return find(id).flatMap(c -> Optional.ofNullable(c.parent())).flatMap(this::find);
    }

    /// The classes right below this one, or those with none above them for null; in their order.
    public List<LabelClass> below(@Nullable ClassId id) {
        return classes.stream().filter(c -> Objects.equals(c.parent(), id)).toList();
    }

    /// What objects of this class are asked: what the classes above it ask, from the most general on, and its own.
    public List<Attribute> attributesOf(ClassId id) {
        List<Attribute> all = new ArrayList<>();
        above(id).reversed().forEach(c -> all.addAll(c.attributes()));
        find(id).ifPresent(c -> all.addAll(c.attributes()));
        return List.copyOf(all);
    }

    /// Whether events of these two classes do not go on at the same time for one subject.
    public boolean exclude(ClassId a, ClassId b) {
        return excludes(a, b) || excludes(b, a);
    }

    private boolean excludes(ClassId a, ClassId b) {
        return find(a).filter(c -> c.details().excludes().contains(b)).isPresent();
    }

    public Optional<Attribute> attribute(AttributeId id) {
        return Optional.ofNullable(byAttribute.get(id));
    }

    /// The attributes of all classes.
    public Collection<Attribute> attributes() {
        return Collections.unmodifiableCollection(byAttribute.values());
    }

    /// An id no attribute has.
    public AttributeId freeAttributeId() {
        return new AttributeId(
                byAttribute.keySet().stream().mapToInt(AttributeId::value).max().orElse(0) + 1);
    }

    /// The class that new objects of this one get: itself, or the one it was merged into in the end.
    public ClassId current(ClassId id) {
        ClassId now = id;
        Optional<ClassId> next = successor(now);
        while (next.isPresent()) {
            now = next.get();
            next = successor(now);
        }
        return now;
    }

    private Optional<ClassId> successor(ClassId id) {
        return find(id).flatMap(c -> Optional.ofNullable(c.details().successor()));
    }

    /// The explicit mapping between the two schemas: of every class whose pixels are segmented the coarse class they
    /// belong to, or nothing where they belong to none. A class of both stands for itself. In the order of the classes.
    public SequencedMap<ClassId, Optional<ClassId>> coarseOf() {
        SequencedMap<ClassId, Optional<ClassId>> mapping = new LinkedHashMap<>();
        for (LabelClass c : classes) {
            if (c.kind().drawn()) {
                switch (c.details().schema()) {
                    case SchemaPlace.Both() -> mapping.put(c.id(), Optional.of(c.id()));
                    case SchemaPlace.Pixel(var coarse) -> mapping.put(c.id(), Optional.ofNullable(coarse));
                    case SchemaPlace.Coarse() -> {}
                }
            }
        }
        return Collections.unmodifiableSequencedMap(mapping);
    }

    /// The next version, with exactly these classes, in this order.
    public Ontology next(List<LabelClass> all) {
        return new Ontology(version + 1, all);
    }

    /// The next version, with these classes added at the end or, where the id is known, in place.
    public Ontology with(Collection<LabelClass> changed) {
        Map<ClassId, LabelClass> next = new LinkedHashMap<>(byId);
        for (LabelClass c : changed) {
            next.put(c.id(), c);
        }
        return new Ontology(version + 1, new ArrayList<>(next.values()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ontology o && version == o.version && classes.equals(o.classes);
    }

    @Override
    public int hashCode() {
        return 31 * version + classes.hashCode();
    }

    @Override
    public String toString() {
        return "Ontology[version=" + version + ", classes=" + classes + "]";
    }
}
