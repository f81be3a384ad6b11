package limner.model.ontology;

import java.util.List;
import java.util.Objects;
import limner.model.id.ClassId;
import org.jspecify.annotations.Nullable;

/// What else is said of a class beside its name, colour and kind.
///
/// @param attributes what its objects are asked, beside what the classes above it ask; in this order
/// @param skeleton what its skeletons are made of, or null
/// @param hatch the pattern within its colour, or null for the one its number gives
/// @param schema in which of the two schemas it stands
/// @param examples pictures for its guideline
/// @param successor the class it was merged into, or null
/// @param excludes other classes of lasting events that do not go on at the same time for one subject; saying it of one
/// of two is enough
public record ClassDetails(
        List<Attribute> attributes,
        @Nullable SkeletonTemplate skeleton,
        @Nullable Hatch hatch,
        SchemaPlace schema,
        List<Example> examples,
        @Nullable ClassId successor,
        List<ClassId> excludes) {

    /// Nothing else.
    public static final ClassDetails NONE =
            new ClassDetails(List.of(), null, null, new SchemaPlace.Both(), List.of(), null, List.of());

    public ClassDetails {
        attributes = List.copyOf(attributes);
        examples = List.copyOf(examples);
        excludes = excludes.stream().distinct().sorted().toList();
        Objects.requireNonNull(schema, "schema");
    }

    public ClassDetails withAttributes(List<Attribute> newAttributes) {
        return new ClassDetails(newAttributes, skeleton, hatch, schema, examples, successor, excludes);
    }

    public ClassDetails withSkeleton(@Nullable SkeletonTemplate newSkeleton) {
        return new ClassDetails(attributes, newSkeleton, hatch, schema, examples, successor, excludes);
    }

    public ClassDetails withHatch(@Nullable Hatch newHatch) {
        return new ClassDetails(attributes, skeleton, newHatch, schema, examples, successor, excludes);
    }

    public ClassDetails withSchema(SchemaPlace newSchema) {
        return new ClassDetails(attributes, skeleton, hatch, newSchema, examples, successor, excludes);
    }

    public ClassDetails withExamples(List<Example> newExamples) {
        return new ClassDetails(attributes, skeleton, hatch, schema, newExamples, successor, excludes);
    }

    public ClassDetails withSuccessor(@Nullable ClassId newSuccessor) {
        return new ClassDetails(attributes, skeleton, hatch, schema, examples, newSuccessor, excludes);
    }

    public ClassDetails withExcludes(List<ClassId> newExcludes) {
        return new ClassDetails(attributes, skeleton, hatch, schema, examples, successor, newExcludes);
    }
}
