package limner.model.ontology;

import java.util.List;
import java.util.Objects;
import limner.model.id.AttributeId;
import org.jspecify.annotations.Nullable;

/// That an attribute is asked only where another one has one of some values.
///
/// @param attribute the other one
/// @param anyOf at least one; of several choices, one among those chosen is enough
public record AttributeCondition(AttributeId attribute, List<AttributeValue> anyOf) {

    public AttributeCondition {
        Objects.requireNonNull(attribute, "attribute");
        anyOf = List.copyOf(anyOf);
        if (anyOf.isEmpty()) {
            throw new IllegalArgumentException("a condition names a value at least");
        }
    }

    boolean holds(@Nullable AttributeValue value) {
        if (value instanceof AttributeValue.Choices(var chosen)) {
            return anyOf.stream()
                    .anyMatch(v -> v.equals(value)
                            || v instanceof AttributeValue.Choice(int option) && chosen.contains(option));
        }
        return value != null && anyOf.contains(value);
    }
}
