/// Values as text, for every file that is written. No types of Limner's own, and nothing of the screen.
@NullMarked
package limner.model.text;

import org.jspecify.annotations.NullMarked;
