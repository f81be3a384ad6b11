/// The road from a video file to a verified release, through the real parts and the real command line.
@NullMarked
package limner.test.flow;

import org.jspecify.annotations.NullMarked;
