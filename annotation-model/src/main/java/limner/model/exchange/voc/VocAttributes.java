package limner.model.exchange.voc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import limner.model.exchange.Value;
import limner.model.exchange.XmlText;

/// Where VOC's files say what about an object.
final class VocAttributes {

    static final String POSE = "pose";
    static final String NO_POSE = "Unspecified";
    /// As other tools say that something stands for many.
    static final String CROWD = "is_crowd";

    /// Elements of their own, which are 0 where it is not so.
    static final List<String> FLAGS = List.of("truncated", "difficult");

    private static final Set<String> ACTIONS = Set.of(
            "jumping",
            "other",
            "phoning",
            "playinginstrument",
            "reading",
            "ridingbike",
            "ridinghorse",
            "running",
            "takingphoto",
            "usingcomputer",
            "walking");

    private VocAttributes() {}

    /// Whether this is one of the actions of the challenge.
    static boolean isAction(String name, Value value) {
        return ACTIONS.contains(name) && value instanceof Value.Flag;
    }

    /// Whether this is what the element of that name says.
    static boolean isPose(String name, Value value) {
        return name.equals(POSE)
                && value instanceof Value.Word(String text)
                && !text.isEmpty()
                && !text.equalsIgnoreCase(NO_POSE);
    }

    /// Attributes as they come back from a file.
    static SequencedMap<String, Value> fit(SequencedMap<String, Value> all) {
        SequencedMap<String, Value> said = new LinkedHashMap<>();
        all.forEach((name, value) -> fit(name, value).ifPresent(v -> said.put(name, v)));
        return said;
    }

    private static Optional<Value> fit(String name, Value value) {
        if (FLAGS.contains(name)) {
            return Optional.of(value).filter(new Value.Flag(true)::equals);
        }
        if (isAction(name, value)) {
            return Optional.of(value);
        }
        if (name.equals(CROWD) || name.isBlank() || !name.equals(name.strip()) || !XmlText.isText(name)) {
            return Optional.empty();
        }
        // Everything else is words there.
        return switch (value) {
            case Value.Word(String text) ->
                XmlText.isText(text) ? Optional.of(new Value.Word(text.strip())) : Optional.empty();
            case Value.Amount(double number) -> Optional.of(new Value.Word(Double.toString(number)));
            case Value.Flag(boolean set) -> Optional.of(new Value.Word(Boolean.toString(set)));
            case Value.Words _ -> Optional.empty();
        };
    }
}
