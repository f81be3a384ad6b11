/// Facts: everything that ever changed, each with what is needed to take it back.
@NullMarked
package limner.model.event;

import org.jspecify.annotations.NullMarked;
