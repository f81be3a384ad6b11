package limner.model.id;

/// The number of an attribute, fixed when it is added and unique in its ontology.
///
/// @param value from 1
public record AttributeId(int value) implements Comparable<AttributeId> {

    public AttributeId {
        if (value < 1) {
            throw new IllegalArgumentException("attribute ids start at 1: " + value);
        }
    }

    @Override
    public int compareTo(AttributeId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
