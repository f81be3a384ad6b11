/// Tests of this package.
@NullMarked
package limner.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
