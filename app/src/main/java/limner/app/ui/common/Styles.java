package limner.app.ui.common;

/// Style classes of the desk's own stylesheet, so that none is mistyped.
public final class Styles {

    public static final String DESK = "desk";
    public static final String COMPACT = "compact";
    public static final String BAR = "bar";
    public static final String RAIL = "rail";
    public static final String RAIL_BUTTON = "rail-button";
    public static final String SIDE = "side";
    public static final String SECTION = "section";
    public static final String SECTION_HEADER = "section-header";
    public static final String SECTION_COUNT = "section-count";
    public static final String QUIET_BUTTON = "quiet-button";
    public static final String ICON = "icon";
    public static final String QUIET = "quiet";
    public static final String STRONG = "strong";
    public static final String MONO = "mono";
    public static final String KEY_CAP = "key-cap";
    public static final String SWATCH = "swatch";
    public static final String ROW = "row";
    public static final String CHIP = "chip";
    public static final String STATUS_BAR = "status";
    public static final String TOOL_OPTIONS = "tool-options";
    public static final String DISPLAY = "display-panel";
    public static final String CANVAS = "frame-canvas";
    public static final String BADGE = "proxy-badge";
    public static final String PEEK = "film-peek";
    public static final String NOTICE = "notice";
    public static final String ERROR = "error";
    public static final String SHEET = "side-sheet";
    public static final String PALETTE = "palette";
    /// What has the keyboard inside such a node hears every key, whatever it means elsewhere.
    public static final String HEARS_ALL = "hears-all-keys";
    public static final String SCRIM = "scrim";
    public static final String EMPTY = "empty";
    public static final String DOOR = "door";
    public static final String WELCOME = "welcome";
    public static final String TIMELINE = "timeline";
    public static final String TRANSPORT = "transport";

    private Styles() {}
}
