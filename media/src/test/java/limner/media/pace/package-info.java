/// Times and stops of videos, checked against slow definitions.
@NullMarked
package limner.media.pace;

import org.jspecify.annotations.NullMarked;
