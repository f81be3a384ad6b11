/// Typed ids: a label can never be passed where a class or a video is meant.
@NullMarked
package limner.model.id;

import org.jspecify.annotations.NullMarked;
