package limner.model.id;

/// Ids for labels that are made together, each behind those before, so that their rows lie together in a file.
///
/// Any thread.
public final class LabelIds {

    private final TimedUuids uuids = new TimedUuids();

    /// A new one, behind all that were given out.
    public LabelId next() {
        return new LabelId(uuids.next());
    }
}
