package limner.model.id;

/// The fixed integer id of a class, 1 or greater: set once, never reused, written to every export.
public record ClassId(int value) implements Comparable<ClassId> {

    public ClassId {
        if (value < 1) {
            throw new IllegalArgumentException("a class id is 1 or greater: " + value);
        }
    }

    @Override
    public int compareTo(ClassId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
