/// Where the program starts.
@NullMarked
package limner.app;

import org.jspecify.annotations.NullMarked;
