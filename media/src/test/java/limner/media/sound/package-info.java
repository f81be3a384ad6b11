/// What is heard, and when.
@NullMarked
package limner.media.sound;

import org.jspecify.annotations.NullMarked;
