/// Releases of Limner's own, read back into what a project says.
@NullMarked
package limner.model.exchange.released;

import org.jspecify.annotations.NullMarked;
