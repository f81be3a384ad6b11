/// The middle of the desk: the picture, the labels over it, and the pointer on both.
@NullMarked
package limner.app.ui.canvas;

import org.jspecify.annotations.NullMarked;
