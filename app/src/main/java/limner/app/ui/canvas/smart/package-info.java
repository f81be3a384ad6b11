/// Tools that look at the pixels of the picture: what they propose is seen while the pointer moves, and stored when the
/// user agrees.
@NullMarked
package limner.app.ui.canvas.smart;

import org.jspecify.annotations.NullMarked;
