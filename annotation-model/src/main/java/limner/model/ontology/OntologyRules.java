package limner.model.ontology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import org.jspecify.annotations.Nullable;

/// What classes must not say of each other.
final class OntologyRules {

    private OntologyRules() {}

    /// @throws IllegalArgumentException with a clause that names the classes
    static void check(Ontology ontology) {
        for (LabelClass c : ontology.classes()) {
            demandNoCircle(ontology, c, LabelClass::parent, "is above itself");
            demandNoCircle(ontology, c, o -> o.details().successor(), "is merged into itself");
            demand(
                    c.details().successor() == null || c.retired(),
                    "class " + c.name() + " was merged into another one and stays retired");
            schema(ontology, c);
            for (ClassId other : c.details().excludes()) {
                demand(
                        !other.equals(c.id()) && c.kind() == ClassKind.INTERVAL_EVENT,
                        "only lasting events exclude other ones: " + c.name());
            }
        }
        Set<AttributeId> ids = new HashSet<>();
        for (LabelClass c : ontology.classes()) {
            for (Attribute a : c.attributes()) {
                demand(ids.add(a.id()), "attribute id " + a.id() + " is there twice");
            }
            attributes(ontology, c);
        }
    }

    private static void demandNoCircle(
            Ontology ontology, LabelClass start, Function<LabelClass, @Nullable ClassId> step, String wrong) {
        Set<ClassId> seen = new HashSet<>();
        LabelClass now = start;
        while (seen.add(now.id())) {
            @Nullable ClassId next = step.apply(now);
            if (next == null) {
                return;
            }
            String name = now.name();
            now = ontology.find(next)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "class " + name + " points at a class that is missing: " + next));
        }
        throw new IllegalArgumentException("class " + start.name() + " " + wrong);
    }

    private static void schema(Ontology ontology, LabelClass c) {
        if (c.details().schema() instanceof SchemaPlace.Pixel(ClassId coarse) && coarse != null) {
            Optional<LabelClass> to = ontology.find(coarse);
            demand(to.isPresent(), "pixel class " + c.name() + " maps to a class that is missing: " + coarse);
            demand(
                    to.filter(t -> t.details().schema().isCoarse()).isPresent(),
                    "pixel class " + c.name() + " maps to " + ontology.nameOf(coarse) + ", which is no coarse class");
        }
    }

    private static void attributes(Ontology ontology, LabelClass c) {
        List<Attribute> all = ontology.attributesOf(c.id());
        Set<String> names = new HashSet<>();
        for (Attribute a : all) {
            demand(
                    names.add(a.name().toLowerCase(Locale.ROOT)),
                    "class " + c.name() + " is asked twice for " + a.name());
        }
        for (Attribute a : c.attributes()) {
            condition(c, a, all);
        }
    }

    private static void condition(LabelClass c, Attribute attribute, List<Attribute> all) {
        List<AttributeId> seen = new ArrayList<>();
        Attribute now = attribute;
        while (now.when() != null) {
            AttributeCondition when = now.when();
            String name = now.name();
            demand(
                    !seen.contains(now.id()),
                    "attribute " + attribute.name() + " of " + c.name() + " depends on itself");
            seen.add(now.id());
            Attribute other = all.stream()
                    .filter(a -> a.id().equals(when.attribute()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("attribute " + name + " of " + c.name()
                            + " depends on one that is not asked there: " + when.attribute()));
            demand(
                    now.changing() || !other.changing(),
                    "attribute " + name + " holds for a whole object and cannot depend on " + other.name()
                            + ", which changes");
            for (AttributeValue v : when.anyOf()) {
                boolean fits = other.type().problem(v).isEmpty()
                        || other.type() instanceof AttributeType.MultiSelect(var options)
                                && v instanceof AttributeValue.Choice(int option)
                                && options.stream().anyMatch(o -> o.id() == option);
                demand(fits, "attribute " + name + " depends on a value that " + other.name() + " never has");
            }
            now = other;
        }
    }

    private static void demand(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
