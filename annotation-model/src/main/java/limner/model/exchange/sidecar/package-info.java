/// Everything that a data set says, kept in full beside files of formats that cannot say all of it.
@NullMarked
package limner.model.exchange.sidecar;

import org.jspecify.annotations.NullMarked;
