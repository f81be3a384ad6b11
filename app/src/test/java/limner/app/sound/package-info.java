/// Sound beside the pictures' clock.
@NullMarked
package limner.app.sound;

import org.jspecify.annotations.NullMarked;
