/// MOTS: pixels on tracks, as text and as pictures.
@NullMarked
package limner.model.exchange.mots;

import org.jspecify.annotations.NullMarked;
