/// Datumaro's JSON.
@NullMarked
package limner.model.exchange.datumaro;

import org.jspecify.annotations.NullMarked;
