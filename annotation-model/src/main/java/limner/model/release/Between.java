package limner.model.release;

/// What becomes of the frames between the keyframes of a track.
public enum Between {
    /// Interpolated and held places are written, and say that they are.
    WRITE,
    /// A picture on which an object is only interpolated or held is left out as a whole: a picture that kept its other
    /// objects would say that this one is not there.
    LEAVE_OUT_PICTURE
}
