package limner.model.ontology;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is said of an attribute; [AttributeType] checks it and says it in words.
public sealed interface AttributeValue {

    /// @param option the number of the [AttributeOption]
    record Choice(int option) implements AttributeValue {}

    /// @param options the numbers of the [AttributeOption]s, may be none
    record Choices(SortedSet<Integer> options) implements AttributeValue {
        public Choices {
            options = Collections.unmodifiableSortedSet(new TreeSet<>(options));
        }
    }

    record Number(double value) implements AttributeValue {
        public Number {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value is a finite number: " + value);
            }
            value = value == 0 ? 0.0 : value;
        }
    }

    record Text(String text) implements AttributeValue {}

    record YesNo(boolean yes) implements AttributeValue {}
}
