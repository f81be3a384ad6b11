package limner.model.event;

import java.util.Objects;
import limner.model.id.EventId;
import limner.model.provenance.Stamp;

/// An event as it stands in the log.
///
/// @param number position in this file's log, from 1
/// @param change number of the change (one user action) it belongs to
public record Recorded(long number, EventId id, long change, Stamp stamp, LabelEvent event) {

    public Recorded {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(stamp, "stamp");
        Objects.requireNonNull(event, "event");
    }
}
