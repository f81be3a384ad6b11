/// What models say, kept apart from what people decided.
@NullMarked
package limner.model.suggestion;

import org.jspecify.annotations.NullMarked;
