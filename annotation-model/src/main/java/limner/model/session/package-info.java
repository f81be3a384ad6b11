/// One open project: the single door for changes, in one order.
@NullMarked
package limner.model.session;

import org.jspecify.annotations.NullMarked;
