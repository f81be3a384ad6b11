/// Shapes on a picture, masks as run lengths, and the one written rule that turns shapes into pixels; no idea of what
/// they mean.
@NullMarked
package limner.model.geometry;

import org.jspecify.annotations.NullMarked;
