/// Data sets going out: what is told of a project or a file, fitted to a format and written, with what is lost.
@NullMarked
package limner.model.exchange.out;

import org.jspecify.annotations.NullMarked;
