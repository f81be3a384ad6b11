/// Still pictures: which files make a sequence, in what order and at what times, and the kinds of picture FFmpeg does
/// not read rightly.
@NullMarked
package limner.media.still;

import org.jspecify.annotations.NullMarked;
