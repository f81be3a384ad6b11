package limner.model.store;

import java.util.List;
import java.util.Objects;
import limner.model.command.History;
import limner.model.event.LabelEvent;

/// One user action on its way into the log: its events become durable together or not at all.
///
/// @param target for undo and redo the change that is undone or redone, else 0
public record Change(History.Kind kind, long target, String title, List<LabelEvent> events) {

    public Change {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a change changes something");
        }
    }
}
