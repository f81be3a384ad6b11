package limner.app.ui.common;

/// Where a command stands: a menu of its own, and a heading of the shortcut sheet, in this order.
public enum CommandGroup {
    PROJECT,
    EDIT,
    VIEW,
    TOOL,
    LABEL,
    TRACK,
    CLASS,
    SUGGESTION,
    FRAME,
    PLAY,
    HELP
}
