package limner.model.exchange.cvat;

import java.util.Optional;
import limner.model.exchange.Entry;
import limner.model.exchange.Value;
import limner.model.ontology.AttributeType;

/// What stands in CVAT's `attribute` elements, which are words whose kind the label declares.
final class CvatValues {

    /// Said by tools that write CVAT's format from others, without a declaration.
    static final String CROWD = "is_crowd";

    private static final String UNDEFINED = "__undefined__";

    private CvatValues() {}

    /// Whether a crowd would be told as an attribute like others.
    static boolean asksWhetherCrowd(Entry.Category category) {
        return category.asked().stream().anyMatch(a -> a.name().equals(CROWD));
    }

    /// The kind that the label declares; text where it does not.
    static AttributeType type(Entry.Category category, String name) {
        return category.asked().stream()
                .filter(a -> a.name().equals(name))
                .map(Entry.Asked::type)
                .findFirst()
                .orElseGet(AttributeType.Text::new);
    }

    /// What a text says; empty where it says nothing.
    ///
    /// @throws IllegalArgumentException with a clause, when it is of another kind
    static Optional<Value> value(AttributeType type, String text) {
        if (text.isEmpty() || text.equals(UNDEFINED)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (type) {
                    case AttributeType.YesNo() -> new Value.Flag(text.strip().equalsIgnoreCase("true"));
                    case AttributeType.Number _ -> new Value.Amount(XmlItem.number("an attribute", text));
                    case AttributeType.Select _, AttributeType.MultiSelect _, AttributeType.Text _ ->
                        new Value.Word(text);
                });
    }

    /// How a value is written; empty where there is no way.
    static Optional<String> text(Value value) {
        return switch (value) {
            case Value.Word(String text) -> Optional.of(text);
            case Value.Flag(boolean set) -> Optional.of(Boolean.toString(set));
            case Value.Amount(double number) -> Optional.of(Double.toString(number));
            case Value.Words _ -> Optional.empty();
        };
    }
}
