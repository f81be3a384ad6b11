package limner.model.id;

/// Ids for events that are stored together, each behind those before, so that their places in the index of all ids lie
/// together in a file.
///
/// Any thread.
public final class EventIds {

    private final TimedUuids uuids = new TimedUuids();

    /// A new one, behind all that were given out.
    public EventId next() {
        return new EventId(uuids.next());
    }
}
