package limner.model.label;

import java.util.Objects;
import limner.model.id.LabelId;

/// That an event is about a label of its video: who did it, or to whom it was done. The label may be gone by now.
public record EventLink(Role role, LabelId label) implements Comparable<EventLink> {

    /// What the label has to do with the event.
    public enum Role {
        /// It does it.
        ACTOR,
        /// It is done to it.
        TARGET
    }

    public EventLink {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(label, "label");
    }

    @Override
    public int compareTo(EventLink other) {
        int roles = role.compareTo(other.role);
        return roles == 0 ? label.compareTo(other.label) : roles;
    }
}
