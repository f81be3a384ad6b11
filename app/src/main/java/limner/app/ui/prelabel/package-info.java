/// Asking a model for suggestions, and accepting them by a recorded policy.
@NullMarked
package limner.app.ui.prelabel;

import org.jspecify.annotations.NullMarked;
