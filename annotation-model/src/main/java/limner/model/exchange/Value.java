package limner.model.exchange;

import java.util.List;

/// What stands under the name of an attribute.
public sealed interface Value {

    /// A word, also one of several to choose from.
    record Word(String text) implements Value {}

    /// Several of those to choose from, may be none.
    record Words(List<String> texts) implements Value {
        public Words {
            texts = List.copyOf(texts);
        }
    }

    record Amount(double number) implements Value {
        public Amount {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("a value is a finite number: " + number);
            }
        }
    }

    record Flag(boolean set) implements Value {}
}
