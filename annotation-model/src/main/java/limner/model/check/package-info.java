/// What is wrong with what was said of a video, and how it is mended.
@NullMarked
package limner.model.check;

import org.jspecify.annotations.NullMarked;
