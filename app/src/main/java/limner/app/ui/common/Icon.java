package limner.app.ui.common;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// The pictures on buttons, all of one family (Material outlined) and drawn at 16 pixels.
public enum Icon {
    NONE(null),
    SELECT(Material2OutlinedMZ.NEAR_ME),
    BOX(Material2OutlinedAL.CROP_SQUARE),
    ROTATED_BOX(Material2OutlinedAL.CROP_ROTATE),
    ELLIPSE(Material2OutlinedMZ.PANORAMA_FISH_EYE),
    POINTS(Material2OutlinedAL.GRAIN),
    SKELETON(Material2OutlinedAL.ACCESSIBILITY_NEW),
    POLYGON(Material2OutlinedMZ.TIMELINE),
    BRUSH(Material2OutlinedAL.BRUSH),
    ERASER(Material2OutlinedAL.CLEANING_SERVICES),
    POLYLINE(Material2OutlinedMZ.SHOW_CHART),
    POINT(Material2OutlinedAL.ADJUST),
    CUT(Material2OutlinedAL.CONTENT_CUT),
    WAND(Material2OutlinedAL.COLORIZE),
    GROW(Material2OutlinedAL.FORMAT_COLOR_FILL),
    RANGE(Material2OutlinedAL.BRIGHTNESS_MEDIUM),
    CUT_OUT(Material2OutlinedMZ.PORTRAIT),
    SCISSORS(Material2OutlinedAL.GESTURE),
    PIECES(Material2OutlinedMZ.VIEW_QUILT),
    PATCH(Material2OutlinedAL.LIBRARY_ADD),
    LASSO(Material2OutlinedAL.ALL_OUT),
    TRACK(Material2OutlinedAL.LINEAR_SCALE),
    KEYFRAME(Material2OutlinedAL.CHANGE_HISTORY),
    OCCLUDED(Material2OutlinedAL.FLIP_TO_BACK),
    OUTSIDE(Material2OutlinedAL.EXIT_TO_APP),
    SHOW(Material2OutlinedMZ.VISIBILITY),
    HIDE(Material2OutlinedMZ.VISIBILITY_OFF),
    PIN(Material2OutlinedMZ.PUSH_PIN),
    LOCK(Material2OutlinedAL.LOCK),
    UNLOCK(Material2OutlinedAL.LOCK_OPEN),
    DELETE(Material2OutlinedAL.DELETE),
    ACCEPT(Material2OutlinedAL.CHECK),
    REJECT(Material2OutlinedAL.CLOSE),
    AMEND(Material2OutlinedAL.EDIT),
    NEXT(Material2OutlinedMZ.NAVIGATE_NEXT),
    PREVIOUS(Material2OutlinedMZ.NAVIGATE_BEFORE),
    SUGGEST(Material2OutlinedAL.FLARE),
    POLICY(Material2OutlinedAL.DONE_ALL),
    DONE(Material2OutlinedAL.CHECK_CIRCLE),
    REOPEN(Material2OutlinedMZ.REPLAY),
    UNDO(Material2OutlinedMZ.UNDO),
    REDO(Material2OutlinedMZ.REDO),
    HISTORY(Material2OutlinedAL.HISTORY),
    FIT(Material2OutlinedMZ.ZOOM_OUT_MAP),
    ZOOM_IN(Material2OutlinedMZ.ZOOM_IN),
    ZOOM_OUT(Material2OutlinedMZ.ZOOM_OUT),
    ACTUAL_SIZE(Material2OutlinedAL.CROP_FREE),
    VIDEO(Material2OutlinedMZ.MOVIE),
    ADD_VIDEO(Material2OutlinedMZ.VIDEO_LIBRARY),
    PROJECT(Material2OutlinedAL.FOLDER_OPEN),
    NEW_PROJECT(Material2OutlinedAL.CREATE_NEW_FOLDER),
    SAMPLE(Material2OutlinedAL.COLLECTIONS),
    RELEASE(Material2OutlinedAL.ARCHIVE),
    VERIFY(Material2OutlinedMZ.VERIFIED_USER),
    EXPORT(Material2OutlinedMZ.SAVE_ALT),
    IMPORT(Material2OutlinedMZ.PUBLISH),
    SEARCH(Material2OutlinedMZ.SEARCH),
    KEYBOARD(Material2OutlinedAL.KEYBOARD),
    THEME(Material2OutlinedAL.BRIGHTNESS_6),
    DENSITY(Material2OutlinedAL.FORMAT_LINE_SPACING),
    PANELS(Material2OutlinedMZ.VIEW_SIDEBAR),
    ADD(Material2OutlinedAL.ADD),
    MORE(Material2OutlinedMZ.MORE_VERT),
    CLOSE(Material2OutlinedAL.CLOSE),
    CANCEL(Material2OutlinedAL.CANCEL),
    COPY(Material2OutlinedAL.CONTENT_COPY),
    WARNING(Material2OutlinedMZ.REPORT_PROBLEM),
    INFO(Material2OutlinedAL.INFO),
    FOLD(Material2OutlinedAL.EXPAND_MORE),
    UNFOLD(Material2OutlinedAL.CHEVRON_RIGHT),
    DISPLAY(Material2OutlinedMZ.TUNE),
    WINDOW(Material2OutlinedAL.BRIGHTNESS_AUTO),
    TAG(Material2OutlinedAL.LABEL),
    EVENT(Material2OutlinedAL.FLAG),
    CLASS(Material2OutlinedMZ.PALETTE),
    RETIRE(Material2OutlinedAL.ARCHIVE),
    TASK(Material2OutlinedAL.HOURGLASS_EMPTY),
    PLAY(Material2OutlinedMZ.PLAY_ARROW),
    PAUSE(Material2OutlinedMZ.PAUSE),
    STEP_FORWARD(Material2OutlinedMZ.SKIP_NEXT),
    STEP_BACK(Material2OutlinedMZ.SKIP_PREVIOUS),
    FIRST(Material2OutlinedAL.FIRST_PAGE),
    LAST(Material2OutlinedAL.LAST_PAGE),
    FAST_FORWARD(Material2OutlinedAL.FAST_FORWARD),
    FAST_REWIND(Material2OutlinedAL.FAST_REWIND),
    LOOP(Material2OutlinedMZ.REPEAT),
    SPEED(Material2OutlinedMZ.SPEED),
    SOUND(Material2OutlinedMZ.VOLUME_UP),
    MUTED(Material2OutlinedMZ.VOLUME_OFF),
    GO_TO(Material2OutlinedMZ.MY_LOCATION);

    @SuppressWarnings("ImmutableEnumChecker") // the family of icons is an enum itself
    private final @Nullable Ikon ikon;

    Icon(@Nullable Ikon ikon) {
        this.ikon = ikon;
    }

    /// A new node with this picture; every place needs one of its own.
    public FontIcon node() {
        FontIcon icon = ikon == null ? new FontIcon() : FontIcon.of(ikon);
        icon.getStyleClass().add(Styles.ICON);
        return icon;
    }
}
