package limner.media.session;

/// How urgent a picture is.
public enum Priority {
    /// The picture at the playhead: goes before everything, and an older one that is not ready yet is cancelled.
    NOW,
    /// Pictures to be played one after another: in the order asked, after NOW.
    PLAYBACK,
    /// Thumbnails, pre-labelling, export: in the order asked, when nothing else is wanted; never cancelled.
    BACKGROUND
}
