package limner.app.usecase;

/// What the wheel does over the picture.
public enum Wheel {
    /// It zooms.
    ZOOM,
    /// It moves the picture up and down, with Shift sideways; with Ctrl it zooms.
    PAN
}
