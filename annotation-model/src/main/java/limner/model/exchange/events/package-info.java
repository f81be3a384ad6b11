/// Events alone, for programs that count and draw what happens: tables, ELAN, Praat.
@NullMarked
package limner.model.exchange.events;

import org.jspecify.annotations.NullMarked;
