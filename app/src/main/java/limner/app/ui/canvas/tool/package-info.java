/// The tools of the rail: small strategies that turn gestures on the picture into commands. They know no window.
@NullMarked
package limner.app.ui.canvas.tool;

import org.jspecify.annotations.NullMarked;
