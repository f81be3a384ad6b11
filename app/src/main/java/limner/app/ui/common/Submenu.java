package limner.app.ui.common;

/// A menu inside the menu of a command's group: for choices of which one is made now and then, so that no menu is
/// higher than a small screen.
public enum Submenu {
    PICTURE,
    MASKS,
    SHAPES,
    ORDER,
    OPTIONS,
    HAND,
    EVENTS,
    TIMELINE,
    DISPLAY,
    LOOK,
    LANGUAGE,
    PICTURES,
    PROXIES,
    DECODING,
    SEARCH,
    SPEED,
    SOUND
}
