/// Work of two threads, one of which is ahead of the other.
@NullMarked
package limner.model.ahead;

import org.jspecify.annotations.NullMarked;
