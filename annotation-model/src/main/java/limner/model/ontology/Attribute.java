package limner.model.ontology;

import java.util.Objects;
import java.util.Optional;
import limner.model.id.AttributeId;
import org.jspecify.annotations.Nullable;

/// Something that is asked of each object of a class and of the classes below it.
///
/// @param id fixed for ever, unique in its ontology
/// @param name unique among those that one class is asked, whatever the case of its letters; what exports write
/// @param holding for how long a value holds
/// @param required an object without a value is not finished
/// @param preset what a new object gets, or null
/// @param when asked only then, or null for always
public record Attribute(
        AttributeId id,
        String name,
        AttributeType type,
        Holding holding,
        boolean required,
        @Nullable AttributeValue preset,
        @Nullable AttributeCondition when) {

    /// For how long a value holds.
    public enum Holding {
        /// For the whole object.
        CONSTANT,
        /// From a keyframe to the next.
        CHANGING
    }

    public Attribute {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(holding, "holding");
        if (name.isBlank() || name.contains("\"")) {
            throw new IllegalArgumentException("an attribute needs a name without quotation marks: " + name);
        }
        if (preset != null) {
            Optional<String> problem = type.problem(preset);
            if (problem.isPresent()) {
                throw new IllegalArgumentException("the preset of " + name + " does not fit: " + problem.get());
            }
        }
    }

    /// An attribute of the whole object that is always asked and need not be answered.
    public static Attribute of(int id, String name, AttributeType type) {
        return new Attribute(new AttributeId(id), name, type, Holding.CONSTANT, false, null, null);
    }

    public boolean changing() {
        return holding == Holding.CHANGING;
    }

    public Attribute withHolding(Holding newHolding) {
        return new Attribute(id, name, type, newHolding, required, preset, when);
    }

    public Attribute withRequired(boolean asked) {
        return new Attribute(id, name, type, holding, asked, preset, when);
    }

    public Attribute withPreset(@Nullable AttributeValue newPreset) {
        return new Attribute(id, name, type, holding, required, newPreset, when);
    }

    public Attribute withWhen(@Nullable AttributeCondition newWhen) {
        return new Attribute(id, name, type, holding, required, preset, newWhen);
    }
}
