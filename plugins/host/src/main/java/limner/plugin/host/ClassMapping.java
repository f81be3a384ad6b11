package limner.plugin.host;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import limner.model.id.ClassId;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;

/// Which of the project's classes a plugin's class names mean.
public final class ClassMapping {

    private final Map<String, ClassId> ids;
    private final List<String> missing;

    private ClassMapping(Map<String, ClassId> ids, List<String> missing) {
        this.ids = ids;
        this.missing = missing;
    }

    /// Maps each name to the class of the same name, or, where there is none, to the only one that differs in case
    /// alone.
    /// Retired classes and classes that are not drawn are not taken.
    public static ClassMapping byName(Ontology ontology, Collection<String> names) {
        List<LabelClass> open = ontology.classes().stream()
                .filter(c -> !c.retired() && c.kind().drawn())
                .toList();
        Map<String, ClassId> ids = new LinkedHashMap<>();
        TreeSet<String> missing = new TreeSet<>();
        for (String name : names) {
            find(open, name).ifPresentOrElse(c -> ids.put(name, c.id()), () -> missing.add(name));
        }
        return new ClassMapping(ids, List.copyOf(missing));
    }

    /// A mapping somebody chose by hand; every other name is left out.
    public static ClassMapping of(Map<String, ClassId> chosen) {
        return new ClassMapping(Map.copyOf(chosen), List.of());
    }

    public Optional<ClassId> of(String name) {
        return Optional.ofNullable(ids.get(name));
    }

    /// The plugin's names the project has no class for, sorted.
    public List<String> missing() {
        return missing;
    }

    private static Optional<LabelClass> find(List<LabelClass> open, String name) {
        Optional<LabelClass> same =
                open.stream().filter(c -> c.name().equals(name)).findFirst();
        if (same.isPresent()) {
            return same;
        }
        String lower = Objects.requireNonNull(name).toLowerCase(Locale.ROOT);
        List<LabelClass> similar = open.stream()
                .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(lower))
                .toList();
        return similar.size() == 1 ? Optional.of(similar.getFirst()) : Optional.empty();
    }
}
