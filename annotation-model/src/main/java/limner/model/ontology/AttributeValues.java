package limner.model.ontology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.id.AttributeId;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// What is said of the attributes of one thing. Immutable.
///
/// A value whose condition does not hold any more stays and is passed over, so that nothing is lost by trying.
public record AttributeValues(PSortedMap<AttributeId, AttributeValue> values) {

    public AttributeValues {
        Objects.requireNonNull(values, "values");
    }

    /// Nothing said.
    public static AttributeValues none() {
        return new AttributeValues(TreePMap.empty());
    }

    /// What a new thing that is asked these gets.
    public static AttributeValues presets(List<Attribute> asked, Attribute.Holding holding) {
        AttributeValues all = none();
        for (Attribute a : asked) {
            if (a.holding() == holding && a.preset() != null) {
                all = all.with(a.id(), a.preset());
            }
        }
        return all;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Optional<AttributeValue> of(AttributeId id) {
        return Optional.ofNullable(values.get(id));
    }

    public AttributeValues with(AttributeId id, AttributeValue value) {
        return new AttributeValues(values.plus(id, value));
    }

    public AttributeValues without(AttributeId id) {
        return new AttributeValues(values.minus(id));
    }

    /// These and those; where both say something, those hold.
    public AttributeValues and(AttributeValues others) {
        return others.isEmpty() ? this : new AttributeValues(values.plusAll(others.values));
    }

    /// Those of the attributes that are asked, given what is said here.
    public List<Attribute> asked(List<Attribute> all) {
        List<Attribute> asked = new ArrayList<>();
        for (Attribute a : all) {
            if (isAsked(a, all)) {
                asked.add(a);
            }
        }
        return asked;
    }

    private boolean isAsked(Attribute a, List<Attribute> all) {
        AttributeCondition when = a.when();
        if (when == null) {
            return true;
        }
        return when.holds(values.get(when.attribute()))
                && all.stream()
                        .filter(o -> o.id().equals(when.attribute()))
                        .findFirst()
                        .filter(o -> isAsked(o, all))
                        .isPresent();
    }

    /// Whether one of the attributes is asked, required, and has no value.
    public boolean lacks(List<Attribute> all) {
        for (Attribute a : all) {
            if (a.required() && !values.containsKey(a.id()) && isAsked(a, all)) {
                return true;
            }
        }
        return false;
    }

    /// Those of the attributes that are asked, required, and have no value.
    public List<Attribute> missing(List<Attribute> all) {
        return asked(all).stream()
                .filter(a -> a.required() && !values.containsKey(a.id()))
                .toList();
    }

    /// The same said of a thing that is asked other attributes: by their number where it is asked that too, else by
    /// name, as far as the words mean something there.
    ///
    /// @param before what it was asked
    /// @param after what it is asked from now on
    public AttributeValues carried(List<Attribute> before, List<Attribute> after) {
        SortedMap<AttributeId, AttributeValue> carried = new TreeMap<>();
        values.forEach((id, value) -> before.stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .ifPresent(from -> after.stream()
                        .filter(a -> a.id().equals(id)
                                || a.name().equalsIgnoreCase(from.name()) && a.holding() == from.holding())
                        .findFirst()
                        .ifPresent(to -> {
                            Optional<AttributeValue> same = to.id().equals(id)
                                    ? Optional.of(value)
                                    : to.type().read(from.type().words(value));
                            same.ifPresent(v -> carried.put(to.id(), v));
                        })));
        return carried.equals(values) ? this : new AttributeValues(TreePMap.from(carried));
    }

    /// The attributes that something is said of, in the order of their numbers.
    public Map<AttributeId, AttributeValue> asMap() {
        return values;
    }
}
