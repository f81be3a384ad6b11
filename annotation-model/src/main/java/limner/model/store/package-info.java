/// Where facts and rows are kept; the SQLite implementation lies below.
@NullMarked
package limner.model.store;

import org.jspecify.annotations.NullMarked;
