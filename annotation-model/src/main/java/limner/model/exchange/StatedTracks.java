package limner.model.exchange;

/// For formats in which every object is one of a track, and says on each picture where it is.
public final class StatedTracks {

    /// Of what is of no track; no file has such a key.
    private static final String ALONE = "\nalone";

    private StatedTracks() {}

    /// How such a format says what an annotation is a place of; one of no track becomes a track of one place.
    public static Entry.OnTrack of(Entry.Annotation a) {
        return new Entry.OnTrack(a.track().map(Entry.OnTrack::key).orElse(ALONE), Entry.Known.STATED, false);
    }

    /// Whether an annotation was of no track before [#of].
    public static boolean isAlone(Entry.Annotation a) {
        return a.track().map(t -> t.key().equals(ALONE)).orElse(true);
    }
}
