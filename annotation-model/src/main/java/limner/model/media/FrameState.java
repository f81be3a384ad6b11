package limner.model.media;

/// How far the work on one frame is. A frame that is [#DONE] and carries no label is a fact of its own:
/// somebody looked and there was nothing; releases take it as a negative picture.
public enum FrameState {
    UNSEEN,
    IN_WORK,
    DONE
}
