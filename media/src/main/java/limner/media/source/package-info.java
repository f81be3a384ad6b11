/// Which file this is, what its container says about itself, and the ways in which it can be refused.
@NullMarked
package limner.media.source;

import org.jspecify.annotations.NullMarked;
