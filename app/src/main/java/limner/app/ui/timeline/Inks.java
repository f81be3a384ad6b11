package limner.app.ui.timeline;

import javafx.scene.paint.Color;

/// The colours of the timeline, from the theme.
///
/// @param ground behind the rows
/// @param panel behind names and ruler
/// @param line between rows
/// @param text names and numbers
/// @param quiet what is read second
/// @param accent playhead, selection and marked frames
/// @param work frames in work
/// @param done frames that are done
/// @param amount labels, tags and suggestions that are merely counted
/// @param sound the waveform
/// @param doubt places of a track that are worth a look
record Inks(
        Color ground,
        Color panel,
        Color line,
        Color text,
        Color quiet,
        Color accent,
        Color work,
        Color done,
        Color amount,
        Color sound,
        Color doubt) {

    static Color faint(Color colour, double opacity) {
        return Color.color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity);
    }
}
