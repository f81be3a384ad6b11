package limner.model.release;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import limner.model.exchange.Value;
import limner.model.label.Label;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.Ontology;

/// What a release, or any other data set, says of the attributes of a label: those that are asked of it on the frame
/// and
/// have a value, in the order in which they are asked. Values left over from a condition that does not hold any more
/// stay at home.
public final class CocoValues {

    private CocoValues() {}

    public static SequencedMap<String, Value> of(Ontology ontology, Label label, int frame) {
        AttributeValues said = label.attributesAt(frame);
        if (said.isEmpty()) {
            return Collections.emptyNavigableMap();
        }
        SequencedMap<String, Value> all = new LinkedHashMap<>();
        for (Attribute a : said.asked(ontology.attributesOf(label.classId()))) {
            said.of(a.id()).ifPresent(v -> all.put(a.name(), value(a.type(), v)));
        }
        return all;
    }

    private static Value value(AttributeType type, AttributeValue value) {
        return switch (value) {
            case AttributeValue.Choice _, AttributeValue.Text _ -> new Value.Word(type.words(value));
            case AttributeValue.Choices(var chosen) ->
                new Value.Words(type.choosable().stream()
                        .filter(o -> chosen.contains(o.id()))
                        .map(AttributeOption::name)
                        .toList());
            case AttributeValue.Number(double number) -> new Value.Amount(number);
            case AttributeValue.YesNo(boolean yes) -> new Value.Flag(yes);
        };
    }
}
