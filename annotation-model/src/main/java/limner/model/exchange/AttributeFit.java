package limner.model.exchange;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;

/// Says values of files in the words of an attribute of the project.
public final class AttributeFit {

    private AttributeFit() {}

    /// The value as this type says it; empty where it cannot say it exactly.
    public static Optional<AttributeValue> fit(AttributeType type, Value value) {
        Optional<AttributeValue> said = switch (value) {
            case Value.Flag(boolean set) ->
                type instanceof AttributeType.YesNo
                        ? Optional.of(new AttributeValue.YesNo(set))
                        : type.read(Boolean.toString(set));
            case Value.Amount(double number) ->
                type instanceof AttributeType.Number
                        ? Optional.of(new AttributeValue.Number(number))
                        : type.read(written(number));
            case Value.Word(String text) -> type.read(text);
            case Value.Words(List<String> texts) -> choices(type, texts);
        };
        return said.filter(v -> type.problem(v).isEmpty());
    }

    private static Optional<AttributeValue> choices(AttributeType type, List<String> texts) {
        if (!(type instanceof AttributeType.MultiSelect(List<AttributeOption> options))) {
            return Optional.empty();
        }
        TreeSet<Integer> chosen = new TreeSet<>();
        for (String text : texts) {
            Optional<AttributeOption> option =
                    options.stream().filter(o -> o.name().equals(text)).findFirst();
            if (option.isEmpty()) {
                return Optional.empty();
            }
            chosen.add(option.get().id());
        }
        return Optional.of(new AttributeValue.Choices(chosen));
    }

    private static String written(double number) {
        return number == Math.rint(number) && Math.abs(number) < 0x1p53
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
