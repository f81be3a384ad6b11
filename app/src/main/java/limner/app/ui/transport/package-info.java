/// Playing, stepping and finding frames: the one line below the picture.
@NullMarked
package limner.app.ui.transport;

import org.jspecify.annotations.NullMarked;
