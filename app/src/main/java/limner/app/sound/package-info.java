/// Sound that follows the clock of the pictures, from the decoder to the sound device.
@NullMarked
package limner.app.sound;

import org.jspecify.annotations.NullMarked;
