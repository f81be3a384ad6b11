package limner.model.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.id.ClassId;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.Ontology;

/// What a file says of an object, as far as its class asks it.
///
/// @param constant what holds for the whole object
/// @param changing what holds from a keyframe to the next
/// @param unsaid names of attributes that the class does not ask, or not so, each after the word "attribute"
public record SaidValues(AttributeValues constant, AttributeValues changing, List<String> unsaid) {

    private static final SaidValues NOTHING = new SaidValues(AttributeValues.none(), AttributeValues.none(), List.of());

    public SaidValues {
        unsaid = List.copyOf(unsaid);
    }

    /// @param said by the names of attributes
    public static SaidValues of(Ontology ontology, ClassId classId, Map<String, Value> said) {
        if (said.isEmpty()) {
            return NOTHING;
        }
        AttributeValues constant = AttributeValues.none();
        AttributeValues changing = AttributeValues.none();
        List<String> unsaid = new ArrayList<>();
        List<Attribute> asked = ontology.attributesOf(classId);
        for (Map.Entry<String, Value> one : said.entrySet()) {
            Optional<Attribute> attribute = asked.stream()
                    .filter(q -> q.name().equals(one.getKey())
                            || q.name().equalsIgnoreCase(one.getKey()) && !said.containsKey(q.name()))
                    .findFirst();
            Optional<AttributeValue> value = attribute.flatMap(q -> AttributeFit.fit(q.type(), one.getValue()));
            if (value.isEmpty()) {
                unsaid.add("attribute " + one.getKey());
            } else if (attribute.get().changing()) {
                changing = changing.with(attribute.get().id(), value.get());
            } else {
                constant = constant.with(attribute.get().id(), value.get());
            }
        }
        return new SaidValues(constant, changing, unsaid);
    }
}
