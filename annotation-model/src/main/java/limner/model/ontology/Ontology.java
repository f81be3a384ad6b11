package limner.model.ontology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import limner.model.id.ClassId;

/// The classes of a project, in the order people see them. Each change makes the next version.
public final class Ontology {

    private final int version;
    private final List<LabelClass> classes;
    private final Map<ClassId, LabelClass> byId;

    /// @throws IllegalArgumentException when an id, a name or a hotkey is there twice, or a parent is missing
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
        for (LabelClass c : this.classes) {
            if (c.parent() != null && !byId.containsKey(c.parent())) {
                throw new IllegalArgumentException(
                        "class " + c.name() + " has a parent that is missing: " + c.parent());
            }
        }
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
