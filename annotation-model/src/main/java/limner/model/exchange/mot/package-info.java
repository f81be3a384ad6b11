/// MOTChallenge's text of boxes on tracks.
@NullMarked
package limner.model.exchange.mot;

import org.jspecify.annotations.NullMarked;
