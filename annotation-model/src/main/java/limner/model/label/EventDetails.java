package limner.model.label;

import java.util.List;
import java.util.Objects;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.ontology.AttributeValues;
import org.jspecify.annotations.Nullable;

/// What else is said of an event beside its class and its frames.
///
/// @param subject the individual it is coded for, a class of kind [limner.model.ontology.ClassKind#SUBJECT], or null
/// @param links the labels it is about, each once in each role, in order
/// @param modifiers what its class asks of it: the attributes of the class
public record EventDetails(@Nullable ClassId subject, List<EventLink> links, AttributeValues modifiers) {

    /// Nothing else.
    public static final EventDetails NONE = new EventDetails(null, List.of());

    public EventDetails {
        Objects.requireNonNull(modifiers, "modifiers");
        links = links.stream().distinct().sorted().toList();
    }

    /// With no modifier said.
    public EventDetails(@Nullable ClassId subject, List<EventLink> links) {
        this(subject, links, AttributeValues.none());
    }

    /// Of an individual alone.
    public static EventDetails of(@Nullable ClassId subject) {
        return subject == null ? NONE : NONE.withSubject(subject);
    }

    public EventDetails withSubject(@Nullable ClassId newSubject) {
        return new EventDetails(newSubject, links, modifiers);
    }

    public EventDetails withLinks(List<EventLink> newLinks) {
        return new EventDetails(subject, newLinks, modifiers);
    }

    public EventDetails withModifiers(AttributeValues newModifiers) {
        return new EventDetails(subject, links, newModifiers);
    }

    /// Whether it is about this label.
    public boolean isAbout(LabelId label) {
        return links.stream().anyMatch(l -> l.label().equals(label));
    }

    /// The same about one label in the place of another.
    public EventDetails with(LabelId heir, LabelId label) {
        return withLinks(links.stream()
                .map(l -> l.label().equals(label) ? new EventLink(l.role(), heir) : l)
                .toList());
    }

    /// The same about one label less.
    public EventDetails without(LabelId label) {
        return withLinks(links.stream().filter(l -> !l.label().equals(label)).toList());
    }
}
