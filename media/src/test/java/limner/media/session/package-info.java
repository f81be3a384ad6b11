/// Tests of this package.
@NullMarked
package limner.media.session;

import org.jspecify.annotations.NullMarked;
