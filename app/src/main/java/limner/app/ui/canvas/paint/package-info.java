/// How labels become pixels: the way from the picture to the screen, and a rasteriser that runs beside the JavaFX
/// thread.
@NullMarked
package limner.app.ui.canvas.paint;

import org.jspecify.annotations.NullMarked;
