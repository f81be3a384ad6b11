/// Carrying labels to other frames, and what is done with the places found.
@NullMarked
package limner.app.ui.propagation;

import org.jspecify.annotations.NullMarked;
