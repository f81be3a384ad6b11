/// What the model says, in the language of the screen.
@NullMarked
package limner.app.ui.common.spoken;

import org.jspecify.annotations.NullMarked;
