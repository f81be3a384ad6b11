/// Tests of reading what packets say.
@NullMarked
package limner.media.bitstream;

import org.jspecify.annotations.NullMarked;
