package limner.model.store;

import java.util.List;
import limner.model.event.Recorded;

/// A change that is on the disk.
///
/// @param number of the change, from 1
public record Commit(long number, Change change, List<Recorded> events) {

    public Commit {
        events = List.copyOf(events);
    }

    /// Number of the last event of the change.
    public long lastEvent() {
        return events.getLast().number();
    }
}
